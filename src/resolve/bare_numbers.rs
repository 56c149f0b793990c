//! Numbers without a word for what they count: "TRIPS 27.3(b)", "and 19 of the ICCPR".

use super::attach::{INTERRUPTION, same_sentence};
use super::{Named, is_filler, provision};
use crate::catalogue::Catalogue;
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::Text;
use crate::model::{How, InstrumentId, Language, Unit};
use crate::pinpoint::{self, Item, Pinpoints};

/// Rule `number-after-name`: "TRIPS 27.3(b)", "GATS VI:4", "TA 69".
///
/// A bare number behind an acronym (behind any name, in a question) that the
/// instrument is known to have; high confidence.
pub(super) fn attach(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    named: &mut [Named],
) {
    for m in 0..named.len() {
        let next = named.get(m + 1).map_or(usize::MAX, |next| next.tokens.0);
        if let Some(pin) = numbers_before(text, tokens, named, m) {
            named[m].pins.push(pin);
            named[m].pin_rule = Some("number-before-name");
        }
        let mention = &mut named[m];
        let is_short = mention.mention.how == How::ShortForm || mention.mention.needs_pinpoint;
        let [target] = mention.mention.targets.as_slice() else { continue };
        if !mention.pins.is_empty() || !(is_short || text.is_question) {
            continue;
        }
        let at = mention.tokens.1 + usize::from(tokens.is_mark(mention.tokens.1, ','));
        let units = catalogue.unit_of(&target.id).or_else(|| first_unit(catalogue, &target.id));
        let Some(unit) = units.filter(|_| at < next) else { continue };
        let Some(label) = pinpoint::read_label(tokens, at, unit) else { continue };
        let pinpoint = label.pinpoint(unit);
        let runs_on = tokens.kind(label.end) == Kind::Word && tokens.term(label.end).is_none();
        if runs_on || !provision::fits(catalogue, &target.id, &pinpoint) {
            continue;
        }
        let items = vec![Item { pinpoint, via: None }];
        let language = Language::ENGLISH;
        mention.pins.push(Pinpoints { items, unit, language, start: at, end: label.end });
        mention.pin_rule = Some("number-after-name");
    }
}

/// Rule `number-before-name`: "Article 17 of the UDHR (and 18, 19 and 22 of
/// the ICCPR)": numbers that go on counting what the sentence counted before;
/// high confidence.
fn numbers_before(
    text: &Text<'_>,
    tokens: &Tokens<'_>,
    named: &[Named],
    m: usize,
) -> Option<Pinpoints> {
    let (before, mention) = (&named[..m], &named[m]);
    let earlier = before.iter().rev().find_map(|mention| mention.pins.last())?;
    let name = mention.tokens.0;
    if !mention.pins.is_empty()
        || name > earlier.end + INTERRUPTION
        || !same_sentence(text, tokens, earlier.start, name)
    {
        return None;
    }
    let mut end = name;
    while end > earlier.end && is_filler(tokens, end - 1) == Some(end) {
        end -= 1;
    }
    let end =
        (1..=3).map(|back| end - back).find(|&of| tokens.after(of, Meaning::Of) == Some(end))?;
    let is_list = |at: usize| {
        matches!(tokens.kind(at), Kind::Number | Kind::Mark(','))
            || tokens.after(at, Meaning::And).is_some()
    };
    let start = (earlier.end..end).rev().take_while(|&at| is_list(at)).last()?;
    let mut items = Vec::new();
    let mut at = start;
    while at < end {
        match pinpoint::read_label(tokens, at, earlier.unit).filter(|label| label.end <= end) {
            Some(label) => {
                items.push(Item { pinpoint: label.pinpoint(earlier.unit), via: None });
                at = label.end;
            }
            None => at += 1,
        }
    }
    let first = (start..end).find(|&at| tokens.kind(at) == Kind::Number)?;
    let (unit, language) = (earlier.unit, earlier.language);
    Some(Pinpoints { items, unit, language, start: first, end })
}

/// The unit that an instrument without a primary one counts, if it counts
/// only one.
fn first_unit(catalogue: &Catalogue, id: &InstrumentId) -> Option<Unit> {
    let instrument = catalogue.instrument(id.as_str())?;
    let first = instrument.parts.first()?.unit;
    instrument.parts.iter().all(|part| part.unit == first).then_some(first)
}
