//! Every part in every state. It draws without a backend.

use leptos::prelude::*;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, OrderState, Page, PersonKind, RoomStatus, TestCard, Timestamp};

use super::{gallery_data as data, gallery_live::LiveParts, gallery_part::Part};
use crate::{
    browser::{page, time},
    features::{
        AddressForm, CartContents, CartLine, CommentList, ErrorSummary, HoldClock, MarkButton, NoteGrid,
        OrderSteps, OrderSummary, PaymentChoice, PersonLine, Price, ProductCard, ReviewList, Totals,
        TraitList, VariantPicker, order_steps::state_in_words, variant_picker::first_choice,
    },
    stores::{draft::Draft, marks::Mark},
    ui::{Button, ButtonKind, Field, Glyph, Icon, Notice, Skeleton, Stepper},
};

/// Every part in every state.
#[component]
pub fn Gallery() -> impl IntoView {
    page::set_title("Gallery");
    view! {
        <div class="page page--gallery">
            <h1 class="page-title">"Every part, in every state"</h1>
            <Plain />
            <Cards />
            <Buying />
            <Ordered />
            <LiveParts />
        </div>
    }
}

#[component]
fn Plain() -> impl IntoView {
    let sold_out = Signal::stored(Some("Sold out".to_owned()));
    let busy = Signal::stored(true);
    let count = RwSignal::new(2_u32);
    let wrong = Signal::stored(Some("Please give the city, at most 100 characters.".to_owned()));
    view! {
        <Part name="Button">
            <Button>"Primary"</Button>
            <Button kind=ButtonKind::Plain>"Plain"</Button>
            <Button kind=ButtonKind::Quiet>"Quiet"</Button>
            <Button disabled_reason=sold_out>"Sold out"</Button>
            <Button busy=busy>"Paying…"</Button>
        </Part>
        <Part name="Icon">
            {[
                Glyph::Heart, Glyph::HeartFull, Glyph::Mark, Glyph::MarkFull, Glyph::Basket, Glyph::Home, Glyph::Live,
                Glyph::Parcel, Glyph::Close, Glyph::Back, Glyph::Forward, Glyph::Tick, Glyph::Plus, Glyph::Minus,
                Glyph::Send, Glyph::Eye, Glyph::Pin, Glyph::Sound, Glyph::Silent, Glyph::Clock, Glyph::Bubble,
                Glyph::Place, Glyph::Bin,
            ]
                .map(|glyph| view! { <Icon glyph=glyph /> })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="Field">
            <Field name="gallery-empty" label="Empty" autocomplete="off" value=RwSignal::new(String::new()) />
            <Field name="gallery-full" label="Filled in" autocomplete="off" value=RwSignal::new("Lund".to_owned()) />
            <Field
                name="gallery-wrong"
                label="Wrong"
                autocomplete="off"
                value=RwSignal::new(String::new())
                error=wrong
            />
        </Part>
        <Part name="Stepper">
            <Stepper value=count max=Signal::stored(5) label="notebooks" on_step=move |step: i32| {
                count.update(|count| *count = count.saturating_add_signed(step));
            } />
            <Stepper value=Signal::stored(5) max=Signal::stored(5) label="all there are" on_step=|_| () />
        </Part>
        <Part name="Notice">
            <Notice title="Nothing in here yet" detail="What you add waits here." picture="/ui/empty-cart.webp" />
            <Notice
                title="We can't reach the shop"
                detail="Check your connection. We keep trying, and nothing is lost."
                act="Try again"
                on_act=|()| ()
            />
        </Part>
        <Part name="Skeleton">
            <Skeleton height="3rem" />
            <Skeleton height="7rem" />
        </Part>
    }
}

#[component]
fn Cards() -> impl IntoView {
    let list = RwSignal::new(FeedList::new());
    let mut liked = data::note("Forty notebooks, a kitchen table, and no more", true);
    liked.id = "n-gallery-2".into();
    let mut items = vec![
        FeedItem::Note(data::note("Rain, and how I stopped minding", false)),
        FeedItem::Note(liked),
        FeedItem::Product(data::product_card(9, false)),
    ];
    for (status, id) in [
        (RoomStatus::Live, "r-1"),
        (RoomStatus::Scheduled, "r-2"),
        (RoomStatus::Replay, "r-3"),
    ] {
        let mut room = data::room(status);
        room.id = id.into();
        items.push(FeedItem::Room(room));
    }
    list.update(|list| {
        list.push_page(Page { items, next: None });
    });
    view! {
        <Part name="Cards of the feed" wide=true>
            <NoteGrid list=list label="Examples" on_near_end=|()| () />
        </Part>
        <Part name="Product card: one variant, several, few, none">
            <ProductCard product=data::product_card(9, true) />
            <ProductCard product=data::product_card(9, false) />
            <ProductCard product=data::product_card(2, true) />
            <ProductCard product=data::product_card(0, true) />
        </Part>
        <Part name="Person line, traits, marks">
            <PersonLine person=data::person("Ifeoma Okafor", PersonKind::Buyer) under="3 days ago · Leipzig" />
            <PersonLine person=data::person("Ruth Whitaker", PersonKind::Owner) />
            <TraitList traits=data::traits() />
            <MarkButton id="n-gallery-like".into() mark=Mark::Like on=false count=12 />
            <MarkButton id="n-gallery-liked".into() mark=Mark::Like on=true count=12_300 />
            <MarkButton id="n-gallery".into() mark=Mark::Collect on=true count=40 />
        </Part>
        <Part name="Comments">
            <CommentList comments=data::comments() lang="en".to_owned() />
            <CommentList comments=Vec::new() lang="en".to_owned() />
        </Part>
        <Part name="Reviews" wide=true>
            <ReviewList reviews=data::reviews() lang="en".to_owned() />
            <ReviewList reviews=Vec::new() lang="en".to_owned() />
        </Part>
    }
}

#[component]
fn Buying() -> impl IntoView {
    let product = data::product();
    let choice = RwSignal::new(first_choice(&product));
    let (below, above) = (data::cart(1), data::cart(2));
    let lines = [
        data::cart_line(1, 9),
        data::cart_line(3, 2),
        data::cart_line(1, 0),
    ];
    let errors = Signal::stored(data::errors());
    let soon = |ms: i64| Timestamp::from_ms(time::now_ms() + ms);
    view! {
        <Part name="Price">
            <Price amount=data::product_card(1, true).price />
            <Price amount=data::product_card(1, true).price from=true />
        </Part>
        <Part name="Variant picker">
            <VariantPicker product=product choice=choice />
        </Part>
        <Part name="Cart line: plain, too many, sold out">
            {lines
                .map(|line| view! { <CartLine line=Signal::stored(line) on_change=|_| () /> })
                .into_iter()
                .collect_view()}
        </Part>
        <Part name="The cart as it is now">
            <CartContents />
        </Part>
        <Part name="Totals">
            <Totals totals=below.totals rules=Signal::stored(below.rules) />
            <Totals totals=above.totals rules=Signal::stored(above.rules) />
        </Part>
        <Part name="Hold clock">
            <HoldClock held_until=soon(580_000) offset_ms=0 on_over=|()| () />
            <HoldClock held_until=soon(70_000) offset_ms=0 on_over=|()| () />
            <HoldClock held_until=soon(0) offset_ms=0 on_over=|()| () />
        </Part>
        <Part name="Address with errors">
            <ErrorSummary errors=errors />
            <AddressForm draft=Draft::empty() errors=errors />
        </Part>
        <Part name="Payment">
            <PaymentChoice card=RwSignal::new(TestCard::Slow) />
        </Part>
    }
}

#[component]
fn Ordered() -> impl IntoView {
    let order = data::order(OrderState::Paid);
    view! {
        <Part name="Order summary">
            <OrderSummary lines=order.lines totals=order.totals />
        </Part>
        {[OrderState::Placed, OrderState::Packed, OrderState::Delivered, OrderState::Cancelled]
            .map(|state| {
                let order = data::order(state);
                let name = state_in_words(state);
                view! {
                    <Part name=name>
                        <OrderSteps state=Signal::stored(order.state) steps=Signal::stored(order.steps) />
                    </Part>
                }
            })
            .into_iter()
            .collect_view()}
    }
}
