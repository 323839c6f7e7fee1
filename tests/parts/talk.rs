//! Comments: what can be said, what is kept until it arrives, and what can be done with each.

use leptos::prelude::*;
use leptos_router::components::Router;
use meadow::{
    features::{CommentActs, CommentBox, CommentList, ReportForm},
    stores::{self, said::SaidStore, thread::Thread, toasts::Toasts},
};
use meadow_domain::comment::check_comment;
use meadow_wire::{Answered, Comment, CommentState, Comments, Mention, PersonCard, Reported};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit};

use crate::stage::{Stage, frame, until};

fn comment(id: &str, name: &str, text: &str) -> Comment {
    Comment {
        id: id.into(),
        author: PersonCard {
            id: name.into(),
            name: name.to_owned(),
            ..PersonCard::default()
        },
        text: text.to_owned(),
        ..Comment::default()
    }
}

fn talk() -> Comments {
    let answer = Comment {
        root: Some("a".into()),
        to: Some(Answered {
            id: "x".into(),
            name: "Theo".to_owned(),
        }),
        mine: true,
        mentions: vec![Mention {
            handle: "ruth".to_owned(),
            person: "p-ruth".into(),
        }],
        ..comment("b", "Heron", "Ask @ruth, not @nobody")
    };
    let first = Comment {
        by_author: true,
        bought: true,
        replies: vec![answer],
        reply_count: 4,
        replies_next: Some("next".to_owned()),
        ..comment("a", "Ruth", "Next October.")
    };
    let removed = Comment {
        state: CommentState::Removed,
        ..comment("c", "", "")
    };
    Comments {
        items: vec![first, removed],
        total: 5,
        ..Comments::default()
    }
}

/// A list under a note; what is pressed is written down.
fn list(note: &'static str, comments: Comments) -> (Stage, StoredValue<Vec<String>>) {
    let pressed = StoredValue::new(Vec::<String>::new());
    let stage = Stage::show(move || {
        stores::provide();
        let said = SaidStore::here();
        let thread = Thread::new(note.into(), comments, said, expect_context::<Toasts>());
        let answered = RwSignal::new(None);
        let note_down = |what: &'static str| {
            Callback::new(move |id: meadow_wire::CommentId| {
                pressed.update_value(|all| all.push(format!("{what} {id}")));
            })
        };
        let acts = CommentActs {
            like: note_down("like"),
            reply: Callback::new(move |id| answered.set(Some(id))),
            pin: Callback::new(|_| ()),
            withdraw: Callback::new(move |id| said.withdraw(id)),
            undo: Callback::new(move |id| said.undo(&id)),
            report: note_down("report"),
            copy: note_down("copy"),
        };
        view! {
            <Router>
                <CommentList thread=thread said=said lang="en".to_owned() answered=answered acts=acts />
            </Router>
        }
    });
    (stage, pressed)
}

fn type_into(field: &HtmlElement, text: &str) {
    field.unchecked_ref::<HtmlTextAreaElement>().set_value(text);
    let event = web_sys::Event::new("input").expect("an event");
    field.dispatch_event(&event).expect("the event is sent");
}

fn press(field: &HtmlElement, key: &str, ctrl: bool) {
    press_how(field, key, ctrl, false);
}

fn press_how(field: &HtmlElement, key: &str, ctrl: bool, composing: bool) {
    let how = KeyboardEventInit::new();
    how.set_is_composing(composing);
    how.set_key(key);
    how.set_ctrl_key(ctrl);
    how.set_bubbles(true);
    how.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how).expect("an event");
    field.dispatch_event(&event).expect("the event is sent");
}

fn click(stage: &Stage, within: &str, words: &str) {
    let found = stage.all(&format!("{within} button")).into_iter().find(|button| {
        let text = button.text_content().unwrap_or_default();
        text.trim() == words || button.get_attribute("aria-label").as_deref() == Some(words)
    });
    let button = found.unwrap_or_else(|| panic!("there is no button {words:?}"));
    button.unchecked_into::<HtmlElement>().click();
}

#[wasm_bindgen_test]
async fn the_box_says_how_much_is_left_refuses_in_words_and_sends_by_the_keyboard() {
    let sent = StoredValue::new(Vec::<String>::new());
    let stage = Stage::show(move || {
        let say = move |text: String| {
            let text = check_comment(&text)?;
            sent.update_value(|sent| sent.push(text));
            Ok(())
        };
        let text = RwSignal::new(String::new());
        view! { <CommentBox id="box".to_owned() label="Write a comment" text=text on_say=Callback::new(say) /> }
    });
    let field = stage.one("textarea");
    assert_eq!(stage.text("label[for=box]"), "Write a comment");
    type_into(&field, &"x".repeat(990));
    frame().await;
    assert_eq!(stage.text(".comment-box__hint"), "10 characters left");
    type_into(&field, &"x".repeat(1_002));
    frame().await;
    assert_eq!(stage.text(".comment-box__hint"), "2 characters too many");
    press(&field, "Enter", true);
    frame().await;
    assert!(
        stage
            .text(".comment-box__hint")
            .contains("1000 characters at most")
    );
    type_into(&field, "\u{200B}");
    press(&field, "Enter", true);
    frame().await;
    assert!(stage.text(".comment-box__hint").contains("invisible"));
    type_into(&field, "Two\nlines ");
    press(&field, "Enter", false);
    // While a word is being composed, as in Chinese or Japanese, Enter takes the word.
    press_how(&field, "Enter", true, true);
    frame().await;
    assert!(sent.get_value().is_empty());
    press(&field, "Enter", true);
    frame().await;
    assert_eq!(sent.get_value(), ["Two\nlines"]);
    assert_eq!(field.unchecked_ref::<HtmlTextAreaElement>().value(), "");
}

#[wasm_bindgen_test]
async fn what_does_not_arrive_stands_says_so_and_is_there_again_after_a_reload() {
    let note = "n-parts-offline";
    let (stage, _) = list(note, Comments::default());
    type_into(&stage.one("textarea"), "Does it hum?");
    frame().await;
    click(&stage, ".comment-box", "Send");
    frame().await;
    assert_eq!(
        stage.text(".comment-own__text"),
        "Does it hum?",
        "it stands at once"
    );
    assert!(stage.all(".comment-list__none").is_empty());
    // Nobody answers here.
    until("the reason", || !stage.all(".comment-own--failed").is_empty()).await;
    assert!(stage.text(".comment-own__why").contains("Not sent"));
    drop(stage);
    let (stage, _) = list(note, Comments::default());
    until("the comment", || !stage.all(".comment-own").is_empty()).await;
    until("the reason", || !stage.all(".comment-own--failed").is_empty()).await;
    click(&stage, ".comment-own", "Discard");
    frame().await;
    assert!(stage.all(".comment-own").is_empty());
    drop(stage);
    meadow::browser::time::sleep(100).await;
    let (stage, _) = list(note, Comments::default());
    meadow::browser::time::sleep(300).await;
    assert!(stage.all(".comment-own").is_empty(), "discarded for good");
}

#[wasm_bindgen_test]
async fn each_comment_tells_what_it_is_and_a_deleted_one_can_come_again() {
    let (stage, pressed) = list("n-parts-list", talk());
    frame().await;
    let one = |id: &str| stage.one(&format!("[data-comment={id}]"));
    let text = |id: &str| one(id).text_content().unwrap_or_default();
    assert!(text("a").contains("Author") && text("a").contains("Bought it"));
    assert!(text("b").contains("to Theo") && text("b").contains("You"));
    assert_eq!(text("c"), "Removed by a moderator");
    let link = one("b")
        .query_selector("a.comment-text__person")
        .expect("a good selector");
    let link = link.expect("one is named and known");
    assert_eq!(link.text_content().as_deref(), Some("@ruth"));
    assert_eq!(link.get_attribute("href").as_deref(), Some("/people/p-ruth"));
    assert!(
        stage
            .text(".comment-thread__replies")
            .contains("Show 3 more replies")
    );
    click(&stage, "[data-comment=a]", "More about the comment of Ruth");
    frame().await;
    click(&stage, "[data-comment=a]", "Report");
    click(&stage, "[data-comment=a]", "Copy link");
    assert_eq!(pressed.get_value(), ["report a", "copy a"]);
    // One's own.
    click(&stage, "[data-comment=b]", "More about the comment of Heron");
    frame().await;
    click(&stage, "[data-comment=b]", "Delete");
    frame().await;
    assert!(text("b").contains("is deleted"));
    until("the focus on the way back", || {
        meadow::browser::focus::focused().is_some_and(|focused| focused.class_name() == "comment-row__undo")
    })
    .await;
    click(&stage, "[data-comment=b]", "Undo");
    frame().await;
    assert!(text("b").contains("Ask @ruth"));
    // An answer opens where it belongs, and Escape closes it again.
    let replies = stage.all("[data-comment=b] .comment-row__way");
    replies[1].unchecked_ref::<HtmlElement>().click();
    frame().await;
    assert_eq!(stage.text("label[for=answer-b]"), "Answer Heron");
    press(&stage.one("#answer-b"), "Escape", false);
    frame().await;
    assert!(stage.all("#answer-b").is_empty());
}

#[wasm_bindgen_test]
async fn a_report_needs_a_reason_and_tells_what_becomes_of_it() {
    let taken = RwSignal::new(None::<String>);
    let stage = Stage::show(move || {
        let send = move |asked: meadow_wire::ReportRequest| taken.set(Some(format!("{:?}", asked.reason)));
        view! {
            <ReportForm
                about=Reported::Comment("a".into())
                busy=false
                taken=taken
                failed=None
                on_send=send
                on_close=|()| ()
            />
        }
    });
    assert_eq!(stage.text("h2"), "Report this comment");
    click(&stage, "form", "Send report");
    frame().await;
    assert_eq!(stage.text("#report-wrong"), "Choose what is wrong first.");
    stage.all("input[type=radio]")[1]
        .unchecked_ref::<HtmlElement>()
        .click();
    frame().await;
    click(&stage, "form", "Send report");
    frame().await;
    assert_eq!(stage.text(".report-form__taken"), "Hurtful");
}

#[wasm_bindgen_test]
async fn what_is_left_stays_within_reach_when_all_answers_that_are_here_are_gone() {
    let mut comments = talk();
    comments.items[0].replies.clear();
    let (stage, _) = list("n-left", comments);
    frame().await;
    assert!(
        stage
            .text(".comment-thread__replies")
            .contains("Show 4 more replies")
    );
}
