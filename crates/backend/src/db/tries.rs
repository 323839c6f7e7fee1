//! Which tries to pay are under way: kept in memory and let go when dropped. However a try breaks off (an error, a
//! panic, the end of the process), the next request with its key finds that nobody works on it.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use crate::clock;

/// The names of the tries that this process works on. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Tries(Arc<Mutex<HashSet<String>>>);

/// One try to pay; under way until its last clone is dropped.
#[derive(Debug, Clone)]
pub struct Try(Arc<Named>);

#[derive(Debug)]
struct Named {
    name: String,
    tries: Tries,
}

impl Tries {
    /// A new try, under way from now on.
    pub(super) fn begin(&self) -> Try {
        let name = clock::random_id("try");
        self.change(|names| names.insert(name.clone()));
        Try(Arc::new(Named {
            name,
            tries: self.clone(),
        }))
    }

    /// Whether somebody works on the try of this name.
    pub(super) fn is_under_way(&self, name: &str) -> bool {
        self.change(|names| names.contains(name))
    }

    /// Whether nobody works on any.
    pub(super) fn is_empty(&self) -> bool {
        self.change(|names| names.is_empty())
    }

    fn change<T>(&self, change: impl FnOnce(&mut HashSet<String>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Try {
    /// The name under which the database knows it.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        self.tries.change(|names| names.remove(&self.name));
    }
}

#[cfg(test)]
mod tests {
    use super::Tries;

    #[tokio::test]
    async fn a_try_is_let_go_even_by_a_panic() {
        let tries = Tries::default();
        let one = tries.begin();
        let name = one.name().to_owned();
        let worker = tokio::spawn(async move {
            let _held = one;
            tokio::task::yield_now().await;
            panic!("on purpose");
        });
        assert!(tries.is_under_way(&name));
        assert!(worker.await.is_err_and(|error| error.is_panic()));
        assert!(!tries.is_under_way(&name));
    }
}
