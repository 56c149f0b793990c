//! The command line: arguments, commands (a file each), exit codes.
//!
//! The only module that prints, reads the environment and knows whether it
//! talks to a terminal.

mod args;
mod commands;
mod context;
mod output;
mod passages;
mod progress;
mod safe;
mod wrap;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use context::Context;

/// What the exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Fine; for a question: found.
    Found,
    /// Nothing found.
    Nothing,
    /// Finished, but some documents could not be read.
    Missed,
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    silence_readers();
    let arguments = with_default_command(std::env::args_os().collect());
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors, and go to standard output.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let mut context = Context::new(cli.global);
    let outcome = run(cli.command, &mut context)
        .and_then(|exit| context.output.finish().map(|()| exit).map_err(Into::into));
    match outcome {
        Ok(Exit::Found) => ExitCode::SUCCESS,
        Ok(Exit::Nothing) => ExitCode::from(1),
        Ok(Exit::Missed) => ExitCode::from(3),
        // `whocites … | head` has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            context.output.error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, context: &mut Context) -> anyhow::Result<Exit> {
    match command {
        Command::Query(args) => commands::query::run(&args, context),
        Command::Scan(args) => commands::scan::run(&args, context),
        Command::Index(args) => commands::index::run(&args, context),
        Command::Refs(args) => commands::refs::run(&args, context),
        Command::Instruments(args) => commands::instruments::run(&args, context),
        Command::Explain(args) => commands::explain::run(&args, context),
        Command::Text(args) => commands::text::run(&args, context),
    }
}

/// Puts `query` in front when the first word is no command:
/// `whocites "Tunis para 69"` is a question.
fn with_default_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let command = Cli::command();
    let takes_value = |name: &str| {
        let named = |argument: &&clap::Arg| {
            let short = argument.get_short().map(|short| format!("-{short}"));
            argument.get_long() == name.strip_prefix("--") || short.as_deref() == Some(name)
        };
        let argument = command.get_arguments().find(named);
        argument.is_some_and(|argument| argument.get_action().takes_values())
    };
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    let first = loop {
        match words.next() {
            Some(word) if matches!(&*word, "-h" | "--help" | "-V" | "--version") => {
                return arguments;
            }
            Some(word) if takes_value(&word) => drop(words.next()),
            Some(word) if word.starts_with('-') && word != "-" && word != "--" => {}
            Some(word) => break word,
            None => return arguments,
        }
    };
    let is_command = first == "help" || command.find_subcommand(&*first).is_some();
    if !is_command {
        arguments.insert(1, "query".into());
    }
    arguments
}

/// A panic in a reader is reported with the name of its document; the usual
/// message would only stand in the way.
fn silence_readers() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        if !thread.name().is_some_and(|name| name.starts_with(crate::pipeline::THREAD_NAME)) {
            usual(panic);
        }
    }));
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_first_word_that_is_no_command_is_a_question() {
        let inserted = |line: &str| {
            let words = line.split(' ').map(OsString::from).collect();
            with_default_command(words).get(1).is_some_and(|word| word == "query")
                && !line.starts_with("whocites query")
        };
        assert!(inserted("whocites Tunis"));
        assert!(inserted("whocites --format json Tunis"));
        assert!(inserted("whocites --whole Tunis scan"));
        assert!(inserted("whocites --index=scan -- Tunis"));
        assert!(!inserted("whocites --format json scan a"));
        assert!(!inserted("whocites --quiet scan a"));
        assert!(!inserted("whocites query Tunis"));
        assert!(!inserted("whocites --help"));
        assert!(!inserted("whocites help scan"));
        assert!(!inserted("whocites"));
    }

    #[test]
    fn every_help_opens_with_a_sentence_and_ends_with_two_examples() {
        for command in Cli::command().get_subcommands() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let name = command.get_name();
            assert!(!about.is_empty(), "{name}");
            let examples =
                after.lines().filter(|line| line.trim().starts_with("whocites ")).count();
            assert!(after.starts_with("Examples:") && examples == 2, "{name}: {after}");
        }
    }
}
