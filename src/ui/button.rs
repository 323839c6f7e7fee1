//! Buttons.

use leptos::prelude::*;

/// How much a button wants to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do here.
    #[default]
    Primary,
    /// One of several things to do.
    Plain,
    /// Like a word in a text.
    Quiet,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Plain => "button button--plain",
            Self::Quiet => "button button--quiet",
        }
    }
}

/// A button. One that can't be pressed stays in the tab order and says why.
#[component]
pub fn Button(
    /// How much it wants to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Why it can't be pressed now; `None` if it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Whether what it started is still going on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it sends the form it stands in.
    #[prop(optional)]
    submits: bool,
    /// The accessible name, where the words inside don't say it.
    #[prop(optional, into)]
    label: Option<String>,
    /// Runs when it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let blocked = move || disabled_reason.with(Option::is_some) || busy.get();
    view! {
        <button
            type=if submits { "submit" } else { "button" }
            class=kind.class()
            aria-disabled=move || blocked().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-label=label
            title=move || disabled_reason.get()
            on:click=move |event| {
                if blocked() {
                    event.prevent_default();
                } else if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {children()}
        </button>
    }
}
