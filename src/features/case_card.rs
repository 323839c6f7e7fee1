//! A thing that was reported, as moderators see it.

use leptos::prelude::*;
use leptos_router::components::A;
use meadow_domain::limits::REPORT_WORDS_MAX;
use meadow_wire::{Case, CaseAct, CaseLine, CaseState, Reported};

use super::report_form::reason_in_words;
use crate::{
    browser::{intl, time},
    paths,
    ui::{Button, ButtonKind, TextArea},
};

/// A case: what it is about, what people say, what was done, and what can be done.
#[component]
pub fn CaseCard(
    /// The case.
    case: Case,
    /// Whether something is being done.
    #[prop(into)]
    busy: Signal<bool>,
    /// Does something.
    #[prop(into)]
    on_act: Callback<CaseAct>,
) -> impl IntoView {
    let (what, href) = match &case.about {
        Reported::Note(note) => ("Note", paths::note(note)),
        Reported::Comment(comment) => ("Comment", paths::comment(&case.note, comment)),
    };
    let (state, word) = match case.state {
        CaseState::Open => ("case-card__state case-card__state--open", "Open"),
        CaseState::Removed => ("case-card__state case-card__state--removed", "Removed"),
        CaseState::Dismissed => ("case-card__state", "May stay"),
    };
    let count: u32 = case.reasons.iter().map(|reason| reason.count).sum();
    let reports = match count {
        1 => "1 report".to_owned(),
        _ => format!("{count} reports"),
    };
    view! {
        <article class="case-card" data-case=case.id.to_string()>
            <p class="case-card__head">
                <span class=state>{word}</span>
                <strong>{reports}</strong>
                <time dir="auto">{intl::relative(case.at.ms, time::now_ms())}</time>
            </p>
            <h2 class="case-card__about">
                {what}
                {(!case.author.name.is_empty()).then(|| view! { " by " <bdi>{case.author.name.clone()}</bdi> })}
                ": "
                <A href=href><bdi>{case.title}</bdi></A>
            </h2>
            {match case.text.is_empty() {
                true => view! { <p class="case-card__none">"Its author took it back."</p> }.into_any(),
                false => view! { <blockquote class="case-card__text" dir="auto" tabindex="0">{case.text}</blockquote> }.into_any(),
            }}
            <ul class="case-card__reasons" aria-label="Reasons">
                {case
                    .reasons
                    .into_iter()
                    .map(|one| view! { <li>{reason_in_words(one.reason)} " · " {intl::count(u64::from(one.count))}</li> })
                    .collect_view()}
            </ul>
            {(!case.words.is_empty())
                .then(|| {
                    view! {
                        <ul class="case-card__words" aria-label="What people say about it">
                            {case.words.into_iter().map(|words| view! { <li dir="auto">{words}</li> }).collect_view()}
                        </ul>
                    }
                })}
            <Ways state=case.state busy=busy on_act=on_act id=case.id.to_string() />
            {(!case.acts.is_empty())
                .then(|| {
                    view! {
                        <ol class="case-card__log" aria-label="What was done">
                            {case.acts.into_iter().map(|line| view! { <li dir="auto">{in_words(line)}</li> }).collect_view()}
                        </ol>
                    }
                })}
        </article>
    }
}

#[component]
fn Ways(state: CaseState, busy: Signal<bool>, on_act: Callback<CaseAct>, id: String) -> impl IntoView {
    let (open, set_open) = signal(false);
    let why = RwSignal::new(String::new());
    let name = StoredValue::new(format!("why-{id}"));
    let (wrong, set_wrong) = signal(None::<String>);
    let remove = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let why = why.get_untracked().trim().to_owned();
        if why.is_empty() {
            set_wrong.set(Some("Say why, in a few words.".to_owned()));
        } else if !busy.get_untracked() {
            on_act.run(CaseAct::Remove(why));
        }
    };
    if state == CaseState::Removed {
        return view! {
            <div class="case-card__ways">
                <Button kind=ButtonKind::Plain busy=busy on_press=move |()| on_act.run(CaseAct::Restore)>"Restore"</Button>
            </div>
        }
        .into_any();
    }
    view! {
        <Show when=move || !open.get()>
            <div class="case-card__ways">
                <Button on_press=move |()| set_open.set(true)>"Remove…"</Button>
                {(state == CaseState::Open)
                    .then(|| {
                        view! {
                            <Button kind=ButtonKind::Plain busy=busy on_press=move |()| on_act.run(CaseAct::Dismiss)>
                                "Dismiss"
                            </Button>
                        }
                    })}
            </div>
        </Show>
        <Show when=move || open.get()>
            <form class="case-card__form" novalidate on:submit=remove>
                <TextArea name=name.get_value() label="Why is it removed?" most=REPORT_WORDS_MAX value=why error=wrong />
                <div class="case-card__ways">
                    <Button kind=ButtonKind::Plain on_press=move |()| set_open.set(false)>"Cancel"</Button>
                    <Button submits=true busy=busy>"Remove"</Button>
                </div>
            </form>
        </Show>
    }
    .into_any()
}

fn in_words(line: CaseLine) -> String {
    let when = intl::moment(line.at.ms);
    match line.act {
        CaseAct::Remove(why) => format!("{when}: {} removed it: {why}", line.by),
        CaseAct::Restore => format!("{when}: {} restored it", line.by),
        CaseAct::Dismiss => format!("{when}: {} let it stay", line.by),
    }
}
