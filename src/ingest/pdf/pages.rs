//! Asks the readers for every page and keeps the better answer.

use hayro_interpret::hayro_syntax::Pdf;

use super::super::{IngestError, PdfEngine};
use super::damage::Damage;
use super::extract::PdfExtract;
use super::glyphs::{PageGlyphs, PdfBackend};
use super::hayro::Hayro;
use super::layout::{PageText, lay_out};
use super::links::{self, PageLinks};
use super::quiet::guarded;
use crate::model::{Warning, WarningCode};

/// Glyphs of one file.
const MAX_GLYPHS: usize = 20_000_000;
/// Pages of one file.
const MAX_PAGES: usize = 100_000;
/// Pages without text after which the second reader is no longer asked, if it
/// never found any either.
const PATIENCE: usize = 6;

/// One reader's answer for one page.
struct Answer {
    text: PageText,
    damage: Damage,
    glyphs: usize,
    truncated: bool,
    is_drawn: bool,
    broken: Option<String>,
}

impl Answer {
    /// Whether it is to be kept rather than `other`.
    fn is_better_than(&self, other: &Self) -> bool {
        match (&self.broken, &other.broken) {
            (None, Some(_)) => self.damage.letters >= other.damage.letters,
            (Some(_), None) => false,
            _ => self.damage.is_less_than(&other.damage),
        }
    }
}

/// Reads all pages of a file that hayro opened.
pub(super) fn read(
    pdf: &Pdf,
    bytes: &[u8],
    engine: PdfEngine,
) -> Result<(Vec<PageText>, Vec<Warning>), IngestError> {
    let mut reading = Reading::new(Second::new(bytes, engine));
    let mut hayro = Hayro::new(pdf);
    let count = guarded(|| pdf.pages().len()).unwrap_or(0);
    for index in 0..count.min(MAX_PAGES) {
        if reading.is_full(index) {
            break;
        }
        let page_links = || {
            let page = pdf.pages().get(index);
            guarded(|| page.map(links::read).unwrap_or_default()).unwrap_or_default()
        };
        let first = match engine {
            PdfEngine::PdfExtract => None,
            PdfEngine::Auto | PdfEngine::Hayro => {
                Some(ask(&mut hayro, index, reading.left(), page_links()))
            }
        };
        reading.page(index, first, page_links);
    }
    Ok(reading.finish(count))
}

/// Reads all pages of a file that hayro could not open.
pub(super) fn read_without_hayro(bytes: &[u8]) -> Result<(Vec<PageText>, Vec<Warning>), String> {
    let reader = PdfExtract::open(bytes)?;
    let count = reader.page_count();
    if count == 0 {
        return Err("it has no pages".to_owned());
    }
    let mut reading =
        Reading::new(Second { bytes, reader: Some(Some(reader)), wanted: true, vain: 0 });
    for index in 0..count.min(MAX_PAGES) {
        if reading.is_full(index) {
            break;
        }
        reading.page(index, None, PageLinks::default);
    }
    reading.warnings.insert(
        0,
        Warning::new(WarningCode::Repaired, "the file is broken; the second reader could open it"),
    );
    Ok(reading.finish(count))
}

fn ask(
    backend: &mut dyn PdfBackend,
    index: usize,
    limit: usize,
    links: PageLinks,
) -> Result<Answer, String> {
    let mut page = backend.page(index, limit)?;
    page.drop_unseen();
    let text = guarded(|| lay_out(&mut page, links))?;
    let damage = Damage::of(&text);
    let PageGlyphs { glyphs, truncated, is_drawn, broken, .. } = page;
    Ok(Answer { text, damage, glyphs: glyphs.len(), truncated, is_drawn, broken })
}

/// The second reader, opened when it is first needed.
struct Second<'a> {
    bytes: &'a [u8],
    reader: Option<Option<PdfExtract>>,
    wanted: bool,
    /// Pages without text on which it found none either.
    vain: usize,
}

impl<'a> Second<'a> {
    fn new(bytes: &'a [u8], engine: PdfEngine) -> Self {
        Self { bytes, reader: None, wanted: engine != PdfEngine::Hayro, vain: 0 }
    }

    fn ask(
        &mut self,
        index: usize,
        limit: usize,
        links: PageLinks,
    ) -> Option<Result<Answer, String>> {
        if !self.wanted {
            return None;
        }
        let bytes = self.bytes;
        let reader = self.reader.get_or_insert_with(|| PdfExtract::open(bytes).ok());
        Some(ask(reader.as_mut()?, index, limit, links))
    }
}

struct Reading<'a> {
    second: Second<'a>,
    texts: Vec<PageText>,
    warnings: Vec<Warning>,
    glyphs: usize,
}

impl<'a> Reading<'a> {
    fn new(second: Second<'a>) -> Self {
        Self { second, texts: Vec::new(), warnings: Vec::new(), glyphs: 0 }
    }

    fn left(&self) -> usize {
        MAX_GLYPHS.saturating_sub(self.glyphs)
    }

    /// Whether no more is read; said once.
    fn is_full(&mut self, pages: usize) -> bool {
        let full = self.left() == 0;
        if full {
            let message = format!("only the first {pages} pages are read; the text is too long");
            self.warnings.push(Warning::new(WarningCode::Truncated, message));
        }
        full
    }

    fn page(
        &mut self,
        index: usize,
        first: Option<Result<Answer, String>>,
        links: impl Fn() -> PageLinks,
    ) {
        let number = u32::try_from(index + 1).unwrap_or(0);
        let is_good = matches!(&first, Some(Ok(answer))
            if !answer.damage.is_suspect() && !answer.damage.is_empty() && answer.broken.is_none());
        let is_blank = matches!(&first, Some(Ok(answer)) if answer.damage.is_empty());
        let is_cut = matches!(&first, Some(Ok(answer)) if answer.truncated);
        let in_vain = is_blank && self.second.vain >= PATIENCE;
        let ask_second = !(is_good || is_cut || in_vain);
        let second = if ask_second { self.second.ask(index, self.left(), links()) } else { None };
        if is_blank {
            let found = matches!(&second, Some(Ok(answer)) if !answer.damage.is_empty());
            self.second.vain = if found { 0 } else { self.second.vain + 1 };
        }
        let answer = match (first, second) {
            (Some(Ok(a)), Some(Ok(b))) => Ok(if b.is_better_than(&a) { b } else { a }),
            (Some(Ok(answer)), _) | (_, Some(Ok(answer))) => Ok(answer),
            (Some(Err(cause)), _) | (None, Some(Err(cause))) => Err(cause),
            (None, None) => Err("no reader could open the file".to_owned()),
        };
        self.keep(number, answer);
    }

    fn keep(&mut self, number: u32, answer: Result<Answer, String>) {
        let mut warn = |code, message: String| {
            self.warnings.push(Warning::on_page(code, number, message));
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(cause) => {
                warn(WarningCode::PageUnreadable, format!("could not be read: {cause}"));
                self.texts.push(PageText::default());
                return;
            }
        };
        if let Some(cause) = &answer.broken {
            warn(WarningCode::PageUnreadable, format!("only a part could be read: {cause}"));
        }
        if answer.truncated {
            warn(
                WarningCode::Truncated,
                "holds more than is read; the rest is left out".to_owned(),
            );
        }
        if answer.damage.is_empty() {
            if !answer.truncated && answer.is_drawn {
                warn(WarningCode::NoTextLayer, "has no text layer; it needs OCR".to_owned());
            }
        } else if answer.damage.is_suspect() {
            warn(WarningCode::DamagedText, answer.damage.describe());
        }
        self.glyphs += answer.glyphs;
        self.texts.push(answer.text);
    }

    fn finish(mut self, count: usize) -> (Vec<PageText>, Vec<Warning>) {
        if count > MAX_PAGES {
            let message = format!("only the first {MAX_PAGES} of {count} pages are read");
            self.warnings.push(Warning::new(WarningCode::Truncated, message));
        }
        if self.warnings.is_empty() && self.texts.iter().all(|page| page.columns.is_empty()) {
            let message = "no page has a text layer; the file needs OCR";
            self.warnings.push(Warning::new(WarningCode::NoTextLayer, message));
        }
        (self.texts, self.warnings)
    }
}
