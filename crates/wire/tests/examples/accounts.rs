//! Accounts and passkeys.

use meadow_wire::{
    Account, AccountChange, CeremonyId, CreationOptions, Export, Farewell, KeyDemands, KeyKind, KnownKey,
    NewPerson, PasskeyAnswer, PasskeyId, PasskeyInfo, PasskeyMade, PasskeyOffer, PasskeyQuestion,
    PasskeySignUp, PasskeyUser, Password, PasswordChange, Proof, RelyingParty, RequestOptions, SessionInfo,
    SignIn, SignInId, SignUp,
};

use super::{after, at, comment_id, comments, live, notes, people, products, reviews, shopping};

pub fn sign_in_id() -> SignInId {
    "s-8mVd2KqQw1XrT0bY".into()
}

pub fn passkey_id() -> PasskeyId {
    "kJ2zC4w9Tn6yQm1r".into()
}

pub fn ceremony_id() -> CeremonyId {
    "w-Lq3xUe0RzP7s".into()
}

pub fn password() -> Password {
    Password("a lamp that hums in the rain".to_owned())
}

pub fn new_person() -> NewPerson {
    NewPerson {
        name: "小满".to_owned(),
        email: "xiaoman@example.org".to_owned(),
    }
}

pub fn sign_up() -> SignUp {
    SignUp {
        person: new_person(),
        password: password(),
    }
}

pub fn sign_in() -> SignIn {
    SignIn {
        email: "Xiaoman@Example.org".to_owned(),
        password: password(),
    }
}

pub fn passkey_info() -> PasskeyInfo {
    PasskeyInfo {
        id: passkey_id(),
        device: "Safari on iPhone".to_owned(),
        created_at: at(-90),
        used_at: Some(at(-5)),
    }
}

pub fn account() -> Account {
    Account {
        person: people::buyer_card(),
        email: "xiaoman@example.org".to_owned(),
        has_password: true,
        passkeys: vec![
            passkey_info(),
            PasskeyInfo {
                used_at: None,
                ..passkey_info()
            },
        ],
        created_at: at(-100),
    }
}

pub fn account_change() -> AccountChange {
    AccountChange {
        name: "Xiaoman".to_owned(),
    }
}

pub fn proofs() -> Vec<Proof> {
    let all = vec![Proof::Password(password()), Proof::Passkey(passkey_answer())];
    for proof in &all {
        match proof {
            Proof::Password(_) | Proof::Passkey(_) => {}
        }
    }
    all
}

pub fn password_change() -> PasswordChange {
    PasswordChange {
        proof: Proof::Password(password()),
        password: Password("a quieter lamp".to_owned()),
    }
}

pub fn farewell() -> Farewell {
    Farewell {
        proof: Proof::Password(password()),
    }
}

pub fn session_info() -> SessionInfo {
    SessionInfo {
        id: sign_in_id(),
        device: "Firefox on Linux".to_owned(),
        created_at: at(-100),
        used_at: at(0),
        current: true,
    }
}

pub fn export() -> Export {
    Export {
        made_at: at(0),
        account: account(),
        sessions: vec![session_info()],
        cart: shopping::cart(),
        saved: products::saved_things(),
        liked: vec!["n-en-07".into()],
        collected: vec!["n-zh-02".into(), "n-en-07".into()],
        following: vec!["p-en-01".into()],
        muting: vec!["p-de-04".into()],
        orders: vec![shopping::order()],
        messages: vec![after::message()],
        reviews: vec![reviews::own_review()],
        comments: vec![comments::reply()],
        notes: vec![notes::note()],
        liked_comments: vec![comment_id()],
        reports: vec![comments::report_made()],
        said: vec![live::event()],
    }
}

pub fn passkey_sign_up() -> PasskeySignUp {
    PasskeySignUp { person: new_person() }
}

pub fn relying_party() -> RelyingParty {
    RelyingParty {
        id: "shop.example".to_owned(),
        name: "Meadow".to_owned(),
    }
}

pub fn passkey_user() -> PasskeyUser {
    PasskeyUser {
        id: "V3qXo1uJRrKzG0bWm7yH2A".to_owned(),
        name: "xiaoman@example.org".to_owned(),
        display_name: "小满".to_owned(),
    }
}

pub fn key_kind() -> KeyKind {
    KeyKind {
        kind: "public-key".to_owned(),
        alg: -7,
    }
}

pub fn known_key() -> KnownKey {
    KnownKey {
        kind: "public-key".to_owned(),
        id: passkey_id(),
    }
}

pub fn key_demands() -> KeyDemands {
    KeyDemands {
        resident_key: "required".to_owned(),
        require_resident_key: true,
        user_verification: "required".to_owned(),
    }
}

pub fn creation_options() -> CreationOptions {
    CreationOptions {
        rp: relying_party(),
        user: passkey_user(),
        challenge: "pX7tqfJ0oD3rV9mYk2WzQe5uB8cHn1aLsGiTjRxEvKo".to_owned(),
        pub_key_cred_params: vec![key_kind()],
        timeout: 300_000,
        exclude_credentials: vec![known_key()],
        authenticator_selection: key_demands(),
        attestation: "none".to_owned(),
    }
}

pub fn passkey_offer() -> PasskeyOffer {
    PasskeyOffer {
        ceremony: ceremony_id(),
        options: creation_options(),
    }
}

pub fn passkey_made() -> PasskeyMade {
    PasskeyMade {
        ceremony: ceremony_id(),
        id: passkey_id(),
        attestation_object: "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVg".to_owned(),
        client_data_json: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0".to_owned(),
        transports: vec!["internal".to_owned(), "hybrid".to_owned()],
    }
}

pub fn request_options() -> RequestOptions {
    RequestOptions {
        challenge: "u4RbQ6hZ1sXoM8eNf3KcTg0yWvJpLd2aYiBqUxE7rVk".to_owned(),
        timeout: 300_000,
        rp_id: "shop.example".to_owned(),
        user_verification: "required".to_owned(),
    }
}

pub fn passkey_question() -> PasskeyQuestion {
    PasskeyQuestion {
        ceremony: ceremony_id(),
        options: request_options(),
    }
}

pub fn passkey_answer() -> PasskeyAnswer {
    PasskeyAnswer {
        ceremony: ceremony_id(),
        id: passkey_id(),
        authenticator_data: "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ".to_owned(),
        client_data_json: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0".to_owned(),
        signature: "MEUCIQD1rV0mYk2WzQe5uB8cHn1aLsGiTjRxEvKo".to_owned(),
        user_handle: "V3qXo1uJRrKzG0bWm7yH2A".to_owned(),
    }
}
