//! An open-ended series of instruments, recognised by the form of its symbols.

use std::sync::OnceLock;

use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures;
use regex_automata::{Anchored, Input};

use super::schema;
use super::template::{Template, kebab};
use super::{Condition, Example, Scope};
use crate::grammar::Grammar;
use crate::model::{Confidence, InstrumentId, Span, Unit, View};

/// A family with its forms.
#[derive(Debug)]
pub struct Family {
    /// What the ids of its members begin with.
    pub id: String,
    /// What it holds, in a few words.
    pub about: String,
    /// What kind of text its members are.
    pub kind: String,
    /// The body that adopts them.
    pub body: String,
    /// What their numbers count.
    pub unit: Option<Unit>,
    /// Symbols and numbers by which its members are written.
    pub forms: Vec<Form>,
    /// Conferences that tell it, by the place and year in a bracket.
    pub editions: Vec<Edition>,
    /// What else in a bracket behind a number tells it.
    pub bracket: Option<Regex>,
    /// What must be found.
    pub examples: Vec<Example>,
    /// What must not be.
    pub counter_examples: Vec<String>,
    suffix: Option<Regex>,
    label: Template,
    url: Option<Template>,
}

/// One way of writing a member of a family.
#[derive(Debug)]
pub struct Form {
    /// The pattern, without boundaries.
    pub pattern: String,
    /// For numbers: the head nouns that may stand before it. Empty for symbols.
    pub heads: Vec<u8>,
    /// Whether numbers of this shape may stand far behind a plural head.
    pub far: bool,
    /// What must stand near it.
    pub condition: Condition,
    /// Higher is tried first.
    pub priority: i32,
    /// How sure it is.
    pub confidence: Confidence,
    /// Compiled when a text first has a place for it.
    regex: OnceLock<Option<Regex>>,
    id: Template,
    label: Option<Template>,
}

/// A conference at which texts of a family were adopted or revised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Spellings of the place, folded.
    pub places: Vec<String>,
    /// The year.
    pub year: String,
}

/// A member of a family, as one symbol or number names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: InstrumentId,
    /// Its label.
    pub label: String,
    /// Its address.
    pub url: Option<String>,
}

impl Family {
    pub(super) fn new(file: &schema::Family, grammar: &Grammar) -> Result<Self, String> {
        InstrumentId::new(&file.id).ok_or_else(|| format!("`{}` is not an id", file.id))?;
        let within = |message: String| format!("family `{}`: {message}", file.id);
        let forms = file.form.iter().map(|form| Form::new(form, grammar));
        Ok(Self {
            id: file.id.clone(),
            about: file.about.clone(),
            kind: file.kind.clone(),
            body: file.body.clone(),
            unit: super::unit(file.unit.as_deref()).map_err(within)?,
            forms: forms.collect::<Result<_, _>>().map_err(within)?,
            editions: file.edition.iter().map(|edition| Edition::new(edition, grammar)).collect(),
            bracket: file.bracket.as_deref().map(regex).transpose().map_err(within)?,
            examples: super::examples(&file.example).map_err(within)?,
            counter_examples: file.counter_example.iter().map(|e| e.text.clone()).collect(),
            suffix: file.suffix.as_deref().map(suffix).transpose().map_err(within)?,
            label: Template::parse(&file.label).map_err(within)?,
            url: file.url.as_deref().map(Template::parse).transpose().map_err(within)?,
        })
    }

    /// Where a suffix stands that is added to a symbol that ends at byte `end`
    /// (the "Add.1" of "A/60/L.50 and Add.1").
    pub fn suffix_at(&self, text: &str, end: usize) -> Option<Span<View>> {
        let regex = self.suffix.as_ref()?;
        let mut captures = regex.create_captures();
        let input = Input::new(text).range(end..).anchored(Anchored::Yes);
        regex.search_captures(&input, &mut captures);
        let suffix = captures.get_group(1)?;
        Some(Span::new(suffix.start, suffix.end))
    }

    /// The member that a form names with these captured fields.
    pub fn member<'c>(
        &self,
        form: &Form,
        capture: impl Fn(&str) -> Option<&'c str>,
    ) -> Option<Member> {
        let tidy = |text: String| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").replace("/ ", "/").replace(". ", ".")
        };
        let id = kebab(&format!("{}-{}", self.id, form.id.fill(&capture)));
        let label = form.label.as_ref().unwrap_or(&self.label).fill(&capture);
        let url = self.url.as_ref().map(|url| url.fill(&capture).replace(' ', ""));
        Some(Member { id: InstrumentId::new(&id)?, label: tidy(label), url })
    }
}

impl Form {
    /// What the pattern captures in `text` at byte `start`, where it stands
    /// there.
    pub fn captures_at(&self, text: &str, start: usize) -> Option<Captures> {
        let regex = self.regex.get_or_init(|| Regex::new(&self.pattern).ok()).as_ref()?;
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        // Most places have no such number, and this says so faster.
        regex.search_half(&input)?;
        let mut captures = regex.create_captures();
        regex.search_captures(&input, &mut captures);
        captures.is_match().then_some(captures)
    }

    /// Whether it is a symbol, and not a number behind a head noun.
    pub fn is_symbol(&self) -> bool {
        self.heads.is_empty()
    }

    fn new(file: &schema::Form, grammar: &Grammar) -> Result<Self, String> {
        let pattern = match (&file.symbol, &file.number) {
            (Some(symbol), None) => symbol,
            (None, Some(number)) if !file.heads.is_empty() => number,
            _ => return Err("a form has either `symbol`, or `heads` and `number`".to_owned()),
        };
        let pattern = if file.fold { format!("(?i:{pattern})") } else { pattern.clone() };
        let pattern = in_ascii(&pattern);
        regex_automata::util::syntax::parse(&pattern)
            .map_err(|e| format!("`{pattern}` is not a pattern: {e}"))?;
        let head = |name: &String| {
            grammar.head(name).ok_or_else(|| format!("`{name}` is no head noun of a grammar file"))
        };
        let confidence = match file.confidence.as_deref() {
            None => Confidence::High,
            Some(word) => Confidence::from_word(word)
                .ok_or_else(|| format!("`{word}` is not a confidence (high, medium, low)"))?,
        };
        let scope = super::scope(file.within, Scope::Sentence);
        let id = Template::parse(&file.id)?;
        if let Some(field) = id.fields().find(|field| !pattern.contains(&format!("<{field}>"))) {
            return Err(format!("`{{{field}}}` in `{}` is no group of `{pattern}`", file.id));
        }
        Ok(Self {
            pattern,
            regex: OnceLock::new(),
            heads: file.heads.iter().map(head).collect::<Result<_, _>>()?,
            far: file.far,
            condition: Condition::new(grammar.folding(), &file.needs, &file.not, scope),
            priority: file.priority,
            confidence,
            id,
            label: file.label.as_deref().map(Template::parse).transpose()?,
        })
    }
}

impl Edition {
    fn new(file: &schema::Edition, grammar: &Grammar) -> Self {
        let fold = |place: &String| grammar.folding().fold_str(place);
        Self { places: file.places.iter().map(fold).collect(), year: file.year.to_string() }
    }
}

/// A pattern in which digits and word boundaries are ASCII: symbols are, and
/// the fast engines can only tell boundaries of ASCII words.
pub(super) fn in_ascii(pattern: &str) -> String {
    pattern.replace("\\d", "[0-9]").replace("\\b", "(?-u:\\b)")
}

fn suffix(pattern: &str) -> Result<Regex, String> {
    regex(&in_ascii(&format!(r"(?:, ?| and |, and | & | et | y | и )({pattern})\b")))
}

pub(super) fn regex(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|e| format!("`{pattern}` is not a pattern: {e}"))
}
