//! The one place that prints.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};

use super::args::Colour;
use super::safe;

/// Lines are at most this long, however wide the terminal.
const WIDEST: usize = 100;

/// Narrower, and nothing can be read.
const NARROWEST: usize = 40;

/// Results to standard output; everything else to standard error.
pub(super) struct Output {
    results: BufWriter<Stdout>,
    look: Look,
    colour_errors: bool,
    quiet: bool,
}

/// How text is to look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Whether styles may be used.
    pub(super) colour: bool,
    /// Columns of a line.
    pub(super) width: usize,
}

/// What a piece of text is, which decides its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// The name of a document.
    Title,
    /// The words that cite.
    Cited,
    /// What is beside the point, but good to know.
    Quiet,
    /// What a careful reader should see.
    Caution,
}

impl Look {
    /// The text in its style.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let style = match tone {
            Tone::Title => Style::new().bold(),
            Tone::Cited => AnsiColor::Green.on_default().bold(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Caution => AnsiColor::Yellow.on_default(),
        };
        format!("{style}{text}{style:#}")
    }
}

impl Output {
    pub(super) fn new(colour: Colour, quiet: bool) -> Self {
        let wanted = |automatic: ColorChoice| match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => automatic != ColorChoice::Never,
        };
        let stdout = io::stdout();
        let terminal = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let width = terminal.map_or(WIDEST, |(width, _)| usize::from(width.0));
        let look = Look {
            colour: wanted(AutoStream::choice(&stdout)),
            width: width.clamp(NARROWEST, WIDEST),
        };
        let colour_errors = wanted(AutoStream::choice(&io::stderr()));
        Self { results: BufWriter::new(stdout), look, colour_errors, quiet }
    }

    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// Where results go.
    pub(super) fn results(&mut self) -> &mut dyn Write {
        &mut self.results
    }

    /// A result line.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.results, "{text}")
    }

    /// Lets everything out.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.results.flush()
    }

    /// Something good to know.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.say("note", Style::new().dimmed(), text);
        }
    }

    /// A document that is missing from the results.
    pub(super) fn warn(&self, text: &str) {
        self.say("not read", AnsiColor::Yellow.on_default().bold(), text);
    }

    /// Why the program stops.
    pub(super) fn error(&self, text: &str) {
        self.say("error", AnsiColor::Red.on_default().bold(), text);
    }

    fn say(&self, word: &str, style: Style, text: &str) {
        let text: Vec<String> = text.lines().map(safe::line).collect();
        let text = text.join("\n");
        // Nobody is left to be told when standard error is closed.
        let _ = if self.colour_errors {
            writeln!(io::stderr(), "{style}{word}:{style:#} {text}")
        } else {
            writeln!(io::stderr(), "{word}: {text}")
        };
    }
}
