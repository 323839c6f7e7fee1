//! What the shopper typed at the checkout, kept until the next time: a reload or an error loses no letter.

use leptos::prelude::*;
use meadow_domain::card::{TypedCard, check_card};
use meadow_wire::{Address, FieldError, PaymentMethod, TestCard, Timestamp};

use crate::{
    browser::{task, time},
    stores::{
        kept::{self, GATHER_MS},
        member::on_sign_out,
    },
};

/// Where it is kept on the device. It never leaves it but with an order.
const KEPT: &str = "address";

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
    /// How to pay.
    pub way: RwSignal<Way>,
    /// The number on the card. It and the two below never leave this page, not even for the device's own memory.
    pub card_number: RwSignal<String>,
    /// Until when the card is good.
    pub card_expiry: RwSignal<String>,
    /// The digits on its back.
    pub card_cvc: RwSignal<String>,
}

/// What was chosen to pay with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A test card by its name.
    Test(TestCard),
    /// The card that was typed.
    Typed,
    /// The payment provider's own page.
    Redirect,
}

impl Draft {
    /// What was typed the last time, as soon as it is here.
    pub fn new() -> Self {
        let draft = Self::empty();
        let restored = RwSignal::new(false);
        task::spawn(async move {
            if let Some(address) = kept::read(KEPT).await {
                draft.fill(address);
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
                timer.after(GATHER_MS, move || kept::write(KEPT.to_owned(), &address));
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
            way: RwSignal::new(Way::Test(TestCard::Succeeds)),
            card_number: text(),
            card_expiry: text(),
            card_cvc: text(),
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

    /// How to pay, or what is wrong with the card that was typed; tracked.
    pub fn payment(self) -> Result<PaymentMethod, Vec<FieldError>> {
        match self.way.get() {
            Way::Test(card) => Ok(PaymentMethod::Test(card)),
            Way::Redirect => Ok(PaymentMethod::Redirect),
            Way::Typed => {
                let card = TypedCard {
                    number: self.card_number.get(),
                    expiry: self.card_expiry.get(),
                    cvc: self.card_cvc.get(),
                };
                // The device's clock may be wrong; it will not be wrong by a month.
                check_card(&card, Timestamp::from_ms(time::now_ms())).map(PaymentMethod::Test)
            }
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
        kept::forget(KEPT.to_owned());
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
