//! So many at once for each address: of what stays open, which no rate can limit.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::Address;

/// The places that each address has.
#[derive(Debug)]
pub struct Places {
    most: u32,
    taken: Taken,
}

/// How many places each address has taken.
type Taken = Arc<Mutex<HashMap<Address, u32>>>;

/// One place, given back when dropped.
#[derive(Debug)]
pub struct Place {
    /// Nothing if nobody counts.
    of: Option<(Address, Taken)>,
}

impl Places {
    /// `most` for each address; 0 means no limit.
    pub fn new(most: u32) -> Self {
        Self {
            most,
            taken: Arc::default(),
        }
    }

    /// A place of this address, if one is free.
    pub fn take(&self, address: Option<Address>) -> Option<Place> {
        let Some(address) = address.filter(|_| self.most > 0) else {
            return Some(Place { of: None });
        };
        let mut all = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = all.entry(address).or_default();
        if *taken >= self.most {
            return None;
        }
        *taken += 1;
        Some(Place {
            of: Some((address, Arc::clone(&self.taken))),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((address, taken)) = &self.of else { return };
        let mut all = taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = all.get_mut(address) {
            *taken -= 1;
            if *taken == 0 {
                all.remove(address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::{Address, Places};

    fn address(last: u8) -> Option<Address> {
        Some(Address::from(std::net::IpAddr::from(Ipv4Addr::new(
            192, 0, 2, last,
        ))))
    }

    #[test]
    fn a_place_that_is_given_back_is_free_and_forgotten() {
        let places = Places::new(1);
        let first = places.take(address(1));
        assert!(first.is_some() && places.take(address(1)).is_none());
        assert!(places.take(address(2)).is_some(), "others have their own");
        drop(first);
        assert!(places.taken.lock().expect("no panic").is_empty());
        assert!(places.take(address(1)).is_some());
    }

    #[test]
    fn no_limit_and_no_address_are_not_counted() {
        let (unlimited, one) = (Places::new(0), Places::new(1));
        let many: Vec<_> = (0..9)
            .flat_map(|_| [unlimited.take(address(1)), one.take(None)])
            .collect();
        assert!(many.iter().all(Option::is_some));
    }
}
