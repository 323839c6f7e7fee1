//! What a person may be called, and what a password must be; if it isn't, in words what would be right.

use meadow_wire::{FieldError, NewPerson, Password};

use crate::{
    limits::{PASSWORD_MAX, PASSWORD_MIN, PERSON_NAME_MAX},
    validate::{error, fits, is_email, longer_than, turns},
};

/// How an email address is compared: nobody means another account by writing it in capitals.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The person without the spaces around the fields and without letters that turn the reading direction around.
pub fn tidied(person: &NewPerson) -> NewPerson {
    let tidy = |text: &str| {
        let kept: String = text.chars().filter(|letter| !turns(*letter)).collect();
        kept.trim().to_owned()
    };
    NewPerson {
        name: tidy(&person.name),
        email: tidy(&person.email),
    }
}

/// What is wrong with a name.
pub fn check_name(name: &str) -> Option<FieldError> {
    (!fits(name, 1, PERSON_NAME_MAX)).then(|| {
        error(
            "name",
            "Please give the name that others see, 1 to 40 characters.",
        )
    })
}

/// What is wrong with an email address.
pub fn check_email(email: &str) -> Option<FieldError> {
    (!is_email(email)).then(|| error("email", "Please give an email address such as mira@example.org."))
}

/// What is wrong with a new password. Length is what counts: nobody is made to use digits or signs.
pub fn check_password(password: &Password) -> Option<FieldError> {
    let detail = if !longer_than(&password.0, PASSWORD_MIN - 1) {
        "Use at least 8 characters. A few words that only you would put together are good."
    } else if longer_than(&password.0, PASSWORD_MAX) {
        "That is too long: 200 characters at most."
    } else {
        return None;
    };
    Some(error("password", detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_is_the_same_in_capitals_and_with_spaces_around() {
        assert_eq!(email_key(" Mira@Example.ORG "), "mira@example.org");
    }

    #[test]
    fn a_name_has_1_to_40_characters_on_one_line() {
        assert_eq!(check_name("小满"), None);
        assert_eq!(check_name(&"名".repeat(40)), None);
        for wrong in ["", "  ", "a\nb", &"名".repeat(41)] {
            assert!(check_name(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_judged_by_its_length_in_characters_and_spaces_count() {
        let check = |text: &str| check_password(&Password(text.to_owned()));
        assert_eq!(check("        "), None);
        assert_eq!(check("密码密码密码密码"), None);
        assert_eq!(check(&"x".repeat(200)), None);
        assert!(check("1234567").is_some());
        assert!(check(&"x".repeat(201)).is_some());
    }

    #[test]
    fn what_turns_a_name_around_is_taken_out() {
        let person = NewPerson {
            name: " \u{202E}Mira ".to_owned(),
            email: "\u{200F}mira@example.org".to_owned(),
        };
        let tidy = tidied(&person);
        assert_eq!(
            (tidy.name.as_str(), tidy.email.as_str()),
            ("Mira", "mira@example.org")
        );
    }
}
