//! What a question means and what answers it.

use crate::program::Program;

const RANGE: &str = "Recalling paragraphs 34 to 37 and 67 to 72 of the Tunis Agenda for the \
                     Information Society, we ask for action.\n";
const WHOLE: &str = "We welcome the Tunis Agenda for the Information Society.\n";
const FRENCH: &str = "Le paragraphe 69 de l'Agenda de Tunis pour la société de l'information \
                      demande une coopération renforcée.\n";
const PART: &str = "We recall paragraph 72(a) of the Tunis Agenda.\n";

fn corpus() -> Program {
    let program = Program::with(&[
        ("statements/range.txt", RANGE),
        ("statements/whole.txt", WHOLE),
        ("statements/french.txt", FRENCH),
        ("statements/part.md", PART),
    ]);
    assert_eq!(program.run(&["index", "statements"]).code, Some(0));
    program
}

#[test]
fn one_question_has_many_wordings() {
    let program = corpus();
    let expected = "2 documents cite Tunis Agenda, para. 69 in 2 passages; 1 more cites only the \
                    Tunis Agenda as a whole (--whole shows them).";
    for question in [
        "Tunis Agenda para 69",
        "Tunis para 69",
        "TA 69",
        "who cites Tunis para 69",
        "Who cites paragraph 69 of the Tunis Agenda?",
        "paragraphe 69 de l'Agenda de Tunis",
        "tunis-agenda/para/69",
        "who cites tunis-agenda/para/69?",
    ] {
        let run = program.run(&[question]);
        assert_eq!((run.code, run.last()), (Some(0), expected), "{question}: {}", run.err);
    }
}

#[test]
fn a_part_answers_for_the_whole_paragraph_and_not_the_reverse() {
    let program = corpus();
    let cites = |question: &str| -> Vec<String> {
        let run = program.run(&["query", question, "--format", "json"]);
        let paths = run.records();
        let path =
            |record: &serde_json::Value| record["document"]["path"].as_str().unwrap().to_owned();
        paths.iter().map(path).collect()
    };
    assert_eq!(cites("Tunis Agenda para 72"), ["statements/part.md", "statements/range.txt"]);
    assert_eq!(cites("Tunis Agenda para 72(a)"), ["statements/part.md"]);
    assert_eq!(cites("Tunis Agenda para 7"), Vec::<String>::new());
    // French, part, whole once each, and ten paragraphs by ranges.
    assert_eq!(cites("Tunis Agenda").len(), 13);
}

#[test]
fn whole_shows_the_documents_that_cite_only_the_instrument() {
    let program = corpus();
    let run = program.run(&["Tunis para 69", "--whole"]);
    assert!(run.out.contains("statements/whole.txt"), "{}", run.out);
    let run = program.run(&["Tunis para 100", "--format", "jsonl"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert_eq!(program.run(&["Tunis para 100", "--whole"]).code, Some(0));
}

#[test]
fn an_ambiguous_question_lists_its_readings_and_takes_none() {
    let program = corpus();
    let run = program.run(&["Tunis Agenda para 69 and Geneva Plan of Action para 4"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("tunis-agenda/para/69"), "{}", run.err);
    assert!(run.err.contains("geneva-plan-of-action/para/4"), "{}", run.err);
}

#[test]
fn an_unreadable_question_says_what_might_have_been_meant() {
    let program = corpus();
    let run = program.run(&["Tunnis Agend para 69"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("did you mean") && run.err.contains("tunis-agenda"), "{}", run.err);
    let run = program.run(&["zzz qqq"]);
    assert!(run.err.contains("`zzz qqq`") && run.err.contains("instruments list"), "{}", run.err);
    let run = program.run(&["idnex", "statements"]);
    assert!(run.err.contains("`idnex` is no command"), "{}", run.err);
}

#[test]
fn paths_behind_a_question_are_indexed_first_and_bound_the_answer() {
    let program = corpus();
    program.write("other/new.txt", FRENCH.replace("demande", "exige"));
    let run = program.run(&["Tunis para 69", "other"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.last().starts_with("1 document cites"), "{}", run.out);
    assert!(program.run(&["Tunis para 69"]).last().starts_with("3 documents cite"));
}

#[test]
fn the_answer_shows_the_passage_and_how_it_was_found() {
    let run = corpus().run(&["Tunis para 69"]);
    let expected = "\n\
        \x20   Recalling paragraphs 34 to 37 and 67 to 72 of the Tunis Agenda for the Information \
        Society, we\n    ask for action.\n\
        \x20   ↳ “paragraphs 34 to 37 and 67 to 72 of the Tunis Agenda for the Information Society” · \
        in the\n    range 67 to 72 · by name (pinpoint-before-name)\n\n";
    assert!(run.out.contains("statements/range.txt\n"), "{}", run.out);
    assert!(run.out.contains(expected), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'));
}
