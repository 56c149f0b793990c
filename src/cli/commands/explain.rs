//! `whocites explain`: how a passage is read.

use anyhow::anyhow;

use crate::cli::args::ExplainArgs;
use crate::cli::context::Context;
use crate::cli::output::Tone;
use crate::cli::{Exit, passages, safe};
use crate::model::Function;
use crate::pipeline::Reader;
use crate::record::{Reading, Record};

pub(in crate::cli) fn run(args: &ExplainArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let catalogue = context.catalogue()?;
    let reader = Reader::new(&catalogue, context.options());
    let reading = reader.read("-", args.text.as_bytes()).map_err(|error| anyhow!("{error}"))?;
    if let Some(mut export) = context.export() {
        let out = context.output.results();
        export.write(out, &reading)?;
        export.finish(out)?;
    } else {
        for record in &reading.records {
            explain(&reading, record, context)?;
        }
        if reading.records.is_empty() {
            context.output.line("Nothing in it is read as a citation.")?;
        }
    }
    Ok(if reading.records.is_empty() { Exit::Nothing } else { Exit::Found })
}

fn explain(reading: &Reading, record: &Record, context: &mut Context) -> anyhow::Result<()> {
    let look = context.output.look();
    let output = &mut context.output;
    output.line(&look.paint(Tone::Cited, &format!("“{}”", safe::line(&record.quote))))?;
    let mut rows: Vec<(&str, String)> = Vec::new();
    if let Some(provision) = &record.provision {
        rows.push(("cites", passages::cited(reading, &[record])));
        rows.push(("id", provision.to_string()));
    }
    let optional = [
        ("edition", record.edition.clone()),
        ("range", record.via.clone()),
        ("in", record.citing.as_ref().map(ToString::to_string)),
        ("language", record.language.map(|language| language.to_string())),
        ("function", record.function.map(|function| Function::as_str(function).to_owned())),
    ];
    rows.push(("at", format!("{}–{}, mention {}", record.start, record.end, record.group)));
    rows.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
    rows.push(("how", record.how.as_str().to_owned()));
    rows.push(("rule", record.rule.clone()));
    rows.push(("confidence", record.confidence.as_str().to_owned()));
    let status = match &record.status {
        crate::model::Status::Ambiguous(candidates) => {
            let ids: Vec<_> = candidates.iter().map(ToString::to_string).collect();
            format!("ambiguous: {}", ids.join(" or "))
        }
        status => match status.reason() {
            Some(reason) => format!("{}: {reason}", status.as_str()),
            None => status.as_str().to_owned(),
        },
    };
    rows.push(("status", status));
    rows.extend(record.note.clone().map(|note| ("note", note)));
    for (name, value) in rows {
        let name = look.paint(Tone::Quiet, &format!("{name:<10}"));
        output.line(&format!("  {name}  {}", safe::line(&value)))?;
    }
    output.line("")?;
    Ok(())
}
