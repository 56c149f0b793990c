//! Work in parallel, results in order.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;

use rayon::iter::{ParallelBridge, ParallelIterator};

/// Readers of nested markup recurse; the usual 2 MiB are soon used up.
const STACK: usize = 16 << 20;

/// The name of the worker threads begins with this: a panic in one of them is
/// caught, and costs one document.
pub const THREAD_NAME: &str = "whocites-reader";

/// Does `work` for each item on all processors and hands the results to
/// `sink` in the order of the items, as soon as that order allows.
///
/// # Errors
///
/// The first error of `sink`; work that has not begun is then left.
pub(super) fn in_order<T: Send, R: Send, E>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let pool = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .thread_name(|number| format!("{THREAD_NAME}-{number}"))
        .build();
    let Ok(pool) = pool else {
        // No threads to be had: one after the other, then.
        return items.into_iter().map(work).try_for_each(sink);
    };
    std::thread::scope(|scope| {
        let (sender, results) = sync_channel(2 * pool.current_num_threads());
        scope.spawn(move || {
            // `par_bridge` hands items out in order, so that little waits.
            let _ =
                pool.install(|| {
                    items.into_iter().enumerate().par_bridge().try_for_each(|(number, item)| {
                        sender.send((number, work(item))).map_err(drop)
                    })
                });
        });
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, result) in results {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                sink(result)?;
                next += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut seen = Vec::new();
        let slow_first = |n: u64| {
            std::thread::sleep(std::time::Duration::from_millis(20 / (n + 1)));
            n * n
        };
        in_order((0..50).collect(), slow_first, |n| {
            seen.push(n);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(seen, (0..50).map(|n| n * n).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_error_ends_it() {
        let sink = |n| if n == 3 { Err(n) } else { Ok(()) };
        assert_eq!(in_order((0..10_000).collect(), |n| n, sink), Err(3));
    }
}
