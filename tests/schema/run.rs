//! One run of Schemathesis against a server.

use std::fs;
use std::process::{Command, Stdio};

use meadow_tests::backend::Backend;
use meadow_tests::{places, python};
use serde_json::json;
use tempfile::TempDir;

use crate::bodies::{EMAIL, PASSWORD};
use crate::description::Description;
use crate::report::Report;

/// What these tests were written against.
const VERSION: &str = "4.32.5";
/// Made-up requests for each operation, beside the systematic ones.
const EXAMPLES: &str = "20";
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

/// Who asks.
pub enum Session {
    /// Nobody.
    None,
    /// The owner of this token.
    Of(String),
    /// The shopper, signed in anew whenever the session turns out to be over.
    SignsInAgain,
}

/// Runs it in short. `None` where it can't be installed.
pub async fn run(backend: &Backend, description: &Description, session: Session) -> Option<Report> {
    run_for(None, backend, description, session).await
}

/// Runs it, and goes on with other requests for so many seconds in all.
pub async fn run_for(
    seconds: Option<String>,
    backend: &Backend,
    description: &Description,
    session: Session,
) -> Option<Report> {
    let python = python::with(
        "schemathesis",
        VERSION,
        &places::target(),
        "the tests of the API's description",
    )?;
    let folder = TempDir::with_prefix("meadow-schema-").expect("there is room for a folder");
    let write =
        |name: &str, text: String| fs::write(folder.path().join(name), text).expect("the folder is ours");
    write("openapi.json", description.json());
    write("schemathesis.toml", settings(description, session));
    let mut command = Command::new(python);
    command
        .args([
            "-m",
            "schemathesis.cli",
            "--config-file",
            "schemathesis.toml",
            "run",
            "openapi.json",
        ])
        .args(["--url", &format!("http://{}", backend.address())])
        .args([
            "--phases",
            "examples,coverage,fuzzing,stateful",
            "--checks",
            CHECKS,
        ])
        // The same requests every time; a busy machine is no failure.
        .args([
            "--max-examples",
            EXAMPLES,
            // A made-up token is no session, which says nothing about the operation.
            "--generation-with-security-parameters",
            "false",
            "--request-timeout",
            "60",
        ])
        .args(["--continue-on-failure", "--no-color", "--report", "json,ndjson"])
        .args([
            "--report-json-path",
            "report.json",
            "--report-ndjson-path",
            "events.ndjson",
        ])
        .env("PYTHONUTF8", "1")
        .current_dir(folder.path())
        .stdin(Stdio::null());
    match seconds {
        Some(seconds) => command.args(["--seed", "1", "--max-time", &seconds]),
        None => command.arg("--generation-deterministic"),
    };
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let output = output
        .expect("waiting does not fail")
        .expect("an installed Python starts");
    Some(Report::read(folder.path(), &output))
}

/// What can't be said by flags: values that mean something in this town, mixed into what is made up, and the session.
fn settings(description: &Description, session: Session) -> String {
    let mut settings = match session {
        Session::None => String::new(),
        Session::Of(token) => format!("[headers]\nAuthorization = \"Bearer {token}\"\n"),
        Session::SignsInAgain => format!(
            "[auth.dynamic.openapi.session]\npath = \"/api/v1/session/sign-in\"\nextract_selector = \"/token\"\n\
             payload = {{ email = \"{EMAIL}\", password = \"{PASSWORD}\" }}\n"
        ),
    };
    // Other methods than an operation has are the router's business, not the operation's: one shows it.
    settings.push_str("[phases.coverage]\nunexpected-methods = [\"PATCH\"]\n");
    // Else nothing but what answers told would be asked for, as the stateful phase does.
    settings.push_str("[phases.fuzzing]\nextra-data-sources = { responses = false }\n");
    for (number, (operation, place, value)) in description.known().enumerate() {
        settings.push_str(&format!(
            "[dictionaries.d{number}]\nvalues = [{value}]\n\
             [[operations]]\ninclude-name = {operation}\n\
             parameters = {{ \"{place}\" = {{ dictionary = \"d{number}\", probability = 0.3 }} }}\n",
            value = json!(value),
            operation = json!(operation),
        ));
    }
    settings
}
