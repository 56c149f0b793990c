//! The reader as a whole, over files made for it.

use super::fixture::Fixture;
use super::read;
use crate::ingest::{IngestError, Options, PdfEngine};
use crate::model::{Block, BlockKind, Document, Warning, WarningCode};

const ENGINES: [PdfEngine; 3] = [PdfEngine::Auto, PdfEngine::Hayro, PdfEngine::PdfExtract];

fn read_with(bytes: &[u8], pdf_engine: PdfEngine) -> (Document, Vec<Warning>) {
    read("test.pdf", bytes, Options { pdf_engine }).expect("the fixture is readable")
}

/// The laws that every reader keeps.
fn assert_laws(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= end, "blocks are in order: {block:?}");
        assert!(text[end..block.span.start()].trim().is_empty(), "all text lies in a block");
        assert!(!document.block_text(block).trim().is_empty(), "no block is empty: {block:?}");
        if let Some(label) = &block.label {
            assert!(document.block_text(block).contains(label.trim()), "{block:?}");
        }
        end = block.span.end();
    }
    assert!(text[end..].trim().is_empty(), "all text lies in a block");
    assert!(document.pages.is_sorted_by_key(|page| page.at));
    assert!(document.links.is_sorted_by_key(|link| link.span));
    assert!(document.notes.is_sorted_by_key(|note| note.span));
    for note in &document.notes {
        assert!(!note.span.of(text).is_empty());
        if let Some(id) = note.note {
            assert_eq!(document.blocks[id.0].kind, BlockKind::Footnote);
        }
    }
    assert!(document.links.iter().all(|link| !link.span.of(text).trim().is_empty()));
}

fn of_kind(document: &Document, kind: BlockKind) -> Vec<&str> {
    let blocks = document.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| document.block_text(block)).collect()
}

fn holding<'d>(document: &'d Document, words: &str) -> &'d Block {
    let mut blocks = document.blocks.iter();
    blocks.find(|block| document.block_text(block).contains(words)).expect(words)
}

/// Two pages with heads and feet, a note, and a paragraph that runs over.
fn report() -> Vec<u8> {
    let body = [
        "14. The Committee recalled that the regu-",
        "lations adopted by the Secretary-",
        "General are set out in the report of the",
        "Working Group in document A/HRC/28/",
    ];
    let raised = "BT /F1 11 Tf 1 0 0 1 72 644 Tm (15 and that the Society has taken them up,) Tj \
                  /F1 6.5 Tf 4 Ts (6) Tj ET";
    Fixture::default()
        .title("Report of the Working Group")
        .page()
        .text(72.0, 800.0, 9.0, "A/HRC/30/2")
        .bold(72.0, 740.0, 11.0, "II. Findings of the group")
        .lines(72.0, 700.0, &body)
        .instructions(raised)
        .lines(72.0, 630.0, &["as the members of the Society have said in"])
        .text(72.0, 90.0, 6.0, "6")
        .text(78.0, 86.0, 8.5, "See paragraph 69 of the Tunis Agenda.")
        .text(290.0, 30.0, 9.0, "1")
        .page()
        .text(72.0, 800.0, 9.0, "A/HRC/30/2")
        .lines(72.0, 740.0, &["their reply of May 2019 to the Committee."])
        .lines(72.0, 700.0, &["15. It decided to close the meeting there."])
        .text(290.0, 30.0, 9.0, "2")
        .build()
}

#[test]
fn a_paragraph_is_whole_over_line_ends_notes_and_pages() {
    let (document, warnings) = read_with(&report(), PdfEngine::Auto);
    assert_laws(&document);
    assert_eq!(warnings, []);
    assert_eq!(document.title.as_deref(), Some("Report of the Working Group"));
    assert_eq!(
        of_kind(&document, BlockKind::Paragraph),
        [
            "14. The Committee recalled that the regulations adopted by the Secretary-General are set \
             out in the report of the Working Group in document A/HRC/28/15 and that the Society has \
             taken them up,6 as the members of the Society have said in their reply of May 2019 to the \
             Committee.",
            "15. It decided to close the meeting there.",
        ]
    );
    let label = |words| holding(&document, words).label.as_deref();
    assert_eq!(label("regulations"), Some("14."));
    assert_eq!(label("It decided"), Some("15."));
    let page = |words: &str| document.page_at(document.text.find(words).unwrap()).unwrap().get();
    assert_eq!((page("taken them up"), page("their reply"), page("It decided")), (1, 2, 2));
    assert_eq!(page("See paragraph 69"), 1);
}

#[test]
fn a_mark_calls_its_note_and_running_lines_stand_apart() {
    let (document, _) = read_with(&report(), PdfEngine::Auto);
    let [mark] = document.notes.as_slice() else { panic!("{:?}", document.notes) };
    assert_eq!(mark.span.of(&document.text), "6");
    let note = &document.blocks[mark.note.expect("the mark is resolved").0];
    assert_eq!(note.label.as_deref(), Some("6"));
    assert_eq!(document.block_text(note), "6 See paragraph 69 of the Tunis Agenda.");
    assert_eq!(of_kind(&document, BlockKind::RunningHeader), ["A/HRC/30/2", "A/HRC/30/2"]);
    assert_eq!(of_kind(&document, BlockKind::RunningFooter), ["1", "2"]);
    assert_eq!(of_kind(&document, BlockKind::Heading), ["II. Findings of the group"]);
}

#[test]
fn every_reader_gives_the_same_words() {
    let [first, rest @ ..] = ENGINES.map(|engine| {
        let (document, _) = read_with(&report(), engine);
        assert_laws(&document);
        document.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    });
    for words in rest {
        assert_eq!(words, first);
    }
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "The left column of the page",
        "begins here and goes on for",
        "as long as the right one is,",
        "line by line, to the end of",
        "it.",
    ];
    let right = [
        "The right column of the page",
        "is read when the left one is",
        "done, although each of its",
        "lines stands at the height of",
        "one of the other.",
    ];
    let bytes =
        Fixture::default().page().lines(72.0, 700.0, &left).lines(320.0, 700.0, &right).build();
    let (document, _) = read_with(&bytes, PdfEngine::Auto);
    assert_laws(&document);
    assert_eq!(document.text, format!("{}\n\n{}", left.join(" "), right.join(" ")));
}

#[test]
fn a_link_lies_over_the_words_in_its_rectangles() {
    let bytes = Fixture::default()
        .page()
        .text(72.0, 700.0, 10.0, "This text is about General Assembly")
        .text(72.0, 688.0, 10.0, "resolution 70/1, of the year 2015.")
        .link([148.0, 697.0, 300.0, 710.0], "https://example.org/70/1")
        .link([70.0, 685.0, 141.0, 697.0], "https://example.org/70/1")
        .build();
    let (document, _) = read_with(&bytes, PdfEngine::Auto);
    assert_laws(&document);
    let [link] = document.links.as_slice() else { panic!("{:?}", document.links) };
    assert_eq!(link.span.of(&document.text), "General Assembly resolution 70/1");
    assert_eq!(link.href, "https://example.org/70/1");
}

#[test]
fn the_cells_of_a_drawn_table_are_read_one_by_one() {
    let line = |x0: u32, y0: u32, x1: u32, y1: u32| format!("{x0} {y0} m {x1} {y1} l S\n");
    let across: String = [700, 660, 620].map(|y| line(72, y, 472, y)).concat();
    let down: String = [72, 272, 472].map(|x| line(x, 620, x, 700)).concat();
    let bytes = Fixture::default()
        .page()
        .text(72.0, 740.0, 11.0, "Before the table stands a line.")
        .instructions(&(across + &down))
        .lines(80.0, 686.0, &["The Universal Declaration", "of Human Rights"])
        .lines(280.0, 686.0, &["The Tunis Agenda for", "the Information Society"])
        .lines(80.0, 646.0, &["Article 19"])
        .lines(280.0, 646.0, &["Paragraph 69"])
        .text(72.0, 580.0, 11.0, "After the table stands another.")
        .build();
    let (document, _) = read_with(&bytes, PdfEngine::Auto);
    assert_laws(&document);
    assert_eq!(
        document.text,
        "Before the table stands a line.\n\n\
         The Universal Declaration of Human Rights\tThe Tunis Agenda for the Information Society\n\n\
         Article 19\tParagraph 69\n\n\
         After the table stands another."
    );
    assert_eq!(of_kind(&document, BlockKind::TableCell).len(), 4);
}

#[test]
fn rows_without_lines_are_read_row_by_row() {
    let bytes = Fixture::default()
        .page()
        .lines(72.0, 700.0, &["Goal", "Goal 9", "Goal 16"])
        .lines(200.0, 700.0, &["Target", "9.c", "16.10"])
        .lines(300.0, 700.0, &["Adopted in", "2015", "2015"])
        .build();
    let (document, _) = read_with(&bytes, PdfEngine::Auto);
    assert_laws(&document);
    assert_eq!(
        document.text,
        "Goal\tTarget\tAdopted in\n\nGoal 9\t9.c\t2015\n\nGoal 16\t16.10\t2015"
    );
}

#[test]
fn a_number_that_does_not_count_pages_is_no_page_number() {
    let with_foot = |file: Fixture, foot: &str| {
        file.page()
            .lines(72.0, 700.0, &["The body of the page says this and that, and it ends here."])
            .text(72.0, 60.0, 11.0, foot)
    };
    let feet = ["4 ibid.", "7 ibid.", "15 ibid.", "16 ibid.", "23 ibid."];
    let document =
        read_with(&feet.into_iter().fold(Fixture::default(), with_foot).build(), PdfEngine::Auto).0;
    assert_laws(&document);
    assert_eq!(of_kind(&document, BlockKind::RunningFooter), [""; 0]);
    let feet = ["Page 4 of 8", "Page 5 of 8", "Page 6 of 8", "Page 7 of 8", "Page 8 of 8"];
    let document =
        read_with(&feet.into_iter().fold(Fixture::default(), with_foot).build(), PdfEngine::Auto).0;
    assert_eq!(of_kind(&document, BlockKind::RunningFooter), feet);
}

#[test]
fn a_file_without_text_is_a_document_that_says_so() {
    let bytes = Fixture::default().page().instructions("0 0 100 100 re f").page().build();
    for engine in ENGINES {
        let (document, warnings) = read_with(&bytes, engine);
        assert_laws(&document);
        assert_eq!(document.text, "");
        let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
        assert_eq!(warning.code, WarningCode::NoTextLayer);
    }
}

#[test]
fn text_that_runs_up_the_page_is_read_as_text() {
    let bytes = Fixture::default()
        .page()
        .instructions("BT /F1 11 Tf 0 1 -1 0 300 100 Tm (A table turned on its side) Tj ET")
        .instructions("BT /F1 11 Tf 0 1 -1 0 314 100 Tm (and its second line.) Tj ET")
        .build();
    let (document, _) = read_with(&bytes, PdfEngine::Auto);
    assert_eq!(document.text, "A table turned on its side and its second line.");
}

#[test]
fn what_cannot_be_read_is_an_error_and_never_a_panic() {
    let whole = report();
    for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.7 and then nothing of the kind", &whole[..40]] {
        for pdf_engine in ENGINES {
            let error = read("x.pdf", bytes, Options { pdf_engine }).unwrap_err();
            assert!(matches!(error, IngestError::Unreadable { format: "PDF", .. }), "{error}");
        }
    }
    // Cut off anywhere, the file gives a document or an error.
    for cut in (0..whole.len()).step_by(97) {
        if let Ok((document, _)) = read("x.pdf", &whole[..cut], Options::default()) {
            assert_laws(&document);
        }
    }
}
