//! The feed and what is in it.

use leptos::prelude::*;
use meadow_domain::feed::FeedList;
use meadow_wire::{FeedItem, Page, PersonKind, Relationship, RoomStatus};

use super::{
    goods::product_card,
    part::Part,
    people::{alike, note, person, room, tied, traits},
};
use crate::{
    features::{
        FeedTabs, FollowButton, Followers, MarkButton, MuteButton, NoteGrid, PeopleRow, PersonLine,
        ProductCard, ShareButton, TraitList,
    },
    stores::{feed::Tab, marks::Mark},
};

/// The feed and what is in it.
#[component]
pub fn Cards() -> impl IntoView {
    let list = RwSignal::new(FeedList::new());
    let mut liked = note("Forty notebooks, a kitchen table, and no more", true);
    liked.id = "n-gallery-2".into();
    let mut items = vec![
        FeedItem::Note(note("Rain, and how I stopped minding", false)),
        FeedItem::Note(liked),
        FeedItem::Product(product_card(9, false)),
    ];
    for (status, id) in [
        (RoomStatus::Live, "r-1"),
        (RoomStatus::Scheduled, "r-2"),
        (RoomStatus::Replay, "r-3"),
    ] {
        let mut room = room(status);
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
            <ProductCard product=product_card(9, true) />
            <ProductCard product=product_card(9, false) />
            <ProductCard product=product_card(2, true) />
            <ProductCard product=product_card(0, true) />
        </Part>
        <Part name="Lists of the feed">
            <FeedTabs current=Tab::Following />
        </Part>
        <Part name="Following, muting, people who are alike">
            <FollowButton id="p-1".into() name="Ruth".to_owned() relationship=Relationship::default() />
            <FollowButton id="p-2".into() name="Ruth".to_owned() relationship=tied() />
            <Followers id="p-2".into() relationship=tied() />
            <MuteButton id="p-1".into() name="Ruth".to_owned() relationship=Relationship::default() />
            <MuteButton id="p-2".into() name="Ruth".to_owned() relationship=tied() />
            <PeopleRow people=alike() />
        </Part>
        <Part name="Person line, traits, marks">
            <PersonLine person=person("Ifeoma Okafor", PersonKind::Buyer) under="3 days ago" place="Leipzig" />
            <PersonLine person=person("مريم الحداد", PersonKind::Buyer) under="3 days ago" place="القاهرة" />
            <PersonLine person=person("Ruth Whitaker", PersonKind::Owner) />
            <TraitList traits=traits() />
            <MarkButton mark=Mark::Like("n-gallery-like".into()) on=false count=12 />
            <MarkButton mark=Mark::Like("n-gallery-liked".into()) on=true count=12_300 />
            <MarkButton mark=Mark::Collect("n-gallery".into()) on=true count=40 />
            <ShareButton title="Wide feet, narrow world".to_owned() path="/notes/n-gallery".to_owned() />
        </Part>
    }
}
