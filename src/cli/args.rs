//! The arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Who cites what: finds every citation to an international instrument in
/// policy documents, down to the paragraph.
#[derive(Debug, Parser)]
#[command(name = "whocites", version, max_term_width = 100, arg_required_else_help = true)]
#[command(subcommand_required = true, override_usage = USAGE, after_help = EXAMPLES)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

const USAGE: &str = "whocites [OPTIONS] QUESTION [PATH]...\n       whocites [OPTIONS] COMMAND";

const EXAMPLES: &str = "Examples:
  whocites index statements/
  whocites \"Tunis Agenda para 69\"

Exit codes: 0 found, 1 nothing found, 2 usage or fatal error, 3 finished but some
documents could not be read (each is named on standard error).";

/// Options of all commands.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    /// The index file
    #[arg(long, global = true, value_name = "FILE", default_value = ".whocites/index.db")]
    pub(super) index: PathBuf,
    /// Your own instruments, beside those that come with whocites (repeatable)
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) catalogue: Vec<PathBuf>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    pub(super) color: Colour,
    /// No progress and no notes, only results and errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Which reader takes PDF files
    #[arg(long, global = true, value_enum, default_value_t = PdfEngine::Auto)]
    pub(super) pdf_engine: PdfEngine,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Table,
    /// One JSON array
    Json,
    /// One JSON object per line
    Jsonl,
    /// Comma-separated values; a cell that a spreadsheet would take for a
    /// formula gets an apostrophe in front
    Csv,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which reader takes PDF files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PdfEngine {
    /// hayro, and pdf-extract where hayro fails
    Auto,
    /// hayro alone
    Hayro,
    /// pdf-extract alone
    PdfExtract,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Shows who cites a provision, with every passage that does
    #[command(after_help = "Examples:
  whocites \"Tunis Agenda para 69\"
  whocites query \"paragraphe 69 de l'Agenda de Tunis\" statements/ --format csv")]
    Query(QueryArgs),
    /// Lists the citations in files, without an index
    #[command(after_help = "Examples:
  whocites scan statement.pdf
  whocites scan statements/ --format jsonl > citations.jsonl")]
    Scan(ScanArgs),
    /// Builds or updates the index: only what changed is read again
    #[command(after_help = "Examples:
  whocites index statements/
  whocites index ~/corpus --index corpus.db")]
    Index(IndexArgs),
    /// Lists what a document cites
    #[command(after_help = "Examples:
  whocites refs statements/a.pdf
  whocites refs 9f86d081884c7d65 --format json")]
    Refs(RefsArgs),
    /// Shows and checks the instruments that can be recognised
    #[command(after_help = "Examples:
  whocites instruments list tunis
  whocites instruments show tunis-agenda")]
    Instruments(InstrumentsArgs),
    /// Shows how a passage is read, for those who write catalogue entries
    #[command(after_help = "Examples:
  whocites explain \"We recall paragraphs 67 to 72 of the Tunis Agenda.\"
  whocites explain --catalogue mine.toml \"Article 3 of the Example Charter\"")]
    Explain(ExplainArgs),
    /// Prints the text of a document that offsets refer to
    #[command(after_help = "Examples:
  whocites text statement.pdf
  whocites text - < page.html")]
    Text(TextArgs),
}

#[derive(Debug, Args)]
pub(super) struct QueryArgs {
    /// What is asked for: words in any language, or an id such as tunis-agenda/para/69
    #[arg(value_name = "QUESTION")]
    pub(super) question: String,
    /// Files and folders to index first and to ask about; else the index here is asked
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Show also the documents that cite only the instrument as a whole
    #[arg(long)]
    pub(super) whole: bool,
}

#[derive(Debug, Args)]
pub(super) struct ScanArgs {
    /// Files and folders; - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Also what is ambiguous or could not be resolved
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct IndexArgs {
    /// Files and folders; what is gone from them is dropped from the index
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Read every file again, changed or not
    #[arg(long)]
    pub(super) fresh: bool,
}

#[derive(Debug, Args)]
pub(super) struct RefsArgs {
    /// A path, the beginning of an id (8 digits or more), or words of a title
    #[arg(value_name = "DOC")]
    pub(super) document: String,
    /// Also what is ambiguous or could not be resolved
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct InstrumentsArgs {
    #[command(subcommand)]
    pub(super) command: InstrumentsCommand,
}

/// What to do with the catalogue.
#[derive(Debug, Subcommand)]
pub(super) enum InstrumentsCommand {
    /// Lists instruments
    #[command(after_help = "Examples:
  whocites instruments list
  whocites instruments list human rights --format json")]
    List {
        /// Words that id, title or a name must contain
        words: Vec<String>,
    },
    /// Shows all that the catalogue knows of one instrument
    #[command(after_help = "Examples:
  whocites instruments show tunis-agenda
  whocites instruments show \"Tunis Agenda\"")]
    Show {
        /// Its id or one of its names
        instrument: String,
    },
    /// Runs the examples and counter-examples of the catalogue
    #[command(after_help = "Examples:
  whocites instruments check
  whocites instruments check --catalogue mine.toml")]
    Check,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The passage
    #[arg(value_name = "TEXT")]
    pub(super) text: String,
}

#[derive(Debug, Args)]
pub(super) struct TextArgs {
    /// The file; - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}
