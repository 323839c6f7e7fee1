//! Sending something back: nothing that is filled in is lost, and what was asked for is asked once.

use leptos::prelude::*;
use meadow::{
    browser::storage,
    features::ReturnForm,
    stores::{
        kept,
        return_draft::{ReturnDraft, use_return_draft},
    },
};
use meadow_wire::{Order, OrderLine, Return, ReturnLine, ReturnReason, ReturnRequest};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, until};

const VARIANT: &str = "g-gallery:one";

/// Two of one thing.
fn order(id: &str) -> Order {
    Order {
        id: id.into(),
        lines: vec![OrderLine {
            variant: VARIANT.into(),
            name: "Notebook".to_owned(),
            quantity: 2,
            ..OrderLine::default()
        }],
        ..Order::default()
    }
}

/// One of them goes back, as another tab asked.
fn one_is_gone(order: &mut Order) {
    order.returns.push(Return {
        id: "ret-other".into(),
        lines: vec![ReturnLine {
            variant: VARIANT.into(),
            quantity: 1,
        }],
        ..Return::default()
    });
}

struct Form {
    stage: Stage,
    order: RwSignal<Order>,
    draft: ReturnDraft,
    refused: RwSignal<Vec<meadow_wire::FieldError>>,
    sent: StoredValue<Vec<ReturnRequest>>,
}

fn form(id: &'static str) -> Form {
    let order = RwSignal::new(order(id));
    let refused = RwSignal::new(Vec::new());
    let sent = StoredValue::new(Vec::new());
    let draft = StoredValue::new(None);
    let stage = Stage::show(move || {
        let shown = Memo::new(move |_| order.get());
        let one = use_return_draft(shown);
        draft.set_value(Some(one));
        view! {
            <ReturnForm
                order=shown
                draft=one
                busy=false
                refused=refused
                on_send=move |request| sent.update_value(|sent| sent.push(request))
                on_close=|()| ()
            />
        }
    });
    Form {
        stage,
        order,
        draft: draft.get_value().expect("the form is shown"),
        refused,
        sent,
    }
}

impl Form {
    fn fill_in(&self) {
        self.draft.step(0, 2, 2);
        self.draft.reason.set(Some(ReturnReason::Damaged));
        self.draft.words.set("The corner is bent.".to_owned());
    }

    async fn send(&self) -> ReturnRequest {
        self.stage.one("button[type=submit]").click();
        frame().await;
        self.sent
            .with_value(|sent| sent.last().cloned())
            .expect("it is sent")
    }
}

#[wasm_bindgen_test]
async fn what_was_sent_and_not_answered_is_the_same_return_after_a_reload() {
    let before = form("o-return-1");
    before.fill_in();
    let first = before.send().await;
    frame().await;
    drop(before);
    let after = form("o-return-1");
    assert_eq!(after.send().await, first, "with its key");
    after.draft.words.set("The cover is bent.".to_owned());
    frame().await;
    let changed = after.send().await;
    assert_ne!(changed.key, first.key, "another request");
    // Asked for: the next one begins empty.
    after.draft.over(&order("o-return-1"));
    frame().await;
    drop(after);
    let next = form("o-return-1");
    assert_eq!(next.draft.words.get_untracked(), "");
    drop(next);
}

#[wasm_bindgen_test]
async fn an_order_that_changed_meanwhile_takes_away_what_is_gone_and_nothing_that_was_typed() {
    let open = form("o-return-2");
    open.fill_in();
    frame().await;
    assert_eq!(open.stage.text(".stepper__value"), "2");
    open.refused.set(vec![meadow_wire::FieldError {
        field: "lines.0.quantity".to_owned(),
        detail: "Of “Notebook” only 1 can still go back.".to_owned(),
    }]);
    open.order.update(one_is_gone);
    frame().await;
    assert_eq!(open.stage.text(".stepper__value"), "1");
    assert!(open.stage.text("#return-lines-error").contains("only 1"));
    let request = open.send().await;
    assert_eq!(request.lines.first().map(|line| line.quantity), Some(1));
    assert_eq!(request.words, "The corner is bent.");
    drop(open.stage);
    // It goes along with the order as it is now.
    assert!(storage::kept_for_tab("meadow-return-o-return-2-1").is_some());
}

#[wasm_bindgen_test]
async fn who_signs_out_leaves_no_half_filled_return_behind() {
    let open = form("o-return-3");
    open.fill_in();
    let place = "meadow-return-o-return-3-0";
    until("the draft", || storage::kept_for_tab(place).is_some()).await;
    drop(open);
    // What runs then; the stores of other tests would hear a real sign-out too.
    kept::forget_all();
    assert_eq!(storage::kept_for_tab(place), None);
}
