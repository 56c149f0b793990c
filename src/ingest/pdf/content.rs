//! The drawing instructions of a page, decompressed up to a limit.
//!
//! A few kilobytes can unfold to gigabytes of instructions; hayro would
//! decompress them all before the first is looked at.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::dict::keys::{CONTENTS, DECODE_PARMS, FILTER};
use hayro_interpret::hayro_syntax::object::{Array, Name, Stream};
use hayro_interpret::hayro_syntax::page::Page;

/// Bytes of one page's instructions that are read; the rest is left.
const LIMIT: usize = 32 << 20;

/// Instructions, and whether there are more.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) truncated: bool,
}

/// The instructions of all content streams of a page, one after the other.
pub(super) fn read(page: &Page<'_>) -> Content {
    let mut content = Content::default();
    if let Some(stream) = page.raw().get::<Stream<'_>>(CONTENTS) {
        content.add(&stream);
    } else if let Some(streams) = page.raw().get::<Array<'_>>(CONTENTS) {
        for stream in streams.iter::<Stream<'_>>() {
            content.add(&stream);
            // An instruction does not go on in the next stream.
            content.bytes.push(b' ');
        }
    }
    content
}

impl Content {
    fn add(&mut self, stream: &Stream<'_>) {
        let room = LIMIT.saturating_sub(self.bytes.len());
        if room == 0 {
            self.truncated = true;
            return;
        }
        let plain = is_deflated(stream) && !stream.dict().contains_key(DECODE_PARMS);
        let start = self.bytes.len();
        if plain {
            let raw = stream.raw_data();
            let limit = u64::try_from(room + 1).unwrap_or(u64::MAX);
            let read = ZlibDecoder::new(&*raw).take(limit).read_to_end(&mut self.bytes);
            // What unfolds too far is not given to a reader without a limit.
            if read.is_err() && raw.len() < LIMIT / 1000 {
                self.bytes.truncate(start);
                self.bytes.extend_from_slice(&stream.decoded_data().unwrap_or_default());
            }
        } else {
            self.bytes.extend_from_slice(&stream.decoded_data().unwrap_or_default());
        }
        if self.bytes.len() > LIMIT {
            self.bytes.truncate(LIMIT);
            self.truncated = true;
        }
    }
}

/// Whether deflated bytes unfold to more than is read of one page.
pub(super) fn unfolds_too_far(raw: &[u8]) -> bool {
    if raw.len() < LIMIT / 1000 {
        return false;
    }
    let limit = u64::try_from(LIMIT + 1).unwrap_or(u64::MAX);
    let length = std::io::copy(&mut ZlibDecoder::new(raw).take(limit), &mut std::io::sink());
    length.is_ok_and(|length| length > LIMIT as u64)
}

/// Whether deflating is the only thing that was done to the stream.
fn is_deflated(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    let names: Vec<Name<'_>> = match dict.get::<Name<'_>>(FILTER) {
        Some(name) => vec![name],
        None => dict.get::<Array<'_>>(FILTER).map(|all| all.iter().collect()).unwrap_or_default(),
    };
    matches!(names.as_slice(), [name] if matches!(name.as_str(), "FlateDecode" | "Fl"))
}
