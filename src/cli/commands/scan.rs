//! `whocites scan`: the citations of files, without an index.

use std::io::{self, Read};
use std::path::Path;

use crate::cli::args::ScanArgs;
use crate::cli::context::{Context, counted};
use crate::cli::{Exit, passages};
use crate::pipeline::{self, Problem, Reader, Summary};
use crate::record::Reading;

pub(in crate::cli) fn run(args: &ScanArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let catalogue = context.catalogue()?;
    let reader = Reader::new(&catalogue, context.options());
    let (standard_input, paths): (Vec<_>, Vec<_>) =
        args.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let found = pipeline::find(&paths)?;
    let progress = context.progress(true);
    let look = context.output.look();
    let mut export = context.export();
    let mut totals = Totals::default();
    let out = context.output.results();
    let mut sink = |reading: Reading| -> io::Result<()> {
        totals.add(&reading);
        let reading = if args.all { reading } else { reading.resolved_only() };
        match &mut export {
            Some(export) => export.write(out, &reading),
            None if reading.records.is_empty() => Ok(()),
            None => writeln!(out, "{}", passages::document(&reading, None, look)),
        }
    };
    let mut summary = Summary::default();
    if !standard_input.is_empty() {
        scan_standard_input(&reader, &mut summary, &mut sink)?;
    }
    let files = pipeline::scan(found, &reader, progress.as_ref(), &mut sink)?;
    summary.read += files.read;
    summary.missed.extend(files.missed);
    summary.passed_over.extend(files.passed_over);
    summary.warnings.extend(files.warnings);
    match &mut export {
        Some(export) => export.finish(context.output.results())?,
        None => context.output.line(&totals.sentence(summary.read, args.all))?,
    }
    let exit = if totals.citations == 0 { Exit::Nothing } else { Exit::Found };
    Ok(context.report(&summary, exit))
}

fn scan_standard_input(
    reader: &Reader<'_>,
    summary: &mut Summary,
    sink: &mut dyn FnMut(Reading) -> io::Result<()>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    match reader.read("-", &bytes) {
        Ok(reading) => {
            summary.read += 1;
            sink(reading)
        }
        Err(error) => {
            summary.missed.push(Problem { path: "-".to_owned(), cause: error.to_string() });
            Ok(())
        }
    }
}

#[derive(Default)]
struct Totals {
    citations: usize,
    open: usize,
    citing: usize,
}

impl Totals {
    fn add(&mut self, reading: &Reading) {
        let resolved = reading.records.iter().filter(|record| record.status.is_resolved()).count();
        self.citations += resolved;
        self.open += reading.records.len() - resolved;
        self.citing += usize::from(resolved > 0);
    }

    fn sentence(&self, read: usize, all: bool) -> String {
        let documents = counted(read, "document", "documents");
        let mut text = match self.citations {
            0 => format!("No citation in {documents}"),
            number => format!(
                "{} in {} of {documents}",
                counted(number, "citation", "citations"),
                self.citing
            ),
        };
        if self.open > 0 {
            let open = counted(self.open, "mention", "mentions");
            let hint = if all { "" } else { " (--all shows them)" };
            text.push_str(&format!("; {open} ambiguous or unresolved{hint}"));
        }
        text.push('.');
        text
    }
}
