//! Puts readings into the index, one document per transaction.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Index, IndexError};
use crate::model::{DocumentId, InstrumentCard, InstrumentId, Status};
use crate::record::{Reading, Record};

/// What tells that a file has changed, before its bytes are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStamp {
    /// The path, as shown to people.
    pub path: String,
    /// Length in bytes.
    pub size: u64,
    /// When it was last modified, in nanoseconds since 1970.
    pub modified: i64,
}

impl Index {
    /// Keeps what was found in a file. `read_with` is the fingerprint of
    /// program, catalogue and options.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the file cannot be written; then nothing changed.
    pub fn store(
        &mut self,
        file: &FileStamp,
        reading: &Reading,
        read_with: &str,
    ) -> Result<(), IndexError> {
        self.change(|change| {
            let document = insert_document(change, reading, read_with)?;
            put_file(change, file, read_with, Some(document), None)
        })
    }

    /// Points a file at the document that has its bytes. Says whether there
    /// is one that was read the same way.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the file cannot be written.
    pub fn link(
        &mut self,
        file: &FileStamp,
        document: DocumentId,
        read_with: &str,
    ) -> Result<bool, IndexError> {
        self.change(|change| match document_key(change, document, read_with)? {
            Some(key) => put_file(change, file, read_with, Some(key), None).map(|()| true),
            None => Ok(false),
        })
    }

    /// Remembers that a file gave no document, and why.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the file cannot be written.
    pub fn store_failure(
        &mut self,
        file: &FileStamp,
        cause: &str,
        read_with: &str,
    ) -> Result<(), IndexError> {
        self.change(|change| put_file(change, file, read_with, None, Some(cause)))
    }

    /// Drops files, and the documents that no other file holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the file cannot be written.
    pub fn forget<'a>(
        &mut self,
        paths: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), IndexError> {
        self.change(|change| {
            let mut delete = change.prepare_cached("DELETE FROM files WHERE path = ?1")?;
            for path in paths {
                let document = document_of(change, path)?;
                delete.execute([path])?;
                drop_if_unused(change, document)?;
            }
            Ok(())
        })
    }

    /// Drops what is known of instruments that nothing names any more.
    pub(super) fn drop_unused(&self) -> rusqlite::Result<()> {
        self.connection.execute_batch(
            "DELETE FROM instruments WHERE id NOT IN (
                SELECT instrument FROM citations WHERE instrument IS NOT NULL
                UNION SELECT CASE instr(provision, '/') WHEN 0 THEN provision
                    ELSE substr(provision, 1, instr(provision, '/') - 1) END FROM candidates)",
        )
    }

    fn change<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, IndexError> {
        let path = self.path.clone();
        let run = || {
            let change =
                self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&change)?;
            change.commit()?;
            Ok(value)
        };
        run().map_err(|cause| super::failure(&path, cause))
    }
}

/// The key of a document that was read with the same fingerprint.
fn document_key(
    connection: &Connection,
    id: DocumentId,
    read_with: &str,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT key FROM documents WHERE id = ?1 AND read_with = ?2")?
        .query_row(params![id.to_string(), read_with], |row| row.get(0))
        .optional()
}

fn put_file(
    change: &Transaction<'_>,
    file: &FileStamp,
    read_with: &str,
    document: Option<i64>,
    failure: Option<&str>,
) -> rusqlite::Result<()> {
    let before = document_of(change, &file.path)?;
    let size = i64::try_from(file.size).unwrap_or(i64::MAX);
    let row = params![file.path, size, file.modified, read_with, document, failure];
    change
        .prepare_cached(
            "INSERT OR REPLACE INTO files (path, size, modified, read_with, document, failure)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(row)?;
    drop_if_unused(change, before)
}

fn document_of(change: &Transaction<'_>, path: &str) -> rusqlite::Result<Option<i64>> {
    let mut select = change.prepare_cached("SELECT document FROM files WHERE path = ?1")?;
    Ok(select.query_row([path], |row| row.get(0)).optional()?.flatten())
}

/// Drops a document that no file holds any more.
fn drop_if_unused(change: &Transaction<'_>, document: Option<i64>) -> rusqlite::Result<()> {
    change
        .prepare_cached(
            "DELETE FROM documents WHERE key = ?1 AND NOT EXISTS
                (SELECT 1 FROM files WHERE files.document = documents.key)",
        )?
        .execute([document])?;
    Ok(())
}

fn insert_document(
    change: &Transaction<'_>,
    reading: &Reading,
    read_with: &str,
) -> rusqlite::Result<i64> {
    let card = &reading.document;
    let id = card.id.to_string();
    // The row stays and keeps its key, since other files may point at it.
    change
        .prepare_cached(
            "INSERT INTO documents (id, title, date, language, format, read_with)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, date = excluded.date,
                language = excluded.language, format = excluded.format,
                read_with = excluded.read_with",
        )?
        .execute(params![
            id,
            card.title,
            card.date.map(|date| date.to_string()),
            card.language.as_ref().map(|language| language.code()),
            card.format,
            read_with
        ])?;
    let key = change.query_row("SELECT key FROM documents WHERE id = ?1", [&id], |r| r.get(0))?;
    for table in ["citations", "passages", "warnings"] {
        change.execute(&format!("DELETE FROM {table} WHERE document = ?1"), [key])?;
    }
    insert_citations(change, key, reading)?;
    for (id, card) in &reading.instruments {
        put_instrument(change, id, card)?;
    }
    let mut insert = change.prepare_cached(
        "INSERT INTO warnings (document, number, code, page, message) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, warning) in reading.warnings.iter().enumerate() {
        let page = warning.page.map(u32::from);
        insert.execute(params![
            key,
            number as i64,
            warning.code.as_str(),
            page,
            warning.message
        ])?;
    }
    Ok(key)
}

fn insert_citations(
    change: &Transaction<'_>,
    document: i64,
    reading: &Reading,
) -> rusqlite::Result<()> {
    let mut insert = change.prepare_cached(
        "INSERT INTO passages (document, start, text, cut_head, cut_tail)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut passages = Vec::with_capacity(reading.passages.len());
    for passage in &reading.passages {
        let start = passage.start as i64;
        passages.push(insert.insert(params![
            document,
            start,
            passage.text,
            passage.cut_head,
            passage.cut_tail
        ])?);
    }
    let mut candidate = change.prepare_cached(
        "INSERT INTO candidates (citation, number, provision) VALUES (?1, ?2, ?3)",
    )?;
    for (number, record) in reading.records.iter().enumerate() {
        let key = insert_citation(change, document, passages[record.passage], number, record)?;
        if let Status::Ambiguous(provisions) = &record.status {
            for (number, provision) in provisions.iter().enumerate() {
                candidate.execute(params![key, number as i64, provision.to_string()])?;
            }
        }
    }
    Ok(())
}

fn insert_citation(
    change: &Transaction<'_>,
    document: i64,
    passage: i64,
    number: usize,
    record: &Record,
) -> rusqlite::Result<i64> {
    let provision = record.provision.as_ref();
    change
        .prepare_cached(
            "INSERT INTO citations (document, passage, number, instrument, provision, edition,
                quote, prefix, suffix, start, \"end\", page, block, citing, lang, how, rule,
                confidence, status, reason, function, \"group\", via, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
        )?
        .insert(params![
            document,
            passage,
            number as i64,
            provision.map(|provision| provision.instrument.as_str()),
            provision.map(ToString::to_string),
            record.edition,
            record.quote,
            record.prefix,
            record.suffix,
            record.start as i64,
            record.end as i64,
            record.page,
            record.block,
            record.citing.as_ref().map(ToString::to_string),
            record.language.as_ref().map(|language| language.code()),
            record.how.as_str(),
            record.rule,
            record.confidence.as_str(),
            record.status.as_str(),
            record.status.reason(),
            record.function.map(crate::model::Function::as_str),
            record.group,
            record.via,
            record.note,
        ])
}

fn put_instrument(
    change: &Transaction<'_>,
    id: &InstrumentId,
    card: &InstrumentCard,
) -> rusqlite::Result<()> {
    change
        .prepare_cached(
            "INSERT OR REPLACE INTO instruments (id, label, title, url, edition_of)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            id.as_str(),
            card.label,
            card.title,
            card.url,
            card.edition_of.as_ref().map(InstrumentId::as_str)
        ])?;
    Ok(())
}
