//! Which pieces are bold: those whose strokes are thicker than is usual in the
//! document.

use super::layout::PageText;
use super::lines::Line;

/// How much thicker than usual bold strokes are.
const BOLD: f32 = 1.28;
/// Stroke widths are counted in steps of a thousandth of the size.
const STEPS: usize = 400;

/// Marks the bold pieces of all pages.
pub(super) fn mark_bold(pages: &mut [PageText]) {
    let mut counts = vec![0_usize; STEPS];
    for line in pages.iter().flat_map(PageText::lines) {
        for piece in line.pieces.iter().filter(|piece| piece.weight > 0.0) {
            let step = (piece.weight * 1000.0) as usize;
            counts[step.min(STEPS - 1)] += piece.text.len();
        }
    }
    let half = counts.iter().sum::<usize>() / 2;
    let mut below = 0;
    let usual = counts.iter().position(|count| {
        below += count;
        below > half
    });
    let Some(usual) = usual else { return };
    let limit = (usual as f32 + 0.5) / 1000.0 * BOLD;
    for line in pages.iter_mut().flat_map(|page| &mut page.columns).flatten() {
        mark_line(line, limit);
    }
}

fn mark_line(line: &mut Line, limit: f32) {
    for piece in &mut line.pieces {
        piece.bold = piece.weight > limit;
    }
    for line in line.table.iter_mut().flat_map(|cell| &mut cell.lines) {
        mark_line(line, limit);
    }
}
