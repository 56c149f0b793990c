//! `whocites refs`: what a document cites.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::args::RefsArgs;
use crate::cli::context::{Context, counted};
use crate::cli::{Exit, passages};
use crate::pipeline::{self, PipelineError, Reader};
use crate::record::Reading;

pub(in crate::cli) fn run(args: &RefsArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let reading = reading(&args.document, context)?;
    let reading = if args.all { reading } else { reading.resolved_only() };
    let resolved = reading.records.iter().filter(|record| record.status.is_resolved()).count();
    if let Some(mut export) = context.export() {
        let out = context.output.results();
        export.write(out, &reading)?;
        export.finish(out)?;
    } else {
        let look = context.output.look();
        context.output.line(&passages::document(&reading, None, look))?;
        let provisions: BTreeSet<_> =
            reading.records.iter().filter_map(|record| record.provision.as_ref()).collect();
        let instruments: BTreeSet<_> =
            provisions.iter().map(|provision| &provision.instrument).collect();
        context.output.line(&format!(
            "{}: {} of {}.",
            counted(resolved, "citation", "citations"),
            counted(provisions.len(), "provision", "provisions"),
            counted(instruments.len(), "instrument", "instruments")
        ))?;
    }
    Ok(if resolved == 0 { Exit::Nothing } else { Exit::Found })
}

/// From the index; a file that the index does not know is read.
fn reading(name: &str, context: &Context) -> anyhow::Result<Reading> {
    let is_file = Path::new(name).is_file();
    if !is_file || context.global.index.exists() {
        let index = match context.index() {
            Err(error) if !is_file => {
                return Err(error.context(format!("there is no file `{name}`")));
            }
            index => index?,
        };
        match pipeline::find_document(&index, name) {
            Ok(card) => {
                if let Some(mut reading) = index.reading(card.id)? {
                    reading.document.path = card.path;
                    return Ok(reading);
                }
            }
            Err(PipelineError::NoDocument(_)) if is_file => {}
            Err(error) => return Err(error.into()),
        }
    }
    let catalogue = context.catalogue()?;
    let (name, bytes) = context.file_or_stdin(Path::new(name))?;
    let reader = Reader::new(&catalogue, context.options());
    reader.read(&name, &bytes).map_err(|error| anyhow::anyhow!("`{name}`: {error}"))
}
