//! What people say under notes, what is reported, and what moderators do.

use leptos::prelude::*;
use meadow_wire::{
    Answered, Case, CaseAct, CaseLine, CaseState, Comment, CommentRequest, CommentState, Comments, Mention,
    PersonKind, ReasonCount, ReportReason, Reported, Timestamp,
};

use super::{
    part::Part,
    people::{hours_ago, person},
};
use crate::{
    features::{CaseCard, CommentActs, CommentBox, CommentList, CommentOwn, ReportForm},
    stores::{
        said::{SaidStore, Standing, Unsent},
        thread::Thread,
        toasts::Toasts,
    },
};

/// Comments, reports and cases in every state.
#[component]
pub fn Talk() -> impl IntoView {
    let standings = [
        Standing::Sending,
        Standing::Waiting("We can't reach the shop".to_owned()),
        Standing::Refused("Somebody would be hurt by a word in this. Say it in another way.".to_owned()),
    ];
    view! {
        <Part name="Comments: pinned, answered, bought, gone; more to read">
            <Listed note="n-gallery-talk" comments=comments() />
        </Part>
        <Part name="Comments: none yet">
            <Listed note="n-gallery-silent" comments=Comments::default() />
        </Part>
        <Part name="Comment box: nearly full, too full, an answer">
            <Box name="gallery-full" length=960 />
            <Box name="gallery-over" length=1_004 />
            <Box name="gallery-answer" length=0 />
        </Part>
        <Part name="Comments on their way: sending, offline, refused">
            {standings
                .into_iter()
                .map(|standing| view! { <CommentOwn unsent=unsent(standing) on_retry=|_| () on_discard=|_| () /> })
                .collect_view()}
        </Part>
        <Part name="Report: to fill in, sent">
            <ReportForm
                about=Reported::Comment("c".into())
                busy=false
                taken=None
                failed=None
                on_send=|_| ()
                on_close=|()| ()
            />
            <ReportForm
                about=Reported::Note("n".into())
                busy=false
                taken=Some("Thank you. A moderator will look at it.".to_owned())
                failed=None
                on_send=|_| ()
                on_close=|()| ()
            />
        </Part>
        <Part name="Cases: open, removed, may stay">
            {[CaseState::Open, CaseState::Removed, CaseState::Dismissed]
                .into_iter()
                .map(|state| view! { <CaseCard case=case(state) busy=false on_act=|_| () /> })
                .collect_view()}
        </Part>
    }
}

#[component]
fn Listed(note: &'static str, comments: Comments) -> impl IntoView {
    let said = SaidStore::here();
    let thread = Thread::new(note.into(), comments, said, expect_context::<Toasts>());
    let answered = RwSignal::new(None);
    let nothing = Callback::new(|_| ());
    let acts = CommentActs {
        like: nothing,
        reply: Callback::new(move |id| answered.set(Some(id))),
        pin: Callback::new(|_| ()),
        withdraw: nothing,
        undo: nothing,
        report: nothing,
        copy: nothing,
    };
    view! { <CommentList thread=thread said=said lang="en".to_owned() answered=answered acts=acts /> }
}

#[component]
fn Box(name: &'static str, length: usize) -> impl IntoView {
    let text = RwSignal::new(
        "Quiet. "
            .repeat(length / 7 + 1)
            .chars()
            .take(length)
            .collect::<String>(),
    );
    view! { <CommentBox id=name.to_owned() label="Write a comment" text=text on_say=|_| Ok(()) /> }
}

fn unsent(standing: Standing) -> Unsent {
    Unsent {
        note: "n-gallery".into(),
        root: None,
        asked: CommentRequest {
            text: "Does it hum? Mine did after a winter.".to_owned(),
            ..CommentRequest::default()
        },
        at_ms: 0,
        standing,
    }
}

fn said(id: &str, name: &str, text: &str) -> Comment {
    Comment {
        id: id.into(),
        author: person(name, PersonKind::Buyer),
        has_page: true,
        text: text.to_owned(),
        at: hours_ago(3),
        ..Comment::default()
    }
}

fn comments() -> Comments {
    let reply = |id: &str, name: &str, text: &str| Comment {
        root: Some("t-1".into()),
        ..said(id, name, text)
    };
    let answer = Comment {
        author: person("Ruth Whitaker", PersonKind::Owner),
        by_author: true,
        mentions: vec![Mention {
            handle: "theo.lindqvist".to_owned(),
            person: "p-theo".into(),
        }],
        ..reply("t-2", "", "Next October, @theo.lindqvist. I only have two hands.")
    };
    let deep = Comment {
        to: Some(Answered {
            id: "t-2".into(),
            name: "Ruth Whitaker".to_owned(),
        }),
        has_page: false,
        mine: true,
        ..reply("t-3", "Quiet Heron", "Then I wait.")
    };
    let first = Comment {
        bought: true,
        pinned: true,
        likes: 12,
        liked: true,
        replies: vec![answer, deep],
        reply_count: 5,
        replies_next: Some("next".to_owned()),
        ..said(
            "t-1",
            "Theo Lindqvist",
            "When is the next batch?\n\nI have filled mine.",
        )
    };
    let gone = |id: &str, state: CommentState| Comment {
        state,
        ..said(id, "", "")
    };
    Comments {
        items: vec![
            first,
            said("t-4", "مريم الحداد", "هل الورق سميك بما يكفي للحبر؟"),
            said(
                "t-5",
                "Aveverylongnamewithoutanyspaceinitatall",
                "https://example.org/a/very/long/address/that/has/no/space/and/is/only/text?and=more",
            ),
            gone("t-6", CommentState::Removed),
            gone("t-7", CommentState::Withdrawn),
        ],
        next: Some("next".to_owned()),
        total: 14,
        may_pin: true,
    }
}

fn case(state: CaseState) -> Case {
    let acts = match state {
        CaseState::Open => Vec::new(),
        CaseState::Removed => vec![CaseAct::Remove("Advertising under every note.".to_owned())],
        CaseState::Dismissed => vec![CaseAct::Dismiss],
    };
    let line = |act| CaseLine {
        act,
        by: "Joan Castle".to_owned(),
        at: Timestamp::from_ms(1_777_888_999_000),
    };
    Case {
        id: format!("case-{state:?}").into(),
        about: Reported::Comment("t-1".into()),
        note: "n-gallery".into(),
        title: "Forty notebooks, a kitchen table, and no more".to_owned(),
        author: person("Theo Lindqvist", PersonKind::Buyer),
        text: "Buy followers, cheap and fast.".to_owned(),
        state,
        reasons: vec![
            ReasonCount {
                reason: ReportReason::Spam,
                count: 3,
            },
            ReasonCount {
                reason: ReportReason::Hurtful,
                count: 1,
            },
        ],
        words: vec!["The same under every note.".to_owned()],
        acts: acts.into_iter().map(line).collect(),
        at: hours_ago(2),
    }
}
