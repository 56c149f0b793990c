//! Runs the examples of the catalogue through the same rules as a document.

use super::cite;
use crate::catalogue::{Catalogue, Example};
use crate::model::{Document, Provision};

/// An example that does not come out as its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The instrument or family whose example it is.
    pub id: String,
    /// The text.
    pub text: String,
    /// What was to be found; empty for a counter-example.
    pub expected: Vec<Provision>,
    /// What was found.
    pub found: Vec<Provision>,
}

/// All examples and counter-examples that come out wrong.
///
/// An example must give exactly what it lists, in any order, repetitions
/// aside. A counter-example must give nothing of its own instrument or
/// family.
pub fn check_examples(catalogue: &Catalogue) -> Vec<Fault> {
    let mut faults = Vec::new();
    for instrument in catalogue.instruments() {
        let id = instrument.id.as_str();
        examples(catalogue, id, &instrument.examples, &mut faults);
        let is_own = |p: &Provision| p.instrument == instrument.id;
        counter_examples(catalogue, id, &instrument.counter_examples, is_own, &mut faults);
    }
    for family in catalogue.families() {
        examples(catalogue, &family.id, &family.examples, &mut faults);
        let is_own = |p: &Provision| {
            catalogue.family_of(&p.instrument).is_some_and(|other| other.id == family.id)
        };
        counter_examples(catalogue, &family.id, &family.counter_examples, is_own, &mut faults);
    }
    faults
}

fn examples(catalogue: &Catalogue, id: &str, examples: &[Example], faults: &mut Vec<Fault>) {
    for example in examples {
        let found = found(catalogue, &example.text);
        let mut expected = example.cites.clone();
        expected.sort();
        expected.dedup();
        if found != expected {
            faults.push(Fault { id: id.to_owned(), text: example.text.clone(), expected, found });
        }
    }
}

fn counter_examples(
    catalogue: &Catalogue,
    id: &str,
    texts: &[String],
    is_own: impl Fn(&Provision) -> bool,
    faults: &mut Vec<Fault>,
) {
    for text in texts {
        let found = found(catalogue, text);
        if found.iter().any(&is_own) {
            let (id, text) = (id.to_owned(), text.clone());
            faults.push(Fault { id, text, expected: Vec::new(), found });
        }
    }
}

fn found(catalogue: &Catalogue, text: &str) -> Vec<Provision> {
    let document = Document::of_words(text);
    let findings = cite(&document, catalogue);
    let mut found: Vec<_> = findings.citations.into_iter().filter_map(|c| c.provision).collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A counter-example for every entry: the name of a body that is called
    /// after the instrument.
    #[test]
    fn no_instrument_is_cited_by_the_name_of_a_body() {
        let catalogue = Catalogue::embedded().unwrap();
        let mut cited = Vec::new();
        // A title with a number in it ("Directive 93/13/EEC on …") is cited by that.
        for instrument in catalogue.instruments().iter().filter(|i| !i.title.contains(['/', '('])) {
            let text = format!("The Working Group on the {} met in May.", instrument.title);
            let is_own = |p: &Provision| p.instrument == instrument.id;
            if found(&catalogue, &text).iter().any(is_own) {
                cited.push(text);
            }
        }
        assert!(cited.is_empty(), "{}", cited.join("\n"));
    }

    #[test]
    fn every_entry_has_an_example_and_a_counter_example() {
        let catalogue = Catalogue::embedded().unwrap();
        for instrument in catalogue.instruments() {
            assert!(!instrument.examples.is_empty(), "{}", instrument.id);
            assert!(!instrument.counter_examples.is_empty(), "{}", instrument.id);
        }
        for family in catalogue.families() {
            assert!(!family.examples.is_empty(), "{}", family.id);
            assert!(!family.counter_examples.is_empty(), "{}", family.id);
        }
    }

    #[test]
    fn every_example_of_the_catalogue_is_found_and_no_counter_example() {
        let faults = check_examples(&Catalogue::embedded().unwrap());
        let list = |provisions: &[Provision]| {
            provisions.iter().map(Provision::to_string).collect::<Vec<_>>().join(" ")
        };
        let said: Vec<String> = faults
            .iter()
            .map(|fault| {
                let (expected, found) = (list(&fault.expected), list(&fault.found));
                let (id, text) = (&fault.id, &fault.text);
                format!("{id}: {text}\n  expected {expected}\n  found    {found}")
            })
            .collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
    }
}
