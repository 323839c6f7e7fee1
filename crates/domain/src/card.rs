//! Whether what was typed can be a card, and which test card it is. A real number never leaves the device: it is looked
//! at here, and only the name of the test card travels.

use meadow_wire::{FieldError, TestCard, Timestamp};

/// The numbers of the test cards, in the style of <https://docs.stripe.com/testing>.
pub const TEST_CARDS: [(&str, TestCard); 6] = [
    ("4242424242424242", TestCard::Succeeds),
    ("4000000000000002", TestCard::Declined),
    ("4000000000000259", TestCard::Slow),
    ("4000002500003155", TestCard::SecondStep),
    ("4000000000000119", TestCard::TimesOut),
    ("4000000000000077", TestCard::PaysLater),
];

/// A card as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedCard {
    /// Groups may be parted by spaces or hyphens.
    pub number: String,
    /// Month and year: `04/29`.
    pub expiry: String,
    /// The three or four digits on the back.
    pub cvc: String,
}

/// Which test card was typed, or what is wrong with each field, in their order.
pub fn check_card(card: &TypedCard, now: Timestamp) -> Result<TestCard, Vec<FieldError>> {
    let number = number(&card.number);
    let found = number.as_deref().and_then(test_card);
    let number_error = match (&number, found) {
        (_, Some(_)) => None,
        (None, _) => Some("This is not a card number. Look at it again, digit by digit."),
        (Some(_), None) => Some(
            "This shop to try out takes test cards only, such as 4242 4242 4242 4242. Keep your real card.",
        ),
    };
    let expiry_error = match expiry(&card.expiry) {
        None => Some("Give month and year as they stand on the card, such as 04/29."),
        Some(end) if end < month_of(now) => Some("This card has expired. Try another one."),
        // No card is made for so long: a slip of the finger.
        Some((year, _)) if year > month_of(now).0 + 20 => Some("Look at the year again; it is too far away."),
        Some(_) => None,
    };
    let wanted = cvc_digits(number.as_deref().unwrap_or_default());
    let cvc = digits(&card.cvc).filter(|cvc| cvc.len() == wanted);
    let cvc_error = match (cvc, wanted) {
        (Some(_), _) => None,
        (None, 4) => Some("Give the four digits on the front of the card."),
        (None, _) => Some("Give the three digits on the back of the card."),
    };
    let errors: Vec<FieldError> = [
        ("card.number", number_error),
        ("card.expiry", expiry_error),
        ("card.cvc", cvc_error),
    ]
    .into_iter()
    .filter_map(|(field, detail)| {
        Some(FieldError {
            field: field.to_owned(),
            detail: detail?.to_owned(),
        })
    })
    .collect();
    match found {
        Some(found) if errors.is_empty() => Ok(found),
        _ => Err(errors),
    }
}

fn test_card(number: &str) -> Option<TestCard> {
    TEST_CARDS
        .iter()
        .find(|(known, _)| *known == number)
        .map(|(_, card)| *card)
}

/// The digits of a number that can be a card's: 12 to 19 of them, with the right check digit.
fn number(typed: &str) -> Option<String> {
    let number = digits(typed)?;
    ((12..=19).contains(&number.len()) && has_check_digit(&number)).then_some(number)
}

/// The check that Luhn invented: it finds every single wrong digit, and most that changed places.
fn has_check_digit(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .zip(0_u32..)
        .map(|(digit, place)| {
            let digit = u32::from(digit.saturating_sub(b'0'));
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, twice) if twice > 9 => twice - 9,
                (_, twice) => twice,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// American Express has four, and prints them on the front.
fn cvc_digits(number: &str) -> usize {
    if number.starts_with("34") || number.starts_with("37") {
        4
    } else {
        3
    }
}

/// Year and month.
fn expiry(typed: &str) -> Option<(u32, u32)> {
    let parted = ["/", "-", ".", " "]
        .iter()
        .find_map(|mark| typed.trim().split_once(mark));
    let (month, year) = match parted {
        Some((month, year)) => (digits(month)?, digits(year)?),
        // `0429`, as some keyboards have no slash.
        None => {
            let both = digits(typed).filter(|both| both.len() == 4)?;
            (both.get(..2)?.to_owned(), both.get(2..)?.to_owned())
        }
    };
    let month: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    match (year.len(), year.parse::<u32>()) {
        (2, Ok(year)) => Some((2_000 + year, month)),
        (4, Ok(year)) => Some((year, month)),
        _ => None,
    }
}

fn month_of(now: Timestamp) -> (u32, u32) {
    let now = now.to_string();
    let mut parts = now.split('-').map(|part| part.parse().unwrap_or_default());
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// The digits in a text of digits, spaces and hyphens, in whatever digits the keyboard has; `None` if it holds anything
/// else, or nothing.
fn digits(typed: &str) -> Option<String> {
    let mut found = String::new();
    for letter in typed.trim().chars() {
        match letter {
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' => {}
            letter => found.push(digit(letter)?),
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Latin, Arabic-Indic, Persian and full-width digits.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 15 November 2026.
    const NOW: Timestamp = Timestamp {
        ms: 1_794_700_800_000,
    };

    fn typed(number: &str, expiry: &str, cvc: &str) -> Result<TestCard, Vec<String>> {
        let card = TypedCard {
            number: number.to_owned(),
            expiry: expiry.to_owned(),
            cvc: cvc.to_owned(),
        };
        check_card(&card, NOW).map_err(|errors| errors.into_iter().map(|error| error.field).collect())
    }

    fn wrong(fields: &[&str]) -> Result<TestCard, Vec<String>> {
        Err(fields.iter().map(|field| (*field).to_owned()).collect())
    }

    #[test]
    fn every_test_card_is_known_by_its_number_and_has_a_check_digit() {
        for (number, card) in TEST_CARDS {
            assert_eq!(typed(number, "04/29", "123"), Ok(card), "{number}");
        }
    }

    #[test]
    fn a_number_may_be_typed_in_groups_and_in_other_digits() {
        for number in [
            " 4242 4242 4242 4242 ",
            "4242-4242-4242-4242",
            "4242\u{a0}4242\u{a0}4242\u{a0}4242",
            "٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢",
            "４２４２４２４２４２４２４２４２",
        ] {
            assert_eq!(typed(number, "04/29", "123"), Ok(TestCard::Succeeds), "{number}");
        }
    }

    #[test]
    fn a_nonsense_number_is_refused_and_a_real_one_is_not_taken() {
        for number in [
            "",
            "hello",
            "4242",
            "4242424242424241",
            "2442424242424242",
            "42424242424242424242",
            "4242 4242 4242 424x",
            "-",
            // Real, by its check digit, and none of ours.
            "5555555555554444",
        ] {
            assert_eq!(typed(number, "04/29", "123"), wrong(&["card.number"]), "{number}");
        }
        let real = TypedCard {
            number: "5555555555554444".to_owned(),
            expiry: "04/29".to_owned(),
            cvc: "123".to_owned(),
        };
        let errors = check_card(&real, NOW).expect_err("it is real");
        assert!(
            errors
                .iter()
                .all(|error| error.detail.contains("test cards only"))
        );
    }

    #[test]
    fn a_card_is_good_to_the_end_of_its_month() {
        for good in ["11/26", "11/2026", "1127", "12-26", "١٢/٢٦", "11 / 26", "1/27"] {
            assert_eq!(
                typed("4242424242424242", good, "123"),
                Ok(TestCard::Succeeds),
                "{good}"
            );
        }
        for bad in [
            "10/26", "12/25", "10/2020", "00/28", "13/28", "", "11", "11/", "/26", "11/226", "x/y", "11/99",
        ] {
            assert_eq!(
                typed("4242424242424242", bad, "123"),
                wrong(&["card.expiry"]),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_cvc_has_three_digits_and_four_on_an_american_express() {
        for bad in ["", "12", "1234", "12x"] {
            assert_eq!(
                typed("4242424242424242", "04/29", bad),
                wrong(&["card.cvc"]),
                "{bad}"
            );
        }
        assert_eq!(typed("378282246310005", "04/29", "1234"), wrong(&["card.number"]));
        assert_eq!(
            typed("378282246310005", "04/29", "123"),
            wrong(&["card.number", "card.cvc"])
        );
    }

    #[test]
    fn an_empty_card_names_every_field_once() {
        assert_eq!(
            typed("", "", ""),
            wrong(&["card.number", "card.expiry", "card.cvc"])
        );
    }
}
