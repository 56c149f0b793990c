//! Members of a ZIP archive, by name, with a limit on what they unpack to.
//!
//! Office files are plain archives: stored or deflated members listed in one
//! central directory. Nothing else of the format is needed.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::DeflateDecoder;

/// An opened archive.
#[derive(Debug)]
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    members: BTreeMap<String, Member>,
    /// Bytes that may still be unpacked.
    left: u64,
}

#[derive(Debug, Clone, Copy)]
struct Member {
    method: u16,
    packed: usize,
    /// Where its local header begins.
    at: usize,
    encrypted: bool,
}

/// Why a member could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ArchiveError {
    /// There is no such member.
    #[error("it has no `{0}`")]
    Missing(String),
    /// The archive is cut off or damaged.
    #[error("the archive is damaged at `{0}`")]
    Damaged(String),
    /// It unpacks to more than is sensible.
    #[error("it unpacks to more than {0} MB")]
    TooLarge(u64),
    /// A member needs a password.
    #[error("it needs a password")]
    Encrypted,
}

const DIRECTORY_END: &[u8] = b"PK\x05\x06";
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";

impl<'b> Archive<'b> {
    /// Reads the directory of an archive that may unpack to `limit` bytes.
    pub(super) fn open(bytes: &'b [u8], limit: u64) -> Result<Self, ArchiveError> {
        let damaged = || ArchiveError::Damaged("its directory".to_owned());
        // A comment of up to 64 KB may follow the end record.
        let tail = bytes.len().saturating_sub(65_557);
        let end = bytes[tail..]
            .windows(4)
            .rposition(|window| window == DIRECTORY_END)
            .ok_or_else(damaged)?;
        let mut at = number(bytes, tail + end + 16, 4).ok_or_else(damaged)?;
        let mut members = BTreeMap::new();
        while bytes.get(at..at + 4) == Some(DIRECTORY_ENTRY) {
            let field = |offset, width| number(bytes, at + offset, width).ok_or_else(damaged);
            let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
            let member = Member {
                method: u16::try_from(field(10, 2)?).unwrap_or(u16::MAX),
                packed: field(20, 4)?,
                at: field(42, 4)?,
                encrypted: field(8, 2)? & 1 == 1,
            };
            let name_bytes = bytes.get(at + 46..at + 46 + name).ok_or_else(damaged)?;
            members.insert(String::from_utf8_lossy(name_bytes).replace('\\', "/"), member);
            at += 46 + name + extra + comment;
        }
        Ok(Self { bytes, members, left: limit })
    }

    /// The bytes of one member.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, ArchiveError> {
        let damaged = || ArchiveError::Damaged(name.to_owned());
        let member =
            *self.members.get(name).ok_or_else(|| ArchiveError::Missing(name.to_owned()))?;
        if member.encrypted {
            return Err(ArchiveError::Encrypted);
        }
        if self.bytes.get(member.at..member.at + 4) != Some(LOCAL_HEADER) {
            return Err(damaged());
        }
        let field = |offset| number(self.bytes, member.at + offset, 2).ok_or_else(damaged);
        let start = member.at + 30 + field(26)? + field(28)?;
        let end = start.saturating_add(member.packed).min(self.bytes.len());
        let packed = self.bytes.get(start..end).ok_or_else(damaged)?;
        let mut unpacked = Vec::new();
        match member.method {
            0 => unpacked.extend_from_slice(packed),
            8 => {
                DeflateDecoder::new(packed)
                    .take(self.left + 1)
                    .read_to_end(&mut unpacked)
                    .map_err(|_| damaged())?;
            }
            _ => return Err(damaged()),
        }
        let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        self.left =
            self.left.checked_sub(size).ok_or(ArchiveError::TooLarge(super::LIMIT >> 20))?;
        Ok(unpacked)
    }
}

/// A little-endian number of two or four bytes.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let field = bytes.get(at..at.checked_add(width)?)?;
    Some(field.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}
