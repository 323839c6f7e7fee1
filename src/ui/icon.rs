//! Icons: strokes on a 24 × 24 grid, our own drawings.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A heart, for likes.
    Heart,
    /// A heart, filled.
    HeartFull,
    /// A bookmark, for collecting.
    Mark,
    /// A bookmark, filled.
    MarkFull,
    /// A basket, for the cart.
    Basket,
    /// A house with a leaf, for the feed.
    Home,
    /// Waves, for live rooms.
    Live,
    /// A parcel, for orders.
    Parcel,
    /// A cross, for closing.
    Close,
    /// An arrow back, along the reading direction.
    Back,
    /// A tick.
    Tick,
    /// A plus.
    Plus,
    /// A minus.
    Minus,
    /// A paper plane, for sending.
    Send,
    /// An eye, for viewers.
    Eye,
    /// A pin.
    Pin,
    /// A speaker with sound.
    Sound,
    /// A speaker without sound.
    Silent,
    /// A clock.
    Clock,
    /// A speech bubble.
    Bubble,
    /// A place marker.
    Place,
    /// A bin.
    Bin,
    /// Head and shoulders, for the account.
    Person,
    /// A key, for passkeys.
    Key,
    /// A magnifying glass, for searching.
    Search,
    /// A chevron forward, along the reading direction.
    Forward,
    /// An arrow out of a box, for handing something on.
    Share,
    /// Three dots, for what else can be done.
    More,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Heart | Self::HeartFull => {
                "M12 20.2S3.6 15.4 3.6 9.3A4.6 4.6 0 0 1 12 6.7a4.6 4.6 0 0 1 8.4 2.6c0 6.1-8.4 10.9-8.4 10.9Z"
            }
            Self::Mark | Self::MarkFull => "M6.5 4.5h11v15.2L12 15.8l-5.5 3.9Z",
            Self::Basket => {
                "M4 9.5h16l-1.6 9.2a1 1 0 0 1-1 .8H6.6a1 1 0 0 1-1-.8ZM8 9.5l3-5.5M16 9.5 13 4M9.5 13v3M14.5 13v3"
            }
            Self::Home => {
                "M4.5 11 12 4.5 19.5 11v8.5h-15ZM12 19.5v-4.2c0-2 1.2-3.3 3.3-3.3 0 2.1-1.3 3.3-3.3 3.3"
            }
            Self::Live => {
                "M12 12.4v-.8M8.6 15.6a5 5 0 0 1 0-7.2M15.4 8.4a5 5 0 0 1 0 7.2M5.7 18.4a9 9 0 0 1 0-12.8M18.3 5.6a9 9 0 0 1 0 12.8"
            }
            Self::Parcel => "M4.5 8 12 4l7.5 4v8L12 20l-7.5-4ZM4.5 8l7.5 4 7.5-4M12 12v8M8.2 6l7.5 4",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Back => "M14.5 5.5 8 12l6.5 6.5",
            Self::Forward => "M9.5 5.5 16 12l-6.5 6.5",
            Self::Share => "M12 14.5V4M8 7.5 12 3.5l4 4M6.5 11H5v9.5h14V11h-1.5",
            Self::More => "M6 12h.01M12 12h.01M18 12h.01",
            Self::Search => "M10.8 17.1a6.3 6.3 0 1 0 0-12.6 6.3 6.3 0 0 0 0 12.6ZM15.4 15.4 20 20",
            Self::Tick => "M5 12.5 10 17.5 19 7",
            Self::Plus => "M12 5.5v13M5.5 12h13",
            Self::Minus => "M5.5 12h13",
            Self::Send => "M4 12 20 4.5 15.5 20l-4-6Zm7.5 2L20 4.5",
            Self::Eye => {
                "M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12ZM12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z"
            }
            Self::Person => {
                "M12 11.6a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM4.6 20.2c.7-3.6 3.6-5.6 7.4-5.6s6.7 2 7.4 5.6"
            }
            Self::Key => {
                "M8.2 15.8a4.4 4.4 0 1 1 3.9-6.4h8.3v3h-2.2v3h-3v-3h-3.1a4.4 4.4 0 0 1-3.9 3.4ZM8.2 11.4h.01"
            }
            Self::Pin => "M9 4h6l-.8 6 3.3 3.5h-11L9.8 10ZM12 13.5V20",
            Self::Sound => {
                "M4.5 9.5v5h3.2L12 18.5v-13L7.7 9.5ZM15.3 9a4.2 4.2 0 0 1 0 6M17.8 6.4a8 8 0 0 1 0 11.2"
            }
            Self::Silent => "M4.5 9.5v5h3.2L12 18.5v-13L7.7 9.5ZM15.5 9.5l5 5M20.5 9.5l-5 5",
            Self::Clock => "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 7.5V12l3 2",
            Self::Bubble => "M4.5 5.5h15v10.8H11l-4 3.4v-3.4H4.5Z",
            Self::Place => {
                "M12 20.5S5.8 14.6 5.8 10a6.2 6.2 0 0 1 12.4 0c0 4.6-6.2 10.5-6.2 10.5ZM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z"
            }
            Self::Bin => "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::HeartFull | Self::MarkFull => "icon icon--full",
            Self::Back | Self::Forward | Self::Send => "icon icon--directed",
            _ => "icon",
        }
    }
}

/// An icon. It is decoration: what stands beside it, or the button's label, says it in words.
#[component]
pub fn Icon(
    /// What it shows.
    #[prop(into)]
    glyph: Signal<Glyph>,
) -> impl IntoView {
    view! {
        <svg class=move || glyph.get().class() viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || glyph.get().path() />
        </svg>
    }
}
