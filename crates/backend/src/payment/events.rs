//! What a provider's webhook tells: an event in the shape that Stripe sends.

use serde::Deserialize;

/// A webhook that is the provider's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    /// The same if it is sent twice.
    pub id: String,
    /// Which payment it is about, if about one of a shop.
    pub reference: Option<String>,
    /// What it tells.
    pub news: News,
}

/// What a webhook tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The money came.
    Paid,
    /// Something else happened to the payment: the provider says what, when it is asked.
    Moved,
    /// Nothing that matters here.
    Other,
}

/// Why a webhook is not taken. Nothing is changed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefusal {
    /// It says no time or no signature.
    #[error("The signature is missing.")]
    Unsigned,
    /// The signature is not the provider's.
    #[error("The signature is wrong.")]
    Forged,
    /// It was signed too long ago, or by a clock that is wrong.
    #[error("The signature is older than five minutes.")]
    Old,
    /// It is not an event.
    #[error("The body is not an event.")]
    Garbled,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

/// A Checkout Session names the payment as `client_reference_id`, a PaymentIntent in its metadata.
#[derive(Deserialize)]
struct Object {
    client_reference_id: Option<String>,
    payment_status: Option<String>,
    metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    payment: Option<String>,
}

/// Reads an event.
pub(super) fn read(body: &[u8]) -> Result<WebhookEvent, WebhookRefusal> {
    let event: Event = serde_json::from_slice(body).map_err(|_| WebhookRefusal::Garbled)?;
    let object = event.data.object;
    let news = match event.kind.as_str() {
        // Some ways to pay are slow: the page is done, the money comes later.
        "checkout.session.completed" if object.payment_status.as_deref() == Some("unpaid") => News::Moved,
        "checkout.session.completed"
        | "checkout.session.async_payment_succeeded"
        | "payment_intent.succeeded" => News::Paid,
        "checkout.session.async_payment_failed"
        | "checkout.session.expired"
        | "payment_intent.payment_failed"
        | "payment_intent.canceled" => News::Moved,
        _ => News::Other,
    };
    let named = object.metadata.and_then(|metadata| metadata.payment);
    Ok(WebhookEvent {
        id: event.id,
        reference: object.client_reference_id.or(named),
        news,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: &str, object: &str) -> (Option<String>, News) {
        let body = format!(r#"{{"id":"evt_1","type":"{kind}","created":1,"data":{{"object":{object}}}}}"#);
        let event = read(body.as_bytes()).expect("an event");
        assert_eq!(event.id, "evt_1");
        (event.reference, event.news)
    }

    #[test]
    fn sessions_and_intents_name_their_payment_each_in_its_way() {
        let by_session = r#"{"client_reference_id":"p1","payment_status":"paid","metadata":{}}"#;
        let by_intent = r#"{"metadata":{"payment":"p1"}}"#;
        let paid = (Some("p1".to_owned()), News::Paid);
        assert_eq!(told("checkout.session.completed", by_session), paid);
        assert_eq!(told("checkout.session.async_payment_succeeded", by_session), paid);
        assert_eq!(told("payment_intent.succeeded", by_intent), paid);
        assert_eq!(told("payment_intent.payment_failed", by_intent).1, News::Moved);
        assert_eq!(told("checkout.session.expired", by_session).1, News::Moved);
        assert_eq!(told("customer.created", "{}"), (None, News::Other));
    }

    #[test]
    fn a_page_that_is_done_is_not_money_yet() {
        let slow = r#"{"client_reference_id":"p1","payment_status":"unpaid"}"#;
        assert_eq!(told("checkout.session.completed", slow).1, News::Moved);
    }

    #[test]
    fn what_is_no_event_is_refused() {
        for body in ["", "[]", "{}", "{\"id\":1}", "\u{0}"] {
            assert_eq!(read(body.as_bytes()), Err(WebhookRefusal::Garbled), "{body}");
        }
    }
}
