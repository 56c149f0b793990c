//! How a part of an instrument is addressed: `para/72/a`, `art/14bis`, `annex/1/section/3`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

macro_rules! units {
    ($($(#[doc = $doc:literal])+ $name:ident $slug:literal $short:literal $plural:literal;)+) => {
        /// What kind of part a number counts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Unit { $($(#[doc = $doc])+ $name),+ }

        impl Unit {
            /// Every unit.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word for it in an id (`para`).
            pub fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug),+ }
            }

            /// The word for it in a label, for one (`para.`).
            pub fn short(self) -> &'static str {
                match self { $(Self::$name => $short),+ }
            }

            /// The word for it in a label, for several (`paras.`).
            pub fn short_plural(self) -> &'static str {
                match self { $(Self::$name => $plural),+ }
            }
        }
    };
}

units! {
    /// A numbered paragraph; an operative paragraph of a resolution.
    Para "para" "para." "paras.";
    /// A preambular paragraph, counted from 1.
    PreamblePara "pp" "preambular para." "preambular paras.";
    /// An article.
    Article "art" "Art." "Arts.";
    /// A section.
    Section "section" "section" "sections";
    /// A chapter.
    Chapter "chapter" "chapter" "chapters";
    /// A part.
    Part "part" "Part" "Parts";
    /// A title (in EU acts, a group of chapters).
    Title "title" "Title" "Titles";
    /// An annex.
    Annex "annex" "annex" "annexes";
    /// An appendix.
    Appendix "appendix" "appendix" "appendices";
    /// A supplement (to an ITU-T Recommendation).
    Supplement "supplement" "Supplement" "Supplements";
    /// A recital of an EU act.
    Recital "recital" "recital" "recitals";
    /// A principle.
    Principle "principle" "principle" "principles";
    /// A guideline.
    Guideline "guideline" "guideline" "guidelines";
    /// A rule.
    Rule "rule" "rule" "rules";
    /// A goal (of the 2030 Agenda).
    Goal "goal" "goal" "goals";
    /// A target (of the 2030 Agenda).
    Target "target" "target" "targets";
    /// An objective.
    Objective "objective" "objective" "objectives";
    /// An action (of the Pact for the Future).
    Action "action" "action" "actions";
    /// An action line (of the Geneva Plan of Action).
    ActionLine "action-line" "action line" "action lines";
    /// A numbered provision in the margin of the ITU's basic texts.
    No "no" "No." "Nos.";
    /// A recommendation.
    Recommendation "rec" "recommendation" "recommendations";
    /// A point.
    Point "point" "point" "points";
    /// A clause.
    Clause "clause" "clause" "clauses";
    /// A module (of a digital economy agreement).
    Module "module" "module" "modules";
    /// A schedule.
    Schedule "schedule" "schedule" "schedules";
    /// A footnote of the instrument.
    Footnote "footnote" "footnote" "footnotes";
    /// The preamble as a whole.
    Preamble "preamble" "preamble" "preambles";
    /// The opening words of an article, before its first paragraph.
    Chapeau "chapeau" "chapeau" "chapeaux";
    /// A resolution inside the final acts of a conference.
    Resolution "res" "resolution" "resolutions";
    /// A *considering* item of an ITU resolution.
    Considering "considering" "considering" "considering";
    /// A *recalling* item of an ITU resolution.
    Recalling "recalling" "recalling" "recalling";
    /// A *recognizing* item of an ITU resolution.
    Recognizing "recognizing" "recognizing" "recognizing";
    /// A *noting* item of an ITU resolution.
    Noting "noting" "noting" "noting";
    /// A *resolves* item of an ITU resolution.
    Resolves "resolves" "resolves" "resolves";
    /// An *instructs* item of an ITU resolution.
    Instructs "instructs" "instructs" "instructs";
    /// An *invites* item of an ITU resolution.
    Invites "invites" "invites" "invites";
}

impl Unit {
    /// The unit whose [`slug`](Self::slug) this is.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|unit| unit.slug() == slug)
    }

    /// Whether numbers below this unit stand bare in an id: "Article 2,
    /// paragraph 3" is `art/2/3`, but "annex I, paragraph 3" is
    /// `annex/1/para/3`, since an annex may count sections as well.
    pub fn holds_bare_numbers(self) -> bool {
        !matches!(
            self,
            Self::Annex
                | Self::Appendix
                | Self::Supplement
                | Self::Part
                | Self::Chapter
                | Self::Section
                | Self::Title
                | Self::Module
                | Self::Schedule
                | Self::Resolution
        )
    }
}

/// One level of a pinpoint: a unit, a label, or both.
///
/// `para/72` is one step with both; the `a` of `para/72/a` has a label only;
/// `preamble` and an unnumbered `annex` have a unit only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    unit: Option<Unit>,
    label: String,
}

impl Step {
    /// The unit, where the step names one.
    pub fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The number or letter, lower case (`72`, `a`, `14bis`, `9.c`); empty
    /// where the step is a unit without one.
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// The address of a part within an instrument, outermost level first.
///
/// Printed as in an id, `para/72/a`, and parsed from that. Never empty, and
/// the first step names its unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pinpoint(Vec<Step>);

impl Pinpoint {
    /// A part of the instrument: unit and number.
    ///
    /// The label is put in the form used in ids: lower case, with everything
    /// but ASCII letters, digits, dots and hyphens left out.
    pub fn new(unit: Unit, label: &str) -> Self {
        Self(vec![Step { unit: Some(unit), label: clean(label) }])
    }

    /// A part that has no number: the preamble, the only annex.
    pub fn unnumbered(unit: Unit) -> Self {
        Self::new(unit, "")
    }

    /// One level further down, by a bare number or letter.
    #[must_use]
    pub fn then(mut self, label: &str) -> Self {
        let label = clean(label);
        if !label.is_empty() {
            self.0.push(Step { unit: None, label });
        }
        self
    }

    /// One level further down, by unit and number. The unit is dropped where
    /// the level above [holds bare numbers](Unit::holds_bare_numbers).
    #[must_use]
    pub fn then_unit(mut self, unit: Unit, label: &str) -> Self {
        let numbered = matches!(unit, Unit::Para | Unit::Point);
        if numbered && self.innermost_unit().holds_bare_numbers() && !label.is_empty() {
            return self.then(label);
        }
        self.0.push(Step { unit: Some(unit), label: clean(label) });
        self
    }

    /// Everything of `inner` below this part: `art/2` with `para/3/a` is
    /// `art/2/3/a`.
    #[must_use]
    pub fn with(mut self, inner: &Self) -> Self {
        for step in &inner.0 {
            self = match step.unit {
                Some(unit) => self.then_unit(unit, &step.label),
                None => self.then(&step.label),
            };
        }
        self
    }

    /// The levels, outermost first.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The unit of the outermost level.
    pub fn unit(&self) -> Unit {
        // The first step always names its unit.
        self.0[0].unit.unwrap_or(Unit::Para)
    }

    /// The same address counted in another unit: "Art. 34" of an instrument
    /// that has paragraphs only is its `para/34`.
    #[must_use]
    pub fn in_unit(mut self, unit: Unit) -> Self {
        self.0[0].unit = Some(unit);
        self
    }

    /// The level above, or `None` at the outermost.
    pub fn parent(&self) -> Option<Self> {
        let above = &self.0[..self.0.len() - 1];
        (!above.is_empty()).then(|| Self(above.to_vec()))
    }

    /// Whether this part is `outer` or lies within it.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.0.starts_with(&outer.0)
    }

    fn innermost_unit(&self) -> Unit {
        self.0.iter().rev().find_map(|step| step.unit).unwrap_or(Unit::Para)
    }
}

fn clean(label: &str) -> String {
    label
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

impl fmt::Display for Pinpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("/")?;
            }
            match (step.unit, step.label.as_str()) {
                (Some(unit), "") => f.write_str(unit.slug())?,
                (Some(unit), label) => write!(f, "{}/{label}", unit.slug())?,
                (None, label) => f.write_str(label)?,
            }
        }
        Ok(())
    }
}

/// The text was not a pinpoint as it stands in an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a pinpoint (expected e.g. `para/69` or `art/6/4`)")]
pub struct ParsePinpointError(String);

impl FromStr for Pinpoint {
    type Err = ParsePinpointError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParsePinpointError(text.to_owned());
        let mut steps: Vec<Step> = Vec::new();
        let mut expects_label = false;
        for part in text.split('/') {
            if part.is_empty() || clean(part) != part {
                return Err(error());
            }
            match (Unit::from_slug(part), steps.last_mut()) {
                (Some(unit), _) => {
                    steps.push(Step { unit: Some(unit), label: String::new() });
                    expects_label = true;
                }
                (None, Some(last)) if expects_label => {
                    part.clone_into(&mut last.label);
                    expects_label = false;
                }
                (None, Some(_)) => steps.push(Step { unit: None, label: part.to_owned() }),
                (None, None) => return Err(error()),
            }
        }
        Ok(Self(steps))
    }
}

impl PartialOrd for Pinpoint {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Reading order: by unit, then by number as a person counts (9 before 10,
/// 14 before 14bis).
impl Ord for Pinpoint {
    fn cmp(&self, other: &Self) -> Ordering {
        for (a, b) in self.0.iter().zip(&other.0) {
            let order = a.unit.cmp(&b.unit).then_with(|| natural(&a.label, &b.label));
            if order.is_ne() {
                return order;
            }
        }
        self.0.len().cmp(&other.0.len())
    }
}

/// Compares runs of digits by value and everything else by character.
fn natural(a: &str, b: &str) -> Ordering {
    let key = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at(digits);
        (number.trim_start_matches('0').len(), number.to_owned(), rest.to_owned())
    };
    let (a_len, a_number, a_rest) = key(a);
    let (b_len, b_number, b_rest) = key(b);
    let number =
        (a_len, a_number.trim_start_matches('0')).cmp(&(b_len, b_number.trim_start_matches('0')));
    number.then_with(|| match (a_rest.strip_prefix('.'), b_rest.strip_prefix('.')) {
        (Some(a), Some(b)) => natural(a, b),
        _ => a_rest.cmp(&b_rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinpoint(text: &str) -> Pinpoint {
        text.parse().unwrap()
    }

    #[test]
    fn pinpoints_are_printed_as_they_are_parsed() {
        for text in [
            "para/69",
            "para/72/a",
            "art/14bis",
            "annex/1/section/3",
            "target/9.c",
            "preamble",
            "annex/para/3",
            "action-line/c5",
            "art/6/1/f",
        ] {
            assert_eq!(pinpoint(text).to_string(), text);
        }
        for text in ["", "69", "para//69", "para/", "para/69 ", "Para/69"] {
            assert!(text.parse::<Pinpoint>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_paragraph_of_an_article_is_a_bare_number() {
        let article = Pinpoint::new(Unit::Article, "2");
        assert_eq!(article.clone().then_unit(Unit::Para, "3").to_string(), "art/2/3");
        assert_eq!(article.then_unit(Unit::Footnote, "3").to_string(), "art/2/footnote/3");
        let annex = Pinpoint::new(Unit::Annex, "1");
        assert_eq!(annex.then_unit(Unit::Para, "29").then("a").to_string(), "annex/1/para/29/a");
    }

    #[test]
    fn a_part_is_within_what_contains_it_and_not_the_other_way_round() {
        assert!(pinpoint("para/72/a").is_within(&pinpoint("para/72")));
        assert!(!pinpoint("para/72").is_within(&pinpoint("para/72/a")));
        assert!(!pinpoint("para/720").is_within(&pinpoint("para/72")));
    }

    #[test]
    fn numbers_sort_as_people_count() {
        let mut labels =
            ["para/10", "para/9/b", "para/9", "para/115.4", "para/115.17"].map(pinpoint);
        labels.sort();
        let sorted = labels.map(|p| p.to_string());
        assert_eq!(sorted, ["para/9", "para/9/b", "para/10", "para/115.4", "para/115.17"]);
        assert!(pinpoint("art/14") < pinpoint("art/14bis"));
        assert!(pinpoint("art/14bis") < pinpoint("art/15"));
    }
}
