//! Where one says something.

use leptos::prelude::*;
use meadow_domain::limits::{CHAT_MAX, TextRefusal};

use crate::ui::{Glyph, Icon};

/// From this many characters on the box says how many are left.
const WARN_FROM: usize = CHAT_MAX - 40;

/// A line to fill in and send. What can't be said stays in the box, with the reason.
#[component]
pub fn ChatBox(
    /// What is in it.
    text: RwSignal<String>,
    /// Takes what is said, or says why not.
    #[prop(into)]
    on_say: Callback<String, Result<(), TextRefusal>>,
    /// Why nothing can be said now; `None` if it can.
    #[prop(into)]
    closed: Signal<Option<String>>,
    /// The input's id in the page.
    #[prop(default = "chat-box-text")]
    id: &'static str,
) -> impl IntoView {
    let refused = RwSignal::new(None::<TextRefusal>);
    let length = Memo::new(move |_| text.with(|text| text.trim().chars().count()));
    let say = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if closed.with_untracked(Option::is_some) {
            return;
        }
        match on_say.run(text.get_untracked()) {
            Ok(()) => {
                text.set(String::new());
                refused.set(None);
            }
            // Nothing typed is nothing to complain about.
            Err(TextRefusal::Empty) => refused.set(None),
            Err(refusal) => refused.set(Some(refusal)),
        }
    };
    let hint = move || match (closed.get(), refused.get(), length.get()) {
        (Some(why), ..) => why,
        (None, Some(refusal @ TextRefusal::Unkind(_)), _) => refusal.to_string(),
        (None, Some(_), _) | (None, None, CHAT_MAX..) => {
            format!(
                "A line has at most {CHAT_MAX} characters; this one has {}.",
                length.get()
            )
        }
        (None, None, WARN_FROM..) => format!("{} characters left", CHAT_MAX.saturating_sub(length.get())),
        _ => String::new(),
    };
    view! {
        <form class="chat-box" on:submit=say>
            <label class="visually-hidden" for=id>"Say something"</label>
            <input
                class="chat-box__text"
                id=id
                name="text"
                type="text"
                autocomplete="off"
                enterkeyhint="send"
                placeholder="Say something kind"
                aria-describedby=format!("{id}-hint")
                aria-disabled=move || closed.with(Option::is_some).then_some("true")
                prop:value=text
                prop:readOnly=move || closed.with(Option::is_some)
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    refused.set(None);
                }
            />
            <button
                type="submit"
                class="chat-box__send"
                aria-label="Send"
                aria-disabled=move || (closed.with(Option::is_some) || length.get() == 0).then_some("true")
                title=move || closed.get()
            >
                <Icon glyph=Glyph::Send />
            </button>
            <p class="chat-box__hint" id=format!("{id}-hint") role="status">{hint}</p>
        </form>
    }
}
