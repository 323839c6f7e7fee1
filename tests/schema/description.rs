//! The OpenAPI document of the running server, cut to what a run asks for, with examples that hold in this town.

use std::collections::BTreeSet;

use meadow_tests::http::Http;
use serde_json::{Map, Value, json};

/// The document.
#[derive(Debug, Clone)]
pub struct Description {
    document: Value,
    known: Vec<(String, String, String)>,
}

impl Description {
    /// Asks the server for it.
    pub async fn of(http: &Http) -> Self {
        let answer = http.get("/api/v1/openapi.json").await.expect("the shop answers");
        Self {
            document: answer.json(),
            known: Vec::new(),
        }
    }

    /// The document as JSON.
    pub fn json(&self) -> String {
        self.document.to_string()
    }

    /// Parameters of its operations, and what they can be: `("GET /api/v1/notes/{id}", "path.id", "n-en-01")`.
    pub fn known(&self) -> impl Iterator<Item = &(String, String, String)> {
        let operations = self.operations();
        let is_asked = move |known: &&(String, String, String)| operations.contains(&known.0);
        self.known.iter().filter(is_asked)
    }

    /// Every operation, as `GET /readyz`.
    pub fn operations(&self) -> BTreeSet<String> {
        let paths = self.document["paths"].as_object().expect("it has paths");
        let operations = paths.iter().flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("a path has methods");
            methods.keys().map(move |method| name(method, path))
        });
        operations.collect()
    }

    /// Leaves nothing but these.
    pub fn keep(&mut self, wanted: &[&str]) {
        self.must_have(wanted);
        self.retain(|operation| wanted.contains(&operation));
    }

    /// Leaves everything but these.
    pub fn leave_out(&mut self, unwanted: &[&str]) {
        self.must_have(unwanted);
        self.retain(|operation| !unwanted.contains(&operation));
    }

    /// An operation with another name would drop out in silence.
    fn must_have(&self, named: &[&str]) {
        let known = self.operations();
        for operation in named {
            assert!(known.contains(*operation), "the description has no {operation}");
        }
    }

    fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        let paths = self.document["paths"].as_object_mut().expect("it has paths");
        for (path, methods) in paths.iter_mut() {
            let methods = methods.as_object_mut().expect("a path has methods");
            methods.retain(|method, _| wanted(&name(method, path)));
        }
        paths.retain(|_, methods| methods.as_object().is_some_and(|methods| !methods.is_empty()));
    }

    /// Gives an operation a body that does something in this town: none that is made up by chance would.
    pub fn body(&mut self, operation: &str, body: Value) {
        let content = &mut self.operation(operation)["requestBody"]["content"]["application/json"];
        assert!(!content.is_null(), "{operation} takes no JSON");
        content["example"] = body;
    }

    /// Gives the parameter of this name in all operations under a path what is there in this town, instead of what it was
    /// given before.
    pub fn parameter(&mut self, under: &str, parameter: &str, value: &str) {
        let mut found = Vec::new();
        for operation in self.operations() {
            let (_, path) = operation.split_once(' ').expect("a method and a path");
            if !path.starts_with(under) {
                continue;
            }
            // By index it would be made where it is missing.
            let parameters = self.operation(&operation).get_mut("parameters");
            let parameters = parameters.and_then(Value::as_array_mut);
            for this in parameters.into_iter().flatten() {
                if this["name"] == parameter {
                    this["example"] = json!(value);
                    let place = format!("{}.{parameter}", this["in"].as_str().unwrap_or_default());
                    found.push((operation.clone(), place, value.to_owned()));
                }
            }
        }
        assert!(
            !found.is_empty(),
            "nothing under {under} has a parameter {parameter}"
        );
        self.known
            .retain(|(operation, place, _)| !found.iter().any(|new| new.0 == *operation && new.1 == *place));
        self.known.extend(found);
    }

    /// Says something else than the server does.
    pub fn claim(&mut self, pointer: &str, value: &str) {
        let place = self.document.pointer_mut(pointer);
        *place.unwrap_or_else(|| panic!("the description has no {pointer}")) = json!(value);
    }

    /// Does not say that an operation can answer so.
    pub fn forget(&mut self, operation: &str, status: &str) {
        let answers = self.operation(operation)["responses"].as_object_mut();
        let forgotten = answers.and_then(|answers| answers.remove(status));
        assert!(forgotten.is_some(), "{operation} never answers {status}");
    }

    fn operation(&mut self, operation: &str) -> &mut Value {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let found = self.document["paths"]
            .as_object_mut()
            .and_then(|paths| paths.get_mut(path))
            .and_then(Value::as_object_mut)
            .and_then(|methods: &mut Map<String, Value>| methods.get_mut(&method.to_lowercase()));
        found.unwrap_or_else(|| panic!("the description has no {operation}"))
    }
}

fn name(method: &str, path: &str) -> String {
    format!("{} {path}", method.to_uppercase())
}
