//! Numbers, money and times in the shopper's language, by the browser's `Intl`.

use std::cell::RefCell;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::few::Few;

thread_local! {
    /// Making a formatter costs a hundred times more than using it.
    static FORMATTERS: RefCell<Few<js_sys::Function>> = const { RefCell::new(Few::new()) };
}

/// The shopper's language as the page has it, `en` if it has none.
fn language() -> String {
    let lang = super::page::document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"));
    lang.filter(|lang| !lang.is_empty())
        .unwrap_or_else(|| "en".to_owned())
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object can't fail.
        drop(Reflect::set(&object, &JsValue::from_str(name), value));
    }
    object
}

fn apply(key: &str, make: impl FnOnce(&Array) -> js_sys::Function, value: &JsValue) -> String {
    let known = FORMATTERS.with_borrow(|known| known.get(key).cloned());
    let function = known.unwrap_or_else(|| {
        let made = make(&Array::of1(&JsValue::from_str(&language())));
        FORMATTERS.with_borrow_mut(|known| known.set(key, made.clone()));
        made
    });
    function
        .call1(&JsValue::NULL, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Money: `money(1250, "EUR", 2)` is `€12.50` in English.
pub fn money(minor: i64, currency: &str, digits: u32) -> String {
    let amount = minor as f64 / 10_f64.powi(digits.cast_signed());
    let make = |locales: &Array| {
        let style = options(&[("style", "currency".into()), ("currency", currency.into())]);
        js_sys::Intl::NumberFormat::new(locales, &style).format()
    };
    apply(currency, make, &JsValue::from_f64(amount))
}

/// A count, short: `1.2K`.
pub fn count(value: u64) -> String {
    let make = |locales: &Array| {
        let style = options(&[
            ("notation", "compact".into()),
            ("maximumFractionDigits", 1.into()),
        ]);
        js_sys::Intl::NumberFormat::new(locales, &style).format()
    };
    apply("count", make, &JsValue::from_f64(value as f64))
}

/// A day: `4 May 2026`.
pub fn day(ms: i64) -> String {
    let make = |locales: &Array| {
        let style = options(&[("dateStyle", "medium".into())]);
        js_sys::Intl::DateTimeFormat::new(locales, &style).format()
    };
    apply("day", make, &js_sys::Date::new(&JsValue::from_f64(ms as f64)))
}

/// A month that is given as `2026-08`: `August 2026`. What is no month stays as it is.
pub fn month(text: &str) -> String {
    let make = |locales: &Array| {
        let style = options(&[("month", "long".into()), ("year", "numeric".into())]);
        js_sys::Intl::DateTimeFormat::new(locales, &style).format()
    };
    // In its middle it is the same month in every time zone.
    let ms = js_sys::Date::parse(&format!("{text}-15T12:00:00Z"));
    if ms.is_nan() {
        return text.to_owned();
    }
    apply("month", make, &js_sys::Date::new(&JsValue::from_f64(ms)))
}

/// A time of day: `14:05`.
pub fn clock(ms: i64) -> String {
    let make = |locales: &Array| {
        let style = options(&[("timeStyle", "short".into())]);
        js_sys::Intl::DateTimeFormat::new(locales, &style).format()
    };
    apply("clock", make, &js_sys::Date::new(&JsValue::from_f64(ms as f64)))
}

/// A day and a time: `4 May 2026, 14:05`.
pub fn moment(ms: i64) -> String {
    let make = |locales: &Array| {
        let style = options(&[("dateStyle", "medium".into()), ("timeStyle", "short".into())]);
        js_sys::Intl::DateTimeFormat::new(locales, &style).format()
    };
    apply("moment", make, &js_sys::Date::new(&JsValue::from_f64(ms as f64)))
}

/// How long ago, or how far ahead: `3 days ago`.
pub fn relative(ms: i64, now_ms: i64) -> String {
    let seconds = (ms - now_ms) / 1_000;
    let (unit, size) = match seconds.abs() {
        0..60 => ("second", 1),
        60..3_600 => ("minute", 60),
        3_600..86_400 => ("hour", 3_600),
        86_400..2_592_000 => ("day", 86_400),
        2_592_000..31_536_000 => ("month", 2_592_000),
        _ => ("year", 31_536_000),
    };
    let style = options(&[("numeric", "auto".into())]);
    let locales = Array::of1(&JsValue::from_str(&language()));
    let formatter = js_sys::Intl::RelativeTimeFormat::new(&locales, &style);
    formatter
        .format((seconds / size) as f64, unit)
        .as_string()
        .unwrap_or_default()
}
