//! Whether what a person typed can be used; if not, in words what would be right.

use meadow_wire::{Address, CartChange, FieldError, PhotoUse};

use crate::{
    countries::COUNTRIES,
    limits,
    manners::{Unkind, unkind, without_tricks},
};

/// Why a text cannot be said in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing is left after trimming.
    #[error("Write something first.")]
    Empty,
    /// Longer than [`limits::CHAT_MAX`] characters.
    #[error("That is too long: 300 characters at most.")]
    TooLong,
    /// Against the manners.
    #[error(transparent)]
    Unkind(Unkind),
}

/// The trimmed text of a chat message: 1 to [`limits::CHAT_MAX`] characters.
pub fn check_text(text: &str) -> Result<&str, TextRefusal> {
    let text = text.trim();
    if text.is_empty() {
        Err(TextRefusal::Empty)
    } else if longer_than(text, limits::CHAT_MAX) {
        Err(TextRefusal::TooLong)
    } else {
        match unkind(&without_tricks(text)) {
            Some(refusal) => Err(TextRefusal::Unkind(refusal)),
            None => Ok(text),
        }
    }
}

/// The address without the invisible letters that turn the reading direction around. They come along with copied text,
/// so nobody is blamed; left in, they make one name look like another on a parcel or in a list.
pub fn without_turns(mut address: Address) -> Address {
    let Address {
        name,
        email,
        street,
        postal_code,
        city,
        country,
    } = &mut address;
    for text in [name, email, street, postal_code, city, country] {
        text.retain(|letter| !turns(letter));
    }
    address
}

/// Unicode's `Bidi_Control`.
pub(crate) fn turns(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What is wrong with photos that are used; empty if nothing.
pub fn check_photos(photos: &[PhotoUse]) -> Vec<FieldError> {
    let checks = [
        (photos.len() <= limits::PHOTOS_MAX, "Choose four photos at most."),
        (
            photos
                .iter()
                .all(|photo| !longer_than(photo.alt.trim(), limits::ALT_MAX)),
            "Describe a photo in 200 characters at most.",
        ),
    ];
    let wrong = checks.into_iter().filter(|(is_right, _)| !is_right);
    wrong
        .map(|(_, detail)| FieldError {
            field: "photos".to_owned(),
            detail: detail.to_owned(),
        })
        .collect()
}

/// What is wrong with an address, in the order of its fields; empty if nothing.
pub fn check_address(address: &Address) -> Vec<FieldError> {
    let checks = [
        (
            "address.name",
            fits(&address.name, 1, limits::NAME_MAX),
            "Please give the name on the parcel, at most 100 characters.",
        ),
        (
            "address.email",
            is_email(&address.email),
            "Please give an email address such as mira@example.org; the confirmation goes there.",
        ),
        (
            "address.street",
            fits(&address.street, 1, limits::STREET_MAX),
            "Please give street and number, at most 200 characters.",
        ),
        (
            "address.postal_code",
            fits(
                &address.postal_code,
                limits::POSTAL_CODE_MIN,
                limits::POSTAL_CODE_MAX,
            ),
            "Please give the postal code, 2 to 12 characters.",
        ),
        (
            "address.city",
            fits(&address.city, 1, limits::NAME_MAX),
            "Please give the city, at most 100 characters.",
        ),
        (
            "address.country",
            COUNTRIES.iter().any(|(code, _)| *code == address.country),
            "Please choose a country from the list; we don't ship to others yet.",
        ),
    ];
    checks
        .into_iter()
        .filter(|(_, is_right, _)| !is_right)
        .map(|(field, _, detail)| error(field, detail))
        .collect()
}

/// What is wrong with a change to the cart; the field is named within the change: `delta`.
pub fn check_change(change: &CartChange) -> Option<FieldError> {
    let most = limits::MAX_QUANTITY;
    if !(1..=limits::ID_MAX).contains(&change.id.as_str().len()) {
        Some(error(
            "id",
            "A change needs an id of 1 to 64 bytes, made anew for each change.",
        ))
    } else if !(1..=limits::VARIANT_ID_MAX).contains(&change.variant.as_str().len()) {
        Some(error(
            "variant",
            "Name the variant by its id, as the product lists it.",
        ))
    } else if change.delta == 0 || change.delta.unsigned_abs() > most {
        Some(error("delta", "Say how many more or fewer: −99 to 99, not 0."))
    } else {
        None
    }
}

pub(crate) fn error(field: &str, detail: &str) -> FieldError {
    FieldError {
        field: field.to_owned(),
        detail: detail.to_owned(),
    }
}

/// Within a number of characters after trimming, all on one line.
pub(crate) fn fits(text: &str, least: usize, most: usize) -> bool {
    let text = text.trim();
    !text.chars().any(char::is_control)
        && !longer_than(text, most)
        && (least == 0 || longer_than(text, least - 1))
}

/// Looks at no more characters than needed: the text may be huge.
pub(crate) fn longer_than(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

/// One @ with something before it and a dotted domain behind it. The confirmation is the real test.
pub(crate) fn is_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    text.len() <= limits::EMAIL_MAX
        && !text
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control())
        && !local.is_empty()
        && !domain.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> Address {
        Address {
            name: "Mira Lindqvist".to_owned(),
            email: "mira@example.org".to_owned(),
            street: "Torggatan 4".to_owned(),
            postal_code: "22223".to_owned(),
            city: "Lund".to_owned(),
            country: "SE".to_owned(),
        }
    }

    fn change(id: &str, variant: &str, delta: i32) -> CartChange {
        CartChange {
            id: id.into(),
            variant: variant.into(),
            delta,
        }
    }

    #[test]
    fn a_complete_address_has_no_errors() {
        assert_eq!(check_address(&address()), []);
    }

    #[test]
    fn an_empty_address_names_every_field_once() {
        let errors = check_address(&Address::default());
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "address.name",
                "address.email",
                "address.street",
                "address.postal_code",
                "address.city",
                "address.country"
            ]
        );
    }

    #[test]
    fn an_email_needs_one_at_and_a_dotted_domain() {
        for right in ["a@b.de", " mira+shop@mail.example.org ", "李@例子.中国"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "", "a", "a@", "@b.de", "a@b", "a@b.", "a@.de", "a@b..de", "a@b@c.de", "a b@c.de",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
        assert!(!is_email(&format!("{}@example.org", "a".repeat(243))));
        assert!(is_email(&format!("{}@example.org", "a".repeat(242))));
    }

    #[test]
    fn lengths_are_counted_in_characters_and_lines_are_single() {
        let mut long = address();
        long.name = "名".repeat(100);
        assert_eq!(check_address(&long), []);
        long.name.push('名');
        long.city = "Lund\nSweden".to_owned();
        assert_eq!(check_address(&long).len(), 2);
    }

    #[test]
    fn an_address_keeps_its_letters_and_loses_what_turns_them_around() {
        let mut turned = address();
        turned.name = "\u{202E}Mira\u{202C} \u{2067}Lindqvist\u{2069}".to_owned();
        turned.city = "\u{200F}Lund\u{61C}".to_owned();
        assert_eq!(without_turns(turned), address());
        let mut hebrew = address();
        hebrew.name = "מירה לוי 👩🏽‍🌾".to_owned();
        assert_eq!(without_turns(hebrew.clone()), hebrew);
        let mut nothing = address();
        nothing.name = "\u{200E}\u{2066}".to_owned();
        assert_eq!(check_address(&without_turns(nothing)).len(), 1);
    }

    #[test]
    fn a_change_of_nothing_or_too_much_is_refused() {
        assert_eq!(check_change(&change("c1", "mug", -99)), None);
        for (change, field) in [
            (change("c1", "mug", 0), "delta"),
            (change("c1", "mug", 100), "delta"),
            (change("c1", "mug", i32::MIN), "delta"),
            (change("", "mug", 1), "id"),
            (change("c1", "", 1), "variant"),
        ] {
            assert_eq!(
                check_change(&change).map(|error| error.field),
                Some(field.to_owned())
            );
        }
    }

    #[test]
    fn a_chat_text_is_trimmed_and_has_1_to_300_characters() {
        assert_eq!(check_text("  hello "), Ok("hello"));
        assert_eq!(check_text(" \n "), Err(TextRefusal::Empty));
        assert!(check_text(&"好".repeat(300)).is_ok());
        assert_eq!(check_text(&"好".repeat(301)), Err(TextRefusal::TooLong));
        assert_eq!(check_text("kys"), Err(TextRefusal::Unkind(Unkind::Word)));
    }
}
