//! The outbox over a network that drops: every message is stored once, in order.

use meadow_domain::live::{Outbox, Sending};
use meadow_wire::{ClientId, EventBody, NackCode, Say, Viewer};
use proptest::prelude::*;

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Say,
    /// The outbox is asked what to send.
    Send,
    /// What is on its way arrives and is stored; the ack comes, or is lost.
    Store {
        acked: bool,
    },
    /// What is on its way arrives and is refused, unless it is stored from an earlier time: then it is acked. A `failed`
    /// may have been stored all the same.
    Refuse {
        code: NackCode,
        stored: bool,
    },
    /// The connection drops; what is on its way is lost.
    Drop,
    /// The page is closed and opened again.
    Reload,
    /// The log so far comes again.
    Replay,
    Retry,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Say),
        4 => Just(Step::Send),
        3 => any::<bool>().prop_map(|acked| Step::Store { acked }),
        1 => prop::sample::select(vec![NackCode::TooFast, NackCode::Closed, NackCode::NoSession])
            .prop_map(|code| Step::Refuse { code, stored: false }),
        1 => any::<bool>().prop_map(|stored| Step::Refuse { code: NackCode::Failed, stored }),
        1 => Just(Step::Drop),
        1 => Just(Step::Reload),
        1 => Just(Step::Replay),
        1 => Just(Step::Retry),
    ]
}

struct Model {
    outbox: Outbox,
    on_its_way: Option<Say>,
    /// The server's log; a number that is in it already is not stored again.
    log: Vec<Say>,
    said: u64,
}

impl Model {
    fn store(&mut self, say: &Say) {
        if !self.is_stored(say.client_seq) {
            self.log.push(say.clone());
        }
    }

    fn is_stored(&self, client_seq: u64) -> bool {
        self.log.iter().any(|stored| stored.client_seq == client_seq)
    }

    fn send(&mut self) {
        if let Some(say) = self.outbox.next() {
            assert_eq!(self.on_its_way, None, "only one at a time");
            self.on_its_way = Some(say);
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Say => {
                self.said += 1;
                let text = format!(" message {} ", self.said);
                self.outbox.say("r".into(), &text).expect("a good text");
            }
            Step::Send => self.send(),
            Step::Store { acked } => {
                if let Some(say) = self.on_its_way.take() {
                    self.store(&say);
                    if acked {
                        self.outbox.on_ack(&say.client_id, say.client_seq);
                    } else {
                        self.outbox.on_drop();
                    }
                }
            }
            Step::Refuse { code, stored } => {
                if let Some(say) = self.on_its_way.take() {
                    // A server that refuses before it looks for doubles would have a retried message twice.
                    if self.is_stored(say.client_seq) {
                        self.outbox.on_ack(&say.client_id, say.client_seq);
                        return;
                    }
                    if stored {
                        self.store(&say);
                    }
                    let wait = self.outbox.on_nack(&say.client_id, say.client_seq, code, None);
                    assert_eq!(
                        wait.is_some(),
                        matches!(code, NackCode::TooFast | NackCode::Failed)
                    );
                }
            }
            Step::Drop => {
                self.on_its_way = None;
                self.outbox.on_drop();
            }
            Step::Reload => {
                self.on_its_way = None;
                let (next, saved) = (self.outbox.next_seq(), self.outbox.saved());
                self.outbox = Outbox::restored(me(), next, saved);
            }
            Step::Replay => self.replay(),
            Step::Retry => {
                let failed = self
                    .outbox
                    .messages()
                    .find(|message| message.status != Sending::Queued);
                if let Some(client_seq) = failed.map(|message| message.client_seq) {
                    self.outbox.retry(client_seq);
                }
            }
        }
    }

    fn replay(&mut self) {
        for say in &self.log {
            self.outbox.on_event(&EventBody::Chat {
                by: Viewer::default(),
                text: say.text.clone(),
                client_id: say.client_id.clone(),
                client_seq: say.client_seq,
            });
        }
        if self
            .on_its_way
            .as_ref()
            .is_some_and(|say| self.is_stored(say.client_seq))
        {
            self.on_its_way = None;
        }
    }
}

fn me() -> ClientId {
    "me".into()
}

proptest! {
    #[test]
    fn every_message_is_stored_once_and_in_order(steps in prop::collection::vec(step(), 0..150)) {
        let mut model = Model { outbox: Outbox::new(me()), on_its_way: None, log: Vec::new(), said: 0 };
        for step in steps {
            model.take(step);
        }
        // The network is good again, and the shopper tries what has failed once more.
        model.take(Step::Drop);
        while model.outbox.messages().any(|message| matches!(message.status, Sending::Failed(_))) {
            let failed = model.outbox.messages().find(|message| matches!(message.status, Sending::Failed(_)));
            let client_seq = failed.map(|message| message.client_seq).expect("just seen");
            prop_assert!(model.outbox.retry(client_seq).is_some());
        }
        while model.outbox.messages().next().is_some() {
            model.take(Step::Send);
            model.take(Step::Store { acked: true });
        }
        prop_assert!(model.log.is_sorted_by_key(|say| say.client_seq));
        let mut numbers: Vec<u64> = model.log.iter()
            .map(|say| say.text.trim_start_matches("message ").parse().expect("a number"))
            .collect();
        numbers.sort_unstable();
        prop_assert_eq!(numbers, (1..=model.said).collect::<Vec<u64>>());
    }
}
