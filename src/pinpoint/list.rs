//! Lists, ranges and nesting of pinpoints.

use super::label::{Label, read_label};
use super::{Item, Pinpoints};
use crate::grammar::{Kind, Meaning, Term, Tokens};
use crate::model::{Language, Pinpoint, Unit};

/// Of a range longer than this only the ends are taken: it is a misreading,
/// or all of a text.
const LONGEST_RANGE: u32 = 300;

/// Reads the list that begins at `at`: with its inner level behind it
/// ("article 2, paragraph 5"), or its outer one ("paragraph 5 of article 2").
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Pinpoints> {
    let mut list = one_level(tokens, at)?;
    while let Some(inner) = inner_level(tokens, &list) {
        let Some(last) = list.items.pop() else { break };
        list.end = inner.end;
        list.items.extend(inner.items.into_iter().map(|item| Item {
            pinpoint: last.pinpoint.clone().with(&item.pinpoint),
            via: item.via,
        }));
    }
    if let Some(outer) = outer_level(tokens, &list)
        && let [only] = outer.items.as_slice()
    {
        for item in &mut list.items {
            item.pinpoint = only.pinpoint.clone().with(&item.pinpoint);
        }
        list.end = outer.end;
        list.unit = outer.unit;
    }
    Some(list)
}

/// How far out a unit stands; a part contains what stands further in.
fn depth(unit: Unit) -> u8 {
    match unit {
        Unit::Annex | Unit::Appendix | Unit::Schedule | Unit::Module | Unit::Supplement => 0,
        Unit::Part | Unit::Title => 1,
        Unit::Chapter => 2,
        Unit::Section => 3,
        Unit::Article | Unit::Rule | Unit::Principle | Unit::Guideline | Unit::Clause => 4,
        Unit::Para | Unit::PreamblePara => 5,
        Unit::Point => 6,
        Unit::Footnote | Unit::Chapeau => 7,
        _ => 4,
    }
}

fn inner_level(tokens: &Tokens<'_>, outer: &Pinpoints) -> Option<Pinpoints> {
    let at = if tokens.is_mark(outer.end, ',') { outer.end + 1 } else { outer.end };
    let inner = one_level(tokens, at)?;
    // "GATS Article XIV, paragraph 6 of the Doha Declaration": the second goes
    // with the second name.
    let is_behind_name = outer.start > 0 && tokens.kind(outer.start - 1) == Kind::Name;
    let is_before_name = tokens
        .after(inner.end, Meaning::Of)
        .is_some_and(|next| tokens.kind(skip_the(tokens, next)) == Kind::Name);
    if is_behind_name && is_before_name {
        return None;
    }
    let below = innermost(&outer.items.last()?.pinpoint).max(depth(outer.unit));
    (depth(inner.unit) > below).then_some(inner)
}

fn innermost(pinpoint: &Pinpoint) -> u8 {
    pinpoint.steps().iter().filter_map(|step| step.unit().map(depth)).max().unwrap_or(0)
}

fn outer_level(tokens: &Tokens<'_>, inner: &Pinpoints) -> Option<Pinpoints> {
    let mut at = if tokens.is_mark(inner.end, ',') { inner.end + 1 } else { inner.end };
    if let Some(next) = tokens.after(at, Meaning::Of) {
        at = skip_the(tokens, next);
    }
    let first = one_level(tokens, at)?;
    let smallest = inner.items.iter().map(|item| outermost(&item.pinpoint)).min()?;
    (depth(first.unit) < smallest).then_some(())?;
    // "point (b) of paragraph 1 of article 6": the outer one may nest again.
    read(tokens, at)
}

fn outermost(pinpoint: &Pinpoint) -> u8 {
    pinpoint.steps().first().and_then(|step| step.unit()).map_or(u8::MAX, depth)
}

/// Passes over articles and the apostrophes of elided ones ("de l'").
fn skip_the(tokens: &Tokens<'_>, mut at: usize) -> usize {
    loop {
        if tokens.is_mark(at, '\'') && tokens.glued(at) {
            at += 1;
        } else if let Some(next) = tokens.after(at, Meaning::The) {
            at = next;
        } else {
            return at;
        }
    }
}

fn one_level(tokens: &Tokens<'_>, at: usize) -> Option<Pinpoints> {
    if tokens.after(at, Meaning::NumberPrefix).is_some() {
        return number_first(tokens, at);
    }
    let (term, mut next) = tokens.term(at)?;
    let (unit, language) = term.unit()?;
    if matches!(tokens.kind(at), Kind::Word) && tokens.is_mark(next, '.') && tokens.glued(next) {
        next += 1;
    }
    // "§§ 35 and 36", "¶¶ 69-71".
    while matches!(tokens.kind(next), Kind::Mark('§' | '¶')) {
        next += 1;
    }
    if let Some(after) = tokens.after(next, Meaning::NumberSign) {
        next = if tokens.is_mark(after, '.') { after + 1 } else { after };
    }
    if matches!(unit, Unit::Preamble | Unit::Chapeau) {
        return Some(unnumbered(unit, language, at, next));
    }
    let Some(mut items) = Items::read(tokens, next, unit, term) else {
        return matches!(unit, Unit::Annex).then(|| unnumbered(unit, language, at, next));
    };
    if items.is_doubtful(tokens) {
        items.keep_first();
    }
    Some(Pinpoints { items: items.items, unit, language, start: at, end: items.end })
}

fn unnumbered(unit: Unit, language: Language, start: usize, end: usize) -> Pinpoints {
    let item = Item { pinpoint: Pinpoint::unnumbered(unit), via: None };
    Pinpoints { items: vec![item], unit, language, start, end }
}

/// 第69段, 第27至32段, 第二十二条、第二十四条: the unit follows the number.
fn number_first(tokens: &Tokens<'_>, at: usize) -> Option<Pinpoints> {
    let number = tokens.after(at, Meaning::NumberPrefix)?;
    let (prefix, _) = tokens.term(at)?;
    let probe = Items::read(tokens, number, Unit::Para, prefix)?;
    let (term, mut end) = tokens.term(probe.end)?;
    let (unit, language) = term.unit()?;
    let mut items = Items::read(tokens, number, unit, term)?;
    loop {
        let joined = tokens
            .after(end, Meaning::And)
            .or_else(|| tokens.is_mark(end, ',').then_some(end + 1))
            .and_then(|next| tokens.after(next, Meaning::NumberPrefix));
        let Some(number) = joined else { break };
        let Some(more) = Items::read(tokens, number, unit, term) else { break };
        let Some((again, after)) = tokens.term(more.end) else { break };
        if again.unit().map(|(u, _)| u) != Some(unit) {
            break;
        }
        items.join(more);
        end = after;
    }
    Some(Pinpoints { items: items.items, unit, language, start: at, end })
}

/// The numbers of one level while they are read.
struct Items {
    items: Vec<Item>,
    end: usize,
    /// How many items stood when the last comma without "and" was read, and
    /// where the list ended before it.
    before_comma: Option<(usize, usize)>,
}

impl Items {
    fn read(tokens: &Tokens<'_>, at: usize, unit: Unit, announced: &Term) -> Option<Self> {
        let first = read_label(tokens, at, unit)?;
        let mut items = Self { items: Vec::new(), end: first.end, before_comma: None };
        items.push(tokens, at, first, unit, announced);
        while let Some((next, by_comma)) = separator(tokens, items.end, announced) {
            let before = (items.items.len(), items.end);
            if let Some(label) = sibling(tokens, next, &items) {
                items.items.push(Item { pinpoint: label.0, via: None });
                items.end = label.1;
            } else if let Some(label) = read_label(tokens, next, unit) {
                items.push(tokens, next, label, unit, announced);
            } else {
                break;
            }
            items.before_comma = by_comma.then(|| items.before_comma.unwrap_or(before));
        }
        items.open_ended(tokens, at);
        Some(items)
    }

    /// Adds a label, or the range that it begins.
    fn push(&mut self, tokens: &Tokens<'_>, at: usize, first: Label, unit: Unit, announced: &Term) {
        let last = range_mark(tokens, first.end, announced)
            .and_then(|next| range_end(tokens, next, &first, unit));
        let Some(last) = last else {
            self.end = first.end;
            self.items.push(Item { pinpoint: first.pinpoint(unit), via: None });
            return;
        };
        let via = tokens.span(at, last.end).of(tokens.text()).to_owned();
        self.end = last.end;
        let expanded = expand(&first, &last, unit);
        self.items
            .extend(expanded.into_iter().map(|pinpoint| Item { pinpoint, via: Some(via.clone()) }));
    }

    /// "69 et seq.": what comes after is not known, and the words are kept.
    fn open_ended(&mut self, tokens: &Tokens<'_>, from: usize) {
        let Some(mut end) = tokens.after(self.end, Meaning::EtSeq) else { return };
        end += usize::from(tokens.is_mark(end, '.') && tokens.glued(end));
        self.end = end;
        if let Some(last) = self.items.last_mut() {
            last.via.get_or_insert_with(|| tokens.span(from, end).of(tokens.text()).to_owned());
        }
    }

    fn join(&mut self, more: Self) {
        self.items.extend(more.items);
        self.end = more.end;
        self.before_comma = more.before_comma;
    }

    /// A list that ends in ", 3 countries" has run into the next clause.
    fn is_doubtful(&self, tokens: &Tokens<'_>) -> bool {
        self.before_comma.is_some()
            && tokens.kind(self.end) == Kind::Word
            && tokens.term(self.end).is_none()
            && tokens.str(self.end).chars().all(char::is_lowercase)
    }

    fn keep_first(&mut self) {
        if let Some((count, end)) = self.before_comma {
            self.items.truncate(count);
            self.end = end;
        }
    }
}

/// Where the next member of a list may begin, and whether only a comma (and
/// no "and") leads to it.
fn separator(tokens: &Tokens<'_>, at: usize, announced: &Term) -> Option<(usize, bool)> {
    let comma = tokens.is_mark(at, ',');
    let next = if comma { at + 1 } else { at };
    if let Some((term, after)) = tokens.term(next)
        && (means_beside(term, Meaning::And, announced)
            || tokens.str(next).chars().count() > 1 && term.means(Meaning::And))
    {
        return Some((after, false));
    }
    comma.then_some((next, true))
}

/// Whether a term means this, in a language in which its neighbour is the
/// word that announced the numbers: "a" joins a range in Spanish only, "o" a
/// list.
fn means_beside(term: &Term, meaning: Meaning, announced: &Term) -> bool {
    announced.meanings().any(|(m, language)| {
        matches!(m, Meaning::Unit(_) | Meaning::NumberPrefix) && term.means_in(meaning, language)
    })
}

/// "5 (a) and (b)": a letter alone goes beside the one before it.
fn sibling(tokens: &Tokens<'_>, at: usize, items: &Items) -> Option<(Pinpoint, usize)> {
    let opens = tokens.is_mark(at, '(');
    let letter = if opens { at + 1 } else { at };
    let closes = tokens.is_mark(letter + 1, ')');
    (closes && tokens.kind(letter) == Kind::Word && tokens.str(letter).chars().count() <= 3)
        .then_some(())?;
    let last = &items.items.last()?.pinpoint;
    let parent = last.parent()?;
    // Reading the letter as a level below the parent checks its form.
    let label = read_label(tokens, at, Unit::Point)?;
    Some((parent.then(&label.base), label.end))
}

fn range_mark(tokens: &Tokens<'_>, at: usize, announced: &Term) -> Option<usize> {
    if tokens.is_mark(at, '-') {
        return Some(at + 1);
    }
    if tokens.is_mark(at, '.') && tokens.is_mark(at + 1, '.') {
        return Some(at + 2 + usize::from(tokens.is_mark(at + 2, '.')));
    }
    let (term, next) = tokens.term(at)?;
    // English: "In article 2 a 5-year period".
    let runs_on = tokens.str(at) == "a"
        && (tokens.is_mark(next + 1, '-')
            || tokens.kind(next + 1) == Kind::Word && tokens.term(next + 1).is_none());
    (!runs_on && means_beside(term, Meaning::To, announced)
        || tokens.str(at).chars().count() > 1 && term.means(Meaning::To))
    .then_some(next)
}

/// The label that ends a range; "(a)-(c)" ends on the level it began on.
fn range_end(tokens: &Tokens<'_>, at: usize, first: &Label, unit: Unit) -> Option<Label> {
    let at = tokens.after(at, Meaning::NumberPrefix).unwrap_or(at);
    if let Some(last_level) = first.inner.last()
        && (tokens.is_mark(at, '(') || tokens.is_mark(at + 1, ')'))
    {
        let label = read_label(tokens, at, Unit::Point)?;
        if label.base.as_bytes()[0].is_ascii_digit() == last_level.as_bytes()[0].is_ascii_digit() {
            let mut inner = first.inner.clone();
            inner.pop();
            inner.push(label.base);
            return Some(Label { base: first.base.clone(), inner, end: label.end });
        }
        return None;
    }
    let last = read_label(tokens, at, unit)?;
    (!expand(first, &last, unit).is_empty()).then_some(last)
}

/// All parts from the first label to the last; empty when it is no range.
fn expand(first: &Label, last: &Label, unit: Unit) -> Vec<Pinpoint> {
    let mut from = first.inner.clone();
    let mut to = last.inner.clone();
    from.insert(0, first.base.clone());
    to.insert(0, last.base.clone());
    let pinpoint = |levels: &[String]| {
        let label = Label { base: levels[0].clone(), inner: levels[1..].to_vec(), end: 0 };
        label.pinpoint(unit)
    };
    let common = from.len().min(to.len()) - 1;
    if from.len() != to.len() || from[..common] != to[..common] {
        // "27 (c) to 32": the ends are certain, and the whole parts between.
        let between = steps(&from[0], &to[0]);
        if between.len() < 2 {
            return Vec::new();
        }
        let mut all = vec![pinpoint(&from)];
        all.extend(between[1..between.len() - 1].iter().map(|n| Pinpoint::new(unit, n)));
        all.push(pinpoint(&to));
        return all;
    }
    steps(&from[common], &to[common])
        .into_iter()
        .map(|step| {
            let mut levels = from[..common].to_vec();
            levels.push(step);
            pinpoint(&levels)
        })
        .collect()
}

/// The labels from one number or letter to another, both included; empty
/// when they do not rise.
fn steps(from: &str, to: &str) -> Vec<String> {
    if let (Ok(a), Ok(b)) = (from.parse::<u32>(), to.parse::<u32>()) {
        return match (a < b, b.saturating_sub(a) <= LONGEST_RANGE) {
            (true, true) => (a..=b).map(|n| n.to_string()).collect(),
            (true, false) => vec![from.to_owned(), to.to_owned()],
            (false, _) => Vec::new(),
        };
    }
    // "C1-C11", "9.1-9.5", "8.61-a": a common stem and a number.
    let stem = |text: &str| {
        let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let at = text.len() - digits;
        (text[..at].to_owned(), text[at..].parse::<u32>().ok())
    };
    match (stem(from), stem(to)) {
        ((a, Some(m)), (b, Some(n))) if a == b && m < n && n - m <= LONGEST_RANGE => {
            return (m..=n).map(|k| format!("{a}{k}")).collect();
        }
        _ => {}
    }
    match (from.as_bytes(), to.as_bytes()) {
        ([a], [b]) if a.is_ascii_lowercase() && b.is_ascii_lowercase() && a < b => {
            (*a..=*b).map(|letter| char::from(letter).to_string()).collect()
        }
        _ if from != to && ends_only(from, to) => vec![from.to_owned(), to.to_owned()],
        _ => Vec::new(),
    }
}

/// "14 to 14bis", "(i)-(iii)": the parts between are not known.
fn ends_only(from: &str, to: &str) -> bool {
    let starts = |text: &str| text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    starts(from) == starts(to)
}
