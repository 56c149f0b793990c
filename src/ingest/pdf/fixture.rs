//! Small PDF files for the tests, written out byte by byte.

use std::fmt::Write;

/// A file in the making: A4 pages, Helvetica as `/F1`, Helvetica-Bold as `/F2`.
#[derive(Debug, Default)]
pub(super) struct Fixture {
    pages: Vec<(String, String)>,
    title: String,
}

impl Fixture {
    /// Begins a page.
    pub(super) fn page(mut self) -> Self {
        self.pages.push((String::new(), String::new()));
        self
    }

    /// Text at a place, measured from the lower left corner.
    pub(super) fn text(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.instructions(&format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"))
    }

    /// Bold text.
    pub(super) fn bold(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.instructions(&format!("BT /F2 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET"))
    }

    /// Lines of text under each other, 14 points apart.
    pub(super) fn lines(self, x: f32, y: f32, lines: &[&str]) -> Self {
        let place = |i: usize| y - 14.0 * i as f32;
        lines.iter().enumerate().fold(self, |f, (i, line)| f.text(x, place(i), 11.0, line))
    }

    /// Anything else in the content of the page.
    pub(super) fn instructions(mut self, text: &str) -> Self {
        if let Some((content, _)) = self.pages.last_mut() {
            content.push_str(text);
            content.push('\n');
        }
        self
    }

    /// A link over a rectangle.
    pub(super) fn link(mut self, [x0, y0, x1, y1]: [f32; 4], href: &str) -> Self {
        if let Some((_, annotations)) = self.pages.last_mut() {
            let _ = write!(
                annotations,
                "<</Type/Annot/Subtype/Link/Rect[{x0} {y0} {x1} {y1}]/A<</S/URI/URI({href})>>>>"
            );
        }
        self
    }

    /// The title in the information dictionary.
    pub(super) fn title(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// The bytes of the file.
    pub(super) fn build(self) -> Vec<u8> {
        let count = self.pages.len();
        let kids: String = (0..count).map(|i| format!("{} 0 R ", 6 + 2 * i)).collect();
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"),
            font("Helvetica"),
            font("Helvetica-Bold"),
            format!("<</Title({})>>", self.title),
        ];
        for (i, (content, annotations)) in self.pages.into_iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
                 /Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Annots[{annotations}]>>",
                7 + 2 * i
            ));
            objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len() + 1));
        }
        assemble(&objects)
    }
}

fn font(name: &str) -> String {
    format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{} 0 obj\n{object}\nendobj", i + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}
