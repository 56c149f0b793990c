//! That every console block in the documentation shows what the program prints.
//!
//! A line with nothing but "…" stands for lines left out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Program;

const PAGES: &[&str] =
    &["README.md", "CONTRIBUTING.md", "docs/matching.md", "docs/adding-an-instrument.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A command as shown, and the lines shown below it.
struct Shown {
    command: String,
    lines: Vec<String>,
}

/// The commands of a page that are shown with what they print.
fn shown(page: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut indent = None;
    for line in page.lines() {
        let bare = line.trim_start();
        match indent {
            None if bare == "```console" => indent = Some(line.len() - bare.len()),
            Some(_) if bare == "```" => indent = None,
            Some(indent) => {
                let line = line.get(indent..).unwrap_or_default();
                match (line.strip_prefix("$ "), found.last_mut()) {
                    (Some(command), _) => {
                        found.push(Shown { command: command.to_owned(), lines: Vec::new() });
                    }
                    (None, Some(last)) => last.lines.push(line.to_owned()),
                    (None, None) => {}
                }
            }
            None => {}
        }
    }
    found.retain(|shown| !shown.lines.is_empty() && !shown.command.contains("draft.toml"));
    found
}

/// The words of a command line; quotation marks keep words together.
fn words(command: &str) -> Vec<String> {
    let command = command.replace("cargo run --release --", "whocites");
    let pieces = command.split('"').enumerate();
    let words = pieces.flat_map(|(number, piece)| match number % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    });
    words.skip(1).collect()
}

/// The first piece between two lines of "…" that is not printed as shown.
fn differs(shown: &[String], printed: &str) -> Option<String> {
    let printed: Vec<&str> = printed.trim_end().lines().collect();
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    for line in shown {
        match (line.trim(), pieces.last_mut()) {
            ("…", _) => pieces.push(Vec::new()),
            (_, Some(piece)) => piece.push(line),
            (_, None) => {}
        }
    }
    let (mut at, last) = (0, pieces.len() - 1);
    for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_empty()) {
        let from = if number == last { printed.len().saturating_sub(piece.len()) } else { at };
        let to = if number == 0 { 0 } else { printed.len().saturating_sub(piece.len()) };
        match (from.max(at)..=to.max(from)).find(|&i| printed[i..].starts_with(piece)) {
            Some(found) => at = found + piece.len(),
            None => return Some(piece.join("\n")),
        }
    }
    None
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// The text of the block in a page that begins with these words.
fn block<'p>(page: &'p str, fence: &str) -> &'p str {
    page.split_once(fence).unwrap().1.split("```").next().unwrap()
}

#[test]
fn consoles_show_what_is_printed() {
    let program = Program::with(&[]);
    copy(&root().join("corpus/statements"), &program.path().join("corpus/statements"));
    let page = fs::read_to_string(root().join("docs/adding-an-instrument.md")).unwrap();
    let complete = page.split_once("## A complete entry").unwrap().1;
    program.write("mine.toml", block(complete, "```toml\n"));
    program.write("statements/reply.txt", block(complete, "```text\n"));
    let mut wrong = Vec::new();
    for name in PAGES {
        let page = fs::read_to_string(root().join(name)).unwrap();
        for shown in shown(&page) {
            let words = words(&shown.command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let run = program.run(&words);
            if let Some(piece) = differs(&shown.lines, &run.out) {
                let (out, command) = (run.out, shown.command);
                wrong.push(format!("{name}: `{command}` does not print\n{piece}\nbut\n{out}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
