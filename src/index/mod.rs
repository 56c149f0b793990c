//! The index: citations with their passages in one SQLite file.
//!
//! The only module that knows SQL. A question needs nothing but the index;
//! the documents themselves may be elsewhere or gone.
//!
//! One process writes while others read. While it is written, the file is in
//! write-ahead mode: each document is one transaction, and after `kill -9` or
//! a power cut it holds the documents that were finished. At the end it goes
//! back to a single plain file, which can be copied, published and opened
//! from a read-only medium.

mod read;
mod write;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use read::{FileState, Totals};
pub use write::FileStamp;

/// "whoc", so that `file` and SQLite tools can tell whose database it is.
const APPLICATION_ID: i32 = 0x7768_6F63;

/// One file per version of the schema, in order; `user_version` counts them.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001.sql")];

/// How long to wait for another whocites that is writing.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open index.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
    path: PathBuf,
}

/// Why the index cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is none.
    #[error("there is no index at `{0}`; make one with `whocites index PATH`")]
    Missing(String),
    /// Some other file has its place.
    #[error("`{0}` is not a whocites index; name another file with `--index FILE`")]
    Foreign(String),
    /// Written by a later version.
    #[error(
        "`{0}` was written by a newer whocites; update whocites, or make a new index with `--index FILE`"
    )]
    Newer(String),
    /// Someone else is writing.
    #[error("`{0}` is being written by another whocites; try again when it has finished")]
    Busy(String),
    /// The folder for it could not be made.
    #[error("cannot make the folder of `{path}`: {cause}")]
    Folder {
        /// The index file.
        path: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// SQLite failed.
    #[error("cannot use the index `{path}`: {cause}")]
    Sqlite {
        /// The index file.
        path: String,
        /// What SQLite said.
        cause: rusqlite::Error,
    },
    /// A stored value is none that this version knows.
    #[error("the index `{path}` holds `{value}` as {what}; make it anew with `whocites index`")]
    Value {
        /// The index file.
        path: String,
        /// What the value should be.
        what: &'static str,
        /// The value.
        value: String,
    },
}

impl Index {
    /// Opens an index for writing; makes it, and its folder, when missing.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the file is something else, newer, or not writable.
    pub fn create_or_open(path: &Path) -> Result<Self, IndexError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|cause| IndexError::Folder { path: shown(path), cause })?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut index = Self::connect(path, flags)?;
        let version = index.check_kind()?;
        index.prepare_for_writing(version).map_err(|cause| failure(path, cause))?;
        Ok(index)
    }

    /// Opens an existing index for questions.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when there is none, or it is something else or newer.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        if !path.exists() {
            return Err(IndexError::Missing(shown(path)));
        }
        if path.is_dir() {
            return Err(IndexError::Foreign(shown(path)));
        }
        // After a killed writer, the first reader has to be able to write in
        // order to put the journal in its place; elsewhere reading is enough.
        let mut index = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .or_else(|_| Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY))?;
        match index.check_kind()? {
            0 => Err(IndexError::Missing(shown(path))),
            version if version < MIGRATIONS.len() => {
                index.migrate(version).map_err(|cause| failure(path, cause))?;
                Ok(index)
            }
            _ => Ok(index),
        }
    }

    /// An index that lives and dies with this value, for tests and for
    /// questions about a handful of files.
    ///
    /// # Errors
    ///
    /// [`IndexError::Sqlite`] when memory runs out.
    pub fn in_memory() -> Result<Self, IndexError> {
        let path = Path::new(":memory:");
        let connection = Connection::open_in_memory().map_err(|cause| failure(path, cause))?;
        let mut index = Self { connection, path: path.to_owned() };
        index.prepare_for_writing(0).map_err(|cause| failure(path, cause))?;
        Ok(index)
    }

    /// Where it is, as shown to people.
    pub fn path(&self) -> String {
        shown(&self.path)
    }

    /// Folds the journal away and leaves one plain file behind.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the last changes cannot be written.
    pub fn finish(&mut self) -> Result<(), IndexError> {
        self.drop_unused().map_err(|cause| self.failure(cause))?;
        // Other readers may keep the file in write-ahead mode: no harm done,
        // the next writer tries again.
        match self.connection.pragma_update(None, "journal_mode", "DELETE") {
            Ok(()) => Ok(()),
            Err(cause) if is_busy(&cause) => Ok(()),
            Err(cause) => Err(self.failure(cause)),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, IndexError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)
            .and_then(|connection| {
                connection.busy_timeout(PATIENCE)?;
                connection.pragma_update(None, "foreign_keys", true)?;
                Ok(connection)
            })
            .map_err(|cause| failure(path, cause))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// The schema version of our file; 0 for an empty one.
    fn check_kind(&self) -> Result<usize, IndexError> {
        let number = |pragma: &str| -> rusqlite::Result<i64> {
            self.connection.pragma_query_value(None, pragma, |row| row.get(0))
        };
        let read = || -> rusqlite::Result<_> {
            let tables = "SELECT count(*) FROM sqlite_schema";
            let tables: i64 = self.connection.query_row(tables, [], |row| row.get(0))?;
            Ok((number("application_id")?, number("user_version")?, tables))
        };
        let (application, version, tables) = read().map_err(|cause| self.failure(cause))?;
        if application != i64::from(APPLICATION_ID) && (application != 0 || tables != 0) {
            return Err(IndexError::Foreign(shown(&self.path)));
        }
        match usize::try_from(version) {
            Ok(version) if version <= MIGRATIONS.len() => Ok(version),
            _ => Err(IndexError::Newer(shown(&self.path))),
        }
    }

    fn prepare_for_writing(&mut self, version: usize) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "foreign_keys", true)?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        self.migrate(version)
    }

    fn migrate(&mut self, version: usize) -> rusqlite::Result<()> {
        for (done, script) in MIGRATIONS.iter().enumerate().skip(version) {
            let change = self
                .connection
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let now: i64 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
            // Another process may have been quicker.
            if now > i64::try_from(done).unwrap_or(i64::MAX) {
                continue;
            }
            change.execute_batch(script)?;
            change.pragma_update(None, "application_id", APPLICATION_ID)?;
            change.pragma_update(None, "user_version", i64::try_from(done + 1).unwrap_or(1))?;
            change.commit()?;
        }
        Ok(())
    }

    fn failure(&self, cause: rusqlite::Error) -> IndexError {
        failure(&self.path, cause)
    }
}

fn failure(path: &Path, cause: rusqlite::Error) -> IndexError {
    use rusqlite::ErrorCode;
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => IndexError::Foreign(shown(path)),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => IndexError::Busy(shown(path)),
        _ => IndexError::Sqlite { path: shown(path), cause },
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode;
    let code = cause.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
