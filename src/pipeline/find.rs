//! Finds the files to read.

use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::PipelineError;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// How it is called towards people, and in the index.
    pub shown: String,
    /// Whether it was named itself, rather than found in a folder.
    pub named: bool,
}

/// Something that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its path, as shown.
    pub path: String,
    /// Why, in one clause.
    pub cause: String,
}

/// What was found at and under some paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The files, sorted by the path shown, each once.
    pub sources: Vec<Source>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
}

/// Finds the files at and under paths. In folders, hidden files are passed
/// over; links are followed, but not in circles.
///
/// # Errors
///
/// [`PipelineError::Missing`] for the first path that does not exist.
pub fn find(paths: &[PathBuf]) -> Result<Found, PipelineError> {
    let mut found = Found::default();
    for path in paths {
        let kind = std::fs::metadata(path)
            .map_err(|_| PipelineError::Missing(path.to_string_lossy().into_owned()))?
            .file_type();
        if kind.is_dir() {
            walk(path, &mut found);
        } else {
            add(path, kind, true, &mut found);
        }
    }
    // A file that was named and found is kept as named.
    found.sources.sort_by(|a, b| a.shown.cmp(&b.shown).then(b.named.cmp(&a.named)));
    found.sources.dedup_by(|a, b| a.shown == b.shown);
    Ok(found)
}

fn walk(folder: &Path, found: &mut Found) {
    let walker = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walker {
        match entry {
            Ok(entry) => match entry.file_type() {
                Some(kind) if !kind.is_dir() => add(entry.path(), kind, false, found),
                _ => {}
            },
            Err(cause) => {
                let problem = Problem { path: shown(folder), cause: cause.to_string() };
                found.problems.push(problem);
            }
        }
    }
}

fn add(path: &Path, kind: std::fs::FileType, named: bool, found: &mut Found) {
    let shown = shown(path);
    if kind.is_file() {
        found.sources.push(Source { path: path.to_owned(), shown, named });
    } else {
        let cause = "not a regular file (a pipe, socket or device)".to_owned();
        found.problems.push(Problem { path: shown, cause });
    }
}

/// How a path is written towards people and in the index: with `/`, without
/// `./`, and with a mark in place of what is not Unicode.
pub fn shown(path: &Path) -> String {
    let mut text = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => text.push('/'),
            component => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&component.as_os_str().to_string_lossy());
            }
        }
    }
    if text.is_empty() { ".".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_name() {
        for (path, name) in [
            ("./a/b.txt", "a/b.txt"),
            ("a//b.txt", "a/b.txt"),
            ("a/./b/", "a/b"),
            ("/x/y", "/x/y"),
            ("../x", "../x"),
            (".", "."),
            ("./", "."),
        ] {
            assert_eq!(shown(Path::new(path)), name);
        }
    }

    #[test]
    fn files_are_found_once_in_order_and_hidden_ones_only_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("sub")).unwrap();
        for name in ["b.txt", "a.txt", ".hidden", "sub/c.txt"] {
            std::fs::write(root.join(name), "x").unwrap();
        }
        let found = find(&[root.to_owned(), root.join("b.txt"), root.join(".hidden")]).unwrap();
        let names: Vec<_> = found
            .sources
            .iter()
            .map(|s| (s.path.strip_prefix(root).unwrap().to_str().unwrap(), s.named))
            .collect();
        let expected = [(".hidden", true), ("a.txt", false), ("b.txt", true), ("sub/c.txt", false)];
        assert_eq!(names, expected);
        assert!(matches!(find(&[root.join("none")]), Err(PipelineError::Missing(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_circle_of_links_ends() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::fs::write(folder.path().join("a.txt"), "x").unwrap();
        assert_eq!(find(&[folder.path().to_owned()]).unwrap().sources.len(), 1);
    }
}
