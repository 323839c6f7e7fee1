//! The moving picture of a room.

use leptos::{html, prelude::*};
use meadow_wire::{Picture, Playback, PlaybackKind};
use wasm_bindgen::JsCast;
use web_sys::HtmlVideoElement;

use crate::{
    browser::{
        media::{self, Film},
        page, task, time,
    },
    features::Shot,
    ui::{Glyph, Icon},
};

/// When nothing can be played it is tried again after this time, in milliseconds.
const AGAIN_MS: u32 = 6_000;

/// Where a recording is: the player sets it while it plays, and goes where it is asked to.
#[derive(Clone, Copy)]
pub struct Clock {
    /// Milliseconds since the recording's beginning.
    pub at_ms: RwSignal<i64>,
    /// Where to go next.
    pub seek_ms: RwSignal<Option<i64>>,
}

/// How the picture does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody wants it to move.
    Resting,
    /// On its way.
    Waiting,
    /// It moves.
    Moving,
    /// It stopped, and comes back by itself.
    Lost,
    /// There is nothing that can be played.
    Still,
}

impl Standing {
    fn words(self, replay: bool) -> &'static str {
        match self {
            Self::Resting | Self::Moving => "",
            Self::Waiting => "The picture is coming",
            Self::Lost => "The picture is lost. It comes back by itself.",
            Self::Still if replay => "The recording can't be played here. The chat can be read below.",
            Self::Still => "There is no moving picture right now. Chat and shop go on.",
        }
    }
}

/// A room's picture: silent until the shopper wants sound, and still until a press where less motion is wanted. Behind
/// it stands the cover.
#[component]
pub fn Player(
    /// Where the picture comes from, best first.
    sources: Vec<Playback>,
    /// What is shown without a moving picture.
    cover: Picture,
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// For a recording: its time.
    #[prop(optional)]
    clock: Option<Clock>,
    /// Keeps it in one standing and plays nothing, to look at it.
    #[prop(optional)]
    held: Option<Standing>,
) -> impl IntoView {
    let node = NodeRef::<html::Video>::new();
    let replay = clock.is_some();
    let wanted = RwSignal::new(!page::calm() && !sources.is_empty());
    let sound = RwSignal::new(false);
    let standing = RwSignal::new(held.unwrap_or(Standing::Waiting));
    let playable = !sources.is_empty();
    if held.is_none() {
        play(node, sources, wanted, standing, replay);
        if let Some(clock) = clock {
            follow(node, clock);
        }
    }
    let resting = move || standing.get() == Standing::Resting;
    view! {
        <div class="player" data-standing=move || format!("{:?}", standing.get()).to_lowercase()>
            <div class="player__cover">
                <Shot picture=cover sizes="(max-width: 899px) 100vw, 480px" first=true decorative=true />
            </div>
            <video
                node_ref=node
                class="player__video"
                class:player__video--moving=move || standing.get() == Standing::Moving || (replay && resting())
                aria-label=label
                playsinline
                autoplay
                loop=replay
                disablepictureinpicture
                prop:muted=move || !sound.get()
                on:playing=move |_| standing.set(Standing::Moving)
                on:waiting=move |_| {
                    if standing.get_untracked() == Standing::Moving {
                        standing.set(Standing::Waiting);
                    }
                }
                on:canplay=move |event: web_sys::Event| {
                    let video = event.target().and_then(|target| target.dyn_into::<HtmlVideoElement>().ok());
                    if let Some(video) = video.filter(|video| wanted.get_untracked() && video.paused()) {
                        start(video, standing);
                    }
                }
            ></video>
            <p class="player__words" role="status">
                {move || standing.get().words(replay)}
            </p>
            {playable
                .then(|| {
                    view! {
                        <Show when=resting>
                            <button type="button" class="player__play" on:click=move |_| wanted.set(true)>
                                "Play"
                            </button>
                        </Show>
                        <div class="player__controls">
                            <button
                                type="button"
                                class="player__control"
                                aria-pressed=move || sound.get().to_string()
                                on:click=move |_| sound.update(|on| *on = !*on)
                            >
                                <Icon glyph=Signal::derive(move || {
                                    if sound.get() { Glyph::Sound } else { Glyph::Silent }
                                }) />
                                <span class="player__label">"Sound on"</span>
                            </button>
                            <Show when=move || !resting()>
                                <button
                                    type="button"
                                    class="player__control player__control--pause"
                                    aria-label="Pause the picture"
                                    on:click=move |_| wanted.set(false)
                                >
                                    <svg class="icon icon--full" viewBox="0 0 24 24" aria-hidden="true">
                                        <path d="M8 6v12M16 6v12" />
                                    </svg>
                                </button>
                            </Show>
                        </div>
                    }
                })}
        </div>
    }
}

/// Plays while it is wanted.
fn play(
    node: NodeRef<html::Video>,
    sources: Vec<Playback>,
    wanted: RwSignal<bool>,
    standing: RwSignal<Standing>,
    replay: bool,
) {
    // A recording that rests keeps its place; a live picture that rests is not fetched.
    let attached = Memo::new(move |before: Option<&bool>| wanted.get() || (replay && before == Some(&true)));
    Effect::new(move |_| match (node.get(), attached.get()) {
        (Some(video), true) => {
            standing.set(Standing::Waiting);
            task::spawn_scoped(show(video, sources.clone(), standing));
        }
        _ => standing.set(Standing::Resting),
    });
    Effect::new(move |_| {
        let wanted = wanted.get();
        if let Some(video) = node.get_untracked().filter(|_| replay) {
            if wanted {
                start(video, standing);
            } else if video.pause().is_ok() {
                standing.set(Standing::Resting);
            }
        }
    });
}

/// Goes through the sources until one plays, again and again.
async fn show(video: HtmlVideoElement, sources: Vec<Playback>, standing: RwSignal<Standing>) {
    let tell = move |film| {
        let now = match film {
            Film::Lost => Standing::Lost,
            Film::Coming if standing.try_get_untracked() == Some(Standing::Lost) => Standing::Moving,
            Film::Coming => return,
        };
        standing.try_set(now);
    };
    loop {
        for source in &sources {
            match source.kind {
                PlaybackKind::Fmp4Stream if media::can_stream(&source.mime) => {
                    media::play_stream(&video, &source.url, &source.mime, tell).await;
                }
                PlaybackKind::Hls | PlaybackKind::File if media::can_play(&video, &source.mime) => {
                    media::play_file(&video, &source.url).await;
                }
                _ => {}
            }
        }
        standing.try_set(Standing::Still);
        time::sleep(AGAIN_MS).await;
    }
}

/// Starts; where the browser wants a press first there will be a button for it.
fn start(video: HtmlVideoElement, standing: RwSignal<Standing>) {
    task::spawn(async move {
        if !media::play(&video).await && video.paused() && video.ready_state() > 1 {
            standing.try_set(Standing::Resting);
        }
    });
}

/// Keeps the recording's time, and goes where it is asked to. A film shorter than the recording goes round.
fn follow(node: NodeRef<html::Video>, clock: Clock) {
    let rounds = StoredValue::new(0_i64);
    let last_ms = StoredValue::new(0_i64);
    time::use_interval(250, move || {
        let Some(video) = node.get_untracked() else { return };
        let now_ms = (video.current_time() * 1_000.0) as i64;
        if now_ms + 500 < last_ms.get_value() {
            rounds.update_value(|rounds| *rounds += 1);
        }
        last_ms.set_value(now_ms);
        let at_ms = rounds.get_value() * length_ms(&video) + now_ms;
        if !video.paused() && clock.at_ms.get_untracked() != at_ms {
            clock.at_ms.set(at_ms);
        }
    });
    Effect::new(move |_| {
        let Some(wanted_ms) = clock.seek_ms.get() else {
            return;
        };
        clock.at_ms.set(wanted_ms);
        if let Some(video) = node.get_untracked() {
            let length_ms = length_ms(&video);
            let within_ms = if length_ms > 0 {
                wanted_ms % length_ms
            } else {
                wanted_ms
            };
            rounds.set_value(if length_ms > 0 { wanted_ms / length_ms } else { 0 });
            last_ms.set_value(within_ms);
            video.set_current_time(within_ms as f64 / 1_000.0);
        }
    });
}

fn length_ms(video: &HtmlVideoElement) -> i64 {
    let length = video.duration();
    if length.is_finite() {
        (length * 1_000.0) as i64
    } else {
        0
    }
}
