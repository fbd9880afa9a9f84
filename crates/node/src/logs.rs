//! The log: a line for each event, or one JSON object. It names cases and messages by identifier and never holds what they say,
//! however much is asked for.

use std::fmt::{self, Debug, Write};
use std::panic::PanicHookInfo;

use tracing::field::Field;
use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::filter::{EnvFilter, FilterExt, FilterFn, ParseError};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::{Writer, debug_fn};
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::{Layer, SubscriberExt};

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
    let lines = layer().with_writer(writer);
    let lines = if config.json {
        lines.json().boxed()
    } else {
        lines.fmt_fields(debug_fn(field).delimited(" ")).boxed()
    };
    Ok(Registry::default().with(lines.with_filter(asked.and(may))))
}

/// Libraries say at `debug` and below what passes through them: heads of requests with their addresses, forms that were not
/// understood, questions to passkeys. None of it comes into the log, whatever the filter asks for.
fn may_be_told(event: &Metadata<'_>) -> bool {
    let target = event.target().split("::").next().unwrap_or_default();
    OURS.contains(&target) || (*event.level() <= Level::INFO && !target.starts_with("webauthn"))
}

/// A field in a line of text. JSON has its own way to write any character.
fn field(line: &mut Writer<'_>, field: &Field, value: &dyn Debug) -> fmt::Result {
    if field.name() == "message" {
        write!(OneLine(line), "{value:?}")
    } else {
        write!(line, "{field}=")?;
        write!(OneLine(line), "{value:?}")
    }
}

/// Writes what came from anywhere so that it neither ends the line nor moves a terminal's cursor.
struct OneLine<'a, 'b>(&'a mut Writer<'b>);

impl Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
                write!(self.0, "{}", letter.escape_default())?;
            } else {
                self.0.write_char(letter)?;
            }
        }
        Ok(())
    }
}

/// Says that a task of the program broke, and where. What it was about stays out of the log: the words of a panic can hold
/// those of a case.
pub fn broken(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "a fault of the program: please report it");
}
