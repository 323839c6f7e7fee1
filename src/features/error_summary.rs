//! All that is wrong with a form, in one place.

use leptos::prelude::*;
use meadow_wire::FieldError;

use crate::browser::{focus, time};

/// The path of a field in the request, or how it begins, and the input's id: of addresses, cards, accounts, returns, the
/// owner's side and reviews.
const FIELDS: [(&str, &str); 26] = [
    ("address.name", "name"),
    ("address.email", "email"),
    ("address.street", "street-address"),
    ("address.postal_code", "postal-code"),
    ("address.city", "address-level2"),
    ("address.country", "country"),
    ("card.number", "cc-number"),
    ("card.expiry", "cc-exp"),
    ("card.cvc", "cc-csc"),
    ("person.name", "name"),
    ("name", "name"),
    ("person.email", "username"),
    ("email", "username"),
    ("password", "password"),
    ("lines", "return-lines"),
    ("reason", "return-reason"),
    ("words", "return-words"),
    ("return_photos", "return-photos"),
    ("key", "studio-key"),
    ("act.ship.number", "parcel-number"),
    ("act.refuse.why", "refuse-why"),
    ("stars", "stars"),
    ("text", "review-text"),
    ("days_used", "days-used"),
    ("photos", "photos"),
    ("traits", "traits"),
];

/// What is wrong with a form: what its own check says once it was tried, and what the shop said.
#[derive(Clone, Copy)]
pub struct Faults {
    all: Memo<Vec<FieldError>>,
    tried: RwSignal<bool>,
    refused: RwSignal<Vec<FieldError>>,
}

/// The faults of what `typed` says is typed. What the shop refused may be right once something else is typed.
pub fn use_faults<T: Clone + PartialEq + 'static>(
    typed: impl Fn() -> T + 'static,
    check: impl Fn() -> Vec<FieldError> + Send + Sync + 'static,
    refused: RwSignal<Vec<FieldError>>,
) -> Faults {
    let tried = RwSignal::new(false);
    Effect::new(move |before: Option<T>| {
        let now = typed();
        if before.is_some_and(|before| before != now) {
            refused.set(Vec::new());
        }
        now
    });
    Effect::new(move |_| {
        if refused.with(|refused| !refused.is_empty()) {
            show();
        }
    });
    let all = move |_: Option<&Vec<FieldError>>| {
        let mut errors = if tried.get() { check() } else { Vec::new() };
        errors.extend(refused.get());
        errors
    };
    Faults {
        all: Memo::new(all),
        tried,
        refused,
    }
}

impl Faults {
    /// All of them.
    pub fn all(self) -> Signal<Vec<FieldError>> {
        self.all.into()
    }

    /// What is wrong with one field, or with a part of it.
    pub fn of(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let is_it = |error: &&FieldError| error.field.split('.').next() == Some(field);
            self.all
                .with(|errors| errors.iter().find(is_it).map(|error| error.detail.clone()))
        })
    }

    /// Whether the form can go out, as far as we know; if not, it is said what is wrong.
    pub fn none_is_left(self) -> bool {
        self.tried.set(true);
        self.refused.set(Vec::new());
        let none = self.all.with_untracked(Vec::is_empty);
        if !none {
            show();
        }
        none
    }
}

fn show() {
    time::next_frame(|| focus::go_to("#error-summary"));
}

/// All that is wrong, at the top; each line leads to its field.
#[component]
pub fn ErrorSummary(
    /// What is wrong; nothing is shown if nothing is.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let title = move || match errors.with(Vec::len) {
        1 => "One field needs another look".to_owned(),
        count => format!("{count} fields need another look"),
    };
    view! {
        <Show when=move || !errors.with(Vec::is_empty)>
            <section class="error-summary" id="error-summary" tabindex="-1" aria-labelledby="error-summary-title">
                <h2 class="error-summary__title" id="error-summary-title">{title}</h2>
                <ul>
                    {move || {
                        errors
                            .get()
                            .into_iter()
                            .map(|error| {
                                let input = input_of(&error.field);
                                view! {
                                    <li>
                                        <a
                                            href=format!("#{input}")
                                            on:click=move |event| {
                                                event.prevent_default();
                                                focus::go_to(&format!("#{input}"));
                                            }
                                        >
                                            {error.detail}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </section>
        </Show>
    }
}

/// The id of the input that a field error is about.
fn input_of(path: &str) -> &'static str {
    FIELDS
        .iter()
        .find(|(field, _)| {
            path.strip_prefix(field)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        .map_or("main", |(_, input)| input)
}
