//! Calls a reader that may panic, and keeps its panic message off the screen.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Stack for the readers: forms nest up to fifty deep, on frames that are large.
const STACK: usize = 64 << 20;

/// Runs `work` and turns a panic into an error that names it.
///
/// The panic hook of the program stays in force for every other thread and
/// everything else on this one.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.with(Cell::get) {
                previous(info);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.map_err(|cause| {
        let text = cause
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| cause.downcast_ref::<String>().cloned());
        let text = text.unwrap_or_else(|| "the reader gave up".to_owned());
        text.lines().next().unwrap_or_default().chars().take(200).collect()
    })
}

/// Runs `work` on a thread with room for deep recursion.
pub(super) fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, String> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name("pdf".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || guarded(work))
            .map_err(|error| error.to_string())?;
        thread.join().unwrap_or_else(|_| Err("the reader gave up".to_owned()))
    })
}
