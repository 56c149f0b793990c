//! Citations for people: a document, its passages, and how each was found.

use super::output::{Look, Tone};
use super::{safe, wrap};
use crate::model::{Confidence, How, Provision, Status};
use crate::record::{Passage, Reading, Record, labels, pinpoint_label};

/// A document with its passages. `asked` is what the reader knows already.
pub(super) fn document(reading: &Reading, asked: Option<&str>, look: Look) -> String {
    let mut text = heading(reading, look);
    for (number, passage) in reading.passages.iter().enumerate() {
        let records: Vec<&Record> =
            reading.records.iter().filter(|record| record.passage == number).collect();
        text.push('\n');
        text.push_str(&place(&records, look));
        text.push_str(&words(passage, &records, look));
        for mention in
            records.chunk_by(|a, b| (a.start, a.end, a.group) == (b.start, b.end, b.group))
        {
            text.push_str(&found(reading, mention, asked, look));
        }
    }
    text
}

fn heading(reading: &Reading, look: Look) -> String {
    let card = &reading.document;
    let mut text = look.paint(Tone::Title, &safe::line(&card.path));
    text.push('\n');
    let title = card.title.as_deref().map(safe::line);
    let date = card.date.map(|date| date.to_string());
    let about: Vec<String> = [title, date].into_iter().flatten().collect();
    if !about.is_empty() {
        let about = wrap::wrapped(&wrap::marked(&about.join(" · "), |_| false), 0, look);
        for line in about.lines() {
            text.push_str(&look.paint(Tone::Quiet, line));
            text.push('\n');
        }
    }
    text
}

/// Where the passage stands: "para. 14, page 2".
fn place(records: &[&Record], look: Look) -> String {
    let citing = records.iter().find_map(|record| record.citing.as_ref()).map(pinpoint_label);
    let page = records.iter().find_map(|record| record.page).map(|page| format!("page {page}"));
    let kind = records
        .iter()
        .find_map(|record| record.block.clone())
        .filter(|kind| kind != "paragraph" && kind != "list-item")
        .map(|kind| kind.replace('-', " "));
    let parts: Vec<String> = [citing, kind, page].into_iter().flatten().collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("  {}\n", look.paint(Tone::Quiet, &parts.join(", ")))
}

fn words(passage: &Passage, records: &[&Record], look: Look) -> String {
    let is_cited = |number: usize| {
        let at = passage.start + number;
        records.iter().any(|record| (record.start..record.end).contains(&at))
    };
    let mut text = wrap::marked(&passage.text, is_cited);
    if passage.cut_head {
        text.splice(0..0, [('…', false), (' ', false)]);
    }
    if passage.cut_tail {
        text.extend([(' ', false), ('…', false)]);
    }
    wrap::wrapped(&text, 4, look)
}

/// How one mention was found. Where colours cannot show the cited words, this repeats them.
fn found(reading: &Reading, mention: &[&Record], asked: Option<&str>, look: Look) -> String {
    let record = mention[0];
    let mut parts = Vec::new();
    if !look.colour {
        parts.push(format!("“{}”", safe::line(&record.quote)));
    }
    let cited = cited(reading, mention);
    if !cited.is_empty() && asked != Some(cited.as_str()) {
        parts.push(safe::line(&cited));
    }
    let edition = record.edition.as_deref();
    parts.extend(edition.map(|edition| format!("edition {}", safe::line(edition))));
    if asked.is_some() {
        let via = mention.iter().find_map(|record| record.via.as_deref());
        parts.extend(via.map(|via| format!("in the range {}", safe::line(via))));
    }
    parts.push(format!("{} ({})", how(record.how), record.rule));
    if record.confidence != Confidence::High {
        parts.push(format!("{} confidence", record.confidence.as_str()));
    }
    let mut text = String::new();
    if !parts.is_empty() {
        text.push_str(&beside(&format!("↳ {}", parts.join(" · ")), Tone::Quiet, look));
    }
    for caution in cautions(reading, mention) {
        text.push_str(&beside(&format!("! {caution}"), Tone::Caution, look));
    }
    text
}

/// A remark beside a passage.
fn beside(text: &str, tone: Tone, look: Look) -> String {
    let text = wrap::marked(text, |_| false);
    let lines = wrap::wrapped(&text, 4, look);
    lines.lines().map(|line| look.paint(tone, line) + "\n").collect()
}

/// What a mention cites: "Tunis Agenda, paras. 67–72".
pub(super) fn cited(reading: &Reading, mention: &[&Record]) -> String {
    let provisions: Vec<&Provision> =
        mention.iter().filter_map(|record| record.provision.as_ref()).collect();
    let texts: Vec<String> = provisions
        .chunk_by(|a, b| a.instrument == b.instrument)
        .map(|same| labels(same, reading.instruments.get(&same[0].instrument)))
        .collect();
    texts.join("; ")
}

fn how(how: How) -> &'static str {
    match how {
        How::Explicit => "by name",
        How::Symbol => "by its symbol",
        How::ShortForm => "by a short name",
        How::DefinedTerm => "by a name defined in the document",
        How::BackReference => "refers back",
        How::Hyperlink => "by a link",
        How::Quotation => "in its own words",
    }
}

fn cautions(reading: &Reading, mention: &[&Record]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for record in mention {
        let status = match &record.status {
            Status::Ok => None,
            Status::NoSuchProvision(why) => Some(format!("no such provision: {why}")),
            Status::EditionUnknown => Some("which edition is not said".to_owned()),
            Status::Ambiguous(candidates) => {
                let names: Vec<_> =
                    candidates.iter().map(|provision| reading.label(provision)).collect();
                Some(format!("ambiguous: {}", names.join(" or ")))
            }
            Status::Unresolved(why) => Some(format!("unresolved: {why}")),
        };
        for caution in [status, record.note.clone()].into_iter().flatten() {
            let caution = safe::line(&caution);
            if !all.contains(&caution) {
                all.push(caution);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Findings;
    use crate::record::cut;
    use crate::record::tests;
    use crate::text::Sentences;

    fn reading() -> Reading {
        let document = tests::document(
            "Intro.\nWe recall paragraphs 67 to 69 of the\u{1b}[2J Tunis Agenda, and ask for action.",
        );
        let quote = "paragraphs 67 to 69 of the\u{1b}[2J Tunis Agenda";
        let citations = (67..=69)
            .map(|number| {
                let mut citation =
                    tests::citation(&document, quote, &format!("tunis-agenda/para/{number}"));
                citation.via = Some("67-69".to_owned());
                citation
            })
            .collect();
        let findings = Findings { citations, ..Findings::default() };
        let mut reading = cut(&document, findings, Vec::new(), &Sentences::default());
        reading.document.title = Some("A statement".to_owned());
        reading.document.date = "2019-01-24".parse().ok();
        reading
    }

    #[test]
    fn a_mention_is_shown_once_and_plain_text_repeats_the_cited_words() {
        let text = document(&reading(), None, Look { colour: false, width: 60 });
        assert_eq!(
            text,
            "a.txt\nA statement · 2019-01-24\n\n\
             \x20   We recall paragraphs 67 to 69 of the␛[2J Tunis Agenda,\n\
             \x20   and ask for action.\n\
             \x20   ↳ “paragraphs 67 to 69 of the␛[2J Tunis Agenda” ·\n\
             \x20   tunis-agenda, paras. 67–69 · by name (test)\n"
        );
    }

    #[test]
    fn nothing_of_a_document_reaches_the_terminal_as_an_escape() {
        let text = document(&reading(), None, Look { colour: true, width: 60 });
        assert!(!text.contains("\u{1b}[2J"), "{text:?}");
        assert!(text.contains("\u{1b}[1m\u{1b}[32mparagraphs 67 to 69"), "{text:?}");
    }
}
