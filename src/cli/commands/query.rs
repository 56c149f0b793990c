//! `whocites query`: who cites a provision.

use crate::cli::args::QueryArgs;
use crate::cli::context::{Context, counted};
use crate::cli::output::Tone;
use crate::cli::{Exit, passages};
use crate::pipeline::{Trust, shown};
use crate::query::{self, Answer};
use crate::record::Reading;

pub(in crate::cli) fn run(args: &QueryArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let catalogue = context.catalogue()?;
    // A question that cannot be read is told before files are looked at.
    let question = query::read(&args.question, &catalogue).map_err(|error| {
        let word = args.question.as_str();
        let may_be_a_command = word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        let error = anyhow::Error::from(error);
        if may_be_a_command {
            anyhow::anyhow!("{error}\n`{word}` is no command either; `whocites help` lists them")
        } else {
            error
        }
    })?;
    let mut exit = Exit::Found;
    let index = if args.paths.is_empty() {
        context.index()?
    } else {
        let (index, summary) = context.updated_index(&args.paths, &catalogue, Trust::Index)?;
        exit = context.report(&summary, exit);
        index
    };
    let paths: Vec<String> = args.paths.iter().map(|path| shown(path)).collect();
    let answer = query::answer(question, &index, &paths)?;
    let wider = if args.whole { &answer.wider[..] } else { &[] };
    if let Some(mut export) = context.export() {
        let out = context.output.results();
        for reading in answer.readings.iter().chain(wider) {
            export.write(out, reading)?;
        }
        export.finish(out)?;
    } else {
        print(&answer, wider, context)?;
    }
    if args.paths.is_empty() {
        let failures = index.totals()?.failures;
        if failures > 0 {
            let files = counted(failures, "document", "documents");
            context.output.note(&format!("{files} of the index could not be read"));
        }
    }
    Ok(match exit {
        Exit::Found if answer.readings.is_empty() && wider.is_empty() => Exit::Nothing,
        exit => exit,
    })
}

fn print(answer: &Answer, wider: &[Reading], context: &mut Context) -> anyhow::Result<()> {
    let look = context.output.look();
    let label = answer.question.label.as_str();
    for reading in &answer.readings {
        context.output.line(&passages::document(reading, Some(label), look))?;
    }
    if !wider.is_empty() {
        let title = format!("Only the {} as a whole:\n", bare(&answer.question.instrument));
        context.output.line(&look.paint(Tone::Quiet, &title))?;
        for reading in wider {
            let instrument = answer.question.instrument.as_str();
            context.output.line(&passages::document(reading, Some(instrument), look))?;
        }
    }
    for note in &answer.question.notes {
        context.output.line(&look.paint(Tone::Caution, &format!("! {note}")))?;
    }
    if !answer.editions.is_empty() {
        let ids: Vec<_> = answer.editions.iter().map(ToString::to_string).collect();
        let note = format!("Counted with it: its editions {}.", ids.join(", "));
        context.output.line(&look.paint(Tone::Quiet, &note))?;
    }
    context.output.line(&summary(answer, !wider.is_empty()))?;
    Ok(())
}

/// "7 documents cite Tunis Agenda, para. 69 in 9 passages; 3 more cite only
/// the Tunis Agenda as a whole (--whole shows them)".
fn summary(answer: &Answer, wider_shown: bool) -> String {
    let label = &answer.question.label;
    let mut text = match answer.readings.len() {
        0 => format!("No document cites {label}"),
        number => format!(
            "{} {label} in {}",
            counted(number, "document cites", "documents cite"),
            counted(answer.passages(), "passage", "passages")
        ),
    };
    let wider = answer.wider.len();
    if wider > 0 {
        let more = if answer.readings.is_empty() { "" } else { " more" };
        let verb = if wider == 1 { "cites" } else { "cite" };
        let instrument = bare(&answer.question.instrument);
        text.push_str(&format!("; {wider}{more} {verb} only the {instrument} as a whole"));
        if !wider_shown {
            text.push_str(" (--whole shows them)");
        }
    }
    text.push('.');
    text
}

/// A label that brings its own article does without ours.
fn bare(instrument: &str) -> &str {
    instrument
        .strip_prefix("the ")
        .or_else(|| instrument.strip_prefix("The "))
        .unwrap_or(instrument)
}
