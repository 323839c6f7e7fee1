//! `/cart?add=…`: what a link wants, asked before anything changes.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use meadow_domain::cart_link::wanted;
use meadow_wire::{Offer, VariantId};

use crate::{
    api::{self, ApiError},
    features::CartAsk,
    pages::failed::Failed,
    paths,
    stores::{Fetched, cart::CartStore, saved, use_query},
    ui::Skeleton,
};

/// What a link wants, as far as there is such a thing.
#[derive(Clone)]
struct Asked {
    offers: Vec<(Offer, u32)>,
    missing: Option<String>,
}

/// Asks whether to do what the address wants; nothing if it wants nothing. The answer takes the wish out of the address,
/// so that a reload, or Back, does not ask again.
#[component]
pub fn Link() -> impl IntoView {
    let params = use_query_map();
    let add = Memo::new(move |_| params.with(|params| params.get("add").unwrap_or_default()));
    move || (!add.with(String::is_empty)).then(|| view! { <Asking add=add /> })
}

#[component]
fn Asking(add: Memo<String>) -> impl IntoView {
    let cart = expect_context::<CartStore>();
    let navigate = use_navigate();
    let query = use_query(move || add.get(), async |add| look(&add).await);
    let done = Callback::new(move |()| {
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(paths::CART, options);
    });
    move || match query.get() {
        Fetched::Waiting => view! { <Skeleton height="10rem" /> }.into_any(),
        Fetched::Failed(error) => {
            view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any()
        }
        Fetched::Full(Asked { offers, missing }) => {
            let wanted = StoredValue::new(offers.clone());
            let put = move |()| {
                for (offer, quantity) in wanted.get_value() {
                    cart.add_some(saved::line(&offer), quantity);
                }
                // A second press finds nothing left to do.
                wanted.set_value(Vec::new());
                done.run(());
            };
            view! { <CartAsk offers=offers missing=missing on_yes=put on_no=done /> }.into_any()
        }
    }
}

async fn look(add: &str) -> Result<Asked, ApiError> {
    let wanted = wanted(add);
    let ids: Vec<VariantId> = wanted.lines.iter().map(|(variant, _)| variant.clone()).collect();
    let found = if ids.is_empty() {
        Vec::new()
    } else {
        api::products::offers(&ids).await?.items
    };
    let gone = ids.len().saturating_sub(found.len());
    let quantity = |offer: &Offer| {
        let mut lines = wanted.lines.iter();
        lines
            .find(|(variant, _)| *variant == offer.variant.id)
            .map_or(1, |(_, quantity)| *quantity)
    };
    let offers = found
        .into_iter()
        .map(|offer| (offer.clone(), quantity(&offer)))
        .collect();
    Ok(Asked {
        offers,
        missing: missing(gone, wanted.broken),
    })
}

fn missing(gone: usize, broken: bool) -> Option<String> {
    let gone = match gone {
        0 => None,
        1 => Some("One thing in it is not sold any more.".to_owned()),
        _ => Some(format!("{gone} things in it are not sold any more.")),
    };
    let broken = broken.then(|| "Parts of it could not be read.".to_owned());
    let words: Vec<String> = gone.into_iter().chain(broken).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
