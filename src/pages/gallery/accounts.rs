//! The parts of the account's page.

use leptos::prelude::*;
use meadow_wire::{PasskeyInfo, SessionInfo};

use super::{part::Part, people::hours_ago};
use crate::features::{PasskeyList, SessionList};

/// The parts of the account's page.
#[component]
pub fn Accounts() -> impl IntoView {
    view! {
        <Part name="Passkeys: none, some">
            <PasskeyList passkeys=Vec::new() on_remove=|_| () />
            <PasskeyList passkeys=passkeys() on_remove=|_| () />
        </Part>
        <Part name="Where one is signed in">
            <SessionList sessions=sessions() on_end=|_| () />
        </Part>
    }
}

fn passkeys() -> Vec<PasskeyInfo> {
    [("Safari on iPhone", Some(3)), ("Chrome on Windows", None)]
        .map(|(device, used)| PasskeyInfo {
            id: device.into(),
            device: device.to_owned(),
            created_at: hours_ago(400),
            used_at: used.map(hours_ago),
        })
        .to_vec()
}

fn sessions() -> Vec<SessionInfo> {
    [("Firefox on Linux", 0), ("Safari on iPhone", 30)]
        .map(|(device, used)| SessionInfo {
            id: device.into(),
            device: device.to_owned(),
            created_at: hours_ago(700),
            used_at: hours_ago(used),
            current: used == 0,
        })
        .to_vec()
}
