//! Glyphs by pdf-extract: the second reader.
//!
//! It panics on many files, which is caught page by page, and recurses
//! without end into forms that draw themselves and page trees that are their
//! own parents, which no catching helps against. Such files are found out
//! first and left alone.

use std::collections::{BTreeMap, HashSet};

use pdf_extract::{
    Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform,
    output_doc_page,
};

use super::content;
use super::glyphs::{Glyph, PageGlyphs, PdfBackend, Turn};
use super::quiet::guarded;

/// Objects looked at in search of a form that draws itself.
const MAX_FORMS: usize = 20_000;
/// How deep forms may nest.
const MAX_DEPTH: usize = 40;

/// The reader over one open file.
pub(super) struct PdfExtract {
    file: Document,
    pages: BTreeMap<u32, ObjectId>,
}

impl PdfExtract {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// What went wrong, in words.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, String> {
        guarded(|| {
            let mut file = Document::load_mem(bytes).map_err(|error| error.to_string())?;
            if file.is_encrypted() {
                file.decrypt("").map_err(|error| error.to_string())?;
            }
            let pages = file.get_pages();
            Ok(Self { file, pages })
        })?
    }

    /// Number of pages.
    pub(super) fn page_count(&self) -> usize {
        self.pages.len()
    }
}

impl PdfBackend for PdfExtract {
    fn page(&mut self, index: usize, limit: usize) -> Result<PageGlyphs, String> {
        let number = u32::try_from(index + 1).map_err(|error| error.to_string())?;
        let id = self.pages.get(&number).ok_or_else(|| "the page is missing".to_owned())?;
        if !is_finite(&self.file, *id) {
            return Err("its objects contain themselves".to_owned());
        }
        let streams = self.file.get_page_contents(*id);
        let streams =
            streams.iter().filter_map(|id| self.file.get_object(*id).ok()?.as_stream().ok());
        if streams.into_iter().any(|stream| content::unfolds_too_far(&stream.content)) {
            return Err("its drawing instructions are too long".to_owned());
        }
        let mut collector = Collector { page: PageGlyphs::default(), limit, top: 0.0, left: 0.0 };
        let result = guarded(|| output_doc_page(&self.file, &mut collector, number));
        let mut page = collector.page;
        let cause = match result {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(cause) => Some(cause),
        };
        match cause {
            Some(cause) if page.glyphs.is_empty() => Err(cause),
            cause => {
                page.broken = cause.filter(|_| !page.truncated);
                Ok(page)
            }
        }
    }
}

struct Collector {
    page: PageGlyphs,
    limit: usize,
    top: f64,
    left: f64,
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.page.width = (media.urx - media.llx).abs() as f32;
        self.page.height = (media.ury - media.lly).abs() as f32;
        (self.top, self.left) = (media.ury.max(media.lly), media.llx.min(media.urx));
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.page.glyphs.len() >= self.limit {
            self.page.truncated = true;
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let along = at.m11.hypot(at.m12);
        let glyph = Glyph {
            at: 0,
            len: 0,
            weight: 0.0,
            turn: Turn::of(at.m11, -at.m12),
            x: (at.m31 - self.left) as f32,
            y: (self.top - at.m32) as f32,
            width: (width * size * along) as f32,
            size: (size * at.m21.hypot(at.m22)).abs() as f32,
        };
        self.page.push(text, glyph);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Whether neither the page tree above a page nor the forms it draws go round
/// in a circle.
fn is_finite(file: &Document, page: ObjectId) -> bool {
    let mut above = HashSet::new();
    let mut next = Some(page);
    while let Some(id) = next {
        if !above.insert(id) {
            return false;
        }
        let parent = file.get_dictionary(id).ok().and_then(|dict| dict.get(b"Parent").ok());
        next = parent.and_then(|parent| parent.as_reference().ok());
    }
    above.into_iter().all(|id| {
        let Ok(dict) = file.get_dictionary(id) else { return true };
        let mut budget = MAX_FORMS;
        forms_end(file, dict, &mut Vec::new(), &mut budget)
    })
}

/// Follows the forms in the resources of `dict`; `path` are those it is drawn by.
fn forms_end(
    file: &Document,
    dict: &Dictionary,
    path: &mut Vec<ObjectId>,
    budget: &mut usize,
) -> bool {
    let Some(forms) = dictionary(file, dict, b"Resources")
        .and_then(|resources| dictionary(file, resources, b"XObject"))
    else {
        return true;
    };
    for (_, object) in forms {
        let Ok(id) = object.as_reference() else { continue };
        let Ok(stream) = file.get_object(id).and_then(Object::as_stream) else { continue };
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
        if !subtype.is_ok_and(|name| name == b"Form") {
            continue;
        }
        if *budget == 0 || path.len() >= MAX_DEPTH || path.contains(&id) {
            return false;
        }
        *budget -= 1;
        path.push(id);
        let ends = forms_end(file, &stream.dict, path, budget);
        path.pop();
        if !ends {
            return false;
        }
    }
    true
}

fn dictionary<'a>(file: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match dict.get(key).ok()? {
        Object::Reference(id) => file.get_dictionary(*id).ok(),
        object => object.as_dict().ok(),
    }
}
