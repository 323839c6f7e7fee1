//! Who is signed in, and the ways to become and to stop being it.

use leptos::prelude::*;
use meadow_wire::{
    Account, NewPerson, PasskeyAnswer, PasskeyMade, PasskeyOffer, PasskeyQuestion, PasskeySignUp, PersonCard,
    Proof, SignIn, SignUp,
};

use crate::{
    api::{self, ApiError},
    browser::passkey::{self, Asking, PasskeyFailure},
    stores::{
        session::{self, Switch},
        toasts::Toasts,
    },
};

/// Why a passkey did not work: the device said no, or the shop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyProblem {
    /// The device.
    #[error(transparent)]
    Device(#[from] PasskeyFailure),
    /// The shop.
    #[error(transparent)]
    Shop(#[from] ApiError),
}

/// Who is signed in.
#[derive(Clone, Copy)]
pub struct MemberStore {
    person: RwSignal<Option<PersonCard>>,
}

impl MemberStore {
    /// Whoever was signed in the last time.
    pub fn new(toasts: Toasts) -> Self {
        let person = RwSignal::new(session::member());
        session::on_switch(move |switch| {
            // Gone with the page that it belonged to.
            person.try_set(session::member());
            if switch == Switch::Out {
                toasts.say("You are signed out. What is yours waits in your account.");
            }
        });
        Self { person }
    }

    /// Who; nobody for a guest.
    pub fn person(self) -> Signal<Option<PersonCard>> {
        self.person.into()
    }

    /// Signs in with a password.
    pub async fn sign_in(self, asked: &SignIn) -> Result<(), ApiError> {
        session::enter(async || api::account::sign_in(asked).await).await
    }

    /// Makes an account with a password.
    pub async fn sign_up(self, asked: &SignUp) -> Result<(), ApiError> {
        session::enter(async || api::account::sign_up(asked).await).await
    }

    /// Signs in with whichever passkey the person takes.
    pub async fn sign_in_with_passkey(self, asking: Asking<'_>) -> Result<(), PasskeyProblem> {
        let answer = answer(asking).await?;
        Ok(session::enter(async || api::passkeys::sign_in_finish(&answer).await).await?)
    }

    /// Makes an account with a passkey.
    pub async fn sign_up_with_passkey(self, person: NewPerson) -> Result<(), PasskeyProblem> {
        let offer = api::passkeys::sign_up_begin(&PasskeySignUp { person }).await?;
        let made = made(offer).await?;
        Ok(session::enter(async || api::passkeys::sign_up_finish(&made).await).await?)
    }

    /// The account, as the shop keeps it. If it was signed out elsewhere this browser forgets it.
    pub async fn account(self) -> Result<Account, ApiError> {
        let used = api::client::token();
        let answer = api::account::read().await;
        if answer.as_ref().is_err_and(|error| error.status() == 401) {
            session::over(used.as_ref()).await;
        }
        answer
    }

    /// Adds a passkey of this device to the account.
    pub async fn add_passkey(self) -> Result<Account, PasskeyProblem> {
        let offer = api::passkeys::register_begin().await?;
        let made = made(offer).await?;
        Ok(api::passkeys::register_finish(&made).await?)
    }

    /// Proves by a passkey that it is the account's owner.
    pub async fn prove(self) -> Result<Proof, PasskeyProblem> {
        Ok(Proof::Passkey(answer(Asking::AtOnce).await?))
    }

    /// Signs out. If the shop can't be reached nothing changes: the session would go on without anybody knowing.
    pub async fn sign_out(self) -> Result<(), ApiError> {
        match api::account::sign_out().await {
            Err(error) if error.status() != 401 => Err(error),
            _ => {
                session::leave();
                Ok(())
            }
        }
    }

    /// The account is another one now, as far as others see it.
    pub fn renamed(self, person: &PersonCard) {
        session::renamed(person);
    }

    /// The account is gone.
    pub fn gone(self) {
        session::leave();
    }
}

/// Runs when nobody is signed in any more.
pub fn on_sign_out(work: impl Fn() + 'static) {
    session::on_switch(move |switch| {
        if switch == Switch::Out {
            work();
        }
    });
}

async fn made(offer: PasskeyOffer) -> Result<PasskeyMade, PasskeyProblem> {
    let options = meadow_json::to_string(&offer.options).map_err(|_| ApiError::Garbled)?;
    let made = passkey::make(&options).await?;
    Ok(PasskeyMade {
        ceremony: offer.ceremony,
        id: made.id.into(),
        attestation_object: made.attestation_object,
        client_data_json: made.client_data_json,
        transports: made.transports,
    })
}

async fn answer(asking: Asking<'_>) -> Result<PasskeyAnswer, PasskeyProblem> {
    let PasskeyQuestion { ceremony, options } = api::passkeys::sign_in_begin().await?;
    let options = meadow_json::to_string(&options).map_err(|_| ApiError::Garbled)?;
    let signed = passkey::sign(&options, asking).await?;
    Ok(PasskeyAnswer {
        ceremony,
        id: signed.id.into(),
        authenticator_data: signed.authenticator_data,
        client_data_json: signed.client_data_json,
        signature: signed.signature,
        user_handle: signed.user_handle,
    })
}
