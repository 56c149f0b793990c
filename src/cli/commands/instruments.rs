//! `whocites instruments`: the catalogue.

use anyhow::bail;

use crate::catalogue::{Catalogue, Instrument};
use crate::cli::args::{Format, InstrumentsArgs, InstrumentsCommand};
use crate::cli::context::{Context, counted};
use crate::cli::output::Tone;
use crate::cli::{Exit, safe};
use crate::export::InstrumentV1;
use crate::model::Provision;
use crate::{query, resolve};

pub(in crate::cli) fn run(args: &InstrumentsArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let catalogue = context.catalogue()?;
    match &args.command {
        InstrumentsCommand::List { words } => list(words, &catalogue, context),
        InstrumentsCommand::Show { instrument } => show(instrument, &catalogue, context),
        InstrumentsCommand::Check => check(&catalogue, context),
    }
}

fn list(words: &[String], catalogue: &Catalogue, context: &mut Context) -> anyhow::Result<Exit> {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let fits = |instrument: &&Instrument| {
        let names = instrument.names.iter().map(|(_, name)| name.as_str());
        let own = [instrument.id.as_str(), &instrument.title, &instrument.label];
        let text = names.chain(own).collect::<Vec<_>>().join("\n").to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let found: Vec<&Instrument> = catalogue.instruments().iter().filter(fits).collect();
    if context.global.format == Format::Table {
        let widest = found.iter().map(|i| i.id.as_str().len()).max().unwrap_or(0).min(40);
        let look = context.output.look();
        for instrument in &found {
            let id = format!("{:widest$}", instrument.id.as_str());
            let title = safe::line(&instrument.title);
            context.output.line(&format!("{}  {title}", look.paint(Tone::Title, &id)))?;
        }
        let number = counted(found.len(), "instrument", "instruments");
        let families = counted(catalogue.families().len(), "open series", "open series");
        let beside =
            if words.is_empty() { format!(", and {families} of symbols") } else { String::new() };
        context.output.line(&look.paint(Tone::Quiet, &format!("\n{number}{beside}")))?;
    } else {
        export(&found, context)?;
    }
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Found })
}

fn export(found: &[&Instrument], context: &mut Context) -> anyhow::Result<()> {
    let all: Vec<InstrumentV1> = found.iter().map(|i| InstrumentV1::new(i)).collect();
    let format = context.global.format;
    let out = context.output.results();
    match format {
        Format::Csv => crate::export::instruments_csv(out, &all)?,
        Format::Jsonl => crate::export::instruments_jsonl(out, &all)?,
        Format::Table | Format::Json => crate::export::instruments_json(out, &all)?,
    }
    Ok(())
}

fn show(name: &str, catalogue: &Catalogue, context: &mut Context) -> anyhow::Result<Exit> {
    let instrument = match catalogue.instrument(name) {
        Some(instrument) => instrument,
        None => {
            let question = query::read(name, catalogue)?;
            let id = &question.provisions[0].instrument;
            let Some(instrument) = catalogue.instrument(id.as_str()) else {
                bail!(
                    "`{id}` is a member of an open series; the catalogue has no entry of its own for it"
                );
            };
            instrument
        }
    };
    if context.global.format != Format::Table {
        export(&[instrument], context)?;
        return Ok(Exit::Found);
    }
    let look = context.output.look();
    context.output.line(&look.paint(Tone::Title, &instrument.title))?;
    for (name, value) in rows(instrument) {
        let name = look.paint(Tone::Quiet, &format!("{name:<9}"));
        context.output.line(&format!("  {name}  {}", safe::line(&value)))?;
    }
    Ok(Exit::Found)
}

fn rows(instrument: &Instrument) -> Vec<(String, String)> {
    let row = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut rows = vec![
        row("id", instrument.id.as_str()),
        row("label", &instrument.label),
        row("kind", &instrument.kind),
        row("body", &instrument.body),
    ];
    rows.extend(instrument.adopted.map(|date| row("adopted", &date.to_string())));
    rows.extend(instrument.url.as_deref().map(|url| row("url", url)));
    rows.extend(instrument.symbols.iter().map(|symbol| row("symbol", symbol)));
    for part in &instrument.parts {
        let verified = if part.verified { "" } else { " (not verified)" };
        rows.push(row("has", &format!("{} {}{verified}", part.unit.short_plural(), part.numbers)));
    }
    for relation in &instrument.relations {
        rows.push(row("relation", &format!("{} {}", relation.kind, relation.target)));
    }
    rows.extend(instrument.names.iter().map(|(language, name)| row(language, name)));
    rows.push(row("file", &instrument.file));
    rows
}

fn check(catalogue: &Catalogue, context: &mut Context) -> anyhow::Result<Exit> {
    let look = context.output.look();
    let faults = resolve::check_examples(catalogue);
    let ids = |provisions: &[Provision]| {
        let ids: Vec<_> = provisions.iter().map(ToString::to_string).collect();
        if ids.is_empty() { "nothing".to_owned() } else { ids.join(" ") }
    };
    for fault in &faults {
        context.output.line(&look.paint(Tone::Title, &fault.id))?;
        context.output.line(&format!("  text      {}", safe::line(&fault.text)))?;
        if fault.expected.is_empty() {
            context.output.line("  expected  nothing of its own (a counter-example)")?;
        } else {
            context.output.line(&format!("  expected  {}", ids(&fault.expected)))?;
        }
        context.output.line(&format!("  found     {}\n", ids(&fault.found)))?;
    }
    let shared = catalogue.shared_names();
    if !shared.is_empty() {
        context.output.line(&look.paint(Tone::Title, "Names that cite several instruments"))?;
        for (name, instruments) in shared {
            let ids: Vec<&str> = instruments.iter().map(|id| id.as_str()).collect();
            context.output.line(&format!("  {}: {}", safe::line(name), ids.join(" ")))?;
        }
        context.output.line("")?;
    }
    let instruments = catalogue.instruments();
    let families = catalogue.families();
    let examples = instruments.iter().map(|i| i.examples.len() + i.counter_examples.len());
    let series = families.iter().map(|f| f.examples.len() + f.counter_examples.len());
    context.output.line(&format!(
        "{} and {}: {}, {}.",
        counted(instruments.len(), "instrument", "instruments"),
        counted(families.len(), "open series", "open series"),
        counted(examples.chain(series).sum(), "example", "examples"),
        if faults.is_empty() {
            "all read as they should be".to_owned()
        } else {
            format!("{} read otherwise", faults.len())
        },
    ))?;
    Ok(if faults.is_empty() { Exit::Found } else { Exit::Nothing })
}
