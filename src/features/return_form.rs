//! Sending something back: which things, how many, why.

use leptos::prelude::*;
use meadow_domain::{
    limits::WORDS_MAX,
    returns::{check_words, left, reason_in_words, refund},
};
use meadow_wire::{FieldError, Order, OrderLine, ReturnLine, ReturnReason, ReturnRequest};

use crate::{
    browser::{focus, random, time},
    features::{ErrorSummary, Shot, price::money},
    stores::return_draft,
    ui::{Button, ButtonKind, Stepper, TextArea},
};

const REASONS: [ReturnReason; 5] = [
    ReturnReason::DoesNotFit,
    ReturnReason::NotAsDescribed,
    ReturnReason::Damaged,
    ReturnReason::ChangedMind,
    ReturnReason::Other,
];

/// What is filled in.
#[derive(Clone, Copy)]
struct Filled {
    /// How many of each line of the order.
    counts: RwSignal<Vec<u32>>,
    reason: RwSignal<Option<ReturnReason>>,
    words: RwSignal<String>,
}

/// Asks what goes back and why, and says what is paid back for it.
#[component]
pub fn ReturnForm(
    /// The order.
    order: Order,
    /// Whether it is being sent.
    #[prop(into)]
    busy: Signal<bool>,
    /// What the shop found wrong.
    refused: RwSignal<Vec<FieldError>>,
    /// Runs with what was asked. The same request twice has the same key.
    #[prop(into)]
    on_send: Callback<ReturnRequest>,
    /// Runs when the shopper keeps it all.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let filled = Filled::kept(&order);
    let order = StoredValue::new(order);
    let tried = RwSignal::new(false);
    let last = StoredValue::new(None::<ReturnRequest>);
    let errors = Memo::new(move |_| {
        let own = order.with_value(|order| filled.errors(order));
        let own = if tried.get() { own } else { Vec::new() };
        own.into_iter().chain(refused.get()).collect::<Vec<FieldError>>()
    });
    Effect::new(move |_| order.with_value(|order| filled.keep(order)));
    // What the shop found wrong may be right once something is changed.
    Effect::new(move |before: Option<()>| {
        filled.counts.track();
        filled.reason.track();
        filled.words.track();
        if before.is_some() {
            refused.set(Vec::new());
        }
    });
    Effect::new(move |_| {
        if refused.with(|errors| !errors.is_empty()) {
            time::next_frame(|| focus::go_to("#error-summary"));
        }
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if !errors.with_untracked(Vec::is_empty) {
            time::next_frame(|| focus::go_to("#error-summary"));
            return;
        }
        let mut request = order.with_value(|order| filled.request(order));
        let known = last.get_value().filter(|known| {
            ReturnRequest {
                key: known.key.clone(),
                ..request.clone()
            } == *known
        });
        request.key = known.map_or_else(|| random::id().into(), |known| known.key);
        last.set_value(Some(request.clone()));
        on_send.run(request);
    };
    let of = move |field: &'static str| {
        Signal::derive(move || {
            let is_it = |error: &&FieldError| error.field.split('.').next() == Some(field);
            errors.with(|errors| errors.iter().find(is_it).map(|error| error.detail.clone()))
        })
    };
    let back = move || {
        order.with_value(|order| {
            let lines = filled.request(order).lines;
            (!lines.is_empty()).then(|| money(refund(order, &lines)))
        })
    };
    view! {
        <form class="return-form" id="return-form" tabindex="-1" aria-labelledby="return-form-title" novalidate on:submit=send>
            <h2 class="return-form__title" id="return-form-title">"Send something back"</h2>
            <ErrorSummary errors=errors />
            <fieldset
                class="return-form__part"
                id="return-lines"
                tabindex="-1"
                aria-describedby="return-lines-error"
            >
                <legend class="return-form__legend">"What goes back?"</legend>
                {order.with_value(|order| {
                    order
                        .lines
                        .iter()
                        .enumerate()
                        .map(|(at, line)| view! { <Line at=at line=line.clone() most=left(order, line) counts=filled.counts /> })
                        .collect_view()
                })}
                <p class="return-form__error" id="return-lines-error">{of("lines")}</p>
            </fieldset>
            <fieldset class="return-form__part" id="return-reason" tabindex="-1" aria-describedby="return-reason-error">
                <legend class="return-form__legend">"Why?"</legend>
                {REASONS
                    .map(|reason| {
                        view! {
                            <label class="return-form__reason">
                                <input
                                    type="radio"
                                    name="reason"
                                    prop:checked=move || filled.reason.get() == Some(reason)
                                    on:change=move |_| filled.reason.set(Some(reason))
                                />
                                {reason_in_words(reason)}
                            </label>
                        }
                    })
                    .into_iter()
                    .collect_view()}
                <p class="return-form__error" id="return-reason-error">{of("reason")}</p>
            </fieldset>
            <TextArea name="return-words" label="In your words" most=WORDS_MAX value=filled.words error=of("words") />
            <p class="return-form__sum" role="status">
                {move || back().map(|sum| view! { "You get back " <strong><bdi>{sum}</bdi></strong> ", once the shop has it." })}
            </p>
            <div class="return-form__ways">
                <Button submits=true busy=busy>"Ask to send it back"</Button>
                <Button kind=ButtonKind::Plain on_press=on_close>"Keep it all"</Button>
            </div>
        </form>
    }
}

impl Filled {
    /// What was filled in the last time.
    fn kept(order: &Order) -> Self {
        let (counts, reason, words) = return_draft::read(order);
        let now = order.lines.iter().enumerate();
        let fits = |(at, line): (usize, &OrderLine)| {
            counts.get(at).copied().unwrap_or_default().min(left(order, line))
        };
        Self {
            counts: RwSignal::new(now.map(fits).collect()),
            reason: RwSignal::new(reason),
            words: RwSignal::new(words),
        }
    }

    /// Keeps it; tracked.
    fn keep(self, order: &Order) {
        return_draft::keep(order, &(self.counts.get(), self.reason.get(), self.words.get()));
    }

    /// What is asked for, without a key; tracked.
    fn request(self, order: &Order) -> ReturnRequest {
        let counts = self.counts.get();
        let chosen = order
            .lines
            .iter()
            .zip(counts)
            .filter(|(_, quantity)| *quantity > 0);
        ReturnRequest {
            key: String::new().into(),
            lines: chosen
                .map(|(line, quantity)| ReturnLine {
                    variant: line.variant.clone(),
                    quantity,
                })
                .collect(),
            reason: self.reason.get().unwrap_or_default(),
            words: self.words.get().trim().to_owned(),
        }
    }

    /// What is wrong with it; tracked.
    fn errors(self, order: &Order) -> Vec<FieldError> {
        let mut errors = check_words(&self.request(order));
        if self.reason.get().is_none() {
            // Without a reason nobody knows whether words are needed.
            errors.retain(|error| error.field == "lines");
            errors.push(FieldError {
                field: "reason".to_owned(),
                detail: "Please choose why it goes back.".to_owned(),
            });
        }
        errors
    }
}

#[component]
fn Line(at: usize, line: OrderLine, most: u32, counts: RwSignal<Vec<u32>>) -> impl IntoView {
    let count = Signal::derive(move || counts.with(|counts| counts.get(at).copied().unwrap_or_default()));
    let step = move |by: i32| {
        counts.update(|counts| {
            if let Some(count) = counts.get_mut(at) {
                *count = count.saturating_add_signed(by).min(most);
            }
        });
    };
    let label = match line.choice.as_str() {
        "" => line.name.clone(),
        choice => format!("{}, {choice}", line.name),
    };
    view! {
        <div class="return-form__line">
            <span class="return-form__picture">
                <Shot picture=line.picture sizes="56px" decorative=true />
            </span>
            <span class="return-form__words">
                <bdi lang=line.lang.clone()>{line.name}</bdi>
                <span class="return-form__choice">
                    <bdi lang=line.lang>{line.choice}</bdi>
                    {if most == 0 { " All of it goes back already.".to_owned() } else { format!(" {most} can go back") }}
                </span>
            </span>
            {(most > 0).then(|| view! { <Stepper value=count max=most label=label on_step=step /> })}
        </div>
    }
}
