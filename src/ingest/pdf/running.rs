//! Running headers and footers: what stands at the same height on many pages.

use std::collections::HashMap;

use super::footnotes;
use super::layout::PageText;
use super::lines::Line;

/// Outermost lines of a page that may be running ones.
const EDGE: usize = 4;
/// Numbers of a line that may be the page's.
const MAX_NUMBERS: usize = 3;
/// How far two lines may differ in height and still be at the same height.
const BUCKET: f32 = 4.0;

/// Which edge of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Edge {
    /// The head.
    Head,
    /// The foot.
    Foot,
}

/// A line that was taken out of its page, and the edge it stood at.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) edge: Edge,
    pub(super) line: Line,
}

type Place = (usize, usize);

/// Takes the running lines out of every page.
pub(super) fn take(pages: &mut [PageText]) -> Vec<Vec<Running>> {
    let mut seen: HashMap<(Edge, String, i32), usize> = HashMap::new();
    let candidates: Vec<Vec<(Edge, Vec<Place>)>> = pages
        .iter()
        .map(|page| {
            vec![(Edge::Head, edge(page, Edge::Head)), (Edge::Foot, edge(page, Edge::Foot))]
        })
        .collect();
    for (index, (page, edges)) in pages.iter().zip(&candidates).enumerate() {
        for (edge, places) in edges {
            for place in places {
                let line = &page.columns[place.0][place.1];
                let bucket = height(page, *edge, line);
                for key in keys(line, index) {
                    *seen.entry((*edge, key, bucket)).or_default() += 1;
                }
            }
        }
    }
    let needed = match pages.len() {
        0..=1 => usize::MAX,
        2..=3 => 2,
        count => (count / 8).clamp(3, 5),
    };
    let mut all = Vec::new();
    for (index, (page, edges)) in pages.iter_mut().zip(candidates).enumerate() {
        let mut places: Vec<(Place, Edge)> = Vec::new();
        for (edge, candidates) in edges {
            let is_running = |place: &Place| {
                let line = &page.columns[place.0][place.1];
                let bucket = height(page, edge, line);
                let count = |key: &String| -> usize {
                    (bucket - 1..=bucket + 1)
                        .filter_map(|bucket| seen.get(&(edge, key.clone(), bucket)))
                        .sum()
                };
                let count = keys(line, index).iter().map(count).max().unwrap_or(0);
                count >= needed && footnotes::raised_mark(line).is_none()
            };
            let running = candidates.iter().take_while(|place| is_running(place)).count();
            places.extend(candidates.into_iter().take(running).map(|place| (place, edge)));
        }
        all.push(remove(page, places));
    }
    if let (Some(page), Some(taken)) = (pages.first_mut(), all.first_mut()) {
        take_imprint(page, taken);
    }
    all
}

/// Takes the number and the bar code of a print job from the foot of the first
/// page: short, far below the text, and without words.
fn take_imprint(page: &mut PageText, taken: &mut Vec<Running>) {
    for _ in 0..EDGE {
        let Some((column, line)) = edge(page, Edge::Foot).first().copied() else { return };
        let last = &page.columns[column][line];
        let above = line.checked_sub(1).map_or(0.0, |i| page.columns[column][i].y);
        let text = last.text();
        let far = last.y > 0.85 * page.height && last.y - above > 10.0;
        let words = text.split(|c: char| !c.is_alphabetic()).any(|w| w.len() > 2);
        let number = text.contains(|c: char| c.is_ascii_digit()) && !text.contains('/');
        let sign = last.letters() == 1 && !text.contains(|c: char| c.is_ascii());
        if !far || words || !(number || sign) || text.len() > 60 {
            return;
        }
        let line = page.columns[column].remove(line);
        taken.push(Running { edge: Edge::Foot, line });
    }
}

fn remove(page: &mut PageText, mut places: Vec<(Place, Edge)>) -> Vec<Running> {
    places.sort();
    places.dedup_by_key(|(place, _)| *place);
    let mut running: Vec<Running> = Vec::new();
    for ((column, index), edge) in places.into_iter().rev() {
        let line = page.columns[column].remove(index);
        running.push(Running { edge, line });
    }
    running.sort_by(|a, b| a.line.y.total_cmp(&b.line.y));
    running
}

/// The outermost lines of the page, outermost first.
fn edge(page: &PageText, edge: Edge) -> Vec<Place> {
    let mut places: Vec<(f32, Place)> = Vec::new();
    for (i, column) in page.columns.iter().enumerate() {
        let outer: Vec<usize> = match edge {
            Edge::Head => (0..column.len().min(EDGE)).collect(),
            Edge::Foot => (column.len().saturating_sub(EDGE)..column.len()).collect(),
        };
        places.extend(outer.into_iter().map(|j| (column[j].y, (i, j))));
    }
    let (third, two_thirds) = (page.height * 0.25, page.height * 0.75);
    match edge {
        Edge::Head => {
            places.retain(|(y, _)| *y < third);
            places.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        Edge::Foot => {
            places.retain(|(y, _)| *y > two_thirds);
            places.sort_by(|a, b| b.0.total_cmp(&a.0));
        }
    }
    places.truncate(EDGE);
    places.into_iter().map(|(_, place)| place).collect()
}

fn height(page: &PageText, edge: Edge, line: &Line) -> i32 {
    let from_edge = match edge {
        Edge::Head => line.y,
        Edge::Foot => page.height - line.y,
    };
    (from_edge / BUCKET).round() as i32
}

/// What a line has in common with the same line on other pages: its words in
/// any order, and each time one of its numbers told by how far it is from the
/// page's own. "Page 3 of 9" and "Page 4 of 9" are alike, "9 ibid." and
/// "10 ibid." on one page are not.
fn keys(line: &Line, page: usize) -> Vec<String> {
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
        keys.push(key);
    }
    keys
}

/// The number that may be a page's: "12", "- 12 -", "12/40", "xii".
fn number(word: &str) -> Option<i64> {
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
