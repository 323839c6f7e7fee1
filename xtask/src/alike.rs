//! An order of functions in which alike ones are neighbours: brotli then finds more of each in the last few.
//!
//! Leptos makes hundreds of nearly equal functions, one per type, and the linker puts them where they come. Measured on
//! the storefront: 403 KB in the order of names, 389 KB in this one.

use std::collections::HashMap;

/// Two functions are as alike as the runs of this many bytes that they share.
const RUN: usize = 6;

/// A run that more functions than this have says nothing about any of them.
const COMMON: usize = 256;

/// How much the last functions in the order count when the next one is chosen.
const WEIGHTS: [f64; 4] = [1.0, 0.5, 0.33, 0.25];

/// The indices of the functions, alike ones beside each other.
pub fn order(functions: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<Vec<&[u8]>> = functions.iter().map(|code| runs_of(code)).collect();
    let owners = owners(&runs);
    // Where nothing is alike, the next one by content begins anew.
    let mut by_content: Vec<usize> = (0..functions.len()).collect();
    by_content.sort_by_key(|index| functions.get(*index));
    let mut by_content = by_content.into_iter();

    let mut waiting = vec![true; functions.len()];
    let mut order: Vec<usize> = Vec::with_capacity(functions.len());
    let size = |index: usize| runs.get(index).map_or(0, Vec::len) as f64;
    loop {
        let mut shared: HashMap<usize, f64> = HashMap::new();
        for (index, weight) in order.iter().rev().zip(WEIGHTS) {
            for run in runs.get(*index).into_iter().flatten() {
                for other in owners.get(run).into_iter().flatten() {
                    if waiting.get(*other) == Some(&true) {
                        *shared.entry(*other).or_default() += weight;
                    }
                }
            }
        }
        let last = order.last().map_or(0.0, |last| size(*last));
        let likeness = |(index, shared): &(usize, f64)| shared / (size(*index) + last - shared).max(1.0);
        let best = shared
            .into_iter()
            // Equally alike: the first one, so that two builds are the same.
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.0.cmp(&a.0)))
            .map(|(index, _)| index);
        let next = best.or_else(|| by_content.find(|index| waiting.get(*index) == Some(&true)));
        let Some(next) = next else { return order };
        if let Some(waits) = waiting.get_mut(next) {
            *waits = false;
        }
        order.push(next);
    }
}

fn runs_of(code: &[u8]) -> Vec<&[u8]> {
    let mut runs: Vec<&[u8]> = code.windows(RUN).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Which functions have a run, where that tells them apart.
fn owners<'c>(runs: &[Vec<&'c [u8]>]) -> HashMap<&'c [u8], Vec<usize>> {
    let mut owners: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (index, runs) in runs.iter().enumerate() {
        for run in runs {
            owners.entry(run).or_default().push(index);
        }
    }
    owners.retain(|_, owners| (2..=COMMON).contains(&owners.len()));
    owners
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn alike_functions_become_neighbours() {
        let functions: [&[u8]; 5] = [
            b"abcdefghijkl",
            b"0123456789",
            b"zz",
            b"abcdefghijXX",
            b"x0123456789",
        ];
        let order = order(&functions);
        let place = |wanted: usize| order.iter().position(|index| *index == wanted).unwrap_or(99);
        assert_eq!(place(0).abs_diff(place(3)), 1);
        assert_eq!(place(1).abs_diff(place(4)), 1);
    }

    #[test]
    fn every_function_is_there_once() {
        let functions: Vec<Vec<u8>> = (0..100_u8)
            .map(|index| vec![index % 7; usize::from(index % 13)])
            .collect();
        let functions: Vec<&[u8]> = functions.iter().map(Vec::as_slice).collect();
        let mut found = order(&functions);
        found.sort_unstable();
        assert_eq!(found, (0..100).collect::<Vec<_>>());
    }
}
