//! The passkeys of an account.

use leptos::prelude::*;
use meadow_wire::{PasskeyId, PasskeyInfo};

use crate::{
    browser::intl,
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// The passkeys of an account, each with the way to remove it.
#[component]
pub fn PasskeyList(
    /// Oldest first.
    passkeys: Vec<PasskeyInfo>,
    /// Runs when one is to be removed.
    #[prop(into)]
    on_remove: Callback<PasskeyId>,
) -> impl IntoView {
    if passkeys.is_empty() {
        return view! {
            <p class="passkey-list passkey-list--empty">
                "No passkey yet. With one you sign in by a touch or a look, and there is nothing to remember."
            </p>
        }
        .into_any();
    }
    view! {
        <ul class="passkey-list">
            {passkeys
                .into_iter()
                .map(|passkey| {
                    let used = match passkey.used_at {
                        Some(at) => format!("used {}", intl::moment(at.ms)),
                        None => "not used yet".to_owned(),
                    };
                    let id = passkey.id;
                    view! {
                        <li class="passkey-list__one">
                            <Icon glyph=Glyph::Key />
                            <span class="passkey-list__words">
                                <span class="passkey-list__device">{passkey.device.clone()}</span>
                                <span class="passkey-list__when">
                                    {format!("Made {}, {used}", intl::day(passkey.created_at.ms))}
                                </span>
                            </span>
                            <Button
                                kind=ButtonKind::Quiet
                                label=format!("Remove the passkey of {}", passkey.device)
                                on_press=move |()| on_remove.run(id.clone())
                            >
                                "Remove"
                            </Button>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
