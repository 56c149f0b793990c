//! Lines that a page repeats from the page before: running heads and feet.

use std::collections::BTreeMap;

use super::lines::Line;

/// Indices of the running lines of a text, ascending.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// Those at the head of a page.
    pub(super) headers: Vec<usize>,
    /// Those at its foot.
    pub(super) footers: Vec<usize>,
}

/// How many lines at either end of a page may run.
const DEPTH: usize = 3;

/// Finds the running lines: those that stand, but for their digits, at the
/// same end of at least half of the pages, and of three pages at least.
pub(super) fn find(text: &str, lines: &[Line]) -> Running {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let page = line.page as usize;
        pages.resize_with(pages.len().max(page + 1), Vec::new);
        pages[page].push(i);
    }
    let forms = |i: usize| form(&text[lines[i].words.clone()]);
    let heads: Vec<Vec<usize>> =
        pages.iter().map(|page| page.iter().copied().take(DEPTH).collect()).collect();
    let feet: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| {
            page.iter().rev().copied().take(DEPTH.min(page.len().saturating_sub(DEPTH))).collect()
        })
        .collect();
    Running { headers: repeated(&heads, forms), footers: repeated(&feet, forms) }
}

/// From the edge of each page inwards, the lines whose form many pages share.
fn repeated(edges: &[Vec<usize>], form: impl Fn(usize) -> String) -> Vec<usize> {
    let mut pages_with: BTreeMap<String, usize> = BTreeMap::new();
    for edge in edges {
        let mut forms: Vec<String> = edge.iter().map(|&i| form(i)).collect();
        forms.sort();
        forms.dedup();
        for form in forms {
            *pages_with.entry(form).or_default() += 1;
        }
    }
    let runs = |i: &usize| {
        let count = pages_with.get(&form(*i)).copied().unwrap_or(0);
        count >= 3 && count * 2 >= edges.len()
    };
    let mut found: Vec<usize> =
        edges.iter().flat_map(|edge| edge.iter().copied().take_while(runs)).collect();
    found.sort_unstable();
    found
}

/// A line without what changes from page to page: its numbers and its gaps.
fn form(line: &str) -> String {
    let words: Vec<String> = line
        .split_whitespace()
        .map(|word| word.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect())
        .map(|word: String| if word.chars().all(|c| c == '0') { "0".to_owned() } else { word })
        .collect();
    words.join(" ")
}
