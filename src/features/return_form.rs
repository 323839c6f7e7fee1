//! Sending something back: which things, how many, why.

use leptos::prelude::*;
use meadow_domain::{
    limits::WORDS_MAX,
    returns::{left, reason_in_words, refund},
};
use meadow_wire::{FieldError, Order, OrderLine, ReturnReason, ReturnRequest};

use crate::{
    features::{ErrorSummary, PhotoChoice, Shot, error_summary::use_faults, price::money},
    stores::return_draft::ReturnDraft,
    ui::{Button, ButtonKind, Stepper, TextArea},
};

const REASONS: [ReturnReason; 5] = [
    ReturnReason::DoesNotFit,
    ReturnReason::NotAsDescribed,
    ReturnReason::Damaged,
    ReturnReason::ChangedMind,
    ReturnReason::Other,
];

/// Asks what goes back and why, and says what is paid back for it.
#[component]
pub fn ReturnForm(
    /// The order.
    #[prop(into)]
    order: Signal<Order>,
    /// What is filled in.
    draft: ReturnDraft,
    /// Whether it is being sent.
    #[prop(into)]
    busy: Signal<bool>,
    /// What the shop found wrong.
    refused: RwSignal<Vec<FieldError>>,
    /// Runs with what is asked. The same request twice has the same key.
    #[prop(into)]
    on_send: Callback<ReturnRequest>,
    /// Runs when the shopper keeps it all.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let request = move || order.with(|order| draft.request(order));
    let faults = use_faults(
        move || draft.typed(),
        move || order.with(|order| draft.errors(order)),
        refused,
    );
    let waits = Signal::derive(move || draft.photos.waits());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if faults.none_is_left() && waits.with_untracked(Option::is_none) && !busy.get_untracked() {
            on_send.run(order.with_untracked(|order| draft.to_send(order)));
        }
    };
    let back = move || {
        let lines = request().lines;
        (!lines.is_empty()).then(|| order.with(|order| money(refund(order, &lines))))
    };
    let lines = order.with_untracked(|order| order.lines.clone());
    view! {
        <form class="return-form" id="return-form" tabindex="-1" aria-labelledby="return-form-title" novalidate on:submit=send>
            <h2 class="return-form__title" id="return-form-title">"Send something back"</h2>
            <ErrorSummary errors=faults.all() />
            <fieldset
                class="return-form__part"
                id="return-lines"
                tabindex="-1"
                aria-describedby="return-lines-error"
            >
                <legend class="return-form__legend">"What goes back?"</legend>
                {lines
                    .into_iter()
                    .enumerate()
                    .map(|(at, line)| view! { <Line at=at line=line order=order draft=draft /> })
                    .collect_view()}
                <p class="return-form__error" id="return-lines-error">{faults.of("lines")}</p>
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
                                    prop:checked=move || draft.reason.get() == Some(reason)
                                    on:change=move |_| draft.reason.set(Some(reason))
                                />
                                {reason_in_words(reason)}
                            </label>
                        }
                    })
                    .into_iter()
                    .collect_view()}
                <p class="return-form__error" id="return-reason-error">{faults.of("reason")}</p>
            </fieldset>
            <TextArea name="return-words" label="In your words" most=WORDS_MAX value=draft.words error=faults.of("words") />
            <PhotoChoice
                tray=draft.photos
                name="return-photos"
                hint="They show the shop why, and nobody else gets to see them."
                error=faults.of("return_photos")
            />
            <p class="return-form__sum" role="status">
                {move || back().map(|sum| view! { "You get back " <strong><bdi>{sum}</bdi></strong> ", once the shop has it." })}
            </p>
            <p class="return-form__waits">{waits}</p>
            <div class="return-form__ways">
                <Button submits=true busy=busy disabled_reason=waits>"Ask to send it back"</Button>
                <Button kind=ButtonKind::Plain on_press=on_close>"Keep it all"</Button>
            </div>
        </form>
    }
}

#[component]
fn Line(at: usize, line: OrderLine, order: Signal<Order>, draft: ReturnDraft) -> impl IntoView {
    let label = match line.choice.as_str() {
        "" => line.name.clone(),
        choice => format!("{}, {choice}", line.name),
    };
    let (picture, name, lang, choice) = (
        line.picture.clone(),
        line.name.clone(),
        line.lang.clone(),
        line.choice.clone(),
    );
    // Others may have sent some of it back meanwhile.
    let most = Memo::new(move |_| order.with(|order| left(order, &line)));
    let count = Signal::derive(move || draft.count(at, most.get()));
    let step = move |by: i32| draft.step(at, most.get_untracked(), by);
    view! {
        <div class="return-form__line">
            <span class="return-form__picture">
                <Shot picture=picture sizes="56px" decorative=true />
            </span>
            <span class="return-form__words">
                <bdi lang=lang.clone()>{name}</bdi>
                <span class="return-form__choice">
                    <bdi lang=lang>{choice}</bdi>
                    {move || match most.get() {
                        0 => " All of it goes back already.".to_owned(),
                        most => format!(" {most} can go back"),
                    }}
                </span>
            </span>
            <Show when=move || most.get().gt(&0)>
                <Stepper value=count max=most label=label.clone() on_step=step />
            </Show>
        </div>
    }
}
