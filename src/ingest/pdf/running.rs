//! Running headers and footers: what stands at the same height on many pages.

use std::collections::HashMap;

use super::footnotes;
use super::layout::PageText;
use super::lines::Line;
use super::page_numbers;

/// Outermost lines of a page that may be running ones.
const EDGE: usize = 4;
/// Outermost lines that may be running ones where pages are few.
const FEW: usize = 2;
/// Pages of a document in which a line may stand only once or twice.
const SHORT: usize = 4;
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
    let candidates: Vec<[(Edge, Vec<Place>); 2]> =
        pages.iter().map(|page| [Edge::Head, Edge::Foot].map(|e| (e, edge(page, e)))).collect();
    let sightings = Sightings::of(pages, &candidates);
    let mut all = Vec::new();
    for (index, edges) in candidates.into_iter().enumerate() {
        let page = &pages[index];
        let mut places: Vec<(Place, Edge)> = Vec::new();
        for (edge, candidates) in edges {
            let running = |place: &Place| {
                let line = &page.columns[place.0][place.1];
                line.table.is_empty()
                    && footnotes::raised_mark(line).is_none()
                    && (sightings.are_many(page, edge, line, index)
                        || sightings.is_echo(page, line, index))
            };
            let most = if pages.len() <= SHORT { FEW } else { EDGE };
            let count = candidates.iter().take(most).take_while(|place| running(place)).count();
            places.extend(candidates.into_iter().take(count).map(|place| (place, edge)));
        }
        all.push(remove(&mut pages[index], places));
    }
    if let ([page, _, ..], Some(taken)) = (&mut *pages, all.first_mut()) {
        take_imprint(page, taken);
    }
    all
}

/// What was seen at the edges of all pages.
struct Sightings {
    pages: HashMap<(Edge, String, i32), Vec<usize>>,
    /// On how many pages a line must stand.
    needed: usize,
    /// The text of the first page, for documents too short to repeat much.
    first_page: String,
}

impl Sightings {
    fn of(pages: &[PageText], candidates: &[[(Edge, Vec<Place>); 2]]) -> Self {
        let mut seen: HashMap<(Edge, String, i32), Vec<usize>> = HashMap::new();
        for (index, (page, edges)) in pages.iter().zip(candidates).enumerate() {
            for (edge, places) in edges {
                for (column, line) in places {
                    let line = &page.columns[*column][*line];
                    let bucket = height(page, *edge, line);
                    for key in page_numbers::keys(line, index) {
                        seen.entry((*edge, key, bucket)).or_default().push(index);
                    }
                }
            }
        }
        let needed = match pages.len() {
            0..=3 => 2,
            count => (count / 8).clamp(3, 5),
        };
        let short = pages.len() <= SHORT;
        let first = pages.first().filter(|_| short).map(PageText::lines).into_iter().flatten();
        let mut first_page = String::new();
        for line in first {
            first_page.push(' ');
            first_page.push_str(&line.text());
        }
        first_page.push(' ');
        Self { pages: seen, needed, first_page }
    }

    /// Whether the line stands on many pages, and on one close by.
    fn are_many(&self, page: &PageText, edge: Edge, line: &Line, index: usize) -> bool {
        let bucket = height(page, edge, line);
        page_numbers::keys(line, index).into_iter().any(|key| {
            let mut key = (edge, key, bucket);
            let (mut count, mut near) = (0, false);
            for bucket in bucket - 1..=bucket + 1 {
                key.2 = bucket;
                let pages = self.pages.get(&key).map_or(&[][..], Vec::as_slice);
                count += pages.len();
                near |= pages.iter().any(|other| (1..=2).contains(&other.abs_diff(index)));
            }
            count >= self.needed && near
        })
    }

    /// Whether the line of a short document says nothing but the number of its
    /// page and what the first page said: its symbol, its title.
    fn is_echo(&self, page: &PageText, line: &Line, index: usize) -> bool {
        let outermost = line.y < 0.12 * page.height || line.y > 0.9 * page.height;
        if !outermost || index == 0 || self.first_page.is_empty() {
            return false;
        }
        let number = i64::try_from(index + 1).unwrap_or(0);
        let text = line.text();
        let (numbers, words): (Vec<&str>, Vec<&str>) =
            text.split(' ').partition(|word| word.contains(|c: char| c.is_ascii_digit()));
        let said = |words: &str| self.first_page.contains(&format!(" {words} "));
        let numbers_fit =
            numbers.iter().all(|word| page_numbers::number(word) == Some(number) || said(word));
        let is_sign =
            |word: &&str| page_numbers::number(word) == Some(number) || word.contains('/');
        let words_fit = words.is_empty() || said(&words.join(" "));
        numbers_fit && words_fit && (numbers.iter().any(is_sign) || words.len() > 3)
    }
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
