//! A token bucket in one number (the "generic cell rate algorithm"): when the next token would be whole again.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// So many at once, then so many a second.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// Time for one token to come back; zero means no limit.
    interval: Duration,
    /// How many tokens a full bucket has.
    burst: u32,
}

impl Rate {
    /// `burst` at once, then `per_second`; 0 a second means no limit.
    pub fn new(per_second: u32, burst: u32) -> Self {
        let interval = match per_second {
            0 => Duration::ZERO,
            some => Duration::from_secs(1) / some,
        };
        Self {
            interval,
            burst: burst.max(1),
        }
    }

    /// `burst` at once, then one each `interval`; zero means no limit.
    pub fn every(interval: Duration, burst: u32) -> Self {
        Self {
            interval,
            burst: burst.max(1),
        }
    }
}

/// One bucket, full at first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bucket {
    /// When the bucket is full again.
    full_at: Option<Instant>,
}

impl Bucket {
    /// Takes a token, or says how long to wait for one.
    pub fn take(&mut self, rate: &Rate, now: Instant) -> Result<(), Duration> {
        let full_at = self.full_at.map_or(now, |at| at.max(now));
        let missing = full_at - now;
        let spare = rate.interval * (rate.burst - 1);
        if missing > spare {
            return Err(missing - spare);
        }
        self.full_at = Some(full_at + rate.interval);
        Ok(())
    }

    fn is_full(&self, now: Instant) -> bool {
        self.full_at.is_none_or(|at| at <= now)
    }
}

/// A bucket for each key. Full buckets are forgotten, so its size follows the traffic.
#[derive(Debug)]
pub struct Buckets<Key> {
    rate: Rate,
    buckets: Mutex<HashMap<Key, Bucket>>,
}

/// How many buckets are kept before the full ones are swept out.
const SWEEP_AT: usize = 4_096;

impl<Key: Eq + Hash> Buckets<Key> {
    /// All keys share one rate, each has its own bucket.
    pub fn new(rate: Rate) -> Self {
        Self {
            rate,
            buckets: Mutex::new(HashMap::new()),
        }
    }

    /// Takes a token of this key, or says how long to wait for one.
    pub fn take(&self, key: Key) -> Result<(), Duration> {
        if self.rate.interval.is_zero() {
            return Ok(());
        }
        let now = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= SWEEP_AT && !buckets.contains_key(&key) {
            buckets.retain(|_, bucket| !bucket.is_full(now));
        }
        buckets.entry(key).or_default().take(&self.rate, now)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bucket, Rate};
    use std::time::{Duration, Instant};

    #[test]
    fn five_pass_at_once_then_one_a_second() {
        let (rate, start) = (Rate::new(1, 5), Instant::now());
        let mut bucket = Bucket::default();
        assert!((0..5).all(|_| bucket.take(&rate, start).is_ok()));
        assert_eq!(bucket.take(&rate, start), Err(Duration::from_secs(1)));
        let later = start + Duration::from_secs(1);
        assert_eq!(bucket.take(&rate, later), Ok(()));
        assert!(bucket.take(&rate, later).is_err());
    }

    #[test]
    fn a_rested_bucket_holds_its_burst_and_not_more() {
        let (rate, start) = (Rate::new(10, 3), Instant::now());
        let mut bucket = Bucket::default();
        assert!(bucket.take(&rate, start).is_ok());
        let rested = start + Duration::from_secs(60);
        assert_eq!((0..9).filter(|_| bucket.take(&rate, rested).is_ok()).count(), 3);
    }
}
