//! The command-line program.

fn main() -> std::process::ExitCode {
    whocites::cli::main()
}
