//! What must happen before a payment succeeds.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{NextAction, Timestamp};

use crate::{
    browser::{intl, time},
    paths,
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// Says what must happen next, so long as the goods wait for it, and how else to go on.
#[component]
pub fn PaymentStep(
    /// What must happen.
    next: NextAction,
    /// So long the goods wait, on the server's clock.
    until: Timestamp,
    /// How far the server's clock is ahead of this device's, in milliseconds.
    offset_ms: i64,
    /// Runs when the shopper wants to type the code.
    #[prop(into)]
    on_code: Callback<()>,
    /// Runs when the shopper wants to go to the provider's page.
    #[prop(into)]
    on_leave: Callback<()>,
    /// Runs when the shopper would rather pay otherwise.
    #[prop(into)]
    on_other: Callback<()>,
) -> impl IntoView {
    let (title, words) = match &next {
        NextAction::Confirm(_) => ("Your bank asks for a code", "Nothing is paid until you type it."),
        NextAction::Redirect(_) => (
            "The payment page waits for you",
            "You pay there and come back here. Nothing is paid yet, as far as we know.",
        ),
        NextAction::Wait => (
            "Your bank has not answered yet",
            "You can close this page. As soon as it says yes, the order is among your orders; you can't pay twice.",
        ),
    };
    let step = match next {
        NextAction::Confirm(_) => view! { <Button on_press=on_code>"Type the code"</Button> }.into_any(),
        NextAction::Redirect(_) => {
            view! { <Button on_press=on_leave>"Go to the payment page"</Button> }.into_any()
        }
        NextAction::Wait => {
            view! { <A href=paths::ORDERS attr:class="button button--primary">"Your orders"</A> }.into_any()
        }
    };
    let by_our_clock = until.ms.saturating_sub(offset_ms);
    let waits = if by_our_clock > time::now_ms() {
        format!("Your things wait until {}.", intl::clock(by_our_clock))
    } else {
        "Your things are back on sale. If your bank still says yes you get them, or your money back."
            .to_owned()
    };
    view! {
        <section class="payment-step" aria-label="Your payment">
            <div role="status">
                <p class="payment-step__title"><Icon glyph=Glyph::Clock />{title}</p>
                <p>{words}</p>
            </div>
            <p class="payment-step__until">{waits}</p>
            <div class="payment-step__ways">
                {step}
                <Button kind=ButtonKind::Plain on_press=on_other>"Pay another way"</Button>
            </div>
        </section>
    }
}
