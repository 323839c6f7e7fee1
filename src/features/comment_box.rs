//! Where one says something under a note.

use leptos::{html, prelude::*};
use meadow_domain::{comment::CommentRefusal, limits::COMMENT_MAX};

use crate::{
    browser::{focus, time},
    ui::{Button, ButtonKind},
};

/// From this many letters on the box says how many are left.
const WARN_FROM: usize = COMMENT_MAX - 100;

/// Some lines to fill in and send: by the button, or by Ctrl or Cmd with Enter. What can't be said stays in the box, with
/// the reason.
#[component]
pub fn CommentBox(
    /// The field's id in the page.
    id: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What is in it.
    text: RwSignal<String>,
    /// Takes what is said, or says why not.
    #[prop(into)]
    on_say: Callback<String, Result<(), CommentRefusal>>,
    /// Closes it, where it can be closed; then the focus begins in it.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let refused = RwSignal::new(None::<CommentRefusal>);
    let field = NodeRef::<html::Textarea>::new();
    let length = Memo::new(move |_| text.with(|text| text.trim().chars().count()));
    let say = move || match on_say.run(text.get_untracked()) {
        Ok(()) => {
            // The box may be gone with what was said.
            text.try_set(String::new());
            refused.try_set(None);
        }
        Err(refusal) => {
            refused.set(Some(refusal));
            if let Some(field) = field.get_untracked() {
                focus::focus(&field);
            }
        }
    };
    if on_cancel.is_some() {
        let place = format!("#{id}");
        Effect::new(move |_| {
            if field.get().is_some() {
                let place = place.clone();
                // In the page only after this run; and it may open below the edge.
                time::next_frame(move || focus::go_to(&place));
            }
        });
    }
    let hint_id = format!("{id}-hint");
    let hint = move || match (refused.get(), length.get()) {
        (Some(refusal), _) => refusal.to_string(),
        (None, length @ WARN_FROM..=COMMENT_MAX) => format!("{} characters left", COMMENT_MAX - length),
        (None, length) if length > COMMENT_MAX => format!("{} characters too many", length - COMMENT_MAX),
        _ => String::new(),
    };
    let bad = move || refused.with(Option::is_some) || length.get() > COMMENT_MAX;
    view! {
        <form
            class="comment-box"
            on:submit=move |event| {
                event.prevent_default();
                say();
            }
        >
            <label class="comment-box__label" for=id.clone()>{label}</label>
            <textarea
                node_ref=field
                class="comment-box__text"
                id=id
                name="comment"
                rows="2"
                dir="auto"
                placeholder="Say something kind"
                aria-describedby=hint_id.clone()
                aria-invalid=move || bad().then_some("true")
                prop:value=text
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    refused.set(None);
                }
                on:keydown=move |event| {
                    if event.is_composing() {
                        // The keys belong to what is being composed: Enter takes a word, Escape drops it.
                    } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        say();
                    } else if event.key() == "Escape" && let Some(on_cancel) = on_cancel {
                        // Escape closes this box, and not the note around it.
                        event.prevent_default();
                        event.stop_propagation();
                        on_cancel.run(());
                    }
                }
            ></textarea>
            <p class="comment-box__hint" class:comment-box__hint--bad=bad id=hint_id role="status">{hint}</p>
            <div class="comment-box__ways">
                {on_cancel
                    .map(|on_cancel| {
                        view! { <Button kind=ButtonKind::Quiet on_press=on_cancel>"Cancel"</Button> }
                    })}
                <Button
                    submits=true
                    disabled_reason=Signal::derive(move || {
                        (length.get() == 0).then(|| "Write something first.".to_owned())
                    })
                >
                    "Send"
                </Button>
            </div>
        </form>
    }
}
