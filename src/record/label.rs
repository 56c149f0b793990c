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
