//! What the shop signs about a review, word for word: shop and storefront must make the same text of the same facts.

use meadow_wire::{Outcome, ProductId, Review};

/// The text that the proof of a review signs. `None` if there is no proof, or if it contradicts the review.
///
/// One fact a line, so that nothing can be read two ways; an id that holds a line break has no text.
pub fn statement(product: &ProductId, review: &Review) -> Option<String> {
    let proof = review.proof.as_ref()?;
    let variant = review.variant.as_ref()?;
    let outcome = match review.outcome {
        Outcome::Kept => "kept",
        Outcome::Returned => "returned",
    };
    let words = [
        review.id.as_str(),
        product.as_str(),
        variant.as_str(),
        &proof.bought,
    ];
    if review.days_used > proof.days || words.iter().any(|word| word.contains(char::is_control)) {
        return None;
    }
    let [id, product, variant, bought] = words;
    let (days, paid) = (proof.days, if review.paid { "yes" } else { "no" });
    Some(format!(
        "meadow proof 1\nreview {id}\nproduct {product}\nvariant {variant}\nbought {bought}\ndays {days}\n\
         outcome {outcome}\npaid {paid}\n"
    ))
}

#[cfg(test)]
mod tests {
    use meadow_wire::PurchaseProof;

    use super::*;

    fn review() -> Review {
        Review {
            id: "r-1".into(),
            variant: Some("g-1:38".into()),
            days_used: 30,
            proof: Some(PurchaseProof {
                bought: "2026-08".to_owned(),
                days: 41,
                ..PurchaseProof::default()
            }),
            ..Review::default()
        }
    }

    #[test]
    fn every_fact_stands_on_a_line_of_its_own() {
        assert_eq!(
            statement(&"g-1".into(), &review()).as_deref(),
            Some(
                "meadow proof 1\nreview r-1\nproduct g-1\nvariant g-1:38\nbought 2026-08\ndays 41\noutcome kept\npaid no\n"
            )
        );
    }

    #[test]
    fn what_contradicts_its_proof_has_no_statement() {
        let mut longer = review();
        longer.days_used = 42;
        assert_eq!(statement(&"g-1".into(), &longer), None);
        let mut two_lines = review();
        two_lines.variant = Some("g-1:38\ndays 900".into());
        assert_eq!(statement(&"g-1".into(), &two_lines), None);
        let mut unknown = review();
        unknown.proof = None;
        assert_eq!(statement(&"g-1".into(), &unknown), None);
    }
}
