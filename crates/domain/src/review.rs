//! What can be said of something that was bought, and when.

use meadow_wire::{
    FieldError, Order, OrderLine, OrderState, OrderStep, Outcome, ReviewRequest, ReviewWords, Timestamp,
    Trait,
};

use crate::{limits, returns::came_back, validate::check_photos};

const DAY_MS: i64 = 86_400_000;

/// What people may tell about themselves: the keys, and the values of each; none means a height in centimetres.
pub const TRAITS: [(&str, &[&str]); 10] = [
    ("height_cm", &[]),
    (
        "build",
        &["slim", "straight", "pear", "apple", "athletic", "curvy"],
    ),
    ("foot_width", &["narrow", "regular", "wide", "very_wide"]),
    ("instep", &["low", "regular", "high"]),
    ("skin", &["dry", "oily", "combination", "sensitive"]),
    ("budget", &["careful", "middle", "generous"]),
    ("noise", &["quiet", "any"]),
    ("home", &["dorm", "studio", "flat", "house"]),
    ("pets", &["cat", "dog", "none"]),
    ("kids", &["none", "baby", "school"]),
];

/// What is wrong with a review, in the order of its fields; empty if nothing.
pub fn check_review(request: &ReviewRequest) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if !(1..=limits::ID_MAX).contains(&request.key.as_str().len()) {
        errors.push(error(
            "key",
            "A review needs a key of 1 to 64 bytes, made anew for each.",
        ));
    }
    errors.extend(check_words(&request.words).into_iter().map(|wrong| FieldError {
        field: format!("words.{}", wrong.field),
        ..wrong
    }));
    errors
}

/// What is wrong with what an author says, in the order of its fields; empty if nothing.
pub fn check_words(words: &ReviewWords) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut must = |is_right: bool, field: &str, detail: &str| {
        if !is_right {
            errors.push(error(field, detail));
        }
    };
    must((1..=5).contains(&words.stars), "stars", "Give one to five stars.");
    must(
        !words.text.trim().is_empty() && fits(&words.text, limits::REVIEW_MAX),
        "text",
        "Write 1 to 2000 characters.",
    );
    must(
        words.days_used <= limits::DAYS_USED_MAX,
        "days_used",
        "Say in days how long you used it.",
    );
    must(
        are_offered(&words.traits),
        "traits",
        "Choose from what is offered, each once.",
    );
    errors.extend(check_photos(&words.photos));
    errors
}

/// When the order came: only then can anything be said of it. What happened to it afterwards changes nothing about that.
pub fn delivered_at(steps: &[OrderStep]) -> Option<Timestamp> {
    steps
        .iter()
        .find(|step| step.state == OrderState::Delivered)
        .map(|step| step.at)
}

/// Whole days between two moments, none if they are the wrong way round.
pub fn days_between(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from((to.ms - from.ms) / DAY_MS).unwrap_or_default()
}

/// What became of a line of an order: the author's word, unless the shop has all of it again.
pub fn outcome(order: &Order, line: &OrderLine, said: Outcome) -> Outcome {
    match order.state {
        OrderState::Returned | OrderState::Refunded => Outcome::Returned,
        _ if came_back(order, line) >= line.quantity => Outcome::Returned,
        _ => said,
    }
}

/// Whether all of this can be told about oneself, each once.
pub(crate) fn are_offered(traits: &[Trait]) -> bool {
    traits.iter().all(is_known) && each_once(traits)
}

fn is_known(one: &Trait) -> bool {
    TRAITS
        .iter()
        .find(|(key, _)| *key == one.key)
        .is_some_and(|(_, values)| match values {
            [] => one
                .value
                .parse::<u32>()
                .is_ok_and(|height| (50..=260).contains(&height)),
            values => values.contains(&one.value.as_str()),
        })
}

fn each_once(traits: &[Trait]) -> bool {
    traits
        .iter()
        .enumerate()
        .all(|(index, one)| traits.iter().skip(index + 1).all(|other| other.key != one.key))
}

/// Looks at no more characters than needed: the text may be huge.
fn fits(text: &str, most: usize) -> bool {
    text.trim().chars().nth(most).is_none()
}

fn error(field: &str, detail: &str) -> FieldError {
    FieldError {
        field: field.to_owned(),
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use meadow_wire::{Return, ReturnLine, ReturnState};

    use super::*;

    fn words() -> ReviewWords {
        ReviewWords {
            stars: 4,
            text: "Quiet.".to_owned(),
            ..ReviewWords::default()
        }
    }

    fn tell(key: &str, value: &str) -> Trait {
        Trait {
            key: key.to_owned(),
            value: value.to_owned(),
        }
    }

    #[test]
    fn each_field_is_checked_and_named() {
        assert_eq!(check_words(&words()), []);
        let wrong: [(ReviewWords, &str); 6] = [
            (ReviewWords { stars: 0, ..words() }, "stars"),
            (
                ReviewWords {
                    text: " \n".to_owned(),
                    ..words()
                },
                "text",
            ),
            (
                ReviewWords {
                    text: "好".repeat(2_001),
                    ..words()
                },
                "text",
            ),
            (
                ReviewWords {
                    days_used: 40_000,
                    ..words()
                },
                "days_used",
            ),
            (
                ReviewWords {
                    traits: vec![tell("shoe", "big")],
                    ..words()
                },
                "traits",
            ),
            (
                ReviewWords {
                    photos: vec![Default::default(); 5],
                    ..words()
                },
                "photos",
            ),
        ];
        for (words, field) in wrong {
            let fields: Vec<String> = check_words(&words).into_iter().map(|error| error.field).collect();
            assert_eq!(fields, [field]);
        }
    }

    #[test]
    fn traits_are_those_that_are_offered_each_once() {
        let take = |traits: Vec<Trait>| check_words(&ReviewWords { traits, ..words() }).is_empty();
        assert!(take(vec![tell("height_cm", "158"), tell("build", "pear")]));
        assert!(!take(vec![tell("height_cm", "tall")]));
        assert!(!take(vec![tell("height_cm", "1580")]));
        assert!(!take(vec![tell("pets", "cat"), tell("pets", "dog")]));
    }

    #[test]
    fn an_order_that_came_back_knows_better_than_its_buyer() {
        let line = OrderLine {
            quantity: 2,
            variant: "v".into(),
            ..OrderLine::default()
        };
        let of = |state| Order {
            state,
            ..Order::default()
        };
        let back = |quantity, state| Return {
            lines: vec![ReturnLine {
                variant: "v".into(),
                quantity,
            }],
            state,
            ..Return::default()
        };
        let delivered = of(OrderState::Delivered);
        assert_eq!(outcome(&delivered, &line, Outcome::Kept), Outcome::Kept);
        assert_eq!(outcome(&delivered, &line, Outcome::Returned), Outcome::Returned);
        assert_eq!(
            outcome(&of(OrderState::Refunded), &line, Outcome::Kept),
            Outcome::Returned
        );
        for (returns, expected) in [
            (vec![back(1, ReturnState::Refunded)], Outcome::Kept),
            (vec![back(2, ReturnState::Requested)], Outcome::Kept),
            (vec![back(2, ReturnState::Refused)], Outcome::Kept),
            (
                vec![back(1, ReturnState::Refunded), back(1, ReturnState::TakenBack)],
                Outcome::Returned,
            ),
        ] {
            let order = Order {
                returns,
                ..delivered.clone()
            };
            assert_eq!(outcome(&order, &line, Outcome::Kept), expected, "{order:?}");
        }
    }

    #[test]
    fn days_are_whole_and_never_negative() {
        let at = |hours: i64| Timestamp::from_ms(hours * 3_600_000);
        assert_eq!(days_between(at(0), at(47)), 1);
        assert_eq!(days_between(at(48), at(0)), 0);
    }
}
