//! A line of the cart.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_domain::{
    limits::MAX_QUANTITY,
    money::times,
    news::LineNews,
    pricing::{next_break, unit_price},
};
use meadow_wire::{CartLine as Line, Money};

use crate::{
    features::{
        Price, Shot,
        price::{break_in_words, money},
    },
    paths,
    ui::{Button, ButtonKind, Glyph, Icon, Stepper},
};

/// What is in the cart of one variant: how many, what it costs, fewer, more, none.
#[component]
pub fn CartLine(
    /// The line as it is now.
    #[prop(into)]
    line: Signal<Line>,
    /// What changed about it since the shopper saw it.
    #[prop(into)]
    news: Signal<Option<LineNews>>,
    /// Runs with how many more, or (negative) fewer.
    #[prop(into)]
    on_change: Callback<i32>,
    /// Runs when it is to be kept for later.
    #[prop(into)]
    on_later: Callback<()>,
    /// Whether it is on its way there.
    #[prop(into)]
    leaving: Signal<bool>,
    /// Runs when the shopper has seen what changed.
    #[prop(into)]
    on_seen: Callback<()>,
) -> impl IntoView {
    let first = line.get_untracked();
    let label = match first.choice.as_str() {
        "" => first.name.clone(),
        choice => format!("{}, {choice}", first.name),
    };
    let remove = format!("Remove {label}");
    let later = format!("Keep for later: {label}");
    let lang = first.lang.clone();
    let quantity = move || line.with(|line| line.quantity);
    let short = Memo::new(move |_| line.with(|line| (line.quantity > line.stock).then_some(line.stock)));
    view! {
        <article class="cart-line" class:cart-line--short=move || short.get().is_some() data-variant=first.variant.to_string()>
            <A href=paths::product(&first.product) attr:class="cart-line__picture" attr:tabindex="-1" attr:aria-hidden="true">
                <Shot picture=first.picture sizes="96px" decorative=true />
            </A>
            <div class="cart-line__words">
                <A href=paths::product(&first.product) attr:class="cart-line__name">
                    <bdi lang=first.lang.clone()>{first.name}</bdi>
                </A>
                <p class="cart-line__choice">
                    <bdi lang=lang>{first.choice}</bdi>
                </p>
                <p class="cart-line__each">
                    {move || {
                        (quantity() > 1)
                            .then(|| view! { <Price amount=line.with(each) /> " each" })
                    }}
                </p>
                <p class="cart-line__break">
                    {move || line.with(|line| next_break(&line.terms, line.quantity).map(break_in_words))}
                </p>
            </div>
            <div class="cart-line__sum">
                <Price amount=Signal::derive(move || line.with(|line| times(each(line), line.quantity))) />
            </div>
            <div class="cart-line__count">
                <Stepper
                    value=Signal::derive(quantity)
                    max=Signal::derive(move || line.with(|line| line.stock.min(MAX_QUANTITY)))
                    label=label
                    on_step=on_change
                />
                <Button kind=ButtonKind::Quiet label=later busy=leaving on_press=move |()| on_later.run(())>
                    "For later"
                </Button>
                <button
                    type="button"
                    class="cart-line__remove"
                    aria-label=remove
                    title="Remove"
                    on:click=move |_| on_change.run(-quantity_now(line))
                >
                    <Icon glyph=Glyph::Bin />
                </button>
            </div>
            <div class="cart-line__notes" role="status">
                {move || short.get().map(|stock| view! { <p class="cart-line__short">{short_in_words(stock)}</p> })}
                {move || {
                    let now = line.get();
                    news.get()
                        .map(|news| {
                            view! {
                                <div class="cart-line__news">
                                    {in_words(&news, &now).into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                                    <Button
                                        kind=ButtonKind::Quiet
                                        label=format!("Seen: {}", now.name)
                                        on_press=move |()| on_seen.run(())
                                    >
                                        "Seen"
                                    </Button>
                                </div>
                            }
                        })
                }}
            </div>
        </article>
    }
}

/// What one costs at this quantity.
fn each(line: &Line) -> Money {
    unit_price(line.unit_price, &line.terms, line.quantity)
}

fn quantity_now(line: Signal<Line>) -> i32 {
    line.with_untracked(|line| line.quantity.cast_signed())
}

/// What changed, a sentence each.
fn in_words(news: &LineNews, now: &Line) -> Vec<String> {
    let price = news.price_was.map(|was| {
        let rose = now.unit_price.minor > was.minor;
        let way = if rose { "went up" } else { "went down" };
        format!(
            "The price {way}: {}, it was {}.",
            money(now.unit_price),
            money(was)
        )
    });
    let stock = news.stock_was.map(|was| match (now.stock >= now.quantity, was) {
        (true, 0) => "It was sold out and is there again.".to_owned(),
        (true, _) => "There is enough of it again.".to_owned(),
        (false, _) => format!("When you put it in there were {was}."),
    });
    price.into_iter().chain(stock).collect()
}

fn short_in_words(stock: u32) -> String {
    match stock {
        0 => "Sold out meanwhile. Remove it to check out.".to_owned(),
        1 => "Only 1 is left. Take one to check out.".to_owned(),
        _ => format!("Only {stock} are left. Take {stock} to check out."),
    }
}
