//! `whocites index`: builds or updates the index.

use crate::cli::Exit;
use crate::cli::args::IndexArgs;
use crate::cli::context::{Context, counted};
use crate::pipeline::Trust;

pub(in crate::cli) fn run(args: &IndexArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let catalogue = context.catalogue()?;
    let trust = if args.fresh { Trust::Nothing } else { Trust::Index };
    let (index, summary) = context.updated_index(&args.paths, &catalogue, trust)?;
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
