//! All of the cart: its lines, what it costs, and the way on.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_wire::{CartLine as Line, VariantId};

use crate::{
    browser::focus,
    features::{CartLine, Coupons, Totals},
    paths,
    stores::{cart::CartStore, saved::SavedStore},
    ui::{Button, ButtonKind, Notice, Skeleton},
};

/// The cart, as the drawer and the page show it.
#[component]
pub fn CartContents(
    /// Runs when the shopper leaves for another page.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let store = expect_context::<CartStore>();
    let cart = store.cart();
    let variants = Memo::new(move |_| {
        cart.with(|cart| {
            cart.lines
                .iter()
                .map(|line| line.variant.clone())
                .collect::<Vec<_>>()
        })
    });
    let removed = RwSignal::new(None::<Line>);
    let empty = Memo::new(move |_| variants.with(Vec::is_empty));
    let arrived = store.arrived();
    let waiting = Memo::new(move |_| empty.get() && !arrived.get());
    let leave = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
    };
    view! {
        <div class="cart-contents" class:cart-contents--empty=empty>
            <Trouble />
            <Removed removed=removed />
            <Show when=move || waiting.get() && store.problem().with(Option::is_none)>
                <div class="cart-contents__lines" role="status" aria-label="The cart is coming">
                    <Skeleton height="6rem" />
                    <Skeleton height="6rem" />
                </div>
            </Show>
            <Show when=move || empty.get() && !waiting.get()>
                <Notice
                    title="Nothing in here yet"
                    detail="What you add from a note, a product or a live room waits here, also when you close the page."
                    picture="/ui/empty-cart.webp"
                />
                <p class="cart-contents__way" on:click=leave>
                    <A href=paths::FEED attr:class="button button--primary">"Look around"</A>
                </p>
            </Show>
            <Show when=move || !empty.get()>
                <ul class="cart-contents__lines">
                    <For each=move || variants.get() key=Clone::clone let(variant)>
                        <li><Row variant=variant removed=removed /></li>
                    </For>
                </ul>
                <Coupons />
                <div class="cart-contents__foot">
                    <Totals
                        totals=Signal::derive(move || cart.with(|cart| cart.totals))
                        rules=Signal::derive(move || cart.with(|cart| cart.rules.clone()))
                        destination=Signal::derive(move || cart.with(|cart| cart.rules.destination.clone()))
                    />
                    <p class="cart-contents__way" on:click=leave>
                        <A href=paths::CHECKOUT attr:class="button button--primary">"Check out"</A>
                    </p>
                    <Settling />
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Row(variant: VariantId, removed: RwSignal<Option<Line>>) -> impl IntoView {
    let store = expect_context::<CartStore>();
    let cart = store.cart();
    let saved = expect_context::<SavedStore>();
    let (told, seen, leaving) = (variant.clone(), variant.clone(), variant.clone());
    let line = Memo::new(move |before: Option<&Line>| {
        let now = cart.with(|cart| cart.lines.iter().find(|line| line.variant == variant).cloned());
        // The row of a line that just went lives for a moment longer.
        now.or_else(|| before.cloned()).unwrap_or_default()
    });
    let change = move |delta: i32| {
        let now = line.get_untracked();
        let goes = now.quantity.cast_signed() + delta <= 0;
        store.change(now.clone(), delta);
        if goes {
            removed.set(Some(now));
            // The pressed button is gone with its row; the way back is the next thing one may want.
            crate::browser::time::next_frame(|| focus::focus_first(".cart-contents__undo .button"));
        } else {
            removed.set(None);
        }
    };
    view! {
        <CartLine
            line=line
            news=Signal::derive(move || store.news_of(&told))
            on_change=change
            on_later=move |()| saved.set_aside(line.get_untracked())
            leaving=Signal::derive(move || saved.is_moving(&leaving))
            on_seen=move |()| store.saw(&seen)
        />
    }
}

/// Says what was taken out and offers it back.
#[component]
fn Removed(removed: RwSignal<Option<Line>>) -> impl IntoView {
    let store = expect_context::<CartStore>();
    let undo = move |()| {
        if let Some(line) = removed.get_untracked() {
            let quantity = line.quantity.cast_signed();
            store.change(line, quantity);
        }
        removed.set(None);
    };
    view! {
        <div class="cart-contents__undo" role="status">
            {move || {
                removed
                    .get()
                    .map(|line| {
                        view! {
                            <p><bdi lang=line.lang>{line.name}</bdi> " is out of your cart."</p>
                            <Button kind=ButtonKind::Quiet on_press=undo>"Put it back"</Button>
                        }
                    })
            }}
        </div>
    }
}

/// Why the shop has not heard the last change, or did not take it. What is shown stays.
#[component]
fn Trouble() -> impl IntoView {
    let store = expect_context::<CartStore>();
    let (problem, refusal, settling) = (store.problem(), store.refusal(), store.settling());
    let outlives = store.outlives();
    view! {
        <div class="cart-contents__trouble" role="status">
            {move || {
                (!outlives.get())
                    .then(|| {
                        view! {
                            <p>
                                <strong>"This browser keeps nothing for us. "</strong>
                                "The cart works, and is gone when you close the page."
                            </p>
                        }
                    })
            }}
            {move || {
                problem
                    .get()
                    .map(|error| {
                        let kept = if settling.get() {
                            "Your changes are kept on this device and sent as soon as possible."
                        } else {
                            "This is the cart as we saw it last."
                        };
                        view! {
                            <p><strong>{error.to_string()}". "</strong>{kept}</p>
                            <Button kind=ButtonKind::Quiet on_press=move |()| store.read()>"Try now"</Button>
                        }
                    })
            }}
            {move || {
                refusal
                    .get()
                    .map(|words| {
                        view! {
                            <p dir="auto">{words}</p>
                            <Button kind=ButtonKind::Quiet on_press=move |()| refusal.set(None)>"All right"</Button>
                        }
                    })
            }}
        </div>
    }
}

/// Says whether the shop knows what is shown.
#[component]
fn Settling() -> impl IntoView {
    let store = expect_context::<CartStore>();
    let settling = store.settling();
    view! {
        <p class="cart-contents__settling" data-settling=move || settling.get().to_string()>
            {move || if settling.get() { "Saving…" } else { "Saved" }}
        </p>
    }
}
