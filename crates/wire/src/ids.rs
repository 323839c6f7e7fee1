//! Opaque names of things. A client keeps and returns them; it never takes one apart.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A note.
    NoteId,
    /// A comment under a note.
    CommentId,
    /// A thing that was reported, as moderators see it.
    CaseId,
    /// A buyer or a shop owner.
    PersonId,
    /// A product; what is bought is one of its variants.
    ProductId,
    /// One choice of a product that can be bought: `g-en-01:38/wide`.
    VariantId,
    /// A live room.
    RoomId,
    /// One run of a room's log; a new epoch means that old positions are void.
    Epoch,
    /// A change, such as to the cart, made by the client: asking twice changes once.
    ChangeId,
    /// What a shopper types to use a coupon; upper case, the server reads either.
    CouponCode,
    /// A checkout, which holds stock for ten minutes.
    CheckoutId,
    /// One place where an account is signed in.
    SignInId,
    /// A passkey, by the name that its device gave it, base64url.
    PasskeyId,
    /// One attempt to make or to use a passkey.
    CeremonyId,
    /// Made by the client for one purchase: the same key gives the same order.
    OrderKey,
    /// An order.
    OrderId,
    /// Goods of an order that go back.
    ReturnId,
    /// A message in the inbox.
    MessageId,
    /// What a buyer says of a product.
    ReviewId,
    /// Made by the client for one review: the same key gives the same review.
    ReviewKey,
    /// Made by the client for one note: the same key gives the same note.
    NoteKey,
    /// A photo that a shopper sent.
    PhotoId,
    /// One browser's outbox in a room; its messages are numbered from 1.
    ClientId,
}
