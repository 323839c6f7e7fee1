//! The chat of a room: stays at its end while the reader is there, and leaves the reader alone otherwise.

use leptos::{html, prelude::*};

use crate::{
    browser::{scroll, task, time},
    features::{
        ChatOwn, ChatRow,
        chat_row::{Named, has_row},
    },
    stores::live::{Lines, OwnLine},
};

/// Nearer to the end than this counts as being there, in CSS pixels.
const NEAR: i32 = 40;
/// The list is made anew after so many rows: each leaves a few bytes with its parent (leptos 0.8, facts §2).
const ROWS_MAX: usize = 5_000;
/// With more rows than this within `PACE_MS` nobody can listen to them: they are not read out.
const PACE_ROWS: usize = 6;
const PACE_MS: f64 = 3_000.0;

/// Lines, then one's own that are on their way.
#[component]
pub fn ChatList(
    /// The lines; no number twice.
    #[prop(into)]
    lines: Signal<Lines>,
    /// Changes when the numbers start anew.
    #[prop(into)]
    run: Signal<u64>,
    /// Whether the lines are known: before that an empty chat says so.
    #[prop(into)]
    ready: Signal<bool>,
    /// One's own lines that are not among the others yet.
    #[prop(into)]
    own: Signal<Vec<OwnLine>>,
    /// Whether a line was said here.
    #[prop(into)]
    is_own: Callback<meadow_wire::ClientId, bool>,
    /// The products of the room.
    products: StoredValue<Vec<Named>>,
    /// The language spoken.
    #[prop(into)]
    lang: String,
    /// Says a refused line again.
    #[prop(into)]
    on_retry: Callback<OwnLine>,
    /// Forgets a refused line.
    #[prop(into)]
    on_discard: Callback<OwnLine>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let at_end = RwSignal::new(true);
    let seen = RwSignal::new(0_u64);
    let fresh = Memo::new(move |_| {
        if at_end.get() {
            return 0;
        }
        let seen = seen.get();
        lines.with(|lines| {
            lines
                .iter()
                .rev()
                .take_while(|line| line.seq > seen)
                .filter(|line| has_row(&line.body))
                .count()
        })
    });
    let (generation, fast) = use_pace(lines, at_end);
    let to_end = move || {
        if let Some(node) = node.get_untracked() {
            // After the rows of this round are in the page, before it is painted.
            task::spawn(async move { scroll::to_end(&node) });
        }
    };
    Effect::new(move |_| {
        let newest = lines.with(|lines| lines.back().map_or(0, |line| line.seq));
        own.track();
        if at_end.get_untracked() {
            seen.set(newest);
            to_end();
        }
    });
    let jump = move |_| {
        at_end.set(true);
        to_end();
    };
    let lang = StoredValue::new(lang);
    let empty = Memo::new(move |_| lines.with(|lines| lines.is_empty()) && own.with(Vec::is_empty));
    let rows = move || {
        lines.with(|lines| {
            lines
                .iter()
                .filter(|line| has_row(&line.body))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div class="chat-list">
            <div
                node_ref=node
                class="chat-list__scroll"
                role="log"
                aria-label="Chat"
                aria-live=move || if fast.get() { "off" } else { "polite" }
                aria-relevant="additions"
                tabindex="0"
                on:scroll=move |_| {
                    if let Some(node) = node.get_untracked() {
                        let near = scroll::below(&node) < NEAR;
                        if near != at_end.get_untracked() {
                            at_end.set(near);
                        }
                    }
                }
            >
                {move || {
                    run.track();
                    generation.track();
                    view! {
                        <ol class="chat-list__rows" lang=lang.get_value()>
                            <For each=rows key=|line| line.seq let(line)>
                                {
                                    let ours = match &line.body {
                                        meadow_wire::EventBody::Chat { client_id, .. } => is_own.run(client_id.clone()),
                                        _ => false,
                                    };
                                    view! { <ChatRow line=line own=ours products=products /> }
                                }
                            </For>
                        </ol>
                    }
                }}
                <ol class="chat-list__own">
                    <For each=move || own.get() key=|line| (line.client.clone(), line.client_seq, line.standing) let(line)>
                        <ChatOwn line=line on_retry=on_retry on_discard=on_discard />
                    </For>
                </ol>
            </div>
            <Show when=move || empty.get()>
                <p class="chat-list__none">
                    {move || if ready.get() { "Nobody has said anything yet. Say hello." } else { "The chat is coming" }}
                </p>
            </Show>
            <Show when=move || { fresh.get() != 0 }>
                <button type="button" class="chat-list__new" on:click=jump>
                    {move || match fresh.get() {
                        100.. => "99+ new".to_owned(),
                        count => format!("{count} new"),
                    }}
                </button>
            </Show>
        </div>
    }
}

/// How fast lines come: a number that changes when the list is to be made anew, and whether they come too fast to be
/// read out.
fn use_pace(lines: Signal<Lines>, at_end: RwSignal<bool>) -> (RwSignal<u32>, RwSignal<bool>) {
    let (generation, fast) = (RwSignal::new(0), RwSignal::new(false));
    let rows = StoredValue::new(0_usize);
    let window = StoredValue::new((0.0, 0_usize));
    Effect::new(move |before: Option<u64>| {
        let newest = lines.with(|lines| lines.back().map_or(0, |line| line.seq));
        let came = lines.with_untracked(|lines| {
            lines
                .iter()
                .rev()
                .take_while(|line| before.is_some_and(|before| line.seq > before))
                .count()
        });
        rows.update_value(|rows| *rows += came);
        if rows.get_value() > ROWS_MAX && at_end.get_untracked() {
            rows.set_value(0);
            generation.update(|generation| *generation += 1);
        }
        let now = time::uptime_ms();
        let (since, count) = window.get_value();
        if now - since > PACE_MS {
            window.set_value((now, came));
        } else {
            window.set_value((since, count + came));
        }
        let too_fast = window.get_value().1 > PACE_ROWS;
        if (too_fast || now - since > PACE_MS) && fast.get_untracked() != too_fast {
            fast.set(too_fast);
        }
        newest
    });
    (generation, fast)
}
