//! The paragraphs of one part of a Word document: its body, its notes.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A paragraph with what stands in it.
#[derive(Debug, Default, Clone)]
pub(super) struct Paragraph {
    /// Its text.
    pub(super) text: String,
    /// Where links begin and end in it, and where they lead.
    pub(super) links: Vec<(usize, usize, String)>,
    /// Where notes are called.
    pub(super) calls: Vec<Call>,
    /// The style it names.
    pub(super) style: String,
    /// Whether it is numbered or bulleted by Word.
    pub(super) in_list: bool,
    /// Number of the table row and of the cell it stands in.
    pub(super) cell: Option<(usize, usize)>,
    /// The note it belongs to, in a part that holds notes.
    pub(super) note: Option<String>,
}

impl Paragraph {
    /// Takes away the tabs and spaces that only indent it.
    fn trim_start(&mut self) {
        let lead = self.text.len() - self.text.trim_start().len();
        self.text.drain(..lead);
        for (from, to, _) in &mut self.links {
            (*from, *to) = (from.saturating_sub(lead), to.saturating_sub(lead));
        }
        for call in &mut self.calls {
            call.at = call.at.saturating_sub(lead);
        }
    }
}

/// A place in a paragraph at which a note is called.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// Byte of the paragraph's text.
    pub(super) at: usize,
    /// Which of the two kinds of note.
    pub(super) kind: NoteKind,
    /// The note's id.
    pub(super) id: String,
}

/// The two kinds of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    /// At the foot of the page.
    Footnote,
    /// At the end of the document.
    Endnote,
}

/// Reads a part as far as it can be read; the second value says why it
/// stopped early, if it did. `targets` are the addresses by relationship id.
pub(super) fn read(
    source: &str,
    targets: &BTreeMap<String, String>,
) -> (Vec<Paragraph>, Option<String>) {
    let mut story = Story::new(targets);
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => story.start(&start),
            Ok(Event::Empty(start)) => {
                story.start(&start);
                story.end(start.local_name().as_ref());
            }
            Ok(Event::End(end)) => story.end(end.local_name().as_ref()),
            Ok(Event::Text(text)) => story.text(&text.xml10_content()),
            Ok(Event::CData(text)) => story.text(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => {
                let c = name.resolve_char_ref().ok().flatten().map(String::from);
                let name = name.xml10_content();
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                story.text(c.as_deref().or(known).unwrap_or(""));
            }
            Ok(Event::Eof) => return (story.finish(), None),
            Ok(_) => {}
            Err(error) => return (story.finish(), Some(error.to_string())),
        }
    }
}

/// A field ("HYPERLINK …") that has begun.
#[derive(Default)]
struct Field {
    code: String,
    /// Where its result begins.
    from: Option<usize>,
}

struct Story<'t> {
    targets: &'t BTreeMap<String, String>,
    done: Vec<Paragraph>,
    /// Paragraphs that are open: a text box stands in a paragraph.
    open: Vec<Paragraph>,
    /// Paragraphs of text boxes, until the one around them is done.
    boxed: Vec<Paragraph>,
    /// How many elements are open whose content is not read.
    skipped: usize,
    in_text: bool,
    in_code: bool,
    fields: Vec<Field>,
    /// Links that are open, by element.
    links: Vec<(usize, Option<String>)>,
    /// Row and cell of each table that is open.
    cells: Vec<(usize, usize)>,
    rows: usize,
    note: Option<String>,
}

/// Elements whose content is not text of the document: deleted, moved away,
/// or a second copy for old readers.
fn is_skipped(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "delText" | "delInstrText" | "rt")
}

impl<'t> Story<'t> {
    fn new(targets: &'t BTreeMap<String, String>) -> Self {
        Self {
            targets,
            done: Vec::new(),
            open: Vec::new(),
            boxed: Vec::new(),
            skipped: 0,
            in_text: false,
            in_code: false,
            fields: Vec::new(),
            links: Vec::new(),
            cells: Vec::new(),
            rows: 0,
            note: None,
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name();
        let name: &str = name.as_ref();
        if self.skipped > 0 || is_skipped(name) {
            self.skipped += 1;
            return;
        }
        match name {
            "p" => self.open.push(Paragraph {
                cell: self.cells.last().copied(),
                note: self.note.clone(),
                ..Paragraph::default()
            }),
            "tbl" => self.cells.push((0, 0)),
            "tr" => {
                self.rows += 1;
                let row = self.rows;
                self.cells.last_mut().into_iter().for_each(|cell| *cell = (row, 0));
            }
            "tc" => self.cells.last_mut().into_iter().for_each(|(_, cell)| *cell += 1),
            "t" => self.in_text = true,
            "instrText" => self.in_code = true,
            "footnote" | "endnote" => {
                let is_real = attribute(start, "type").is_none_or(|kind| kind == "normal");
                self.note = attribute(start, "id").filter(|_| is_real);
            }
            "hyperlink" => {
                let href = attribute(start, "id").and_then(|id| self.targets.get(&id).cloned());
                self.links.push((self.position(), href));
            }
            "fldChar" => self.field_mark(attribute(start, "fldCharType").as_deref()),
            "fldSimple" => {
                let code = attribute(start, "instr").unwrap_or_default();
                self.fields.push(Field { code, from: Some(self.position()) });
            }
            _ => self.in_paragraph(name, start),
        }
    }

    fn in_paragraph(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = attribute(start, "val").unwrap_or_default(),
            "numPr" => paragraph.in_list = true,
            // Tab stops of a paragraph's format are called `tab` as well.
            "tab" if attribute(start, "pos").is_none() => paragraph.text.push('\t'),
            "br" | "cr" => paragraph.text.push('\n'),
            "noBreakHyphen" => paragraph.text.push('\u{2011}'),
            "footnoteReference" | "endnoteReference" => {
                let kind = match name {
                    "footnoteReference" => NoteKind::Footnote,
                    _ => NoteKind::Endnote,
                };
                let own = attribute(start, "customMarkFollows").is_some();
                if let Some(id) = attribute(start, "id").filter(|_| !own) {
                    paragraph.calls.push(Call { at: paragraph.text.len(), kind, id });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "tbl" => {
                self.cells.pop();
            }
            "t" => self.in_text = false,
            "instrText" => self.in_code = false,
            "footnote" | "endnote" => self.note = None,
            "hyperlink" => {
                if let Some((from, Some(href))) = self.links.pop() {
                    self.link(from, href);
                }
            }
            "fldSimple" => self.end_field(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.trim_start();
        if self.open.is_empty() {
            self.done.push(paragraph);
            self.done.append(&mut self.boxed);
        } else {
            self.boxed.push(paragraph);
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.in_code {
            if let Some(field) = self.fields.last_mut() {
                field.code.push_str(text);
            }
        } else if self.in_text
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.text.push_str(text);
        }
    }

    fn position(&self) -> usize {
        self.open.last().map_or(0, |paragraph| paragraph.text.len())
    }

    fn field_mark(&mut self, kind: Option<&str>) {
        let position = self.position();
        match kind {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                self.fields.last_mut().into_iter().for_each(|field| field.from = Some(position));
            }
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    /// A field ends; when it is a link to an address, its result is linked.
    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let code = field.code.trim_start();
        let Some(rest) = code.strip_prefix("HYPERLINK") else { return };
        let rest = rest.trim_start();
        let href = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split_whitespace().next().filter(|href| !href.starts_with('\\')),
        };
        if let (Some(href), Some(from)) = (href, field.from) {
            self.link(from, href.trim().to_owned());
        }
    }

    fn link(&mut self, from: usize, href: String) {
        if let Some(paragraph) = self.open.last_mut() {
            let to = paragraph.text.len();
            // A field may have begun in an earlier paragraph.
            let from = if from <= to && paragraph.text.is_char_boundary(from) { from } else { 0 };
            if from < to && !href.is_empty() {
                paragraph.links.push((from, to, href));
            }
        }
    }

    fn finish(mut self) -> Vec<Paragraph> {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.done
    }
}

/// The value of an attribute, by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
}
