//! The key with which the shop signs what it vouches for.

use std::{
    fmt,
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    str::FromStr,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use meadow_wire::{PublicKey, PurchaseProof};
use sha2::{Digest, Sha256};

use crate::clock;

/// In the data folder; whoever has it can vouch in the shop's name.
const FILE: &str = "signing-key";

/// A secret key as it is written down: 32 bytes in base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; 32]);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The text is no key.
    #[error(
        "a signing key is 32 bytes in base64url, such as `openssl rand -base64 32 | tr +/ -_ | tr -d =` makes"
    )]
    Malformed,
    /// The file can't be read or written.
    #[error(transparent)]
    File(#[from] io::Error),
}

impl FromStr for SecretKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = URL_SAFE_NO_PAD
            .decode(text.trim())
            .map_err(|_| KeyError::Malformed)?;
        bytes.try_into().map(Self).map_err(|_| KeyError::Malformed)
    }
}

/// It must never stand in a log.
impl fmt::Debug for SecretKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SecretKey(…)")
    }
}

/// Signs, and knows its public half.
#[derive(Debug)]
pub struct Signer {
    key: SigningKey,
    public: PublicKey,
}

impl Signer {
    /// With the key given, or that of the data folder, which is made when it is missing.
    pub fn open(given: Option<&SecretKey>, data: &Path) -> Result<Self, KeyError> {
        let secret = match given {
            Some(secret) => secret.clone(),
            None => kept(&data.join(FILE))?,
        };
        Ok(Self::new(&secret))
    }

    fn new(SecretKey(secret): &SecretKey) -> Self {
        let key = SigningKey::from_bytes(secret);
        let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
        Self {
            public: public_key(x),
            key,
        }
    }

    /// What everybody may know.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Puts name and signature on a proof.
    pub fn sign(&self, statement: &str, proof: &mut PurchaseProof) {
        proof.key.clone_from(&self.public.kid);
        proof.signature = URL_SAFE_NO_PAD.encode(self.key.sign(statement.as_bytes()).to_bytes());
    }
}

/// A public key from its 32 bytes in base64url; its name is made as RFC 7638 says.
pub fn public_key(x: String) -> PublicKey {
    let named = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    PublicKey {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        alg: "EdDSA".to_owned(),
        purpose: "sig".to_owned(),
        kid: URL_SAFE_NO_PAD.encode(Sha256::digest(named)),
        x,
    }
}

/// Nobody but the shop may read it, from its first moment on.
fn kept(file: &Path) -> Result<SecretKey, KeyError> {
    match fs::read_to_string(file) {
        Ok(text) => return text.parse(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let secret = SecretKey(clock::random_bytes());
    // Written beside and moved: a crash in between must not leave half a key.
    let half = file.with_extension("new");
    let mut writing = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&half)?;
    writing.write_all(URL_SAFE_NO_PAD.encode(secret.0).as_bytes())?;
    writing.sync_all()?;
    fs::rename(&half, file)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// RFC 8037, appendix A, and RFC 8032, section 7.1, test 1.
    #[test]
    fn names_and_signatures_are_those_of_the_standards() {
        let signer = Signer::new(&"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A".parse().unwrap());
        assert_eq!(signer.public().x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assert_eq!(signer.public().kid, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        let mut proof = PurchaseProof::default();
        signer.sign("", &mut proof);
        assert_eq!(
            proof.signature,
            "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw"
        );
    }

    #[test]
    fn a_key_is_made_once_and_read_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let first = Signer::open(None, folder.path()).unwrap();
        let again = Signer::open(None, folder.path()).unwrap();
        assert_eq!(first.public(), again.public());
        let mode = fs::metadata(folder.path().join(FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        let given = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A".parse().unwrap();
        let other = Signer::open(Some(&given), folder.path()).unwrap();
        assert_ne!(first.public(), other.public());
        assert!(!format!("{given:?}").contains("nWGx"));
        fs::write(folder.path().join(FILE), "short").unwrap();
        assert!(matches!(
            Signer::open(None, folder.path()),
            Err(KeyError::Malformed)
        ));
    }
}
