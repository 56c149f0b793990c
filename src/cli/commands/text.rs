//! `whocites text`: the text that offsets refer to.

use anyhow::anyhow;

use crate::catalogue::Catalogue;
use crate::cli::Exit;
use crate::cli::args::TextArgs;
use crate::cli::context::Context;
use crate::pipeline::Reader;

pub(in crate::cli) fn run(args: &TextArgs, context: &mut Context) -> anyhow::Result<Exit> {
    let (name, bytes) = context.file_or_stdin(&args.file)?;
    // No instrument is looked for, and so none has to be known.
    let catalogue = Catalogue::from_files(&[])?;
    let reader = Reader::new(&catalogue, context.options());
    let (document, warnings) =
        reader.document(&name, &bytes).map_err(|error| anyhow!("`{name}`: {error}"))?;
    for warning in warnings {
        context.output.note(&format!("`{name}`: {warning}"));
    }
    // Byte for byte: an added line end would not be the document's.
    context.output.results().write_all(document.text.as_bytes())?;
    Ok(Exit::Found)
}
