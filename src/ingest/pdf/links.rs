//! Addresses laid over a page: `/Link` annotations with a `/URI` action.

use hayro_interpret::hayro_syntax::object::dict::keys::{A, ANNOTS, RECT, SUBTYPE, URI};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use kurbo::{Affine, Point};

use super::glyphs::{Glyph, Turn};
use super::strings;

/// Link areas of one page that are looked at.
const MAX_AREAS: usize = 2_000;

/// One rectangle of a link; a link that runs over two lines has two.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkArea {
    /// Index of its address.
    pub(super) target: u16,
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl LinkArea {
    /// Whether the middle of the glyph lies in the area.
    pub(super) fn covers(&self, glyph: &Glyph) -> bool {
        let (along, up) = (glyph.width / 2.0, glyph.size * 0.3);
        let (x, y) = match glyph.turn {
            Turn::Up | Turn::Slanted => (glyph.x + along, glyph.y - up),
            Turn::Clockwise => (glyph.x + up, glyph.y + along),
            Turn::Over => (glyph.x - along, glyph.y + up),
            Turn::Counter => (glyph.x - up, glyph.y - along),
        };
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }

    fn around(points: &[Point], target: u16) -> Option<Self> {
        let first = points.first()?;
        let start = kurbo::Rect::from_points(*first, *first);
        let bounds = points.iter().fold(start, |rect, point| rect.union_pt(*point));
        Some(Self {
            target,
            x0: bounds.x0 as f32,
            y0: bounds.y0 as f32,
            x1: bounds.x1 as f32,
            y1: bounds.y1 as f32,
        })
    }
}

/// The addresses of a page and where they lie.
#[derive(Debug, Default)]
pub(super) struct PageLinks {
    pub(super) areas: Vec<LinkArea>,
    pub(super) targets: Vec<String>,
}

/// Reads the link annotations of a page.
pub(super) fn read(page: &Page<'_>) -> PageLinks {
    let mut links = PageLinks::default();
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else { return links };
    let to_page = Affine::new(page.initial_transform(true).as_coeffs());
    for annotation in annotations.iter::<Dict<'_>>() {
        if links.areas.len() >= MAX_AREAS {
            break;
        }
        let Some(address) = address(&annotation) else { continue };
        let target = match links.targets.iter().position(|known| *known == address) {
            Some(index) => index,
            None => {
                links.targets.push(address);
                links.targets.len() - 1
            }
        };
        let Ok(target) = u16::try_from(target) else { break };
        let quads = corners(&annotation).into_iter().map(|points| {
            let points = points.map(|point| to_page * point);
            LinkArea::around(&points, target)
        });
        links.areas.extend(quads.flatten());
    }
    links
}

fn address(annotation: &Dict<'_>) -> Option<String> {
    let subtype = annotation.get::<Name<'_>>(SUBTYPE)?;
    if subtype.as_str() != "Link" {
        return None;
    }
    let uri = annotation.get::<Dict<'_>>(A)?.get::<PdfString<'_>>(URI)?;
    let text = strings::decode(uri.as_bytes());
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The corners of each quadrilateral, or of the rectangle where there is none.
fn corners(annotation: &Dict<'_>) -> Vec<[Point; 4]> {
    let numbers: Vec<f64> = annotation
        .get::<Array<'_>>(b"QuadPoints")
        .map(|array| array.iter::<f64>().take(8 * 64).collect())
        .unwrap_or_default();
    let quads: Vec<[Point; 4]> =
        numbers.chunks_exact(8).map(|n| [0, 2, 4, 6].map(|i| Point::new(n[i], n[i + 1]))).collect();
    if !quads.is_empty() {
        return quads;
    }
    let Some(rect) = annotation.get::<Rect>(RECT) else { return Vec::new() };
    let (x0, y0, x1, y1) = (rect.x0, rect.y0, rect.x1, rect.y1);
    vec![[(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(Point::from)]
}
