//! What a person sees: plain text, coloured only on a terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

/// How a word is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// As a heading.
    Strong,
    /// Stands in the way.
    Bad,
    /// Asks for something.
    Warn,
    /// In order.
    Good,
    /// Of less weight.
    Quiet,
}

impl Tone {
    const fn code(self) -> &'static str {
        match self {
            Tone::Strong => "1",
            Tone::Bad => "1;31",
            Tone::Warn => "1;33",
            Tone::Good => "1;32",
            Tone::Quiet => "2",
        }
    }
}

/// Where a command writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    coloured: bool,
}

impl Terminal {
    /// The terminal of this process; `NO_COLOR` (<https://no-color.org>) is heeded.
    pub(crate) fn of_process() -> Self {
        let refused = std::env::vars_os().any(|(name, value)| name == "NO_COLOR" && !value.is_empty());
        Self { coloured: io::stdout().is_terminal() && !refused }
    }

    /// A word in a tone.
    pub(crate) fn tone(&self, tone: Tone, word: &str) -> String {
        if self.coloured { format!("\u{1b}[{}m{word}\u{1b}[0m", tone.code()) } else { word.to_owned() }
    }

    /// Writes text and ends the line. That nobody reads any more, as after `| head`, is no fault.
    pub(crate) fn say(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    }

    /// Writes what is wrong where it does not mix with results.
    pub(crate) fn complain(&self, what: &str) {
        let _ = writeln!(io::stderr().lock(), "comity: {what}");
    }
}

/// Letters in a line of text for people.
const WIDTH: usize = 100;

/// Words broken into lines, each after `indent` spaces.
pub(crate) fn paragraph(text: &str, indent: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if used == 0 || used + 1 + letters > WIDTH {
            if used > 0 {
                out.push('\n');
            }
            let _ = write!(out, "{:indent$}{word}", "");
            used = indent + letters;
        } else {
            let _ = write!(out, " {word}");
            used += 1 + letters;
        }
    }
    out
}
