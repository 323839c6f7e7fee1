//! Programs that run beside a task and must be gone when it ends, however it ends.

use crate::process::{exited, shown};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to end when asked.
const PATIENCE: Duration = Duration::from_secs(5);

/// Ends a process group when its standard input closes, which happens even if the task is killed with -9.
const GUARD: &str = r#"cat >/dev/null
for signal in INT TERM KILL; do
  kill -s $signal -- "-$1" 2>/dev/null || exit 0
  sleep 2
done"#;

/// A running program with everything it started.
pub struct Service {
    /// What it is called in messages.
    pub name: &'static str,
    command: Command,
    child: Child,
    guard: Option<Child>,
}

impl Service {
    /// Starts it in a process group of its own. With `prefixed`, its lines carry its name.
    pub fn start(name: &'static str, mut command: Command, prefixed: bool) -> Result<Self, String> {
        own_group(&mut command);
        command.stdin(Stdio::null());
        if prefixed {
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
        }
        let mut child = command
            .spawn()
            .map_err(|error| format!("cannot start `{}`: {error}", shown(&command)))?;
        if let Some(out) = child.stdout.take() {
            print_prefixed(name, out);
        }
        if let Some(err) = child.stderr.take() {
            print_prefixed(name, err);
        }
        let guard = guard(child.id());
        Ok(Self {
            name,
            command,
            child,
            guard,
        })
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, String> {
        exited(&mut self.child, &self.command)
    }

    /// Asks it to end without waiting for it; dropping it waits.
    pub fn ask_to_stop(&self) {
        signal_group(self.child.id(), "INT");
    }

    /// The sentence for a program that ended on its own.
    pub fn ended_by_itself(&self, status: ExitStatus) -> String {
        format!(
            "the {} ended by itself ({status}): `{}`",
            self.name,
            shown(&self.command)
        )
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.ask_to_stop();
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE && !matches!(self.ended(), Ok(Some(_)) | Err(_)) {
            thread::sleep(Duration::from_millis(50));
        }
        // What it started may outlive it, so the whole group goes, and then the child is collected.
        signal_group(self.child.id(), "KILL");
        drop(self.child.kill());
        drop(self.child.wait());
        if let Some(mut guard) = self.guard.take() {
            drop(guard.kill());
            drop(guard.wait());
        }
    }
}

fn print_prefixed(name: &'static str, stream: impl std::io::Read + Send + 'static) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { break };
            println!("{name} | {line}");
        }
    });
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_command: &mut Command) {}

#[cfg(unix)]
fn guard(group: u32) -> Option<Child> {
    let mut command = Command::new("sh");
    own_group(&mut command);
    command.args(["-c", GUARD, "guard", &group.to_string()]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // Without a guard only `kill -9` of the task leaves something behind.
    command.spawn().ok()
}

#[cfg(not(unix))]
fn guard(_group: u32) -> Option<Child> {
    None
}

#[cfg(unix)]
fn signal_group(group: u32, signal: &str) {
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "kill -s \"$1\" -- \"-$2\"",
        "sh",
        signal,
        &group.to_string(),
    ]);
    // A group that is already gone is what was wanted.
    drop(command.stdin(Stdio::null()).stderr(Stdio::null()).status());
}

#[cfg(not(unix))]
fn signal_group(_group: u32, _signal: &str) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn dropping_a_service_ends_what_it_started_too() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & trap '' INT; wait; sleep 60"]);
        let Ok(service) = Service::start("sleeper", command, false) else {
            panic!("no sh")
        };
        let group = service.child.id().to_string();
        assert!(running_in(&group) > 0);
        drop(service);
        let dropped = Instant::now();
        while running_in(&group) > 0 {
            assert!(dropped.elapsed() < Duration::from_secs(5), "something is left");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Processes of the group that are not merely waiting to be collected.
    fn running_in(group: &str) -> usize {
        let processes: Vec<fs::DirEntry> = fs::read_dir("/proc")
            .map(|all| all.flatten().collect())
            .unwrap_or_default();
        let of_group = |stat: &String| {
            let words: Vec<&str> = stat
                .rsplit(')')
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .collect();
            words.first() != Some(&"Z") && words.get(2) == Some(&group)
        };
        let stats = processes
            .iter()
            .filter_map(|process| fs::read_to_string(process.path().join("stat")).ok());
        stats.filter(of_group).count()
    }
}
