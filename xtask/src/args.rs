//! The words after a task's name.

use std::collections::VecDeque;
use std::path::PathBuf;

/// Words not yet understood; each question takes its words out.
#[derive(Debug)]
pub struct Args(VecDeque<String>);

impl Args {
    /// The words of one task.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Whether a flag was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    /// The value of `--name VALUE` or `--name=VALUE`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let prefix = format!("{name}=");
        let Some(at) = self
            .0
            .iter()
            .position(|word| word == name || word.starts_with(&prefix))
        else {
            return Ok(None);
        };
        let word = self.0.remove(at).unwrap_or_default();
        match word.strip_prefix(&prefix) {
            Some(value) => Ok(Some(value.to_owned())),
            None => self
                .0
                .remove(at)
                .map(Some)
                .ok_or_else(|| format!("{name} needs a value")),
        }
    }

    /// The value of an option that is a number.
    pub fn number(&mut self, name: &str) -> Result<Option<u16>, String> {
        let value = self.value(name)?;
        value
            .map(|text| {
                text.parse()
                    .map_err(|_| format!("{name} needs a number, not `{text}`"))
            })
            .transpose()
    }

    /// The value of an option that is a folder.
    pub fn folder(&mut self, name: &str) -> Result<Option<PathBuf>, String> {
        Ok(self.value(name)?.map(PathBuf::from))
    }

    /// The next word that is not an option.
    pub fn word(&mut self) -> Option<String> {
        let at = self.0.iter().position(|word| !word.starts_with('-'))?;
        self.0.remove(at)
    }

    /// Everything that is left, for a program behind this one.
    pub fn rest(self) -> Vec<String> {
        self.0.into()
    }

    /// Nothing may be left over.
    pub fn finish(self) -> Result<(), String> {
        match self.0.front() {
            None => Ok(()),
            Some(word) => Err(format!("`{word}` is not understood; `--help` lists what is")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn values_come_after_a_blank_or_an_equals_sign() {
        assert_eq!(args("--port 81").number("--port"), Ok(Some(81)));
        assert_eq!(args("--port=81").number("--port"), Ok(Some(81)));
        assert!(args("--port").number("--port").is_err());
        assert!(args("--port x").number("--port").is_err());
    }

    #[test]
    fn a_word_nobody_asked_for_is_an_error() {
        let mut words = args("fast --quick");
        assert_eq!(words.word().as_deref(), Some("fast"));
        assert!(words.finish().is_err());
    }
}
