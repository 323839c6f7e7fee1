//! Running other programs: with a progress line, in plain view, or only for their answer.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// How much of a failed program's output is shown.
const LINES_SHOWN: usize = 40;

type Tail = Arc<Mutex<VecDeque<String>>>;

/// Runs a program whose output only matters when it fails; shows one line of progress meanwhile.
pub fn run_quietly(label: &str, command: &mut Command, limit: Option<Duration>) -> Result<(), String> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    let tail: Tail = Tail::default();
    let readers = [
        child.stdout.take().map(|out| keep_tail(out, &tail)),
        child.stderr.take().map(|err| keep_tail(err, &tail)),
    ];
    let mut progress = Progress::new(label);
    let status = loop {
        if let Some(status) = exited(&mut child, command)? {
            break status;
        }
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            stop_child(&mut child);
            progress.clear();
            return Err(format!(
                "`{}` did not finish in {}",
                shown(command),
                seconds(started.elapsed())
            ));
        }
        progress.show(started.elapsed(), lock(&tail).back());
        thread::sleep(Duration::from_millis(100));
    };
    progress.clear();
    for reader in readers.into_iter().flatten() {
        // A reader only panics if the process itself is out of memory; its lines are a courtesy.
        drop(reader.join());
    }
    if status.success() {
        return Ok(());
    }
    let lines: Vec<String> = lock(&tail).iter().map(|line| format!("    {line}")).collect();
    Err(format!(
        "`{}` failed ({status}):\n{}",
        shown(command),
        lines.join("\n")
    ))
}

/// Runs a program whose output belongs to the person at the terminal.
pub fn run_visibly(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status})", shown(command)))
    }
}

/// Which of a program's two outputs is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watched {
    /// Standard output: what tests say.
    Output,
    /// Standard error: what cargo and compilers say.
    Errors,
}

/// Runs a program in plain view and hands every line of one of its outputs to `each` as well.
pub fn run_watched(
    command: &mut Command,
    watched: Watched,
    mut each: impl FnMut(&str),
) -> Result<(), String> {
    match watched {
        Watched::Output => command.stdout(Stdio::piped()),
        Watched::Errors => command.stderr(Stdio::piped()),
    };
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let out: Option<Box<dyn Read>> = match watched {
        Watched::Output => child.stdout.take().map(|out| Box::new(out) as _),
        Watched::Errors => child.stderr.take().map(|out| Box::new(out) as _),
    };
    if let Some(out) = out {
        let mut out = BufReader::new(out);
        let mut line = Vec::new();
        while out.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line).into_owned();
            print!("{text}");
            each(text.trim_end());
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status})", shown(command)))
    }
}

/// What a program prints, if it can be started and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let quoted = words.map(|word| {
        let word = word.to_string_lossy();
        if word.contains([' ', '"', '$']) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// A time span for people: `0.3 s`, `48 s`, `3 min 20 s`.
pub fn seconds(span: Duration) -> String {
    match span.as_secs() {
        0..=9 => format!("{:.1} s", span.as_secs_f64()),
        whole @ 10..=99 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

/// Whether the child has ended; asking must not fail silently.
pub fn exited(child: &mut Child, command: &Command) -> Result<Option<ExitStatus>, String> {
    child
        .try_wait()
        .map_err(|error| format!("lost sight of `{}`: {error}", shown(command)))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start `{}`: {error}", shown(command))
}

fn stop_child(child: &mut Child) {
    // It may have ended in between; either way it is gone afterwards.
    drop(child.kill());
    drop(child.wait());
}

fn keep_tail(stream: impl Read + Send + 'static, tail: &Tail) -> thread::JoinHandle<()> {
    let tail = Arc::clone(tail);
    thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        let mut line = Vec::new();
        while stream.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if text.is_empty() {
                continue;
            }
            let mut tail = lock(&tail);
            if tail.len() == LINES_SHOWN {
                tail.pop_front();
            }
            tail.push_back(text);
        }
    })
}

fn lock(tail: &Tail) -> MutexGuard<'_, VecDeque<String>> {
    tail.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// One line that says what is going on: rewritten in a terminal, repeated every 15 s in a log.
struct Progress {
    label: String,
    terminal: bool,
    last: Duration,
}

impl Progress {
    fn new(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            terminal: std::io::stdout().is_terminal(),
            last: Duration::ZERO,
        }
    }

    fn show(&mut self, elapsed: Duration, line: Option<&String>) {
        let pause = Duration::from_secs(if self.terminal { 1 } else { 15 });
        if elapsed < self.last + pause {
            return;
        }
        self.last = elapsed;
        let line = line.map(String::as_str).unwrap_or_default().trim_start();
        let text: String = format!("  {}: {} {line}", self.label, seconds(elapsed))
            .chars()
            .take(100)
            .collect();
        if self.terminal {
            print!("\r\x1b[K{text}");
            // A terminal that can't be written to shows nothing; the work goes on.
            drop(std::io::stdout().flush());
        } else {
            println!("{text}");
        }
    }

    fn clear(&self) {
        if self.terminal && self.last > Duration::ZERO {
            print!("\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_hangs_is_stopped_at_its_limit() {
        let started = Instant::now();
        let result = run_quietly(
            "sleep",
            Command::new("sleep").arg("30"),
            Some(Duration::from_millis(300)),
        );
        assert!(result.is_err());
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_failing_program_shows_its_last_lines() {
        let result = run_quietly("sh", Command::new("sh").args(["-c", "echo reason; exit 3"]), None);
        assert!(result.is_err_and(|text| text.contains("reason") && text.contains('3')));
    }

    #[test]
    fn time_spans_read_like_a_person_says_them() {
        assert_eq!(seconds(Duration::from_millis(340)), "0.3 s");
        assert_eq!(seconds(Duration::from_secs(48)), "48 s");
        assert_eq!(seconds(Duration::from_secs(200)), "3 min 20 s");
    }
}
