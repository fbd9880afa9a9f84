//! The log: a line for each event, or one JSON object. It names cases and messages by identifier and never holds what they say,
//! however much is asked for.

use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::{EnvFilter, FilterExt, FilterFn, ParseError};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::{Registry, fmt};

use crate::config::LogConfig;

/// The crates whose events are written with this rule in mind.
const OURS: [&str; 9] = ["bureau", "case", "comity", "desk", "journal", "law", "liaison", "node", "seal"];

/// A log as it is configured.
///
/// # Errors
/// What is wrong with the filter.
pub fn subscriber<W>(
    config: &LogConfig,
    writer: W,
) -> Result<impl Subscriber + Send + Sync + use<W>, ParseError>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let asked = EnvFilter::try_new(&config.filter)?;
    let may = FilterFn::new(may_be_told).with_max_level_hint(LevelFilter::TRACE);
    let lines = fmt::layer().with_writer(writer);
    let lines = if config.json { lines.json().boxed() } else { lines.boxed() };
    Ok(Registry::default().with(lines.with_filter(asked.and(may))))
}

/// Libraries say at `debug` and below what passes through them: heads of requests with their addresses, forms that were not
/// understood, questions to passkeys. None of it comes into the log, whatever the filter asks for.
fn may_be_told(event: &Metadata<'_>) -> bool {
    let target = event.target().split("::").next().unwrap_or_default();
    OURS.contains(&target) || (*event.level() <= Level::INFO && !target.starts_with("webauthn"))
}
