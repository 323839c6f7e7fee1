//! The invoice of an order, to print.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use meadow_wire::OrderId;

use super::failed::Failed;
use crate::{
    api,
    browser::page,
    features::InvoiceSheet,
    paths,
    stores::{Fetched, use_query},
    ui::{Button, Skeleton},
};

/// The invoice of an order.
#[component]
pub fn Invoice() -> impl IntoView {
    page::set_title("Invoice");
    let params = use_params_map();
    let id = move || OrderId(params.with(|params| params.get("id").unwrap_or_default()));
    let query = use_query(id, async |id| api::orders::read(&id).await);
    view! {
        <div class="page page--invoice">
            <div class="invoice__ways">
                <A href=move || paths::order(&id()) attr:class="invoice__back">"Back to the order"</A>
                <Button on_press=|()| page::print()>"Print"</Button>
            </div>
            {move || match query.get() {
                Fetched::Waiting => view! {
                    <div role="status" aria-label="The invoice is coming">
                        <Skeleton height="30rem" />
                    </div>
                }
                .into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(order) => view! { <InvoiceSheet order=order /> }.into_any(),
            }}
        </div>
    }
}
