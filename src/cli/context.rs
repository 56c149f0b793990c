//! What every command needs: options, output, catalogue, index.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::args::{Format, Global, PdfEngine};
use super::output::Output;
use super::progress::Bar;
use super::{Exit, safe};
use crate::catalogue::Catalogue;
use crate::export::{Csv, Export, Json, JsonLines};
use crate::index::Index;
use crate::ingest;
use crate::pipeline::{self, Progress, Reader, Silent, Summary, Trust};

/// Options and output of one run.
pub(super) struct Context {
    pub(super) global: Global,
    pub(super) output: Output,
}

/// So many warnings of readers are shown; there is one per page of a scan.
const WARNINGS_SHOWN: usize = 20;

impl Context {
    pub(super) fn new(global: Global) -> Self {
        let output = Output::new(global.color, global.quiet);
        Self { global, output }
    }

    /// The catalogue, with the user's own files.
    pub(super) fn catalogue(&self) -> anyhow::Result<Catalogue> {
        Ok(Catalogue::with_user_files(&self.user_files()?)?)
    }

    /// The user's own catalogue files, as (name, text).
    pub(super) fn user_files(&self) -> anyhow::Result<Vec<(String, String)>> {
        let read = |path: &PathBuf| {
            let name = path.to_string_lossy().into_owned();
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the catalogue file `{name}`"))?;
            Ok((name, text))
        };
        self.global.catalogue.iter().map(read).collect()
    }

    /// The index that is there.
    pub(super) fn index(&self) -> anyhow::Result<Index> {
        Ok(Index::open(&self.global.index)?)
    }

    /// The index, made where there is none, with the files at and under the
    /// paths read into it.
    pub(super) fn updated_index(
        &self,
        paths: &[PathBuf],
        catalogue: &Catalogue,
        trust: Trust,
    ) -> anyhow::Result<(Index, Summary)> {
        // A mistyped path should not leave an empty index behind.
        if !self.global.index.exists() {
            pipeline::find(paths)?;
        }
        let mut index = Index::create_or_open(&self.global.index)?;
        let reader = Reader::new(catalogue, self.options());
        let read_with = reader.fingerprint(&self.user_files()?);
        let progress = self.progress(false);
        let summary =
            pipeline::update(&mut index, paths, &reader, &read_with, trust, progress.as_ref())?;
        Ok((index, summary))
    }

    pub(super) fn options(&self) -> ingest::Options {
        let pdf_engine = match self.global.pdf_engine {
            PdfEngine::Auto => ingest::PdfEngine::Auto,
            PdfEngine::Hayro => ingest::PdfEngine::Hayro,
            PdfEngine::PdfExtract => ingest::PdfEngine::PdfExtract,
        };
        ingest::Options { pdf_engine }
    }

    /// How results are written for programs; `None` for people.
    pub(super) fn export(&self) -> Option<Box<dyn Export>> {
        match self.global.format {
            Format::Table => None,
            Format::Json => Some(Box::new(Json::default())),
            Format::Jsonl => Some(Box::new(JsonLines)),
            Format::Csv => Some(Box::new(Csv::default())),
        }
    }

    /// A progress bar, unless nobody could see it or it would stand between
    /// results.
    pub(super) fn progress(&self, prints_meanwhile: bool) -> Box<dyn Progress> {
        let in_the_way = prints_meanwhile && std::io::stdout().is_terminal();
        if self.global.quiet || in_the_way || !std::io::stderr().is_terminal() {
            Box::new(Silent)
        } else {
            Box::new(Bar::default())
        }
    }

    /// Says what could not be read, and gives the exit code for it.
    pub(super) fn report(&self, summary: &Summary, otherwise: Exit) -> Exit {
        for problem in summary.warnings.iter().take(WARNINGS_SHOWN) {
            self.output.note(&format!("`{}`: {}", problem.path, problem.cause));
        }
        if summary.warnings.len() > WARNINGS_SHOWN {
            let more = summary.warnings.len() - WARNINGS_SHOWN;
            self.output.note(&format!("and {} like this", counted(more, "note", "notes")));
        }
        if let Some(first) = summary.passed_over.first() {
            let others = counted(summary.passed_over.len(), "other file", "other files");
            self.output.note(&format!(
                "passed over {others} in the folders, such as `{}` ({})",
                first.path, first.cause
            ));
        }
        for problem in &summary.missed {
            self.output.warn(&format!("`{}`: {}", problem.path, problem.cause));
        }
        if summary.missed.is_empty() { otherwise } else { Exit::Missed }
    }

    /// The bytes of a file, or of standard input for `-`, with its name.
    pub(super) fn file_or_stdin(&self, path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
            return Ok(("-".to_owned(), bytes));
        }
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            bail!("`{}` is a folder; name a file in it", safe::line(&name));
        }
        if !path.exists() {
            bail!("there is no file `{}`", safe::line(&name));
        }
        let bytes = std::fs::read(path).with_context(|| format!("cannot open `{name}`"))?;
        Ok((name, bytes))
    }
}

/// "1 document", "7 documents", "1 234 documents".
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", spaced(number), if number == 1 { one } else { many })
}

fn spaced(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
