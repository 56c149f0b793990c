//! Breaks text into lines for a terminal, with the cited words marked.

use unicode_width::UnicodeWidthChar;

use super::output::{Look, Tone};
use super::safe;

/// One character, and whether it belongs to the words that cite.
pub(super) type Marked = (char, bool);

/// Characters with marks, made harmless, with white space folded.
pub(super) fn marked(text: &str, is_cited: impl Fn(usize) -> bool) -> Vec<Marked> {
    let mut all: Vec<Marked> = Vec::with_capacity(text.len());
    for (number, c) in text.chars().enumerate() {
        match safe::character(c) {
            Some(' ') if all.last().is_none_or(|last| last.0 == ' ') => {}
            Some(c) => all.push((c, is_cited(number))),
            None => {}
        }
    }
    while all.last().is_some_and(|last| last.0 == ' ') {
        all.pop();
    }
    all
}

/// The text in lines, each behind `indent` spaces.
pub(super) fn wrapped(text: &[Marked], indent: usize, look: Look) -> String {
    let width = look.width.saturating_sub(indent).max(20);
    let mut lines: Vec<Vec<Marked>> = vec![Vec::new()];
    let mut used = 0;
    let mut at: usize = 0;
    for word in text.split(|(c, _)| *c == ' ') {
        let space = at.checked_sub(1).map_or((' ', false), |before| text[before]);
        at += word.len() + 1;
        let needed = columns(word);
        let gap = usize::from(used > 0);
        if used + gap + needed > width && used > 0 && !breaks_anywhere(word, width) {
            lines.push(Vec::new());
            used = 0;
        } else if used > 0 {
            push(&mut lines, space);
            used += 1;
        }
        for &(c, cited) in word {
            let wide = c.width().unwrap_or(0);
            if used + wide > width {
                lines.push(Vec::new());
                used = 0;
            }
            push(&mut lines, (c, cited));
            used += wide;
        }
    }
    lines.iter().map(|line| format!("{:indent$}{}\n", "", painted(line, look))).collect()
}

fn push(lines: &mut [Vec<Marked>], marked: Marked) {
    if let Some(line) = lines.last_mut() {
        line.push(marked);
    }
}

fn columns(word: &[Marked]) -> usize {
    word.iter().map(|(c, _)| c.width().unwrap_or(0)).sum()
}

/// Chinese and Japanese have no spaces, and break between any two characters;
/// and what is longer than a line has to break somewhere.
fn breaks_anywhere(word: &[Marked], width: usize) -> bool {
    columns(word) > width || word.iter().any(|(c, _)| c.width() == Some(2))
}

fn painted(line: &[Marked], look: Look) -> String {
    let mut text = String::new();
    for run in line.chunk_by(|a, b| a.1 == b.1) {
        let plain: String = run.iter().map(|(c, _)| *c).collect();
        if run[0].1 {
            text.push_str(&look.paint(Tone::Cited, &plain));
        } else {
            text.push_str(&plain);
        }
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, width: usize) -> String {
        wrapped(&marked(text, |_| false), 2, Look { colour: false, width })
    }

    #[test]
    fn lines_break_at_spaces_and_chinese_anywhere() {
        assert_eq!(
            plain("We recall  paragraph 69\nof the Tunis Agenda.", 24),
            "  We recall paragraph 69\n  of the Tunis Agenda.\n"
        );
        let chinese = plain(&"议程".repeat(12), 22);
        assert_eq!(chinese.lines().count(), 3);
        assert!(plain(&"x".repeat(45), 22).lines().all(|line| line.len() <= 22));
    }

    #[test]
    fn cited_words_are_painted_on_each_line() {
        let text = "We recall paragraph 69 of the Tunis Agenda.";
        let look = Look { colour: true, width: 22 };
        let painted = wrapped(&marked(text, |i| (10..42).contains(&i)), 0, look);
        let lines: Vec<_> = painted.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.matches("\u{1b}[").count() >= 2), "{painted:?}");
    }
}
