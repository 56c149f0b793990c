//! `whocites index`: builds or updates the index.

use crate::cli::Exit;
use crate::cli::args::IndexArgs;
use crate::cli::context::{Context, counted};
use crate::index::Index;
use crate::pipeline::{self, Reader, Trust};

pub(in crate::cli) fn run(args: &IndexArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let catalogue = context.catalogue()?;
    let reader = Reader::new(&catalogue, context.options());
    let read_with = reader.fingerprint(&context.user_files()?);
    // A mistyped path should not leave an empty index behind.
    if !context.global.index.exists() {
        pipeline::find(&args.paths)?;
    }
    let mut index = Index::create_or_open(&context.global.index)?;
    let trust = if args.fresh { Trust::Nothing } else { Trust::Index };
    let progress = context.progress(false);
    let summary =
        pipeline::update(&mut index, &args.paths, &reader, &read_with, trust, progress.as_ref())?;
    let exit = context.report(&summary, Exit::Found);
    let totals = index.totals()?;
    let mut parts = vec![format!("{} read", counted(summary.read, "document", "documents"))];
    if summary.unchanged > 0 {
        parts.push(format!("{} unchanged", summary.unchanged));
    }
    if summary.dropped > 0 {
        parts.push(format!("{} gone and dropped", summary.dropped));
    }
    if !summary.missed.is_empty() {
        parts.push(format!("{} not read", summary.missed.len()));
    }
    context.output.line(&format!("{}.", parts.join(", ")))?;
    context.output.line(&format!(
        "`{}` now holds {} with {}.",
        index.path(),
        counted(totals.documents, "document", "documents"),
        counted(totals.citations, "citation", "citations")
    ))?;
    Ok(exit)
}
