//! Where the parcel is.

use leptos::prelude::*;
use meadow_domain::tracking;
use meadow_wire::Tracking;

use crate::ui::{Glyph, Icon};

/// Who carries the parcel, under which number, with the way to the carrier's page about it.
#[component]
pub fn Parcel(
    /// Where it can be followed.
    tracking: Tracking,
) -> impl IntoView {
    let name = tracking::name(tracking.carrier);
    view! {
        <div class="parcel">
            <Icon glyph=Glyph::Parcel />
            <p class="parcel__words">
                <span>{name}</span>
                <bdi class="parcel__number">{tracking.number}</bdi>
            </p>
            // Another site: it learns nothing of where the shopper comes from.
            <a class="parcel__way" href=tracking.url target="_blank" rel="noopener noreferrer">
                "Follow the parcel"
                <span class="visually-hidden">" (opens a new tab)"</span>
            </a>
        </div>
    }
}
