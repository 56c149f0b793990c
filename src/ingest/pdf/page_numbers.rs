//! Page numbers, and what a running line is but for them.

use super::lines::Line;

/// Numbers of a line that may be the page's.
const MAX_NUMBERS: usize = 3;
/// Letters that make a line known without its number.
const WORDY: usize = 14;

/// What a line has in common with the same line on other pages: its words in
/// any order, and each time one of its numbers told by how far it is from the
/// page's own. "Page 3 of 9" and "Page 4 of 9" are alike, "9 ibid." and
/// "10 ibid." on one page are not.
pub(super) fn keys(line: &Line, page: usize) -> Vec<String> {
    let text = line.text();
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    let numbers: Vec<(usize, i64)> =
        words.iter().enumerate().filter_map(|(i, word)| Some((i, number(word)?))).collect();
    let mut keys = vec![words.join(" ")];
    for (at, value) in numbers.into_iter().take(MAX_NUMBERS) {
        let offset = value - i64::try_from(page).unwrap_or(0);
        let mut key = format!("#{offset}");
        for (_, word) in words.iter().enumerate().filter(|(i, _)| *i != at) {
            key.push(' ');
            key.push_str(word);
        }
        // Spreads have two numbers a page; long lines are alike without them.
        if key.chars().filter(|c| c.is_alphabetic()).count() >= WORDY {
            let words = key.split_once(' ').map_or("", |(_, words)| words);
            keys.push(format!("# {words}"));
        }
        keys.push(key);
    }
    keys
}

/// The number that may be a page's: "12", "- 12 -", "12/40", "xii".
pub(super) fn number(word: &str) -> Option<i64> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let first = bare.split(['/', '|']).next().unwrap_or(bare);
    let digits = (1..=5).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit());
    if digits { first.parse().ok() } else { roman(bare) }
}

fn roman(word: &str) -> Option<i64> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Vec<i64> = word.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0;
    for (i, value) in values.iter().enumerate() {
        let less = values.get(i + 1).is_some_and(|next| next > value);
        sum += if less { -value } else { *value };
    }
    (!values.is_empty() && values.len() <= 7).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_read_in_their_usual_dress() {
        for (word, expected) in [
            ("12", Some(12)),
            ("-12-", Some(12)),
            ("3/10", Some(3)),
            ("xiv", Some(14)),
            ("A/1", None),
            ("ibid.", None),
        ] {
            assert_eq!(number(word), expected, "{word}");
        }
    }
}
