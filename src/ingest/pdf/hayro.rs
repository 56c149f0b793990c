//! Glyphs by hayro: the first reader.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::dict::keys::{ACTUAL_TEXT, ANNOTS};
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret, interpret_page,
};
use kurbo::{Affine, BezPath, Rect, Shape};

use super::content;
use super::glyphs::{Glyph, PageGlyphs, PdfBackend, Rule, Turn, Upright};
use super::quiet::guarded;
use super::strings;

/// Drawn shapes of one page that are looked at.
const MAX_SHAPES: usize = 4_000_000;
/// A page with no more shapes than these, no image and no text is blank.
const FEW_SHAPES: usize = 8;
/// A shape no thicker than this is a line.
const THIN: f64 = 2.5;
/// Lines of one page that are kept.
const MAX_RULES: usize = 8_000;
/// Letters of a run whose strokes are measured.
const WEIGHED: usize = 4;
/// A replacement text longer than this stands for a whole passage, whose
/// glyphs say more about where it is.
const MAX_ACTUAL_TEXT: usize = 12;

/// The reader over one open file.
pub(super) struct Hayro<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    weights: HashMap<u128, f32>,
}

impl<'a> Hayro<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self { pdf, cache: InterpreterCache::new(), weights: HashMap::new() }
    }
}

impl PdfBackend for Hayro<'_> {
    fn page(&mut self, index: usize, limit: usize) -> Result<PageGlyphs, String> {
        let Some(page) = self.pdf.pages().get(index) else {
            return Err("the page is missing".to_owned());
        };
        let (width, height) = page.render_dimensions();
        let mut collector = Collector {
            page: PageGlyphs { width, height, ..PageGlyphs::default() },
            limit,
            shapes: 0,
            actual: Vec::new(),
            weights: &mut self.weights,
        };
        let result = guarded(|| draw(self.pdf, &self.cache, page, &mut collector));
        if result.is_err() {
            // The cache may have been left in the middle of a change.
            self.cache = InterpreterCache::new();
        }
        let mut page = collector.page;
        match result {
            Err(cause) if !page.truncated && page.glyphs.is_empty() => return Err(cause),
            Err(cause) if !page.truncated => page.broken = Some(cause),
            _ => {}
        }
        Ok(page)
    }
}

fn draw<'a>(
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    page: &Page<'a>,
    collector: &mut Collector<'_>,
) {
    let mut settings = InterpreterSettings::default();
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let start = Affine::new([a, b, c, d, e, f]);
    let bbox =
        Rect::new(0.0, 0.0, f64::from(collector.page.width), f64::from(collector.page.height));
    let content = content::read(page);
    collector.page.truncated |= content.truncated;
    settings.render_content = RenderContent::ANNOTATIONS;
    let mut context = Context::new(start, bbox, cache, pdf.xref(), settings.clone());
    interpret(TypedIter::new(&content.bytes), page.resources(), &mut context, collector);
    if page.raw().contains_key(ANNOTS) {
        let mut context = Context::new(start, bbox, cache, pdf.xref(), settings);
        interpret_page(page, &mut context, collector);
    }
}

/// Takes down glyphs and rules, and lets everything else pass.
struct Collector<'w> {
    page: PageGlyphs,
    limit: usize,
    shapes: usize,
    /// Open marked content: its replacement text, and the glyph that took it.
    actual: Vec<Option<(String, Option<usize>)>>,
    /// The stroke width of every glyph met so far.
    weights: &'w mut HashMap<u128, f32>,
}

impl Collector<'_> {
    /// Ends the page from inside a callback. Unwinding by hand runs no panic
    /// hook, so nothing is printed.
    fn stop(&mut self) -> ! {
        self.page.truncated = true;
        std::panic::resume_unwind(Box::new("a limit was reached"))
    }

    fn shape(&mut self, bounds: Rect) {
        self.shapes += 1;
        self.page.is_drawn |= self.shapes > FEW_SHAPES;
        if self.shapes > MAX_SHAPES {
            self.stop();
        }
        let (wide, high) = (bounds.width() > THIN, bounds.height() > THIN);
        let page = &mut self.page;
        if page.rules.len() + page.uprights.len() + 4 > MAX_RULES {
            return;
        }
        let (x0, x1) = (bounds.x0 as f32, bounds.x1 as f32);
        let (y0, y1) = (bounds.y0 as f32, bounds.y1 as f32);
        match (wide, high) {
            (false, false) => {}
            (true, false) => page.rules.push(Rule { x0, x1, y: (y0 + y1) / 2.0 }),
            (false, true) => page.uprights.push(Upright { x: (x0 + x1) / 2.0, y0, y1 }),
            (true, true) => {
                page.rules.extend([y0, y1].map(|y| Rule { x0, x1, y }));
                page.uprights.extend([x0, x1].map(|x| Upright { x, y0, y1 }));
            }
        }
    }

    fn run_style(&mut self, run: &GlyphRun<'_, '_>, page: Affine) -> RunStyle {
        let Some(first) = run.glyphs().first() else {
            return RunStyle { weight: 0.0, type3_size: None };
        };
        let FontGlyph::Type3(_) = &**first else {
            return RunStyle { weight: self.weight(run), type3_size: None };
        };
        let total: f64 = run.glyphs().iter().map(|glyph| advance(glyph)).sum();
        let [a, b, c, d, ..] = (page * first.transform()).as_coeffs();
        let mean = a.hypot(b) * total / run.glyphs().len() as f64;
        let stated = c.hypot(d) * 1000.0;
        let sane = (0.2..1.0).contains(&(mean / stated));
        RunStyle { weight: 0.0, type3_size: (!sane).then_some((mean * 2.0) as f32) }
    }

    /// The stroke width of the first letters of a run. Fonts seldom state
    /// their weight, and fonts that are not embedded cannot.
    fn weight(&mut self, run: &GlyphRun<'_, '_>) -> f32 {
        let mut widths = Vec::with_capacity(WEIGHED);
        for glyph in run.glyphs() {
            let FontGlyph::Outline(outline) = &**glyph else { continue };
            let key = outline.identifier().cache_key();
            let width =
                *self.weights.entry(key).or_insert_with(|| stroke_width(&outline.outline()));
            if width > 0.0 {
                widths.push(width);
            }
            if widths.len() == WEIGHED {
                break;
            }
        }
        widths.iter().sum::<f32>() / widths.len().max(1) as f32
    }

    fn glyph(&mut self, text: &str, glyph: Glyph) {
        if self.page.glyphs.len() >= self.limit {
            self.stop();
        }
        let Some(Some((actual, taken))) = self.actual.last_mut() else {
            self.page.push(text, glyph);
            return;
        };
        if let Some(index) = *taken {
            if let Some(first) = self.page.glyphs.get_mut(index)
                && (first.y - glyph.y).abs() < glyph.size
            {
                first.width = first.width.max(glyph.x + glyph.width - first.x);
            }
        } else {
            *taken = Some(self.page.glyphs.len());
            let actual = actual.clone();
            self.page.push(&actual, glyph);
        }
    }
}

/// What the glyphs of a run have in common.
struct RunStyle {
    weight: f32,
    /// Type 3 fonts have units of their own; this is their size, by their widths.
    type3_size: Option<f32>,
}

impl Device<'_> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        if path.elements().len() <= 6 {
            let is_box = path.elements().len() > 3;
            let bounds = props.transform.transform_rect_bbox(path.bounding_box());
            let thin = bounds.height() <= THIN || bounds.width() <= THIN;
            if thin || (is_box && matches!(mode, DrawMode::Stroke(_))) {
                self.shape(bounds);
                return;
            }
        }
        self.shape(Rect::ZERO);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_clip_rect(&mut self, _: &Rect) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let style = self.run_style(run, props.transform);
        for glyph in run.glyphs() {
            let placed = place(glyph, props.transform * glyph.transform(), run, &style);
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.glyph(c.encode_utf8(&mut [0; 4]), placed),
                Some(BfString::String(text)) => self.glyph(&text, placed),
                None => self.glyph("\u{FFFD}", placed),
            }
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.page.is_drawn = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'_>, mode: &DrawMode) {
        let bounds = props.transform.transform_rect_bbox(*rect);
        let thin = bounds.height() <= THIN || bounds.width() <= THIN;
        let edge = matches!(mode, DrawMode::Stroke(_)) || thin;
        self.shape(if edge { bounds } else { Rect::ZERO });
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties
            .and_then(|dict| dict.get::<PdfString<'_>>(ACTUAL_TEXT))
            .map(|text| strings::decode(text.as_bytes()))
            .filter(|text| text.chars().count() <= MAX_ACTUAL_TEXT);
        self.actual.push(text.map(|text| (text, None)));
    }

    fn end_marked_content(&mut self) {
        self.actual.pop();
    }
}

fn advance(glyph: &FontGlyph<'_>) -> f64 {
    let width = match glyph {
        FontGlyph::Outline(glyph) => glyph.advance_width(),
        FontGlyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(width.unwrap_or(0.0))
}

/// The mean thickness of the strokes of a glyph, as a share of its size.
fn stroke_width(outline: &BezPath) -> f32 {
    let length = outline.perimeter(1.0);
    if length > 0.0 { (outline.area().abs() * 2.0 / length / 1000.0) as f32 } else { 0.0 }
}

fn place(glyph: &FontGlyph<'_>, at: Affine, run: &GlyphRun<'_, '_>, style: &RunStyle) -> Glyph {
    let [a, b, c, d, e, f] = at.as_coeffs();
    let size = style.type3_size.unwrap_or((c.hypot(d) * 1000.0) as f32);
    let (turn, width) = match run.writing_mode() {
        WritingMode::Vertical => (Turn::of(-c, -d), size),
        WritingMode::Horizontal => (Turn::of(a, b), (a.hypot(b) * advance(glyph)) as f32),
    };
    Glyph { at: 0, len: 0, weight: style.weight, turn, x: e as f32, y: f as f32, width, size }
}
