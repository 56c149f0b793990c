//! Cuts the citations of a document out of it, with the words around them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{DocumentCard, Passage, Reading, Record};
use crate::model::{Citation, Document, Findings, Warning};
use crate::text::{CodePoints, Sentences};

/// Code points kept on each side of a quote, as Web Annotation tools do.
pub const CONTEXT: usize = 32;

/// A paragraph of at most this many bytes is kept whole.
const SHORT_PARAGRAPH: usize = 360;

/// Bytes kept on each side of a quote when its sentence is very long.
const LONG_SENTENCE: usize = 700;

/// Makes the reading of a document from what was found in it.
pub fn cut(
    document: &Document,
    findings: Findings,
    warnings: Vec<Warning>,
    sentences: &Sentences,
) -> Reading {
    let points = CodePoints::new(&document.text);
    let mut ranges: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut passages = Vec::new();
    let mut records = Vec::with_capacity(findings.citations.len());
    for citation in findings.citations {
        let around = passage_range(document, &citation, sentences);
        let passage = *ranges.entry((around.text.start, around.text.end)).or_insert_with(|| {
            passages.push(Passage {
                start: points.at(around.text.start),
                text: document.text[around.text.clone()].to_owned(),
                cut_head: around.cut_head,
                cut_tail: around.cut_tail,
            });
            passages.len() - 1
        });
        records.push(record(document, citation, &points, passage));
    }
    Reading {
        document: card(document),
        passages,
        records,
        instruments: findings.instruments,
        warnings,
    }
}

fn card(document: &Document) -> DocumentCard {
    DocumentCard {
        id: document.id,
        path: document.path.clone(),
        title: document.title.clone(),
        date: document.date,
        language: document.language,
        format: document.format.as_str().to_owned(),
    }
}

fn record(
    document: &Document,
    citation: Citation,
    points: &CodePoints<'_>,
    passage: usize,
) -> Record {
    let Citation { evidence, .. } = &citation;
    let text = &document.text;
    let (before, after) = (&text[..evidence.span.start()], &text[evidence.span.end()..]);
    let prefix = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(i, _)| i);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
    let block = evidence.block.and_then(|id| document.blocks.get(id.0));
    Record {
        quote: evidence.span.of(text).to_owned(),
        prefix: before[prefix..].to_owned(),
        suffix: after[..suffix].to_owned(),
        start: points.at(evidence.span.start()),
        end: points.at(evidence.span.end()),
        page: evidence.page.map(Into::into),
        block: block.map(|block| block.kind.as_str().to_owned()),
        language: evidence.language,
        citing: citation.evidence.citing,
        provision: citation.provision,
        edition: citation.edition,
        how: citation.how,
        rule: citation.rule.to_owned(),
        confidence: citation.confidence,
        status: citation.status,
        function: citation.function,
        group: citation.group,
        via: citation.via,
        note: citation.note,
        passage,
    }
}

struct Around {
    text: Range<usize>,
    cut_head: bool,
    cut_tail: bool,
}

/// The sentence around a citation, within its block; several sentences when
/// the citation spans them, and less than one when it is very long.
fn passage_range(document: &Document, citation: &Citation, sentences: &Sentences) -> Around {
    let text = &document.text;
    let span = citation.evidence.span;
    let last = span.end().max(span.start() + 1) - 1;
    let start = document.block_at(span.start()).map_or(span.start(), |(_, b)| b.span.start());
    let end = document.block_at(last).map_or(span.end(), |(_, b)| b.span.end());
    let block = start.min(span.start())..end.max(span.end());
    let sentence = if block.len() <= SHORT_PARAGRAPH {
        block.clone()
    } else {
        // A window keeps the cost of very long blocks in bounds.
        let from = floor(text, block.start.max(span.start().saturating_sub(4 * LONG_SENTENCE)));
        let to = floor(text, block.end.min(span.end() + 4 * LONG_SENTENCE)).max(span.end());
        let window = &text[from..to];
        let first = sentences.around(window, span.start() - from);
        let second = sentences.around(window, floor(window, last - from));
        from + first.start..from + second.end.max(first.end)
    };
    let sentence = trimmed(text, sentence.start.min(span.start())..sentence.end.max(span.end()));
    let head = span.start().saturating_sub(LONG_SENTENCE);
    let tail = span.end() + LONG_SENTENCE;
    let cut_head = sentence.start < head;
    let cut_tail = sentence.end > tail;
    let start = if cut_head { word_start(text, head, span.start()) } else { sentence.start };
    let end = if cut_tail { word_end(text, tail, span.end()) } else { sentence.end };
    Around { text: start..end, cut_head, cut_tail }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let lead = slice.len() - slice.trim_start().len();
    let trail = slice.len() - slice.trim_end().len();
    if lead == slice.len() { range } else { range.start + lead..range.end - trail }
}

/// The first start of a word from `at` on, or `limit`.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    let at = floor(text, at);
    let gap = text[at..limit].find(char::is_whitespace);
    gap.map_or(at, |gap| limit - text[at + gap..limit].trim_start().len())
}

/// The last end of a word up to `at`, or `limit`.
fn word_end(text: &str, at: usize, limit: usize) -> usize {
    let at = floor(text, at).max(limit);
    let gap = text[limit..at].rfind(char::is_whitespace);
    gap.map_or(at, |gap| limit + text[limit..limit + gap].trim_end().len())
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{
        Block, BlockId, BlockKind, Confidence, DocumentId, Evidence, Format, How, Span, Status,
    };

    /// A plain-text document of one block per line.
    pub(crate) fn document(text: &str) -> Document {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            blocks.push(Block { kind: BlockKind::Paragraph, label: None, span });
            at += line.len();
        }
        Document {
            id: DocumentId::from_digest([7; 32]),
            path: "a.txt".to_owned(),
            format: Format::Text,
            title: None,
            date: None,
            language: None,
            text: text.to_owned(),
            pages: Vec::new(),
            blocks,
            links: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A citation of `provision` by the words `quote` of the document.
    pub(crate) fn citation(document: &Document, quote: &str, provision: &str) -> Citation {
        let at = document.text.find(quote).unwrap();
        Citation {
            provision: Some(provision.parse().unwrap()),
            edition: None,
            evidence: Evidence {
                span: Span::new(at, at + quote.len()),
                block: document.block_at(at).map(|(id, _)| BlockId(id.0)),
                page: None,
                citing: None,
                language: None,
            },
            how: How::Explicit,
            rule: "test",
            confidence: Confidence::High,
            status: Status::Ok,
            function: None,
            group: 0,
            via: None,
            note: None,
        }
    }

    fn reading(text: &str, quote: &str) -> Reading {
        let document = document(text);
        let citations = vec![citation(&document, quote, "tunis-agenda/para/69")];
        let findings = Findings { citations, ..Findings::default() };
        cut(&document, findings, Vec::new(), &Sentences::default())
    }

    #[test]
    fn offsets_are_code_points_of_the_text() {
        let text = "Où ça ?\nL’Agenda de Tunis, paragraphe 69, l’affirme déjà clairement — voilà.";
        let found = reading(text, "Agenda de Tunis, paragraphe 69");
        let record = &found.records[0];
        let slice: String =
            text.chars().skip(record.start).take(record.end - record.start).collect();
        assert_eq!(slice, record.quote);
        assert_eq!(record.prefix, "Où ça ?\nL’");
        assert_eq!(record.suffix.chars().count(), CONTEXT);
        let passage = &found.passages[record.passage];
        assert_eq!(passage.start, 8);
        assert!(passage.text.starts_with("L’Agenda") && passage.text.ends_with("voilà."));
    }

    #[test]
    fn what_is_unresolved_can_be_left_out_with_its_passage() {
        let document = document("The said article.\nWe recall para 69.");
        let mut open = citation(&document, "said article", "x");
        (open.provision, open.status) = (None, Status::Unresolved("no antecedent".to_owned()));
        let citations = vec![open, citation(&document, "para 69", "tunis-agenda/para/69")];
        let findings = Findings { citations, ..Findings::default() };
        let all = cut(&document, findings, Vec::new(), &Sentences::default());
        assert_eq!((all.records.len(), all.passages.len()), (2, 2));
        let resolved = all.resolved_only();
        assert_eq!((resolved.records.len(), resolved.passages.len()), (1, 1));
        assert_eq!(resolved.passages[resolved.records[0].passage].text, "We recall para 69.");
    }

    #[test]
    fn a_long_paragraph_gives_the_sentence_and_a_long_sentence_its_middle() {
        let filler = "Words that say nothing at all follow here. ".repeat(12);
        let found = reading(&format!("{filler}We recall para 69. {filler}"), "para 69");
        assert_eq!(found.passages[0].text, "We recall para 69.");
        let filler = "words without end ".repeat(90);
        let found = reading(&format!("{filler}para 69 {filler}"), "para 69");
        let passage = &found.passages[0];
        assert!(passage.cut_head && passage.cut_tail);
        assert!(passage.text.len() < 2 * LONG_SENTENCE + 8 && passage.text.contains("para 69"));
        assert!(passage.text.starts_with("w") && !passage.text.ends_with(' '));
    }
}
