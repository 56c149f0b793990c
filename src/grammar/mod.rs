//! The words of citing, in every language: what `corpus/grammar/*.toml` says.
//!
//! A grammar knows that "paras" announces paragraph numbers, that "and" joins
//! the members of a list and that "resolution" takes a number. It knows no
//! instrument. Documents and questions are read by the same grammar.

mod schema;
mod terms;
mod tokens;

use std::collections::HashMap;

pub use terms::{Meaning, Term};
pub use tokens::{Kind, Token, Tokens};

use crate::model::Language;
use crate::text::{Folding, Sentences};
use terms::Lexicon;

/// A grammar file is wrong; the message says where and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct GrammarError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub message: String,
}

/// The words of all languages, ready to read with.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    folding: Folding,
    lexicon: Lexicon,
    sentences: Sentences,
    heads: Vec<String>,
    nouns: HashMap<String, Vec<Language>>,
}

/// The grammar files that are compiled into the program, by name.
const FILES: &[(&str, &str)] = &[
    ("corpus/grammar/ar.toml", include_str!("../../corpus/grammar/ar.toml")),
    ("corpus/grammar/en.toml", include_str!("../../corpus/grammar/en.toml")),
    ("corpus/grammar/es.toml", include_str!("../../corpus/grammar/es.toml")),
    ("corpus/grammar/fr.toml", include_str!("../../corpus/grammar/fr.toml")),
    ("corpus/grammar/ru.toml", include_str!("../../corpus/grammar/ru.toml")),
    ("corpus/grammar/zh.toml", include_str!("../../corpus/grammar/zh.toml")),
];

impl Grammar {
    /// The grammars that are compiled into the program.
    ///
    /// # Errors
    ///
    /// Never for a released program: a test reads all files.
    pub fn embedded() -> Result<Self, GrammarError> {
        Self::read(FILES)
    }

    /// Name and text of the files that are compiled into the program.
    pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        FILES.iter().copied()
    }

    /// Reads grammar files, each as (name shown in errors, TOML text).
    ///
    /// # Errors
    ///
    /// [`GrammarError`] for the first file that does not follow the form.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, GrammarError> {
        let mut read = Vec::new();
        for (name, text) in files {
            let file: schema::GrammarFile = toml::from_str(text)
                .map_err(|e| GrammarError { file: (*name).to_owned(), message: e.to_string() })?;
            read.push((*name, file));
        }
        let mut grammar = Self::default();
        for (_, file) in &read {
            grammar.folding.add_pairs(file.folding.pairs());
        }
        for (_, file) in &read {
            grammar.folding.add_endings(file.folding.endings.iter().map(String::as_str));
            grammar.folding.add_prefixes(file.folding.prefixes.iter().map(String::as_str));
        }
        let mut abbreviations = Vec::new();
        for (name, file) in &read {
            let error = |message: String| GrammarError { file: (*name).to_owned(), message };
            abbreviations.extend(file.abbreviations.iter().map(String::as_str));
            grammar.add(file).map_err(error)?;
        }
        grammar.sentences = Sentences::new(abbreviations);
        Ok(grammar)
    }

    fn add(&mut self, file: &schema::GrammarFile) -> Result<(), String> {
        let language = Language::from_code(&file.language)
            .ok_or_else(|| format!("`{}` is not a two-letter language code", file.language))?;
        for (words, meaning) in file.meanings(&mut self.heads)? {
            for word in words {
                self.lexicon.add(&self.folding, word, (meaning, language));
            }
        }
        for noun in &file.nouns {
            let folded = self.folding.fold_str(noun);
            self.nouns.entry(folded).or_default().push(language);
        }
        Ok(())
    }

    /// How letters are compared.
    pub fn folding(&self) -> &Folding {
        &self.folding
    }

    /// The sentence splitter, with the abbreviations of all languages.
    pub fn sentences(&self) -> &Sentences {
        &self.sentences
    }

    /// The number of a head noun's kind ("resolution"), as
    /// [`Meaning::Head`] gives it.
    pub fn head(&self, kind: &str) -> Option<u8> {
        self.heads.iter().position(|head| head == kind).and_then(|i| u8::try_from(i).ok())
    }

    /// Whether a folded word is a noun that can stand for an instrument named
    /// before ("the Agenda", "the Covenant").
    pub fn is_noun(&self, folded: &str) -> bool {
        self.nouns.contains_key(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_file_of_the_folder_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/grammar");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| format!("corpus/grammar/{}", entry.unwrap().file_name().display()))
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
        Grammar::embedded().unwrap();
    }

    #[test]
    fn a_mistake_in_a_grammar_file_names_the_file_and_the_key() {
        let error = Grammar::read(&[("my.toml", "language = \"xx\"\nunitz = 1")]).unwrap_err();
        assert!(error.to_string().starts_with("my.toml: "), "{error}");
        assert!(error.to_string().contains("unitz"), "{error}");
        let error =
            Grammar::read(&[("my.toml", "language = \"xx\"\n[units]\nparra = ['p']")]).unwrap_err();
        assert!(error.to_string().contains("parra"), "{error}");
    }
}
