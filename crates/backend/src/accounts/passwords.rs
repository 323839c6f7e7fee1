//! Passwords: argon2id as OWASP tunes it (19 MiB, two passes, one lane), a few at a time, away from the threads that
//! answer.

use std::{num::NonZero, sync::Arc, thread};

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use meadow_wire::{NewPerson, Password};
use tokio::sync::Semaphore;

use super::first_guesses::COMMON;
use crate::clock;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Each takes 19 MiB and a core: not more at once.
const AT_ONCE: usize = 4;
/// Whoever comes when so many wait is sent away.
const WAITING: usize = 64;

/// Nobody's password: compared with where there is no account, so that an answer takes as long as if there were one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Tm9ib2R5J3Mgc2FsdCE$7RYWtXzE5m0bJ3t0qTtR0m6r8bM1xQe9yVh2kLwPz4A";

/// Hashes and compares. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// Why a password was not looked at.
#[derive(Debug, thiserror::Error)]
pub enum PasswordsBusy {
    /// Too many wait already.
    #[error("too many passwords wait")]
    TooMany,
    /// The hash can't be made or read.
    #[error("a password can't be hashed: {0}")]
    Broken(String),
}

impl Passwords {
    /// As many at once as there are cores to spare.
    pub fn new() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            places: Arc::new(Semaphore::new(cores.min(AT_ONCE))),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }

    /// What is kept of a password.
    pub async fn hash(&self, password: &Password) -> Result<String, PasswordsBusy> {
        let password = password.clone();
        self.work(move || {
            let salt = SaltString::encode_b64(&clock::random_bytes::<16>()).map_err(broken)?;
            let hash = argon2()?
                .hash_password(password.0.as_bytes(), &salt)
                .map_err(broken)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether it is the password that was kept. Without one the same work is done, and it is not.
    pub async fn is(&self, password: &Password, kept: Option<String>) -> Result<bool, PasswordsBusy> {
        let password = password.clone();
        self.work(move || {
            let exists = kept.is_some();
            let kept = kept.unwrap_or_else(|| NOBODY.to_owned());
            let kept = PasswordHash::new(&kept).map_err(broken)?;
            // A hash says how it was made: those from before another tuning still fit.
            let fits = argon2()?.verify_password(password.0.as_bytes(), &kept).is_ok();
            Ok(fits && exists)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordsBusy> + Send + 'static,
    ) -> Result<T, PasswordsBusy> {
        let _in_line = self.waiting.try_acquire().map_err(|_| PasswordsBusy::TooMany)?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(broken)?;
        // The place goes along: whoever hangs up does not make room before the work is done.
        let worked = tokio::task::spawn_blocking(move || {
            let worked = work();
            drop(place);
            worked
        });
        worked.await.map_err(broken)?
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordsBusy> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn broken(error: impl std::fmt::Display) -> PasswordsBusy {
    PasswordsBusy::Broken(error.to_string())
}

/// Whether a password is among those that are tried first: the commonest, and the person's own name and address.
pub fn is_guessable(password: &Password, person: &NewPerson) -> bool {
    let password = password.0.trim().to_lowercase();
    let stem = password.trim_end_matches(|last: char| last.is_ascii_digit() || last.is_ascii_punctuation());
    let email = person.email.to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    let name = person.name.to_lowercase();
    let only_one = password.chars().all(|letter| password.starts_with(letter));
    only_one
        || COMMON
            .split_whitespace()
            .any(|common| common == password || common == stem)
        || [email.as_str(), local, name.as_str()]
            .iter()
            .any(|own| !own.is_empty() && (*own == password || *own == stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Password {
        Password(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_and_known_again() {
        let passwords = Passwords::new();
        let kept = passwords.hash(&secret("a lamp that hums")).await.expect("a hash");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let other = passwords.hash(&secret("a lamp that hums")).await.expect("a hash");
        assert_ne!(kept, other, "salted");
        let is = async |text: &str| {
            passwords
                .is(&secret(text), Some(kept.clone()))
                .await
                .expect("an answer")
        };
        assert!(is("a lamp that hums").await);
        assert!(!is("A lamp that hums").await);
    }

    #[tokio::test]
    async fn nobody_has_a_password_and_it_takes_the_same_work() {
        let passwords = Passwords::new();
        let nobody = PasswordHash::new(NOBODY).expect("a hash");
        let params = Params::try_from(&nobody).expect("its tuning");
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (MEMORY_KIB, PASSES, LANES)
        );
        assert!(
            !passwords
                .is(&secret("whatever it is"), None)
                .await
                .expect("an answer")
        );
    }

    #[test]
    fn the_commonest_passwords_and_ones_own_name_are_guessable() {
        let mira = NewPerson {
            name: "Mira Lindqvist".to_owned(),
            email: "mira.lindqvist@example.org".to_owned(),
        };
        for guessable in [
            "password",
            "Passwort!",
            "12345678",
            "qwertyuiop",
            "iloveyou2024",
            "aaaaaaaaaaaa",
            "mira lindqvist",
            "mira.lindqvist",
            "Mira.Lindqvist@example.org",
        ] {
            assert!(is_guessable(&secret(guessable), &mira), "{guessable}");
        }
        assert!(!is_guessable(&secret("a lamp that hums"), &mira));
    }
}
