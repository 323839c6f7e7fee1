//! What people say about a note: reading, answering, reporting.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use meadow_wire::{CommentId, Comments, NoteId, ReportRequest, Reported};

use crate::{
    api,
    browser::{clipboard, focus, page, task, time},
    features::{CommentActs, CommentList, ReportForm},
    paths,
    stores::{said::SaidStore, session, thread::Thread, toasts::Toasts},
    ui::{Button, ButtonKind, Layer},
};

/// What the talk is about, for code that comes apart from the note's.
#[derive(Clone)]
pub struct About {
    /// The note.
    pub note: NoteId,
    /// The language it is written in.
    pub lang: String,
    /// The comments that came with it.
    pub first: Comments,
}

/// The comments under a note.
#[component]
pub fn Talk() -> impl IntoView {
    // It stands under a note only.
    use_context::<About>().map(|about| view! { <Here about=about /> })
}

/// Draws nothing: what was said and has not arrived goes on its way, whichever page is open.
#[component]
pub fn Unsent() -> impl IntoView {
    SaidStore::here();
}

#[component]
fn Here(about: About) -> impl IntoView {
    let (said, toasts) = (SaidStore::here(), expect_context::<Toasts>());
    let thread = Thread::new(about.note.clone(), about.first, said, toasts);
    let answered = RwSignal::new(None::<CommentId>);
    let reported = RwSignal::new(None::<Reported>);
    follow_the_link(thread);
    // Nobody can undo from elsewhere, and whoever signs out next could not take it back any more.
    on_cleanup(move || said.let_go());
    let acts = CommentActs {
        like: Callback::new(move |id| thread.like(id)),
        reply: Callback::new(move |id| answered.set(Some(id))),
        pin: Callback::new(move |(id, on)| thread.pin(id, on)),
        withdraw: Callback::new(move |id| {
            // Nobody answers what is being deleted.
            answered.update(|answered| {
                if answered.as_ref() == Some(&id) {
                    *answered = None;
                }
            });
            said.withdraw(id);
        }),
        undo: Callback::new(move |id| said.undo(&id)),
        report: Callback::new(move |id| reported.set(Some(Reported::Comment(id)))),
        copy: Callback::new(move |id| copy(thread, id, toasts)),
    };
    let note = about.note;
    view! {
        <CommentList thread=thread said=said lang=about.lang answered=answered acts=acts />
        <p class="note__report">
            <Button kind=ButtonKind::Quiet on_press=move |()| reported.set(Some(Reported::Note(note.clone())))>
                "Report this note"
            </Button>
        </p>
        {move || reported.get().map(|about| view! { <Report about=about on_close=move |()| reported.set(None) /> })}
    }
}

/// `?comment=…` leads to a comment, wherever it stands.
fn follow_the_link(thread: Thread) {
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| query.get("comment")));
    Effect::new(move |_| {
        if let Some(id) = wanted.get() {
            let place = format!("[data-comment='{}']", id.replace(['\\', '\''], ""));
            thread.find(CommentId(id), move || {
                // Drawn in the first frame, and in its place in the second.
                time::next_frame(move || time::next_frame(move || focus::go_to(&place)));
            });
        }
    });
}

fn copy(thread: Thread, id: CommentId, toasts: Toasts) {
    let link = format!("{}{}", page::origin(), paths::comment(&thread.note(), &id));
    task::spawn(async move {
        if clipboard::copy(&link).await {
            toasts.say("Link copied");
        } else {
            toasts.say(link);
        }
    });
}

#[component]
fn Report(
    about: Reported,
    /// Runs when the reader is done.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let (taken, failed) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let asked_about = about.clone();
    let send = move |asked: ReportRequest| {
        busy.set(true);
        let about = asked_about.clone();
        task::spawn(async move {
            match session::with_session(async || api::comments::report(&about, &asked).await).await {
                Ok(answer) => taken.try_set(Some(answer.detail)),
                Err(error) => failed.try_set(Some(error.in_words())),
            };
            busy.try_set(false);
        });
    };
    view! {
        <Layer label=Signal::stored("Report".to_owned()) on_close=on_close>
            <ReportForm about=about busy=busy taken=taken failed=failed on_send=send on_close=on_close />
        </Layer>
    }
}
