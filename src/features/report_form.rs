//! Saying that something should not be here.

use leptos::prelude::*;
use meadow_domain::{comment::check_report, limits::REPORT_WORDS_MAX};
use meadow_wire::{ReportReason, ReportRequest, Reported};

use crate::ui::{Button, ButtonKind, TextArea};

const REASONS: [ReportReason; 6] = [
    ReportReason::Spam,
    ReportReason::Hurtful,
    ReportReason::Misleading,
    ReportReason::Private,
    ReportReason::Illegal,
    ReportReason::Other,
];

/// Asks what is wrong with a thing, and says what becomes of the report.
#[component]
pub fn ReportForm(
    /// What it is about.
    about: Reported,
    /// Whether it is on its way.
    #[prop(into)]
    busy: Signal<bool>,
    /// What the shop answered, once it did.
    #[prop(into)]
    taken: Signal<Option<String>>,
    /// Why it was not taken, in words.
    #[prop(into)]
    failed: Signal<Option<String>>,
    /// Runs with the report.
    #[prop(into)]
    on_send: Callback<ReportRequest>,
    /// Runs when the reader is done here.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let reason = RwSignal::new(None::<ReportReason>);
    let words = RwSignal::new(String::new());
    let (wrong, set_wrong) = signal(None::<&'static str>);
    let too_long = Memo::new(move |_| {
        let asked = ReportRequest {
            reason: ReportReason::Other,
            words: words.get(),
        };
        check_report(&asked).map(|error| error.detail)
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(reason) = reason.get_untracked() else {
            set_wrong.set(Some("Choose what is wrong first."));
            return;
        };
        if !busy.get_untracked() && too_long.with_untracked(Option::is_none) {
            on_send.run(ReportRequest {
                reason,
                words: words.get_untracked(),
            });
        }
    };
    let title = match about {
        Reported::Note(_) => "Report this note",
        Reported::Comment(_) => "Report this comment",
    };
    let choice = move |one: ReportReason| {
        view! {
            <label class="report-form__choice">
                <input
                    type="radio"
                    name="report-reason"
                    prop:checked=move || reason.get() == Some(one)
                    on:change=move |_| {
                        reason.set(Some(one));
                        set_wrong.set(None);
                    }
                />
                <span>{reason_in_words(one)}</span>
            </label>
        }
    };
    let form = move || {
        view! {
            <form class="report-form__form" novalidate on:submit=send>
                <fieldset
                    class="report-form__choices"
                    aria-describedby="report-wrong"
                    aria-invalid=move || wrong.get().map(|_| "true")
                >
                    <legend class="report-form__legend">"What is wrong with it?"</legend>
                    {REASONS.map(choice).collect_view()}
                </fieldset>
                <p class="report-form__wrong" id="report-wrong" role="alert">{wrong}</p>
                <TextArea name="report-words" label="More about it, if you like" most=REPORT_WORDS_MAX value=words error=too_long />
                <p class="report-form__wrong" role="alert">{move || failed.get()}</p>
                <p class="report-form__note">"Nobody is told who reported it."</p>
                <div class="report-form__ways">
                    <Button kind=ButtonKind::Plain on_press=on_close>"Cancel"</Button>
                    <Button submits=true busy=busy>"Send report"</Button>
                </div>
            </form>
        }
    };
    view! {
        <div class="report-form">
            <h2 class="report-form__title">{title}</h2>
            {move || match taken.get() {
                Some(words) => view! {
                    <p class="report-form__taken" role="status">{words}</p>
                    <div class="report-form__ways"><Button on_press=on_close>"Done"</Button></div>
                }
                .into_any(),
                None => form().into_any(),
            }}
        </div>
    }
}

/// A reason as a person says it.
pub fn reason_in_words(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Spam => "Advertising, or the same again and again",
        ReportReason::Hurtful => "It insults or threatens somebody",
        ReportReason::Misleading => "It is not true, or a hidden advertisement",
        ReportReason::Private => "It shows somebody's address, number or picture",
        ReportReason::Illegal => "It is forbidden or dangerous",
        ReportReason::Other => "Something else",
    }
}
