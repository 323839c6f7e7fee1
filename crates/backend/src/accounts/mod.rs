//! Who somebody is: what proves it, and how often one may try.

pub mod device;
mod first_guesses;
mod passkeys;
mod passwords;

use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
    time::Duration,
};

pub use self::{
    passkeys::{Made, PasskeyError, Passkeys, Question},
    passwords::{Passwords, PasswordsBusy, is_guessable},
};
use crate::limits::{Buckets, Rate};

/// What proves who somebody is. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    /// Hashes and compares passwords.
    pub passwords: Passwords,
    /// Makes and checks passkeys.
    pub passkeys: Arc<Passkeys>,
    tries: Arc<Tries>,
}

/// Who guesses passwords is slowed down: by where they are, so that the shop has something else to do too, and by whom
/// they want to be, so that nobody guesses from many places at once.
struct Tries {
    addresses: Buckets<IpAddr>,
    accounts: Buckets<String>,
}

impl Accounts {
    /// For a shop that lives at `public_url`; without one, on this machine.
    pub fn new(public_url: Option<&str>) -> Self {
        Self {
            passwords: Passwords::new(),
            passkeys: Arc::new(Passkeys::new(public_url)),
            tries: Arc::new(Tries {
                addresses: Buckets::new(Rate::every(Duration::from_secs(2), 30)),
                accounts: Buckets::new(Rate::every(Duration::from_secs(20), 10)),
            }),
        }
    }

    /// Lets somebody try from an address, or says how long to wait.
    pub fn may_try_from(&self, address: Option<IpAddr>) -> Result<(), Duration> {
        match address {
            Some(address) => self.tries.addresses.take(network(address)),
            None => Ok(()),
        }
    }

    /// Lets somebody try to be whoever has this email address, or says how long to wait.
    pub fn may_try_to_be(&self, email_key: &str) -> Result<(), Duration> {
        self.tries.accounts.take(email_key.to_owned())
    }
}

/// Whoever has one IPv6 address has 2^64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
    }
}
