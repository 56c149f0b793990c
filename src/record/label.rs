//! How a provision is called in a line of text: "Tunis Agenda, para. 72(a)".

use crate::model::{InstrumentCard, Pinpoint, Provision, Unit};

/// The instrument's short name, and the part where there is one.
pub fn label(provision: &Provision, card: Option<&InstrumentCard>) -> String {
    let name = card.map_or(provision.instrument.as_str(), |card| &card.label);
    match &provision.pinpoint {
        None => name.to_owned(),
        Some(pinpoint) => format!("{name}, {}", pinpoint_label(pinpoint)),
    }
}

/// Several provisions of one instrument: "Tunis Agenda, paras. 34–37, 67–72".
pub fn labels(provisions: &[&Provision], card: Option<&InstrumentCard>) -> String {
    let Some(first) = provisions.first() else { return String::new() };
    let name = label(&Provision::whole(first.instrument.clone()), card);
    let pinpoints: Vec<&Pinpoint> = provisions.iter().filter_map(|p| p.pinpoint.as_ref()).collect();
    let mut parts = vec![name];
    for same in pinpoints.chunk_by(|a, b| a.unit() == b.unit() && simple(a) && simple(b)) {
        if same.len() == 1 {
            parts.push(pinpoint_label(same[0]));
            continue;
        }
        let runs: Vec<String> = same.chunk_by(|a, b| follows(a, b)).map(run).collect();
        parts.push(format!("{} {}", same[0].unit().short_plural(), runs.join(", ")));
    }
    parts.join(", ")
}

/// Whether it is a number of one level.
fn simple(pinpoint: &Pinpoint) -> bool {
    matches!(pinpoint.steps(), [step] if !step.label().is_empty())
}

fn follows(a: &Pinpoint, b: &Pinpoint) -> bool {
    let number = |pinpoint: &Pinpoint| pinpoint.steps()[0].label().parse::<u32>().ok();
    number(a).zip(number(b)).is_some_and(|(a, b)| a.checked_add(1) == Some(b))
}

fn run(pinpoints: &[&Pinpoint]) -> String {
    let written = |pinpoint: &Pinpoint| written(pinpoint.unit(), pinpoint.steps()[0].label());
    match pinpoints {
        [one] => written(one),
        [one, other] => format!("{}, {}", written(one), written(other)),
        [first, .., last] => format!("{}–{}", written(first), written(last)),
        [] => String::new(),
    }
}

/// A part by itself: "para. 72(a)", "annex 1B, section 3".
pub fn pinpoint_label(pinpoint: &Pinpoint) -> String {
    let mut text = String::new();
    for step in pinpoint.steps() {
        match step.unit() {
            Some(unit) => {
                if !text.is_empty() {
                    text.push_str(", ");
                }
                text.push_str(unit.short());
                if !step.label().is_empty() {
                    text.push(' ');
                    text.push_str(&written(unit, step.label()));
                }
            }
            None => {
                text.push('(');
                text.push_str(step.label());
                text.push(')');
            }
        }
    }
    text
}

/// Ids are lower case; annexes and action lines are written with capitals.
fn written(unit: Unit, label: &str) -> String {
    let capitals = [Unit::Annex, Unit::Appendix, Unit::ActionLine, Unit::Part, Unit::Section];
    if capitals.contains(&unit) { label.to_ascii_uppercase() } else { label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_levels_stand_in_brackets() {
        for (id, expected) in [
            ("tunis-agenda/para/69", "tunis-agenda, para. 69"),
            ("tunis-agenda/para/72/a", "tunis-agenda, para. 72(a)"),
            ("eu-32016r0679/art/6/1/f", "eu-32016r0679, Art. 6(1)(f)"),
            ("marrakesh-agreement/annex/1b", "marrakesh-agreement, annex 1B"),
            ("x/annex/1/section/3", "x, annex 1, section 3"),
            ("geneva-plan-of-action/action-line/c5", "geneva-plan-of-action, action line C5"),
            ("un-charter/preamble", "un-charter, preamble"),
            ("gats/art/14bis", "gats, Art. 14bis"),
            ("gats", "gats"),
        ] {
            assert_eq!(label(&id.parse().unwrap(), None), expected);
        }
    }

    #[test]
    fn numbers_in_a_row_are_a_range() {
        let label = |ids: &[&str]| {
            let provisions: Vec<Provision> =
                ids.iter().map(|id| format!("x/{id}").parse().unwrap()).collect();
            labels(&provisions.iter().collect::<Vec<_>>(), None)
        };
        assert_eq!(label(&["para/34", "para/35", "para/36", "para/69"]), "x, paras. 34–36, 69");
        assert_eq!(label(&["para/69", "para/70"]), "x, paras. 69, 70");
        assert_eq!(label(&["para/69", "art/2/3", "art/2/4"]), "x, para. 69, Art. 2(3), Art. 2(4)");
        assert_eq!(label(&["para/72/a", "para/72"]), "x, para. 72(a), para. 72");
    }

    #[test]
    fn a_known_instrument_is_called_by_its_short_name() {
        let card = InstrumentCard {
            label: "Tunis Agenda".to_owned(),
            title: None,
            url: None,
            edition_of: None,
        };
        let provision = "tunis-agenda/para/69".parse().unwrap();
        assert_eq!(label(&provision, Some(&card)), "Tunis Agenda, para. 69");
    }
}
