//! Ctrl-C, a closed terminal and `kill`: noted, so that a task can stop what it started.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Whether someone asked this task to stop since `watch` was called.
pub fn asked_to_stop() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// From here on a signal no longer ends the task; the task looks at `asked_to_stop`.
#[cfg(unix)]
#[expect(
    unsafe_code,
    reason = "the standard library has no signals, and this crate takes no dependency"
)]
pub fn watch() {
    unsafe extern "C" {
        fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
    }
    extern "C" fn note(_number: i32) {
        ASKED.store(true, Ordering::SeqCst);
    }
    const HANGUP: i32 = 1;
    const INTERRUPT: i32 = 2;
    const TERMINATE: i32 = 15;
    for number in [HANGUP, INTERRUPT, TERMINATE] {
        // SAFETY: `signal` is C's own; the handler only stores into an atomic, which is allowed there.
        unsafe { signal(number, note) };
    }
}

/// Elsewhere Ctrl-C ends the whole console group at once.
#[cfg(not(unix))]
pub fn watch() {}
