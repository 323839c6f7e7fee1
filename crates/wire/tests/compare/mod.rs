//! Examples beside their golden files.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use serde::{Serialize, de::DeserializeOwned};

/// Compares examples with their files and collects what differs.
#[derive(Default)]
pub struct Goldens {
    /// Everything that has an example.
    pub names: BTreeSet<String>,
    /// What differs.
    pub wrong: Vec<String>,
}

/// Where the files are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

impl Goldens {
    /// Compares one example with its file.
    pub fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, name: &str, value: &T) {
        assert!(self.names.insert(name.to_owned()), "{name} has two examples");
        let path = folder().join(format!("{name}.json"));
        let mut json = serde_json::to_string_pretty(value).expect("an example can be written");
        json.push('\n');
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &json).expect("the folder can be written");
        }
        match fs::read_to_string(&path) {
            Ok(golden) if golden == json => {
                let back: T = serde_json::from_str(&golden).expect("a golden file can be read");
                assert_eq!(back, *value, "{name} does not come back as it was");
                // The browser's reader and writer must agree with the server's.
                assert_eq!(
                    meadow_json::from_str::<T>(&golden).as_ref(),
                    Ok(value),
                    "{name} in the browser"
                );
                let compact = serde_json::to_string(value).expect("an example can be written");
                assert_eq!(
                    meadow_json::to_string(value),
                    Ok(compact),
                    "{name} from the browser"
                );
            }
            Ok(golden) => self.wrong.push(format!("{name}: expected {golden} got {json}")),
            Err(error) => self.wrong.push(format!("{name}: {error}")),
        }
    }
}
