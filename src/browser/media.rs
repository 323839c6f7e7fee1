//! Moving pictures: MediaSource on an endless fetch stream, or what the browser plays by itself.

use futures::{
    channel::oneshot,
    future::{Either, select},
};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AddEventListenerOptions, EventTarget, HtmlVideoElement, MediaSource, ReadableStreamDefaultReader,
    Response, SourceBuffer, Url,
};

use super::{page::window, time::sleep};

/// A stream that brings nothing for this long is lost, in milliseconds: a segment takes two seconds.
const SILENCE_MS: u32 = 8_000;
/// How far behind the newest picture one watches, in seconds: a segment and some air.
const BEHIND: f64 = 3.0;
/// Further behind than this one jumps forward, in seconds.
const TOO_FAR: f64 = 7.0;
/// How much of what was seen is kept, in seconds.
const KEPT: f64 = 10.0;
/// So many streams in a row that brought nothing end the attempt.
const FAILURES_MAX: u32 = 3;

/// What the player tells while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Film {
    /// Pictures come.
    Coming,
    /// They stopped coming; it tries again.
    Lost,
}

/// Whether MediaSource plays this kind.
pub fn can_stream(mime: &str) -> bool {
    let supported = || {
        let class = source_class()?;
        let ask: Function = Reflect::get(&class, &"isTypeSupported".into())
            .ok()?
            .dyn_into()
            .ok()?;
        ask.call1(&class, &mime.into()).ok()?.as_bool()
    };
    supported().unwrap_or(false)
}

/// Whether the browser plays this kind by itself.
pub fn can_play(video: &HtmlVideoElement, mime: &str) -> bool {
    !video.can_play_type(mime).is_empty()
}

/// Starts to play; `false` if the browser wants a press first.
pub async fn play(video: &HtmlVideoElement) -> bool {
    match video.play() {
        Ok(started) => JsFuture::from(started).await.is_ok(),
        Err(_) => false,
    }
}

/// Plays what the browser can play by itself, until that fails. Dropping the future takes the picture away.
pub async fn play_file(video: &HtmlVideoElement, url: &str) {
    let _attached = Attached::new(video, url.to_owned(), false);
    event(video, "error").await;
}

/// Plays an endless answer of fragmented MP4 near its newest picture, and asks again when it breaks off. Ends when that
/// does not help. Dropping the future ends the stream.
pub async fn play_stream(video: &HtmlVideoElement, url: &str, mime: &str, tell: impl Fn(Film)) {
    let Some(source) = new_source(video) else { return };
    let Ok(object_url) = Url::create_object_url_with_source(&source) else {
        return;
    };
    let opened = event(&source, "sourceopen");
    let _attached = Attached::new(video, object_url, true);
    opened.await;
    let Ok(buffer) = source.add_source_buffer(mime) else {
        return;
    };
    let mut failures = 0;
    while failures < FAILURES_MAX {
        match pump(video, &buffer, url, &tell).await {
            Pumped::Some => failures = 0,
            Pumped::Nothing => failures += 1,
            Pumped::Broken => return,
        }
        tell(Film::Lost);
        sleep(500 << failures).await;
    }
}

/// What became of one stream.
enum Pumped {
    /// It brought pictures.
    Some,
    /// It brought none.
    Nothing,
    /// The player does not take what it brought.
    Broken,
}

async fn pump(video: &HtmlVideoElement, buffer: &SourceBuffer, url: &str, tell: &impl Fn(Film)) -> Pumped {
    let mut outcome = Pumped::Nothing;
    let Some(body) = Body::ask(url).await else {
        return outcome;
    };
    while let Some(bytes) = body.next().await {
        if append(buffer, &bytes).await.is_none() {
            return Pumped::Broken;
        }
        if keep_near_end(video, buffer).await.is_some() {
            tell(Film::Coming);
            outcome = Pumped::Some;
        }
    }
    outcome
}

async fn append(buffer: &SourceBuffer, bytes: &Uint8Array) -> Option<()> {
    let done = event(buffer, "updateend");
    buffer.append_buffer_with_array_buffer_view(bytes).ok()?;
    done.await;
    Some(())
}

/// Forgets what was seen long ago, jumps over holes and to the newest picture; nothing if there is no picture yet.
async fn keep_near_end(video: &HtmlVideoElement, buffer: &SourceBuffer) -> Option<()> {
    let ranges = buffer.buffered().ok()?;
    let last = ranges.length().checked_sub(1)?;
    let (oldest, start, end) = (
        ranges.start(0).ok()?,
        ranges.start(last).ok()?,
        ranges.end(last).ok()?,
    );
    let mut at = video.current_time();
    if at < start || end - at > TOO_FAR || at > end + 1.0 {
        at = (end - BEHIND).max(start + 0.01);
        video.set_current_time(at);
    }
    if oldest < at - 2.0 * KEPT {
        let done = event(buffer, "updateend");
        buffer.remove(oldest, at - KEPT).ok()?;
        done.await;
    }
    Some(())
}

/// The bytes of an answer as they come; dropping it ends the answer.
struct Body {
    reader: ReadableStreamDefaultReader,
}

impl Body {
    async fn ask(url: &str) -> Option<Self> {
        let asked = window().fetch_with_str(url);
        let (give, take) = oneshot::channel();
        // Outlives this future, so that an answer nobody waits for any more is ended too: `Body` does that.
        super::task::spawn(async move {
            let answer = JsFuture::from(asked).await.ok().and_then(Self::of);
            drop(give.send(answer));
        });
        take.await.ok().flatten()
    }

    fn of(answer: JsValue) -> Option<Self> {
        let answer: Response = answer.dyn_into().ok()?;
        let reader = answer.body()?.get_reader().dyn_into().ok()?;
        let body = Self { reader };
        answer.ok().then_some(body)
    }

    /// The next bytes; nothing at the end, after an error or after a long silence.
    async fn next(&self) -> Option<Uint8Array> {
        let read = JsFuture::from(self.reader.read());
        let Either::Left((Ok(step), _)) = select(read, Box::pin(sleep(SILENCE_MS))).await else {
            return None;
        };
        Reflect::get(&step, &"value".into()).ok()?.dyn_into().ok()
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        let cancelled = JsFuture::from(self.reader.cancel());
        super::task::spawn(async move {
            // A stream that already broke refuses to be cancelled: that is as good.
            drop(cancelled.await);
        });
    }
}

/// A film on its element; dropping it shows the poster again.
struct Attached {
    video: HtmlVideoElement,
    url: String,
    revoke: bool,
}

impl Attached {
    fn new(video: &HtmlVideoElement, url: String, revoke: bool) -> Self {
        video.set_src(&url);
        Self {
            video: video.clone(),
            url,
            revoke,
        }
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        if self.video.remove_attribute("src").is_ok() {
            self.video.load();
        }
        if self.revoke && Url::revoke_object_url(&self.url).is_err() {
            leptos::logging::warn!("a film stays in memory");
        }
    }
}

/// MediaSource, or what an iPhone has instead.
fn source_class() -> Option<JsValue> {
    ["MediaSource", "ManagedMediaSource"]
        .into_iter()
        .find_map(|name| {
            Reflect::get(&window(), &name.into())
                .ok()
                .filter(|class| !class.is_undefined())
        })
}

fn new_source(video: &HtmlVideoElement) -> Option<MediaSource> {
    // ManagedMediaSource works only where the picture can't be sent to a television.
    Reflect::set(video, &"disableRemotePlayback".into(), &JsValue::TRUE).ok()?;
    let class: Function = source_class()?.dyn_into().ok()?;
    Some(Reflect::construct(&class, &Array::new()).ok()?.unchecked_into())
}

/// Listens at once; the future is done at the first event of this name.
fn event(target: &EventTarget, name: &str) -> impl Future<Output = ()> + use<> {
    let options = AddEventListenerOptions::new();
    options.set_once(true);
    let promise = Promise::new(&mut |resolve, _reject| {
        let added =
            target.add_event_listener_with_callback_and_add_event_listener_options(name, &resolve, &options);
        if added.is_err() {
            leptos::logging::warn!("no listener for {name}");
        }
    });
    let happened = JsFuture::from(promise);
    async move {
        // It never rejects.
        drop(happened.await);
    }
}
