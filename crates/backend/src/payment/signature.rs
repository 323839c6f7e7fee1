//! Whether a webhook is the provider's: `Stripe-Signature: t=…,v1=…`, an HMAC-SHA256 over `t.rawbody`.
//!
//! <https://docs.stripe.com/webhooks#verify-manually>

use std::fmt::Write;

use hmac::{Hmac, Mac};
use meadow_wire::Timestamp;
use sha2::Sha256;

use super::WebhookRefusal;

/// The header that carries the signature.
pub const HEADER: &str = "stripe-signature";

/// A signature is good for so long: somebody who recorded a webhook can't play it again for ever.
const TOLERANCE_SECS: i64 = 5 * 60;

/// The header's value for a body that is sent at the time given, in Unix seconds.
pub fn sign(secret: &str, at_secs: i64, body: &[u8]) -> String {
    let tag = mac(secret, &at_secs.to_string(), body).finalize().into_bytes();
    let mut header = format!("t={at_secs},v1=");
    for byte in tag {
        write!(header, "{byte:02x}").expect("a string takes everything");
    }
    header
}

/// Takes any of several `v1`, as there are while a secret is changed. Unknown parts are passed over.
pub(super) fn check(secret: &str, header: &str, body: &[u8], now: Timestamp) -> Result<(), WebhookRefusal> {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let (_, at) = parts()
        .find(|(name, _)| *name == "t")
        .ok_or(WebhookRefusal::Unsigned)?;
    let genuine = parts().filter(|(name, _)| *name == "v1").any(|(_, tag)| {
        // In constant time: how much of a guess is right must not be measurable.
        bytes(tag).is_some_and(|tag| mac(secret, at, body).verify_slice(&tag).is_ok())
    });
    if !genuine {
        return Err(WebhookRefusal::Forged);
    }
    let at: i64 = at.parse().map_err(|_| WebhookRefusal::Unsigned)?;
    if (now.ms / 1_000).abs_diff(at) > TOLERANCE_SECS.unsigned_abs() {
        return Err(WebhookRefusal::Old);
    }
    Ok(())
}

fn mac(secret: &str, at: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(at.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.is_ascii() || !hex.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..hex.len()).step_by(2).map(|at| &hex[at..at + 2]);
    let mut bytes = Vec::with_capacity(hex.len() / 2);
    for pair in pairs {
        match u8::from_str_radix(pair, 16) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp {
        ms: 1_800_000_000_000,
    };
    const AT: i64 = 1_800_000_000;

    fn checked(header: &str) -> Result<(), WebhookRefusal> {
        check("whsec_1", header, b"{}", NOW)
    }

    #[test]
    fn the_signature_is_the_one_that_others_compute() {
        // printf '1800000000.{}' | openssl dgst -sha256 -hmac whsec_1
        assert_eq!(
            sign("whsec_1", AT, b"{}"),
            "t=1800000000,v1=bbdb619096d4ecc6af75964fe2e4e9749c006ec57f6af2ddbd656b4749b9887d"
        );
    }

    #[test]
    fn what_was_signed_is_taken_and_nothing_else() {
        let good = sign("whsec_1", AT, b"{}");
        assert_eq!(checked(&good), Ok(()));
        assert_eq!(check("whsec_1", &good, b"{ }", NOW), Err(WebhookRefusal::Forged));
        assert_eq!(checked(&sign("whsec_2", AT, b"{}")), Err(WebhookRefusal::Forged));
        for unsigned in ["", "v1=00", "t", "nonsense"] {
            assert_eq!(checked(unsigned), Err(WebhookRefusal::Unsigned), "{unsigned}");
        }
        for forged in [
            "t=1800000000",
            "t=1800000000,v1=",
            "t=1800000000,v1=é0",
            "t=1800000000,v1=zz",
        ] {
            assert_eq!(checked(forged), Err(WebhookRefusal::Forged), "{forged}");
        }
        // The time is signed with the body: nobody makes an old webhook young.
        let younger = good.replace("t=1800000000", "t=1800000001");
        assert_eq!(checked(&younger), Err(WebhookRefusal::Forged));
    }

    #[test]
    fn one_good_signature_of_several_is_enough() {
        let old = sign("whsec_0", AT, b"{}");
        let good = sign("whsec_1", AT, b"{}");
        let both = format!("{old},v0=ab,{}", good.replace("t=1800000000,", ""));
        assert_eq!(checked(&both), Ok(()));
    }

    #[test]
    fn a_signature_is_good_for_five_minutes() {
        for (at, expected) in [
            (AT - 300, Ok(())),
            (AT + 300, Ok(())),
            (AT - 301, Err(WebhookRefusal::Old)),
            (AT + 301, Err(WebhookRefusal::Old)),
        ] {
            assert_eq!(checked(&sign("whsec_1", at, b"{}")), expected);
        }
    }
}
