//! JSON (one array) and JSON Lines (one citation per line).

use std::io::{self, Write};

use super::{CitationV1, Export};
use crate::record::Reading;

/// One array of citations, each on a line of its own.
#[derive(Debug, Default)]
pub struct Json {
    begun: bool,
}

impl Export for Json {
    fn write(&mut self, out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
        for record in &reading.records {
            out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &CitationV1::new(reading, record))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

/// One citation per line.
#[derive(Debug, Default)]
pub struct JsonLines;

impl Export for JsonLines {
    fn write(&mut self, out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
        for record in &reading.records {
            serde_json::to_writer(&mut *out, &CitationV1::new(reading, record))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{reading, written};

    #[test]
    fn the_array_and_the_lines_hold_the_same_records() {
        let readings = [reading(), reading()];
        let array: Vec<CitationV1> =
            serde_json::from_str(&written(&mut Json::default(), &readings)).unwrap();
        let lines = written(&mut JsonLines, &readings);
        let lines: Vec<CitationV1> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(array, lines);
        assert_eq!(array.len(), 4);
        assert_eq!(array[1].candidates, ["iccpr/art/19", "icescr/art/19"]);
    }

    #[test]
    fn nothing_found_is_still_an_array() {
        assert_eq!(written(&mut Json::default(), &[]), "[]\n");
    }
}
