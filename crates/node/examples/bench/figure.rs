//! Figures: taking the time, and printing a line of JSON for each.

use std::error::Error;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use serde_json::json;

/// What a measurement gives, or why it could not be made.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Prints one figure; `n` is how many things it was measured over.
pub(crate) fn print(name: &str, value: f64, unit: &str, n: usize, note: &str) -> Outcome<()> {
    // Three digits are more than a measurement of this sort bears.
    let digits = if value >= 100.0 { 0 } else { usize::from(value < 10.0) + 1 };
    let value: f64 = format!("{value:.digits$}").parse()?;
    let line = json!({ "name": name, "unit": unit, "n": n, "value": value, "note": note });
    Ok(writeln!(io::stdout(), "{line}")?)
}

/// Now, by this machine's clock that does not jump.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

pub(crate) fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

pub(crate) fn us(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000_000.0
}

/// The middle one of the times that work takes, done so many times.
pub(crate) fn median<T>(times: usize, mut work: impl FnMut() -> Outcome<T>) -> Outcome<Duration> {
    let mut took = Vec::with_capacity(times);
    for _ in 0..times {
        let start = now();
        std::hint::black_box(work()?);
        took.push(start.elapsed());
    }
    middle(took)
}

/// The middle one of several times.
pub(crate) fn middle(mut took: Vec<Duration>) -> Outcome<Duration> {
    took.sort_unstable();
    took.get(took.len() / 2).copied().ok_or_else(|| "nothing was measured".into())
}
