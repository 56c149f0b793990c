//! The progress bar.

use std::cell::RefCell;

use indicatif::{ProgressBar, ProgressStyle};

use super::safe;
use crate::pipeline::Progress;

/// A bar on standard error.
#[derive(Default)]
pub(super) struct Bar(RefCell<Option<ProgressBar>>);

impl Progress for Bar {
    fn begin(&self, total: usize) {
        let bar = ProgressBar::new(total as u64);
        let template = "{bar:24} {human_pos}/{human_len}  {elapsed_precise}  {wide_msg:.dim}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        *self.0.borrow_mut() = Some(bar);
    }

    fn step(&self, path: &str) {
        if let Some(bar) = &*self.0.borrow() {
            bar.set_message(safe::line(path));
            bar.inc(1);
        }
    }

    fn end(&self) {
        if let Some(bar) = self.0.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}
