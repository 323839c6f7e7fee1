//! What the shopper typed at the checkout, kept until the next time: a reload or an error loses no letter.

use leptos::prelude::*;
use meadow_wire::{Address, TestCard};

use crate::{
    browser::{idb, task, time},
    stores::member::on_sign_out,
};

/// Where it is kept on the device. It never leaves it but with an order.
const KEPT: &str = "address";
/// Letters typed within this time of each other are kept together, in milliseconds.
const GATHER_MS: u32 = 200;

/// The fields of the checkout.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The name on the parcel.
    pub name: RwSignal<String>,
    /// For the confirmation.
    pub email: RwSignal<String>,
    /// Street and number.
    pub street: RwSignal<String>,
    /// The postal code.
    pub postal_code: RwSignal<String>,
    /// The city.
    pub city: RwSignal<String>,
    /// The country's code; empty until chosen.
    pub country: RwSignal<String>,
    /// The card to pay with.
    pub card: RwSignal<TestCard>,
}

impl Draft {
    /// What was typed the last time, as soon as it is here.
    pub fn new() -> Self {
        let draft = Self::empty();
        let restored = RwSignal::new(false);
        task::spawn(async move {
            let kept = idb::get(KEPT)
                .await
                .and_then(|text| meadow_json::from_str::<Address>(&text).ok());
            if let Some(kept) = kept {
                draft.fill(kept);
            }
            restored.set(true);
        });
        let timer = time::use_timer();
        on_sign_out(move || {
            timer.stop();
            draft.clear();
        });
        Effect::new(move |_| {
            let address = draft.typed();
            if restored.get() && address != Address::default() {
                timer.after(GATHER_MS, move || keep(&address));
            }
        });
        draft
    }

    /// Fields that are kept nowhere.
    pub fn empty() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            email: text(),
            street: text(),
            postal_code: text(),
            city: text(),
            country: text(),
            card: RwSignal::new(TestCard::Succeeds),
        }
    }

    /// The address without the spaces around its fields; tracked.
    pub fn address(self) -> Address {
        let typed = self.typed();
        let trimmed = |text: String| text.trim().to_owned();
        Address {
            name: trimmed(typed.name),
            email: trimmed(typed.email),
            street: trimmed(typed.street),
            postal_code: trimmed(typed.postal_code),
            city: trimmed(typed.city),
            country: typed.country,
        }
    }

    /// Whoever signed out takes their address along.
    fn clear(self) {
        for field in [
            self.name,
            self.email,
            self.street,
            self.postal_code,
            self.city,
            self.country,
        ] {
            field.set(String::new());
        }
        task::spawn(async {
            if !idb::remove(KEPT).await {
                leptos::logging::warn!("the address stays on the device");
            }
        });
    }

    fn typed(self) -> Address {
        Address {
            name: self.name.get(),
            email: self.email.get(),
            street: self.street.get(),
            postal_code: self.postal_code.get(),
            city: self.city.get(),
            country: self.country.get(),
        }
    }

    /// Never writes over what is being typed.
    fn fill(self, kept: Address) {
        let fields = [
            (self.name, kept.name),
            (self.email, kept.email),
            (self.street, kept.street),
            (self.postal_code, kept.postal_code),
            (self.city, kept.city),
            (self.country, kept.country),
        ];
        for (field, text) in fields {
            if field.with_untracked(String::is_empty) {
                field.set(text);
            }
        }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}

fn keep(address: &Address) {
    if let Ok(text) = meadow_json::to_string(address) {
        task::spawn(async move {
            // Where nothing can be kept the fields live as long as the page.
            idb::set(KEPT, text).await;
        });
    }
}
