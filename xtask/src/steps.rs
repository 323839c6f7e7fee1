//! What a set-up says while it works: what it found, what it did, how long that took.

use crate::process::seconds;
use std::time::Instant;

/// The report of one set-up, printed as it happens.
#[derive(Debug)]
pub struct Steps {
    /// Whether things that were already in place are named too.
    every: bool,
    started: Instant,
    last: Instant,
    done: usize,
}

impl Steps {
    /// Starts the report; `every` also names what needed no work.
    pub fn new(every: bool) -> Self {
        let now = Instant::now();
        Self {
            every,
            started: now,
            last: now,
            done: 0,
        }
    }

    /// Something is already there.
    pub fn found(&mut self, what: &str, detail: &str) {
        if self.every {
            println!("  found  {what:<28} {detail} ({})", seconds(self.last.elapsed()));
        }
        self.last = Instant::now();
    }

    /// Does one piece of work, named while it runs and timed when it ends.
    pub fn run(&mut self, what: &str, work: impl FnOnce(&str) -> Result<(), String>) -> Result<(), String> {
        let started = Instant::now();
        println!("  start  {what}");
        self.done += 1;
        let result = work(what);
        let word = if result.is_ok() { "done " } else { "failed" };
        println!("  {word:<6} {what:<28} ({})", seconds(started.elapsed()));
        self.last = Instant::now();
        result
    }

    /// A remark that changes nothing.
    pub fn note(&self, text: &str) {
        println!("  note   {text}");
    }

    /// The last line: how long it took altogether.
    pub fn finish(&self) {
        let total = seconds(self.started.elapsed());
        if self.done > 0 {
            println!("Set up: {} step(s) done in {total}", self.done);
        } else if self.every {
            println!("Set up: everything was in place ({total})");
        }
    }
}
