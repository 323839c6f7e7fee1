//! Every part in every state. It draws without a backend.

mod accounts;
mod after;
mod buying;
mod cards;
mod carts;
mod chat;
mod frame;
mod goods;
mod live;
mod part;
mod people;
mod plain;
mod reading;
mod reviews;
mod sales;
mod screens;
mod search;
mod talk;

use leptos::prelude::*;

use self::{
    accounts::Accounts,
    after::After,
    buying::{Buying, Ordered},
    cards::Cards,
    carts::Carts,
    chat::Chats,
    frame::Frame,
    live::LiveParts,
    plain::{Layers, Plain},
    reading::{Notes, Products},
    reviews::Reviews,
    screens::Screens,
    search::Searching,
    talk::Talk,
};
use crate::browser::page;

/// Every part in every state.
#[component]
pub fn Gallery() -> impl IntoView {
    page::set_title("Gallery");
    view! {
        <div class="page page--gallery">
            <h1 class="page-title">"Every part, in every state"</h1>
            <Plain />
            <Layers />
            <Frame />
            <Searching />
            <Cards />
            <Notes />
            <Products />
            <Talk />
            <Reviews />
            <Carts />
            <Buying />
            <Ordered />
            <Accounts />
            <After />
            <LiveParts />
            <Screens />
            <Chats />
        </div>
    }
}
