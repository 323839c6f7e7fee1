//! The scripts of the seed town: what its people say in a live room, round and round, through the same log as everybody.

use std::{sync::Arc, time::Duration};

use meadow_wire::{ClientId, EventBody, PersonId, RoomId, Timestamp};
use tokio::time::sleep;

use super::{
    log::{Draft, SCRIPT_PREFIX},
    room::Room,
    setup::ScriptLine,
    writer::Entry,
};
use crate::clock;

/// The quiet between the last line and the first of the next round.
const BREATH_MS: i64 = 4_000;
/// A room that starts, or was away, brings the lines of this long at once, each with its own time.
const BEFORE_MS: i64 = 120_000;

/// Plays a live room's script against the wall clock, from the end of the log, until the room is off or dropped.
pub async fn play(room: Arc<Room>, said_until: Option<Timestamp>) {
    let Some(begun) = room.on_since() else { return };
    let score = Score::new(room.id().clone(), room.setup.script.clone(), begun);
    let mut after = clock::now()
        .plus_ms(-BEFORE_MS)
        .max(said_until.unwrap_or_default())
        .max(begun);
    if said_until.is_none_or(|said| said < begun) {
        let start = score.whole(after, EventBody::Start, "start");
        if room
            .inbox
            .send(Entry {
                draft: start,
                reply: None,
            })
            .await
            .is_err()
        {
            return;
        }
    }
    while let Some(draft) = score.next(after) {
        let wait = u64::try_from(draft.at.ms - clock::now().ms).unwrap_or(0);
        sleep(Duration::from_millis(wait)).await;
        after = draft.at;
        if room.on_since() != Some(begun) {
            return;
        }
        if room.inbox.send(Entry { draft, reply: None }).await.is_err() {
            return;
        }
    }
}

/// A replay's whole log: it begins, its script is played once, it ends.
pub fn recording(room: &RoomId, script: &[ScriptLine], starts_at: Timestamp) -> Vec<Draft> {
    let score = Score::new(room.clone(), script.to_vec(), Timestamp::default());
    let lines = (0..)
        .zip(script)
        .map(|(index, line)| score.line(starts_at, index, line));
    let end = starts_at.plus_ms(score.length_ms);
    std::iter::once(score.whole(starts_at, EventBody::Start, "start"))
        .chain(lines)
        .chain(std::iter::once(score.whole(end, EventBody::End, "end")))
        .collect()
}

/// A script laid on the clock: round `n` begins at `n` times its length after the room began, so a restart goes on where
/// it was, and what was said in a round can't be said again.
pub struct Score {
    room: RoomId,
    /// 1970 for a room that is always on.
    begun: Timestamp,
    lines: Vec<ScriptLine>,
    length_ms: i64,
}

impl Score {
    /// From when the room began.
    pub fn new(room: RoomId, mut lines: Vec<ScriptLine>, begun: Timestamp) -> Self {
        lines.sort_by_key(|line| line.at_ms);
        let length_ms = lines.last().map_or(0, |line| line.at_ms) + BREATH_MS;
        Self {
            room,
            begun,
            lines,
            length_ms,
        }
    }

    /// The first line later than `after`; nothing if the script is empty.
    fn next(&self, after: Timestamp) -> Option<Draft> {
        let round = (after.ms - self.begun.ms).div_euclid(self.length_ms);
        (round..=round + 1).find_map(|round| {
            let starts_at = self.begun.plus_ms(round * self.length_ms);
            (0..)
                .zip(&self.lines)
                .find(|(_, line)| starts_at.plus_ms(line.at_ms) > after)
                .map(|(index, line)| self.line(starts_at, index, line))
        })
    }

    /// A line of the round that starts then.
    fn line(&self, round: Timestamp, index: u64, line: &ScriptLine) -> Draft {
        let outbox = ClientId(format!("{SCRIPT_PREFIX}{}:{}", self.room, round.ms));
        let number = index + 1;
        let mut body = line.body.clone();
        let mut sender = PersonId::default();
        if let EventBody::Chat {
            by,
            client_id,
            client_seq,
            ..
        } = &mut body
        {
            (sender, *client_id, *client_seq) = (by.id.clone(), outbox.clone(), number);
        }
        Draft {
            at: round.plus_ms(line.at_ms),
            body,
            sender,
            client_id: outbox,
            client_seq: number,
        }
    }

    /// What is said once each time that the room is on.
    pub fn whole(&self, at: Timestamp, body: EventBody, name: &str) -> Draft {
        let client_id = ClientId(format!("{SCRIPT_PREFIX}{}:{name}", self.room));
        Draft {
            at,
            body,
            sender: PersonId::default(),
            client_id,
            client_seq: u64::try_from(self.begun.ms).unwrap_or_default() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BREATH_MS, Score, recording};
    use crate::live::setup::ScriptLine;
    use meadow_wire::{EventBody, RoomId, Timestamp, Viewer};

    fn chat(at_ms: i64, text: &str) -> ScriptLine {
        let by = Viewer {
            id: "p".into(),
            ..Viewer::default()
        };
        ScriptLine {
            at_ms,
            body: EventBody::Chat {
                by,
                text: text.into(),
                client_id: "".into(),
                client_seq: 0,
            },
        }
    }

    #[test]
    fn the_script_goes_round_and_no_line_has_the_name_of_another() {
        let score = Score::new(
            RoomId::from("r"),
            vec![chat(1_000, "a"), chat(6_000, "b")],
            Timestamp::default(),
        );
        let mut at = Timestamp::from_ms(500);
        let mut names = Vec::new();
        let mut times = Vec::new();
        for _ in 0..5 {
            let draft = score.next(at).expect("the script never ends");
            at = draft.at;
            times.push(at.ms);
            names.push((draft.client_id, draft.client_seq));
        }
        let round = 6_000 + BREATH_MS;
        assert_eq!(
            times,
            [1_000, 6_000, round + 1_000, round + 6_000, 2 * round + 1_000]
        );
        names.dedup();
        assert_eq!(names.len(), 5);
    }

    #[test]
    fn an_empty_script_says_nothing() {
        assert!(
            Score::new(RoomId::from("r"), Vec::new(), Timestamp::default())
                .next(Timestamp::from_ms(9))
                .is_none()
        );
    }

    #[test]
    fn a_recording_starts_and_ends() {
        let log = recording(&RoomId::from("r"), &[chat(5, "a")], Timestamp::from_ms(100));
        let times: Vec<_> = log.iter().map(|draft| draft.at.ms).collect();
        assert_eq!(times, [100, 105, 105 + BREATH_MS]);
        assert_eq!((&log[0].body, &log[2].body), (&EventBody::Start, &EventBody::End));
    }
}
