//! Parts of whole minor units that add up.

/// `amount` · `of` / `whole`, rounded half away from zero. Nothing here is below zero.
pub fn part(amount: i128, of: i128, whole: i128) -> i128 {
    if whole <= 0 {
        return 0;
    }
    (amount * of * 2 + whole) / (2 * whole)
}

/// `total` in shares as large as the weights, which are together at least `total`: each gets its part rounded down, and
/// what is left goes, one unit each, to those that lost most by it; of equal ones to the first. No share is larger than
/// its weight.
pub fn spread(total: i128, weights: &[i128]) -> Vec<i128> {
    let whole: i128 = weights.iter().sum();
    if whole <= 0 {
        return vec![0; weights.len()];
    }
    let mut shares: Vec<i128> = weights.iter().map(|weight| total * weight / whole).collect();
    let mut losses: Vec<i128> = weights.iter().map(|weight| total * weight % whole).collect();
    // Fewer units are left than there are shares. Sorting a handful would weigh more in the browser.
    for _ in 0..total - shares.iter().sum::<i128>() {
        let most = losses.iter().max().copied();
        let at = losses.iter().position(|loss| Some(*loss) == most);
        if let Some((share, loss)) = at.and_then(|at| shares.get_mut(at).zip(losses.get_mut(at))) {
            *share += 1;
            *loss = -1;
        }
    }
    shares
}

pub fn held_in_i64(wide: i128) -> i64 {
    i64::try_from(wide).unwrap_or(if wide < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::{part, spread};

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        for (amount, five_percent) in [(9, 0), (10, 1), (29, 1), (30, 2), (999, 50)] {
            assert_eq!(part(amount, 50, 1_000), five_percent, "5 % of {amount}");
        }
        assert_eq!(part(100, 1, 0), 0);
    }

    #[test]
    fn shares_add_up_and_the_largest_loss_gets_the_last_unit() {
        assert_eq!(spread(2, &[1, 1, 1]), [1, 1, 0]);
        assert_eq!(spread(100, &[50, 30, 21]), [49, 30, 21]);
        assert_eq!(spread(5, &[5, 0]), [5, 0]);
        assert_eq!(spread(0, &[]), [0; 0]);
        assert_eq!(spread(3, &[0, 0]), [0, 0]);
    }
}
