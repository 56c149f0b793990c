//! Takes readings out of the index.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::{Index, IndexError};
use crate::model::{
    Confidence, DocumentId, Function, How, InstrumentCard, InstrumentId, Language, Provision,
    Status,
};
use crate::record::{DocumentCard, Passage, Reading, Record};

/// What the index knows of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The path, as shown to people.
    pub path: String,
    /// Length in bytes when it was read.
    pub size: u64,
    /// When it was last modified before it was read.
    pub modified: i64,
    /// The fingerprint it was read with.
    pub read_with: String,
    /// Its document, or why there is none.
    pub outcome: Result<DocumentId, String>,
}

/// How much the index holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents, files with the same bytes counted once.
    pub documents: usize,
    /// Citations with one target.
    pub citations: usize,
    /// Files that could not be read.
    pub failures: usize,
}

/// Which rows of `citations` are wanted.
struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Index {
    /// The citations of any of the provisions or of what lies within them,
    /// in documents that have a file at or under one of the `paths` (all
    /// documents when there are none). Sorted by path, then by place.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn citing(
        &self,
        provisions: &[Provision],
        paths: &[String],
    ) -> Result<Vec<Reading>, IndexError> {
        let mut filter = Filter { sql: "0".to_owned(), values: Vec::new() };
        for provision in provisions {
            let id = provision.to_string();
            // `/` is followed by `0` in ASCII: everything between is below.
            filter.sql.push_str(" OR c.provision = ? OR (c.provision > ? AND c.provision < ?)");
            let (from, to) = (format!("{id}/"), format!("{id}0"));
            filter.values.extend([id.into(), from.into(), to.into()]);
        }
        self.select(&filter, paths)
    }

    /// The citations of exactly these provisions, not of what lies within.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn citing_exactly(
        &self,
        provisions: &[Provision],
        paths: &[String],
    ) -> Result<Vec<Reading>, IndexError> {
        let marks = vec!["?"; provisions.len()].join(", ");
        let values = provisions.iter().map(|provision| provision.to_string().into()).collect();
        self.select(&Filter { sql: format!("c.provision IN ({marks})"), values }, paths)
    }

    /// Everything a document cites, resolved or not.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn reading(&self, document: DocumentId) -> Result<Option<Reading>, IndexError> {
        let values = vec![document.to_string().into()];
        let mut found = self.select(&Filter { sql: "d.id = ?".to_owned(), values }, &[])?;
        match found.pop() {
            Some(reading) => Ok(Some(reading)),
            // It may be there and cite nothing.
            None => {
                let mut cards = self.documents(&[])?.into_iter();
                Ok(cards.find(|card| card.id == document).map(empty))
            }
        }
    }

    /// The documents with a file at or under one of the paths, by path.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn documents(&self, paths: &[String]) -> Result<Vec<DocumentCard>, IndexError> {
        let (under, values) = under(paths);
        let sql = format!(
            "SELECT d.id, d.title, d.date, d.language, d.format,
                (SELECT min(f.path) FROM files f WHERE f.document = d.key AND ({under})) AS shown
             FROM documents d WHERE shown IS NOT NULL ORDER BY shown"
        );
        self.rows(&sql, values, |row| self.card(row, row.get(5)?))
    }

    /// The instruments that are cited as editions of this one.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn editions_of(&self, instrument: &InstrumentId) -> Result<Vec<InstrumentId>, IndexError> {
        let sql = "SELECT id FROM instruments WHERE edition_of = ? ORDER BY id";
        self.rows(sql, vec![instrument.as_str().to_owned().into()], |row| {
            self.value("an instrument", &row.get::<_, String>(0)?, InstrumentId::new)
        })
    }

    /// What is known of the files at or under the paths, by path.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn files(&self, paths: &[String]) -> Result<Vec<FileState>, IndexError> {
        let (under, values) = under(paths);
        let sql = format!(
            "SELECT f.path, f.size, f.modified, f.read_with, f.failure, d.id
             FROM files f LEFT JOIN documents d ON d.key = f.document
             WHERE ({under}) ORDER BY f.path"
        );
        self.rows(&sql, values, |row| {
            let id: Option<String> = row.get(5)?;
            let outcome = match id {
                Some(id) => Ok(self.value("a document id", &id, DocumentId::from_hex)?),
                None => Err(row.get::<_, Option<String>>(4)?.unwrap_or_default()),
            };
            Ok(FileState {
                path: row.get(0)?,
                size: u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
                modified: row.get(2)?,
                read_with: row.get(3)?,
                outcome,
            })
        })
    }

    /// The documents that were read with this fingerprint.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn read_with(&self, fingerprint: &str) -> Result<BTreeSet<DocumentId>, IndexError> {
        let sql = "SELECT id FROM documents WHERE read_with = ?";
        let ids = self.rows(sql, vec![fingerprint.to_owned().into()], |row| {
            self.value("a document id", &row.get::<_, String>(0)?, DocumentId::from_hex)
        })?;
        Ok(ids.into_iter().collect())
    }

    /// How much it holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] when the index cannot be read.
    pub fn totals(&self) -> Result<Totals, IndexError> {
        let sql = "SELECT (SELECT count(*) FROM documents),
                (SELECT count(*) FROM citations WHERE provision IS NOT NULL),
                (SELECT count(*) FROM files WHERE failure IS NOT NULL)";
        let count =
            |row: &Row<'_>, i| row.get::<_, i64>(i).map(|n| usize::try_from(n).unwrap_or(0));
        let read = |row: &Row<'_>| {
            Ok(Totals {
                documents: count(row, 0)?,
                citations: count(row, 1)?,
                failures: count(row, 2)?,
            })
        };
        self.connection.query_row(sql, [], read).map_err(|cause| self.failure(cause))
    }

    fn select(&self, filter: &Filter, paths: &[String]) -> Result<Vec<Reading>, IndexError> {
        let (under, mut values) = under(paths);
        values.extend(filter.values.iter().cloned());
        let sql = format!(
            "SELECT d.id, d.title, d.date, d.language, d.format,
                (SELECT min(f.path) FROM files f WHERE f.document = d.key AND ({under})) AS shown,
                c.*, p.start AS passage_start, p.text, p.cut_head, p.cut_tail
             FROM citations c
             JOIN documents d ON d.key = c.document
             JOIN passages p ON p.key = c.passage
             WHERE ({filter}) AND shown IS NOT NULL
             ORDER BY shown, d.id, c.number",
            filter = filter.sql
        );
        let rows = self.rows(&sql, values, |row| {
            let card = self.card(row, row.get("shown")?)?;
            let passage = Passage {
                start: count(row, "passage_start")?,
                text: row.get("text")?,
                cut_head: row.get("cut_head")?,
                cut_tail: row.get("cut_tail")?,
            };
            Ok((card, row.get::<_, i64>("passage")?, passage, self.record(row)?))
        })?;
        let mut readings: Vec<Reading> = Vec::new();
        let mut keys = BTreeMap::new();
        for (card, key, passage, mut record) in rows {
            if readings.last().is_none_or(|last| last.document.id != card.id) {
                keys.clear();
                readings.push(empty(card));
            }
            let Some(reading) = readings.last_mut() else { continue };
            record.passage = *keys.entry(key).or_insert_with(|| {
                reading.passages.push(passage);
                reading.passages.len() - 1
            });
            reading.records.push(record);
        }
        readings.iter_mut().try_for_each(|reading| self.add_instruments(reading))?;
        Ok(readings)
    }

    fn add_instruments(&self, reading: &mut Reading) -> Result<(), IndexError> {
        let mut wanted: BTreeSet<&InstrumentId> = BTreeSet::new();
        for record in &reading.records {
            wanted.extend(record.provision.as_ref().map(|provision| &provision.instrument));
            if let Status::Ambiguous(provisions) = &record.status {
                wanted.extend(provisions.iter().map(|provision| &provision.instrument));
            }
        }
        for id in wanted {
            if let Some(card) = self.instrument(id)? {
                reading.instruments.insert(id.clone(), card);
            }
        }
        Ok(())
    }

    fn instrument(&self, id: &InstrumentId) -> Result<Option<InstrumentCard>, IndexError> {
        let sql = "SELECT label, title, url, edition_of FROM instruments WHERE id = ?1";
        let read = |row: &Row<'_>| {
            let edition: Option<String> = row.get(3)?;
            Ok(InstrumentCard {
                label: row.get(0)?,
                title: row.get(1)?,
                url: row.get(2)?,
                edition_of: edition.and_then(|id| InstrumentId::new(&id)),
            })
        };
        self.connection
            .prepare_cached(sql)
            .and_then(|mut select| select.query_row([id.as_str()], read).optional())
            .map_err(|cause| self.failure(cause))
    }

    fn card(&self, row: &Row<'_>, path: String) -> Result<DocumentCard, Fault> {
        let date: Option<String> = row.get("date")?;
        let language: Option<String> = row.get("language")?;
        let id: String = row.get("id")?;
        Ok(DocumentCard {
            id: self.value("a document id", &id, DocumentId::from_hex)?,
            path,
            title: row.get("title")?,
            date: date.and_then(|date| date.parse().ok()),
            language: language.and_then(|code| Language::from_code(&code)),
            format: row.get("format")?,
        })
    }

    fn record(&self, row: &Row<'_>) -> Result<Record, Fault> {
        let word = |name: &str| row.get::<_, String>(name);
        let provision: Option<String> = row.get("provision")?;
        let citing: Option<String> = row.get("citing")?;
        let language: Option<String> = row.get("lang")?;
        let function: Option<String> = row.get("function")?;
        Ok(Record {
            provision: match provision {
                Some(id) => Some(self.value("a provision", &id, |id| id.parse().ok())?),
                None => None,
            },
            edition: row.get("edition")?,
            quote: row.get("quote")?,
            prefix: row.get("prefix")?,
            suffix: row.get("suffix")?,
            start: count(row, "start")?,
            end: count(row, "end")?,
            page: row.get("page")?,
            block: row.get("block")?,
            citing: citing.and_then(|citing| citing.parse().ok()),
            language: language.and_then(|code| Language::from_code(&code)),
            how: self.value("`how`", &word("how")?, How::from_word)?,
            rule: row.get("rule")?,
            confidence: self.value("a confidence", &word("confidence")?, Confidence::from_word)?,
            status: self.status(row)?,
            function: function.and_then(|word| Function::from_word(&word)),
            group: row.get("group")?,
            via: row.get("via")?,
            note: row.get("note")?,
            passage: 0,
        })
    }

    fn status(&self, row: &Row<'_>) -> Result<Status, Fault> {
        let reason = || row.get::<_, Option<String>>("reason").map(Option::unwrap_or_default);
        let word: String = row.get("status")?;
        Ok(match word.as_str() {
            "ok" => Status::Ok,
            "no-such-provision" => Status::NoSuchProvision(reason()?),
            "edition-unknown" => Status::EditionUnknown,
            "ambiguous" => Status::Ambiguous(self.candidates(row.get("key")?)?),
            "unresolved" => Status::Unresolved(reason()?),
            _ => return Err(self.bad_value("a status", &word)),
        })
    }

    fn candidates(&self, citation: i64) -> Result<Vec<Provision>, Fault> {
        let sql = "SELECT provision FROM candidates WHERE citation = ?1 ORDER BY number";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([citation], |row| row.get::<_, String>(0))?;
        rows.map(|id| self.value("a provision", &id?, |id| id.parse().ok())).collect()
    }

    fn rows<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        read: impl Fn(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, IndexError> {
        let run = || -> Result<Vec<T>, Fault> {
            let mut select = self.connection.prepare_cached(sql)?;
            let mut rows = select.query(params_from_iter(values))?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(read(row)?);
            }
            Ok(all)
        };
        run().map_err(|fault| match fault {
            Fault::Sqlite(cause) => self.failure(cause),
            Fault::Value(error) => error,
        })
    }

    fn value<T>(
        &self,
        what: &'static str,
        value: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Fault> {
        read(value).ok_or_else(|| self.bad_value(what, value))
    }

    fn bad_value(&self, what: &'static str, value: &str) -> Fault {
        Fault::Value(IndexError::Value { path: self.path(), what, value: value.to_owned() })
    }
}

fn empty(document: DocumentCard) -> Reading {
    Reading {
        document,
        passages: Vec::new(),
        records: Vec::new(),
        instruments: BTreeMap::new(),
        warnings: Vec::new(),
    }
}

/// What can go wrong with one row.
enum Fault {
    Sqlite(rusqlite::Error),
    Value(IndexError),
}

impl From<rusqlite::Error> for Fault {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Sqlite(cause)
    }
}

fn count(row: &Row<'_>, name: &str) -> rusqlite::Result<usize> {
    row.get::<_, i64>(name).map(|number| usize::try_from(number).unwrap_or(0))
}

/// The condition that file `f` lies at or under one of the paths.
fn under(paths: &[String]) -> (String, Vec<Value>) {
    if paths.is_empty() {
        return ("1".to_owned(), Vec::new());
    }
    let mut sql = "0".to_owned();
    let mut values = Vec::new();
    for path in paths {
        match path.as_str() {
            // Everything that is not elsewhere lies under the current folder.
            "." | "" => sql.push_str(
                " OR NOT (f.path >= '/' AND f.path < '0' OR f.path >= '../' AND f.path < '..0')",
            ),
            "/" => sql.push_str(" OR (f.path >= '/' AND f.path < '0')"),
            path => {
                sql.push_str(" OR f.path = ? OR (f.path > ? AND f.path < ?)");
                let (from, to) = (format!("{path}/"), format!("{path}0"));
                values.extend([path.to_owned().into(), from.into(), to.into()]);
            }
        }
    }
    (sql, values)
}
