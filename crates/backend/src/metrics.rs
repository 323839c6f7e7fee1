//! What is counted, as Prometheus reads it: `GET /metrics`.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::http::header;

/// Something that only grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// Events of rooms that were published.
    Events,
    /// Messages acknowledged.
    Acks,
    /// Messages refused.
    Nacks,
    /// Joins that were answered with exactly what was missed.
    Resumes,
    /// Joins that were answered with the whole state.
    Snaps,
    /// Times a connection fell behind.
    SlowReaders,
    /// Frames that could not be used.
    LiveProblems,
    /// Orders made.
    Orders,
    /// Orders asked for and refused.
    OrdersRefused,
    /// Requests refused because there were too many.
    RateLimited,
    /// Pages that reported themselves broken.
    Reports,
}

/// Something that goes up and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gauge {
    /// Open sockets.
    LiveConnections,
    /// Open video streams.
    VideoStreams,
}

const COUNTERS: [(Counter, &str, &str); 11] = [
    (
        Counter::Events,
        "meadow_live_events_total",
        "Events of rooms that were published.",
    ),
    (Counter::Acks, "meadow_live_acks_total", "Messages acknowledged."),
    (Counter::Nacks, "meadow_live_nacks_total", "Messages refused."),
    (
        Counter::Resumes,
        "meadow_live_resumes_total",
        "Joins answered with what was missed.",
    ),
    (
        Counter::Snaps,
        "meadow_live_snaps_total",
        "Joins answered with the whole state.",
    ),
    (
        Counter::SlowReaders,
        "meadow_live_slow_readers_total",
        "Times a connection fell behind.",
    ),
    (
        Counter::LiveProblems,
        "meadow_live_problems_total",
        "Frames that could not be used.",
    ),
    (Counter::Orders, "meadow_orders_total", "Orders made."),
    (
        Counter::OrdersRefused,
        "meadow_orders_refused_total",
        "Orders asked for and refused.",
    ),
    (
        Counter::RateLimited,
        "meadow_rate_limited_total",
        "Requests refused because there were too many.",
    ),
    (
        Counter::Reports,
        "meadow_page_reports_total",
        "Pages that reported themselves broken.",
    ),
];

const GAUGES: [(Gauge, &str, &str); 2] = [
    (Gauge::LiveConnections, "meadow_live_connections", "Open sockets."),
    (Gauge::VideoStreams, "meadow_video_streams", "Open video streams."),
];

/// Upper ends of the histogram's buckets, in milliseconds.
const BUCKETS_MS: [u64; 10] = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000];

static COUNTED: [AtomicU64; COUNTERS.len()] = [const { AtomicU64::new(0) }; COUNTERS.len()];
static MEASURED: [AtomicU64; GAUGES.len()] = [const { AtomicU64::new(0) }; GAUGES.len()];
static ANSWERED: Mutex<BTreeMap<(String, String, u16), Answers>> = Mutex::new(BTreeMap::new());

#[derive(Debug, Default)]
struct Answers {
    count: u64,
    sum_micros: u64,
    buckets: [u64; BUCKETS_MS.len()],
}

/// Counts `by` more.
pub fn count(counter: Counter, by: u64) {
    COUNTED[counter as usize].fetch_add(by, Ordering::Relaxed);
}

/// How many were counted.
pub fn counted(counter: Counter) -> u64 {
    COUNTED[counter as usize].load(Ordering::Relaxed)
}

/// How much there is now.
pub fn set(gauge: Gauge, value: u64) {
    MEASURED[gauge as usize].store(value, Ordering::Relaxed);
}

/// One more now.
pub fn one_more(gauge: Gauge) {
    MEASURED[gauge as usize].fetch_add(1, Ordering::Relaxed);
}

/// One less now.
pub fn one_less(gauge: Gauge) {
    MEASURED[gauge as usize].fetch_sub(1, Ordering::Relaxed);
}

/// A request was answered: the route is its template, never its path, so that no id gets in here.
pub fn answered(method: &str, route: &str, status: u16, took: Duration) {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let mut all = ANSWERED.lock().unwrap_or_else(PoisonError::into_inner);
    let answers = all
        .entry((route.to_owned(), method.to_owned(), status))
        .or_default();
    answers.count += 1;
    answers.sum_micros = answers.sum_micros.saturating_add(micros);
    for (bucket, upper) in answers.buckets.iter_mut().zip(BUCKETS_MS) {
        *bucket += u64::from(micros <= upper * 1_000);
    }
}

/// `GET /metrics`.
pub async fn page() -> ([(header::HeaderName, &'static str); 1], String) {
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        render(),
    )
}

fn render() -> String {
    let mut out = String::with_capacity(8 * 1024);
    for ((_, name, help), value) in COUNTERS.iter().zip(&COUNTED) {
        single(&mut out, name, "counter", help, value.load(Ordering::Relaxed));
    }
    for ((_, name, help), value) in GAUGES.iter().zip(&MEASURED) {
        single(&mut out, name, "gauge", help, value.load(Ordering::Relaxed));
    }
    out.push_str(
        "# HELP meadow_request_seconds How long answers took.\n# TYPE meadow_request_seconds histogram\n",
    );
    for ((route, method, status), answers) in &*ANSWERED.lock().unwrap_or_else(PoisonError::into_inner) {
        let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
        histogram(&mut out, &labels, answers);
    }
    out
}

fn single(out: &mut String, name: &str, kind: &str, help: &str, value: u64) {
    writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}")
        .expect("a String takes all text");
}

fn histogram(out: &mut String, labels: &str, answers: &Answers) {
    let uppers = BUCKETS_MS
        .iter()
        .map(|ms| format!("{}.{:03}", ms / 1_000, ms % 1_000));
    let buckets = uppers
        .zip(answers.buckets)
        .chain([("+Inf".to_owned(), answers.count)]);
    for (upper, count) in buckets {
        writeln!(
            out,
            "meadow_request_seconds_bucket{{{labels},le=\"{upper}\"}} {count}"
        )
        .expect("a String takes all text");
    }
    let (secs, micros) = (answers.sum_micros / 1_000_000, answers.sum_micros % 1_000_000);
    writeln!(
        out,
        "meadow_request_seconds_sum{{{labels}}} {secs}.{micros:06}\nmeadow_request_seconds_count{{{labels}}} {}",
        answers.count
    )
    .expect("a String takes all text");
}

#[cfg(test)]
mod tests {
    use super::{COUNTERS, GAUGES, answered, render};
    use std::time::Duration;

    #[test]
    fn every_name_stands_where_its_number_is() {
        assert!(
            COUNTERS
                .iter()
                .enumerate()
                .all(|(at, (counter, ..))| *counter as usize == at)
        );
        assert!(
            GAUGES
                .iter()
                .enumerate()
                .all(|(at, (gauge, ..))| *gauge as usize == at)
        );
    }

    #[test]
    fn an_answer_is_in_every_bucket_it_fits() {
        answered("GET", "/test/{id}", 200, Duration::from_millis(7));
        let page = render();
        for line in [
            r#"meadow_request_seconds_bucket{route="/test/{id}",method="GET",status="200",le="0.005"} 0"#,
            r#"meadow_request_seconds_bucket{route="/test/{id}",method="GET",status="200",le="0.010"} 1"#,
            r#"meadow_request_seconds_sum{route="/test/{id}",method="GET",status="200"} 0.007000"#,
        ] {
            assert!(page.contains(line), "{line} in {page}");
        }
    }
}
