//! A product's place in a picture.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{Hotspot as Spot, ProductCard};

use crate::paths;

/// A dot on a picture that leads to the product there.
#[component]
pub fn Hotspot(
    /// Where.
    spot: Spot,
    /// What.
    product: ProductCard,
) -> impl IntoView {
    let label = format!("In the picture: {}", product.name);
    view! {
        <span
            class="hotspot"
            style:left=percent(spot.x_permille)
            style:top=percent(spot.y_permille)
        >
            <A href=paths::product(&product.id) attr:class="hotspot__link" attr:aria-label=label>
                <bdi class="hotspot__name" lang=product.lang>{product.name}</bdi>
            </A>
        </span>
    }
}

/// Thousandths as CSS percent, without floats: 523 is `52.3%`.
fn percent(permille: u32) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}
