//! A handful of things by name. A `BTreeMap` costs the browser 3 KB of code before it holds anything.

/// Things by name, found by looking at each.
pub(super) struct Few<T>(Vec<(String, T)>);

impl<T> Few<T> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, thing)| thing)
    }

    /// Puts a thing in the place of any other of its name.
    pub(super) fn set(&mut self, name: &str, thing: T) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = thing,
            None => self.0.push((name.to_owned(), thing)),
        }
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// Removes all whose names begin so.
    pub(super) fn remove_all(&mut self, beginning: &str) {
        self.0.retain(|(known, _)| !known.starts_with(beginning));
    }
}
