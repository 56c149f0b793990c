//! Byte offsets to code-point offsets, for the edge where records leave us.

/// Counts code points up to any byte of one text, without walking it each time.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STRIDE`; empty for ASCII text.
    before: Vec<usize>,
}

const STRIDE: usize = 1024;

impl<'t> CodePoints<'t> {
    /// Prepares a text.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                before.push(count);
                count += begins(chunk);
            }
            before.push(count);
        }
        Self { text, before }
    }

    /// How many code points stand before byte `at`, which is the code-point
    /// offset of what stands there (0-based; Python slices with it).
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        match self.before.get(at / STRIDE) {
            None => at,
            Some(count) => count + begins(&self.text.as_bytes()[at / STRIDE * STRIDE..at]),
        }
    }
}

/// Bytes that begin a code point in UTF-8: all but continuation bytes.
fn begins(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_across_strides() {
        let text = "é€𝄞a".repeat(500);
        let counter = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate().step_by(7) {
            assert_eq!(counter.at(byte), count);
        }
        assert_eq!(counter.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("plain").at(3), 3);
    }
}
