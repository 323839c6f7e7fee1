//! What travels between the storefront and its backend, as JSON.
//!
//! Types only: no rule, no clock, no I/O. Every type has a golden file in `tests/golden/`. Enums that carry data are
//! externally tagged (`{"note": {…}}`), because serde buffers the other forms and that weighs in the wasm.

mod account;
mod cart;
mod comment;
mod coupon;
mod event;
mod feed;
mod goods;
mod ids;
mod inbox;
mod keys;
mod live;
mod media;
mod moderation;
mod money;
mod note;
mod order;
mod page;
mod passkey;
mod payment;
mod person;
mod pricing;
mod problem;
mod product;
mod publish;
mod returns;
mod review;
mod room;
mod saved;
mod search;
mod session;
mod studio;
mod time;
mod tracking;

pub use account::{
    Account, AccountChange, Export, Farewell, NewPerson, PasskeyInfo, Password, PasswordChange, Proof,
    SessionInfo, SignIn, SignUp,
};
pub use cart::{Cart, CartChange, CartChanges, CartLine};
pub use comment::{
    Answered, Comment, CommentLikes, CommentPlace, CommentRequest, CommentSort, CommentState, Comments,
    Mention,
};
pub use coupon::{Coupon, CouponKind, CouponRefusal, CouponState, CouponUse, Destination};
pub use event::{Event, EventBody, Viewer};
pub use feed::{FeedItem, NoteCard, Place, Places};
pub use goods::{Goods, GoodsMoved, VariantNow};
pub use ids::{
    CaseId, CeremonyId, ChangeId, CheckoutId, ClientId, CommentId, CouponCode, Epoch, MessageId, NoteId,
    NoteKey, OrderId, OrderKey, PasskeyId, PersonId, PhotoId, ProductId, ReturnId, ReviewId, ReviewKey,
    RoomId, SignInId, VariantId,
};
pub use inbox::{AnswerTold, Inbox, Message, MessageAbout, Unread};
pub use keys::{PublicKey, PublicKeys};
pub use live::{ClientFrame, Join, NackCode, RoomState, Say, ServerFrame, Since, StockLeft, Tick};
pub use media::{Picture, PictureSource};
pub use moderation::{
    Case, CaseAct, CaseLine, CaseMove, CaseState, ReasonCount, ReportMade, ReportReason, ReportRequest,
    ReportTaken, Reported,
};
pub use money::{Currency, Money};
pub use note::{Hotspot, Marks, Note, OwnNote};
pub use order::{Address, Checkout, CheckoutRequest, Order, OrderLine, OrderRequest, OrderState, OrderStep};
pub use page::{Page, Switch};
pub use passkey::{
    CreationOptions, KeyDemands, KeyKind, KnownKey, PasskeyAnswer, PasskeyMade, PasskeyOffer,
    PasskeyQuestion, PasskeySignUp, PasskeyUser, RelyingParty, RequestOptions,
};
pub use payment::{
    ConfirmStep, NextAction, Payment, PaymentCode, PaymentKind, PaymentMethod, PaymentState, RedirectStep,
    TestCard,
};
pub use person::{Alike, Person, PersonCard, PersonKind, Relationship, Trait};
pub use pricing::{
    PricingRules, QuantityBreak, ShippingBy, ShippingTier, TaxClass, TaxMode, TaxRules, Terms, Totals,
};
pub use problem::{FieldError, Problem};
pub use product::{Offer, Product, ProductCard, Variant, VariantOption};
pub use publish::{NoteRequest, NoteWords};
pub use returns::{Return, ReturnLine, ReturnReason, ReturnRequest, ReturnState, ReturnStep};
pub use review::{Outcome, Photo, PhotoUse, PurchaseProof, Review, ReviewCounts, ReviewRequest, ReviewWords};
pub use room::{Playback, PlaybackKind, Room, RoomCard, RoomStatus};
pub use saved::{SaveRequest, Saved, SavedList, SavedThings};
pub use search::{
    Correction, FoundItem, FoundPerson, MarkedText, NoteForm, SearchCounts, SearchHit, SearchKind,
    SearchPage, SearchSince, SearchSort, Suggestions, TextRange,
};
pub use session::{Session, SessionToken};
pub use studio::{Refusal, Shipment, Studio, StudioAct, StudioEntry, StudioMove, StudioOrder};
pub use time::{ParseTimestampError, Timestamp};
pub use tracking::{Carrier, Tracking};
