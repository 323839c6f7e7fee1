//! Clocks and timers. Leptos's own `set_timeout` and `set_interval` go on after unmount; these don't.

use futures::future::select;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// A page without a frame in this time is not seen, or very busy.
const UNSEEN_MS: u32 = 100;

/// The device's clock in milliseconds since 1970. It may be wrong by minutes.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Milliseconds since the page started; never goes back.
pub fn uptime_ms() -> f64 {
    super::page::window()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// The browser's handle of a running timer, and the callback that must live as long.
type Running = (i32, Closure<dyn FnMut()>);

/// A timer that can be set again and again, and stops with its owner.
#[derive(Clone, Copy)]
pub struct Timer {
    state: StoredValue<Option<Running>, LocalStorage>,
}

/// Makes a timer for this owner.
pub fn use_timer() -> Timer {
    let timer = Timer {
        state: StoredValue::new_local(None),
    };
    on_cleanup(move || timer.stop());
    timer
}

impl Timer {
    /// Runs `work` once after `delay_ms`; a run that was planned before is dropped.
    pub fn after(self, delay_ms: u32, work: impl FnOnce() + 'static) {
        self.stop();
        let callback = Closure::once(move || {
            if !super::panic::is_dead() {
                work();
            }
        });
        let started = super::page::window().set_timeout_with_callback_and_timeout_and_arguments_0(
            callback.as_ref().unchecked_ref(),
            i32::try_from(delay_ms).unwrap_or(i32::MAX),
        );
        if let Ok(handle) = started {
            // If the owner is gone the closure is dropped here and the browser's timer hits a dead callback: clear it.
            if self.state.try_set_value(Some((handle, callback))).is_some() {
                super::page::window().clear_timeout_with_handle(handle);
            }
        }
    }

    /// Drops the planned run.
    pub fn stop(self) {
        if let Some((handle, _callback)) = self.state.try_update_value(Option::take).flatten() {
            super::page::window().clear_timeout_with_handle(handle);
        }
    }
}

/// Runs `tick` every `period_ms` until the owner is cleaned up.
pub fn use_interval(period_ms: u32, mut tick: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(move || {
        if !super::panic::is_dead() {
            tick();
        }
    });
    let started = super::page::window().set_interval_with_callback_and_timeout_and_arguments_0(
        callback.as_ref().unchecked_ref(),
        i32::try_from(period_ms).unwrap_or(i32::MAX),
    );
    let Ok(handle) = started else { return };
    let held = StoredValue::new_local(Some(callback));
    on_cleanup(move || {
        super::page::window().clear_interval_with_handle(handle);
        held.try_update_value(Option::take);
    });
}

/// Runs `work` before the next paint.
pub fn next_frame(work: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(work);
    if super::page::window()
        .request_animation_frame(callback.unchecked_ref())
        .is_err()
    {
        leptos::logging::warn!("no animation frame");
    }
}

/// Waits until what is shown now has been painted. A page that nobody sees is not painted; there it waits a moment.
pub async fn painted() {
    let frame = js_sys::Promise::new(&mut |resolve, _reject| {
        if super::page::window().request_animation_frame(&resolve).is_err() {
            leptos::logging::warn!("no animation frame");
        }
    });
    let frame = wasm_bindgen_futures::JsFuture::from(frame);
    // The frame's promise never rejects. Its task still runs before the paint, the next one after.
    drop(select(frame, Box::pin(sleep(UNSEEN_MS))).await);
    sleep(0).await;
}

/// Waits.
pub async fn sleep(delay_ms: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _reject| {
        let delay = i32::try_from(delay_ms).unwrap_or(i32::MAX);
        if super::page::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, delay)
            .is_err()
        {
            leptos::logging::warn!("no timer");
        }
    });
    // A timer's promise never rejects.
    drop(wasm_bindgen_futures::JsFuture::from(promise).await);
}
