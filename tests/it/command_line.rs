//! How the program behaves: files, formats, exit codes, messages.

use std::process::Stdio;

use crate::program::Program;

const CITING: &str = "We recall paragraph 69 of the Tunis Agenda.\n";
const SILENT: &str = "We have nothing to cite at all in this statement.\n";

#[test]
fn a_scan_gives_records_whose_offsets_cut_the_quote_out_of_the_text() {
    let program =
        Program::with(&[("a.txt", "Été.\n\nWe recall paragraph 69 of the Tunis Agenda.\n")]);
    let run = program.run(&["scan", "a.txt", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let records = run.records();
    assert_eq!(records.len(), 1);
    let record = &records[0];
    assert_eq!(record["schema"], "whocites.citation/1");
    assert_eq!(record["provision"], "tunis-agenda/para/69");
    let text = program.run(&["text", "a.txt"]).out;
    let at = |name: &str| usize::try_from(record[name].as_u64().unwrap()).unwrap();
    let quote: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(record["quote"], quote.as_str());
    assert_eq!(quote, "paragraph 69 of the Tunis Agenda");
}

#[test]
fn standard_input_is_a_document() {
    let program = Program::with(&[]);
    let run = program.run_on(CITING, &["scan", "-", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.records()[0]["document"]["path"], "-");
    assert_eq!(program.run_on(CITING, &["text", "-"]).out, CITING);
}

#[test]
fn the_exit_code_says_found_nothing_or_missed() {
    let program = Program::with(&[("a.txt", CITING), ("b.txt", SILENT), ("empty.txt", "")]);
    let code = |arguments: &[&str]| program.run(arguments).code;
    assert_eq!(code(&["scan", "a.txt"]), Some(0));
    assert_eq!(code(&["scan", "b.txt"]), Some(1));
    assert_eq!(code(&["scan", "a.txt", "empty.txt"]), Some(3));
    assert_eq!(code(&["scan", "gone.txt"]), Some(2));
    assert_eq!(code(&["scan"]), Some(2));
    assert_eq!(code(&["index", "."]), Some(3));
    assert_eq!(code(&["Tunis para 69"]), Some(0));
    assert_eq!(code(&["Tunis para 70"]), Some(1));
    assert_eq!(code(&["--help"]), Some(0));
    assert_eq!(code(&["--version"]), Some(0));
}

#[test]
fn every_message_names_the_thing_and_what_to_do() {
    let program = Program::with(&[("a.txt", CITING), ("bad.toml", "about = 'x'\nnonsense = 1\n")]);
    program.write("x.pdf", "%PDF-1.7\nbroken");
    program.write("not.db", "this is a text and no database, whatever its name may say");
    for (arguments, words) in [
        (&["Tunis para 69"][..], &["no index", ".whocites/index.db", "whocites index PATH"][..]),
        (&["scan", "gone.txt"], &["no file or folder", "`gone.txt`"]),
        (&["text", "."], &["`.` is a folder"]),
        (&["scan", "x.pdf"], &["`x.pdf`", "PDF"]),
        (&["Tunis para 69", "--index", "not.db"], &["`not.db` is not a whocites index", "--index"]),
        (&["scan", "a.txt", "--catalogue", "bad.toml"], &["bad.toml", "nonsense"]),
        (&["scan", "a.txt", "--catalogue", "gone.toml"], &["`gone.toml`"]),
        (&["refs", "unknown"], &["no file `unknown`", "whocites index PATH"]),
    ] {
        let run = program.run(arguments);
        assert!(matches!(run.code, Some(2 | 3)), "{arguments:?}");
        for word in words {
            assert!(run.err.contains(word), "{arguments:?}: {word} not in {}", run.err);
        }
        assert!(!run.err.contains("panicked"), "{}", run.err);
    }
}

#[test]
fn only_what_changed_is_read_again() {
    let program = Program::with(&[("s/a.txt", CITING), ("s/b.txt", SILENT)]);
    let index = |expected: &str| {
        let run = program.run(&["index", "s"]);
        assert!(run.out.starts_with(expected), "{expected}: {}", run.out);
    };
    index("2 documents read.");
    index("0 documents read, 2 unchanged.");
    program.write("s/b.txt", CITING.replace("69", "70"));
    program.write("s/c.txt", CITING);
    index("1 document read, 2 unchanged.");
    std::fs::remove_file(program.path().join("s/a.txt")).unwrap();
    index("0 documents read, 2 unchanged, 1 gone and dropped.");
    let run = program.run(&["Tunis para 69", "--format", "json"]);
    assert_eq!(run.records()[0]["document"]["path"], "s/c.txt");
    std::fs::remove_dir_all(program.path().join("s")).unwrap();
    index("0 documents read, 2 gone and dropped.");
    assert_eq!(program.run(&["Tunis para 69"]).code, Some(1));
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let program = Program::with(&[]);
    for number in 0..40 {
        program.write(&format!("s/{number}.txt"), CITING.replace("69", &number.to_string()));
    }
    let scan = || program.run(&["scan", "s", "--format", "jsonl"]).out;
    let first = scan();
    assert_eq!(first.lines().count(), 40);
    assert_eq!(first, scan());
    program.run(&["index", "s", "--index", "one.db"]);
    program.run(&["index", "s/7.txt", "--index", "two.db"]);
    program.run(&["index", "s", "--index", "two.db"]);
    let ask = |index| program.run(&["Tunis Agenda", "--format", "csv", "--index", index]).out;
    assert_eq!(ask("one.db"), ask("two.db"));
}

#[test]
fn other_files_of_a_folder_are_passed_over_but_lost_documents_are_named() {
    let program = Program::with(&[("s/a.txt", CITING)]);
    program.write("s/logo.png", b"\x89PNG\r\n\x1a\n0000");
    let run = program.run(&["index", "s"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("logo.png"), "{}", run.err);
    assert!(program.run(&["index", "s", "--quiet"]).err.is_empty());
    program.write("s/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    for _ in 0..2 {
        let run = program.run(&["index", "s", "--quiet"]);
        assert_eq!(run.code, Some(3), "remembered as failed");
        assert!(run.err.contains("s/old.doc") && run.err.contains("convert"), "{}", run.err);
    }
}

#[test]
fn refs_takes_a_path_an_id_or_a_title_and_unindexed_files() {
    let program = Program::with(&[(
        "s/a.md",
        "# On cooperation\n\nWe recall paragraph 69 of the Tunis Agenda.\n",
    )]);
    let run = program.run(&["refs", "s/a.md", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let id = run.records()[0]["document"]["id"].as_str().unwrap()[..12].to_owned();
    program.run(&["index", "s"]);
    for name in ["s/a.md", "./s/a.md", &id, "a.md"] {
        let run = program.run(&["refs", name]);
        assert_eq!(
            (run.code, run.last()),
            (Some(0), "1 citation: 1 provision of 1 instrument."),
            "{name}"
        );
    }
}

#[test]
fn nothing_in_a_document_reaches_the_terminal_as_an_escape() {
    let text = "We recall \u{1b}[31mparagraph 69 of the Tunis Agenda\u{202e} and \u{9b}2J more.\n";
    let program = Program::with(&[("evil.txt", text)]);
    let run = program.run(&["scan", "evil.txt", "--color", "never"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(!run.out.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{:?}", run.out);
    let run = program.run(&["scan", "evil.txt", "--color", "always"]);
    assert!(run.out.contains("\u{1b}[") && !run.out.contains("\u{1b}[31m"), "{:?}", run.out);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let program = Program::with(&[]);
    program.write("s/a.txt", format!("{CITING}\n").repeat(3000));
    let mut child = program
        .command(&["scan", "s", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{:?}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn instruments_are_listed_shown_and_checked() {
    let program = Program::with(&[]);
    assert!(program.run(&["instruments", "list", "tunis"]).out.contains("tunis-agenda"));
    let shown = program.run(&["instruments", "show", "Tunis Agenda"]).out;
    assert!(shown.contains("2005-11-18"), "{shown}");
    let listed = program.run(&["instruments", "list", "tunis", "--format", "json"]);
    assert!(listed.records().iter().any(|instrument| instrument["id"] == "tunis-agenda"));
    program.write(
        "mine.toml",
        "about = 'Mine'\n[[instrument]]\nid = 'example-charter'\ntitle = 'Example Charter of Things'\n\
         kind = 'charter'\n[[instrument.example]]\ntext = 'Article 3 of the Example Charter of Things'\n\
         cites = ['example-charter/art/4']\n",
    );
    let run = program.run(&["instruments", "check", "--catalogue", "mine.toml"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.out.contains("example-charter/art/3"), "{}", run.out);
}
