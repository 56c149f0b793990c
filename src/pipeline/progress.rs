//! How a long task says where it stands.

/// Told of every file, from one thread, in order.
pub trait Progress {
    /// So many files will be looked at.
    fn begin(&self, total: usize);
    /// This one is done.
    fn step(&self, path: &str);
    /// All are done.
    fn end(&self);
}

/// Says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn step(&self, _: &str) {}
    fn end(&self) {}
}
