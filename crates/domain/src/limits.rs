//! Every limit that client and server must agree on, in one place. `docs/API.md` and `docs/LIVE.md` repeat them in words.

pub use crate::card::check_card;
pub use crate::cart::MAX_QUANTITY;
pub use crate::countries::COUNTRIES;
pub use crate::validate::{TextRefusal, check_address, check_change, check_text};

/// The longest chat message, in characters after trimming.
pub const CHAT_MAX: usize = 300;
/// How many chat messages one person can send at once, before one more a second.
pub const CHAT_BURST: u32 = 5;
/// After the burst one message is free again after this many milliseconds.
pub const CHAT_EVERY_MS: u32 = 1_000;
/// The most hearts in one `like` frame.
pub const LIKES_MAX: u32 = 50;
/// The most changes in one `POST /api/v1/cart/changes`.
pub const CHANGES_MAX: usize = 50;
/// The most coupons in one cart.
pub const COUPONS_MAX: usize = 5;
/// The longest code of a coupon, in bytes.
pub const COUPON_CODE_MAX: usize = 32;
/// The longest id that a client may make, in bytes.
pub const ID_MAX: usize = 64;
/// The longest variant id, in bytes.
pub const VARIANT_ID_MAX: usize = 128;
/// The longest name and city of an address, in characters after trimming.
pub const NAME_MAX: usize = 100;
/// The longest name that others see, in characters after trimming.
pub const PERSON_NAME_MAX: usize = 40;
/// The shortest password, in characters (NIST SP 800-63B).
pub const PASSWORD_MIN: usize = 8;
/// The longest password, in characters.
pub const PASSWORD_MAX: usize = 200;
/// The longest street of an address, in characters after trimming.
pub const STREET_MAX: usize = 200;
/// The shortest postal code, in characters after trimming.
pub const POSTAL_CODE_MIN: usize = 2;
/// The longest postal code, in characters after trimming.
pub const POSTAL_CODE_MAX: usize = 12;
/// The longest email address, in bytes (RFC 5321 §4.5.3.1.3, less the angle brackets).
pub const EMAIL_MAX: usize = 254;
/// The longest words about a return, in characters after trimming.
pub const WORDS_MAX: usize = 500;
/// The most returns of one order.
pub const RETURNS_MAX: usize = 20;
/// The shortest number of a parcel, in letters and digits.
pub const TRACKING_MIN: usize = 4;
/// The longest number of a parcel.
pub const TRACKING_MAX: usize = 40;
/// The longest key of a shop's studio, in bytes.
pub const STUDIO_KEY_MAX: usize = 128;
/// How many items a page of the feed has unless asked.
pub const PAGE_DEFAULT: u32 = 24;
/// The most items a page can have.
pub const PAGE_MAX: u32 = 50;
/// How many events a page of a room's log has.
pub const LOG_PAGE: u32 = 500;
/// The largest body of a request, in bytes.
pub const BODY_MAX: usize = 64 * 1024;
/// The largest report of a broken page, in bytes.
pub const REPORT_MAX: usize = 8 * 1024;
/// How long a checkout holds its goods, in milliseconds.
pub const HOLD_MS: i64 = 10 * 60 * 1_000;
/// A client that missed more events than this gets a `snap` instead of a `resume`.
pub const RESUME_MAX: usize = 2_000;
/// The most recent events that a `snap` brings.
pub const SNAP_RECENT: usize = 50;
/// How many lines of a room are kept on the page: more of them only cost (docs/LIVE.md).
pub const LINES_KEPT: usize = 200;
/// The longest text of a review, in characters after trimming.
pub const REVIEW_MAX: usize = 2_000;
/// The most photos of a review, and of a return.
pub const PHOTOS_MAX: usize = 4;
/// The longest words of a photo, in characters after trimming.
pub const ALT_MAX: usize = 200;
/// The largest photo that can be sent, in bytes.
pub const PHOTO_MAX: usize = 8 * 1024 * 1024;
/// The most pixels of a photo that can be sent.
pub const PHOTO_PIXELS_MAX: u64 = 40_000_000;
/// The longest title of a note, in characters after trimming.
pub const TITLE_MAX: usize = 80;
/// The longest text of a note, in characters after trimming.
pub const NOTE_MAX: usize = 5_000;
/// The most pictures of a note.
pub const PICTURES_MAX: usize = 18;
/// The most places of products in the pictures of a note.
pub const HOTSPOTS_MAX: usize = 30;
/// The most topics of a note.
pub const TOPICS_MAX: usize = 10;
/// The longest topic, in characters after trimming.
pub const TOPIC_MAX: usize = 30;
/// The longest tag of a language, in bytes (RFC 5646 §4.4.1).
pub const LANG_MAX: usize = 35;
/// How many times longer than high a photo can be, or higher than long: narrower ones can't be looked at.
pub const PHOTO_RATIO_MAX: u32 = 8;
/// The longest comment, in characters after trimming.
pub const COMMENT_MAX: usize = 1_000;
/// The longest words of a report, and of a moderator's reason, in characters after trimming.
pub const REPORT_WORDS_MAX: usize = 500;
/// How many comments on a note a page has unless asked.
pub const COMMENTS_PAGE: u32 = 10;
/// How many replies come with a comment.
pub const REPLIES_FIRST: u32 = 2;
/// How long anything can have been used, in days.
pub const DAYS_USED_MAX: u32 = 36_500;
/// The longest question to search, in characters after trimming.
pub const QUERY_MAX: usize = 200;
/// The longest name of a place, in characters.
pub const PLACE_MAX: usize = 100;
/// Results behind this place are not listed; nobody reads so far, and each page costs a whole search.
pub const SEARCH_DEEPEST: usize = 2_000;
