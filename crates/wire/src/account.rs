//! Accounts: signing up and in, what a person sees of their account, and taking it along.

use serde::{Deserialize, Serialize};

use crate::{
    Cart, Comment, CommentId, Event, Message, Note, NoteId, Order, PasskeyAnswer, PasskeyId, PersonCard,
    PersonId, ReportMade, Review, SavedThings, SignInId, Timestamp,
};

/// A password, on its way to the server and nowhere else. The server keeps an argon2id hash.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Password(pub String);

/// Keeps passwords out of logs.
impl std::fmt::Debug for Password {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Password(…)")
    }
}

/// Who somebody wants to be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// The name that others see, 1 to 40 characters.
    pub name: String,
    /// Names the account. Upper and lower case are the same.
    pub email: String,
}

/// `POST /api/v1/account`: makes an account; what the guest has goes along.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// Who.
    pub person: NewPerson,
    /// 8 to 200 characters, whichever, but not one of the commonest.
    pub password: Password,
}

/// `POST /api/v1/session/sign-in`: signs in; what the guest has goes along.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account's email address.
    pub email: String,
    /// Its password.
    pub password: Password,
}

/// `GET /api/v1/account`: what is kept about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// As others see them.
    pub person: PersonCard,
    /// As it was typed.
    pub email: String,
    /// Whether one can sign in with a password.
    pub has_password: bool,
    /// What one can sign in with instead, oldest first.
    pub passkeys: Vec<PasskeyInfo>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A passkey, as far as a person needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyInfo {
    /// Which.
    pub id: PasskeyId,
    /// Where it was made: `Firefox on Linux`.
    pub device: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was used last; missing if never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// `PUT /api/v1/account`: another name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// The name that others see from now on, 1 to 40 characters.
    pub name: String,
}

/// That it is really the account's owner who asks for what can't be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The account's password.
    Password(Password),
    /// A fresh answer to `POST /api/v1/passkeys/sign-in/begin`, by one of the account's passkeys.
    Passkey(PasskeyAnswer),
}

/// `PUT /api/v1/account/password`: another password, or the first one. Everybody else is signed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// That it is the owner.
    pub proof: Proof,
    /// From now on.
    pub password: Password,
}

/// `DELETE /api/v1/account`: gives the account up. Orders stay in the books, without name and address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Farewell {
    /// That it is the owner.
    pub proof: Proof,
}

/// `GET /api/v1/sessions`: one place where the account is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// Which; not its token.
    pub id: SignInId,
    /// From the browser's `User-Agent`, kept short: `Firefox on Linux`.
    pub device: String,
    /// When it was signed in.
    pub created_at: Timestamp,
    /// When it was used last, to the hour.
    pub used_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `GET /api/v1/account/export`: everything that is kept about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// When it was made.
    pub made_at: Timestamp,
    /// The account.
    pub account: Account,
    /// Where it is signed in.
    pub sessions: Vec<SessionInfo>,
    /// The cart.
    pub cart: Cart,
    /// What is kept for later and wished for.
    pub saved: SavedThings,
    /// Notes that were liked.
    pub liked: Vec<NoteId>,
    /// Notes that were collected.
    pub collected: Vec<NoteId>,
    /// Who is followed.
    pub following: Vec<PersonId>,
    /// Whose notes are left out of lists.
    pub muting: Vec<PersonId>,
    /// All orders, newest first, each with the address it went to.
    pub orders: Vec<Order>,
    /// What the shop told the person, newest first.
    pub messages: Vec<Message>,
    /// What was said about what was bought, newest first.
    pub reviews: Vec<Review>,
    /// What was said under notes, newest first; with its words also if a moderator removed it.
    pub comments: Vec<Comment>,
    /// Notes that were published, newest first; also if a moderator removed them.
    pub notes: Vec<Note>,
    /// Comments that were liked.
    pub liked_comments: Vec<CommentId>,
    /// What was reported, newest first.
    pub reports: Vec<ReportMade>,
    /// What was said in live rooms, as long as the rooms keep it.
    pub said: Vec<Event>,
}
