//! A citation: one document says something about one provision, and here is where.

use std::num::NonZeroU32;

use super::{BlockId, Language, Pinpoint, Provision, Span};

/// One mention resolved to one provision, with its evidence.
///
/// "paragraphs 67 to 72 of the Tunis Agenda" is six citations that share one
/// mention, and so one [`group`](Self::group).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// What is cited; `None` exactly when the [`status`](Self::status) is
    /// ambiguous or unresolved.
    pub provision: Option<Provision>,
    /// The edition that was named, where the id does not say it
    /// ("Rev. Dubai, 2018").
    pub edition: Option<String>,
    /// Where it is cited.
    pub evidence: Evidence,
    /// By what kind of words.
    pub how: How,
    /// The rule that found it; each is described in `docs/matching.md`.
    pub rule: &'static str,
    /// How sure that rule is.
    pub confidence: Confidence,
    /// Whether it could be resolved.
    pub status: Status,
    /// What the introducing words say the document does with the provision.
    pub function: Option<Function>,
    /// Citations with the same number share one mention.
    pub group: u32,
    /// The range as it was written ("67-72"), for a provision that stands
    /// inside one.
    pub via: Option<String>,
    /// What a careful reader should know beside the status ("the bound of
    /// paragraphs 1–91 is not verified").
    pub note: Option<String>,
}

/// Where a citation stands in its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The words that cite: the mention with its pinpoint.
    pub span: Span,
    /// The block they begin in.
    pub block: Option<BlockId>,
    /// The page they begin on (1-based).
    pub page: Option<NonZeroU32>,
    /// The numbered part of the citing document they stand in.
    pub citing: Option<Pinpoint>,
    /// The language of the words.
    pub language: Option<Language>,
}

macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident $word:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $vdoc])+ $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable word used in JSON, CSV and the index.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value whose stable word this is.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

words! {
    /// By what kind of words an instrument is cited.
    How {
        /// A full name, or a head noun with a number ("resolution 70/1").
        Explicit "explicit";
        /// A document symbol ("A/RES/70/1", "RFC 1591").
        Symbol "symbol";
        /// An acronym or a cut name that the catalogue knows.
        ShortForm "short-form";
        /// A name that the document itself defined ("the Agenda").
        DefinedTerm "defined-term";
        /// *Ibid.*, *supra*, "thereof", a bare pinpoint.
        BackReference "back-reference";
        /// Only the address of a link says it.
        Hyperlink "hyperlink";
        /// The instrument's words, uncited.
        Quotation "quotation";
    }
}

words! {
    /// How sure a rule is of what it found. Each rule documents which it
    /// gives and why; it is a word, never an invented decimal.
    Confidence {
        /// A guess that a reader should check.
        Low "low";
        /// Follows from the neighbourhood, not from the words alone.
        Medium "medium";
        /// The words can mean nothing else.
        High "high";
    }
}

words! {
    /// What the introducing words say a document does with what it cites.
    Function {
        /// Recalls, recalling, bearing in mind.
        Recalls "recalls";
        /// Reaffirms, reiterates.
        Reaffirms "reaffirms";
        /// Welcomes, commends, appreciates.
        Welcomes "welcomes";
        /// Notes, takes note of.
        Notes "notes";
        /// Stresses, emphasises, underlines.
        Stresses "stresses";
        /// Endorses, supports.
        Endorses "endorses";
        /// Gives its words in quotation marks.
        Quotes "quotes";
        /// Acts on it: pursuant to, in accordance with, implementing.
        Implements "implements";
        /// Criticises, regrets, deplores, opposes.
        Criticises "criticises";
        /// Asks for it to be changed: amend, revise, review.
        Amends "amends";
    }
}

/// Whether a citation could be resolved, and if not, why.
///
/// Nothing found is dropped silently: what could not be resolved is kept as
/// a citation with [`Ambiguous`](Self::Ambiguous) or
/// [`Unresolved`](Self::Unresolved), and left out of counts unless asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// One provision, and nothing against it.
    Ok,
    /// The instrument has no such provision. The text says what it has
    /// ("the Tunis Agenda has paragraphs 1–122").
    NoSuchProvision(String),
    /// The instrument is known, but not which of its editions is meant.
    EditionUnknown,
    /// Several provisions remain; all are listed.
    Ambiguous(Vec<Provision>),
    /// It cites something, and we cannot say what; the text says why.
    Unresolved(String),
}

impl Status {
    /// The stable word used in JSON, CSV and the index.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NoSuchProvision(_) => "no-such-provision",
            Self::EditionUnknown => "edition-unknown",
            Self::Ambiguous(_) => "ambiguous",
            Self::Unresolved(_) => "unresolved",
        }
    }

    /// Whether the citation has one target, so that it may be counted.
    pub fn is_resolved(&self) -> bool {
        !matches!(self, Self::Ambiguous(_) | Self::Unresolved(_))
    }

    /// Why it is not [`Ok`](Self::Ok), where there is more to say.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::NoSuchProvision(reason) | Self::Unresolved(reason) => Some(reason),
            Self::Ok | Self::EditionUnknown | Self::Ambiguous(_) => None,
        }
    }
}
