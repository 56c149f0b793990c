//! What a PDF reader hands to the layout pass: glyphs with text and place.

/// Which way a line of text runs on the page as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Left to right.
    Up,
    /// Top to bottom.
    Clockwise,
    /// Right to left, upside down.
    Over,
    /// Bottom to top.
    Counter,
    /// Any other way: a watermark.
    Slanted,
}

impl Turn {
    /// The turn of a text whose advance points along `(dx, dy)`, y downwards.
    pub(super) fn of(dx: f64, dy: f64) -> Self {
        let (wide, high) = (dx.abs(), dy.abs());
        if high <= 0.2 * wide {
            if dx >= 0.0 { Self::Up } else { Self::Over }
        } else if wide <= 0.2 * high {
            if dy > 0.0 { Self::Clockwise } else { Self::Counter }
        } else {
            Self::Slanted
        }
    }
}

/// One glyph. `x` and `y` are the left end of its baseline in points from the
/// top left corner of the page as shown, `y` downwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// First byte of its text in [`PageGlyphs::text`].
    pub(super) at: u32,
    /// Length of its text in bytes; a ligature has several letters.
    pub(super) len: u16,
    /// How thick its strokes are, as a share of its size; 0 where unknown.
    pub(super) weight: f32,
    /// Which way the text runs.
    pub(super) turn: Turn,
    /// Left end.
    pub(super) x: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Advance along the line.
    pub(super) width: f32,
    /// Size of the font in points.
    pub(super) size: f32,
}

/// A drawn horizontal line: the rule above footnotes, an edge of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Left end.
    pub(super) x0: f32,
    /// Right end.
    pub(super) x1: f32,
    /// Height, downwards.
    pub(super) y: f32,
}

/// A drawn upright line: an edge of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Upright {
    /// How far from the left.
    pub(super) x: f32,
    /// Upper end.
    pub(super) y0: f32,
    /// Lower end.
    pub(super) y1: f32,
}

/// The glyphs of one page in the order in which the file draws them.
#[derive(Debug, Default)]
pub(super) struct PageGlyphs {
    /// Width of the page as shown, in points.
    pub(super) width: f32,
    /// Height of the page as shown, in points.
    pub(super) height: f32,
    /// The text of all glyphs.
    pub(super) text: String,
    /// The glyphs.
    pub(super) glyphs: Vec<Glyph>,
    /// The horizontal lines.
    pub(super) rules: Vec<Rule>,
    /// The upright lines.
    pub(super) uprights: Vec<Upright>,
    /// There are pictures on it that may show text.
    pub(super) is_drawn: bool,
    /// A limit cut the page short.
    pub(super) truncated: bool,
    /// The reader gave up on the way, and why.
    pub(super) broken: Option<String>,
}

impl PageGlyphs {
    /// The text of one glyph.
    pub(super) fn text_of(&self, glyph: &Glyph) -> &str {
        let at = glyph.at as usize;
        self.text.get(at..at + usize::from(glyph.len)).unwrap_or_default()
    }

    /// Adds a glyph; the place is given, the text range is filled in.
    ///
    /// A soft hyphen that is drawn is a hyphen to the reader, in "micro-credit"
    /// and in "paras. 26-27" as at the end of a line; some fonts give it the
    /// code 2.
    pub(super) fn push(&mut self, text: &str, glyph: Glyph) {
        let text = match text {
            "\u{AD}" | "\u{2}" if glyph.width > 0.05 * glyph.size => "-",
            _ => text,
        };
        let sane = [glyph.x, glyph.y, glyph.width, glyph.size].iter().all(|v| v.is_finite());
        let (Ok(at), Ok(len)) = (u32::try_from(self.text.len()), u16::try_from(text.len())) else {
            return;
        };
        if sane && glyph.size > 0.0 {
            self.text.push_str(text);
            self.glyphs.push(Glyph { at, len, ..glyph });
        }
    }
}

impl PageGlyphs {
    /// Drops what stands outside the page and is not seen, unless that is
    /// most of it and so the size of the page is wrong.
    ///
    /// Two pages may be two cuts of one sheet; its text would count twice.
    pub(super) fn drop_unseen(&mut self) {
        let (width, height) = (self.width + EDGE, self.height + EDGE);
        let seen =
            |glyph: &Glyph| (-EDGE..width).contains(&glyph.x) && (-EDGE..height).contains(&glyph.y);
        let count = self.glyphs.iter().filter(|glyph| seen(glyph)).count();
        if count < self.glyphs.len() && count * 10 > self.glyphs.len() {
            self.glyphs.retain(seen);
        }
    }
}

/// How far outside the page a glyph may begin, in points.
const EDGE: f32 = 6.0;

/// A reader of PDF files.
pub(super) trait PdfBackend {
    /// The glyphs of one page (0-based), at most `limit` of them.
    ///
    /// # Errors
    ///
    /// What went wrong, in words.
    fn page(&mut self, index: usize, limit: usize) -> Result<PageGlyphs, String>;
}
