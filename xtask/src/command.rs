//! What may be typed after `cargo xtask`.

use std::path::Path;

use crate::ci::{self, Step};
use crate::shell::Failure;
use crate::{bench, forward, fuzz, libraries, registers, release, tidy};

/// Where the bill of materials goes unless told otherwise.
const BILL: &str = "target/sbom.cdx.json";

/// One command with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// One step of continuous integration, or all in order.
    Ci(Option<Step>),
    /// The house rules.
    Tidy,
    /// The registers made from code; with `check`, only compare.
    Registers {
        /// Fail when a page is stale and write nothing.
        check: bool,
    },
    /// The exercise of several bureaus; the words go on to it.
    Exercise(Vec<String>),
    /// The measurements, kept in `docs/benchmarks.md`.
    Bench,
    /// The bill of materials of the program, written to this file.
    Bill(String),
    /// The programs as they are given out.
    Release,
    /// The jurist's check of the law packs; the words go on to it.
    Law(Vec<String>),
    /// The fuzz targets, each for so many seconds; one target when named.
    Fuzz {
        /// The only target to run.
        target: Option<String>,
        /// Seconds for each target.
        seconds: u32,
    },
    /// The list of commands.
    Help,
}

/// Why the words typed are no command.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UsageError {
    /// The first word is no command.
    #[error("there is no command `{0}`")]
    UnknownCommand(String),
    /// `ci` was given a step that does not exist.
    #[error("there is no step `{0}`")]
    UnknownStep(String),
    /// A word that the command does not take.
    #[error("`{0}` does not belong here")]
    Unexpected(String),
    /// A number of seconds that is none.
    #[error("`{0}` is not a number of seconds")]
    Seconds(String),
}

impl Command {
    /// Reads the words after `cargo xtask`.
    pub(crate) fn parse(words: &[String]) -> Result<Command, UsageError> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] | ["help" | "--help" | "-h"] => Ok(Command::Help),
            ["ci"] => Ok(Command::Ci(None)),
            ["ci", step] => match Step::parse(step) {
                Some(step) => Ok(Command::Ci(Some(step))),
                None => Err(UsageError::UnknownStep((*step).to_owned())),
            },
            ["tidy"] => Ok(Command::Tidy),
            ["registers"] => Ok(Command::Registers { check: false }),
            ["registers", "--check"] => Ok(Command::Registers { check: true }),
            ["exercise", rest @ ..] => Ok(Command::Exercise(owned(rest))),
            ["bench"] => Ok(Command::Bench),
            ["sbom"] => Ok(Command::Bill(BILL.to_owned())),
            ["sbom", file] => Ok(Command::Bill((*file).to_owned())),
            ["release"] => Ok(Command::Release),
            ["law", rest @ ..] => Ok(Command::Law(owned(rest))),
            ["fuzz", rest @ ..] => fuzz_words(rest),
            ["ci" | "tidy" | "registers" | "bench" | "sbom" | "release", .., last] => {
                Err(UsageError::Unexpected((*last).to_owned()))
            }
            [first, ..] => Err(UsageError::UnknownCommand((*first).to_owned())),
        }
    }

    /// Does it.
    pub(crate) fn run(self, root: &Path) -> Result<(), Failure> {
        match self {
            Command::Ci(None) => ci::all(root),
            Command::Ci(Some(step)) => step.run(root),
            Command::Tidy => tidy::run(root),
            Command::Registers { check } => registers::run(root, check),
            Command::Exercise(words) => forward::exercise(root, &words),
            Command::Bench => bench::run(root),
            Command::Bill(file) => libraries::bill(root, &file),
            Command::Release => release::run(root),
            Command::Law(words) => forward::law(root, &words),
            Command::Fuzz { target, seconds } => fuzz::run(root, target.as_deref(), seconds),
            Command::Help => {
                println!("{}", usage());
                Ok(())
            }
        }
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn fuzz_words(words: &[&str]) -> Result<Command, UsageError> {
    let (target, rest) = match words {
        [target, rest @ ..] if !target.starts_with("--") => (Some((*target).to_owned()), rest),
        rest => (None, rest),
    };
    match rest {
        [] => Ok(Command::Fuzz { target, seconds: fuzz::SHORT_SECONDS }),
        ["--seconds", number] => match number.parse() {
            Ok(seconds) => Ok(Command::Fuzz { target, seconds }),
            Err(_) => Err(UsageError::Seconds((*number).to_owned())),
        },
        [.., last] => Err(UsageError::Unexpected((*last).to_owned())),
    }
}

/// The commands and the steps, a line each.
pub(crate) fn usage() -> String {
    let mut text = String::from(
        "cargo xtask ci [STEP]                     every step in order, or one\n\
         cargo xtask tidy                          the house rules\n\
         cargo xtask registers [--check]           write the registers, or say which are stale\n\
         cargo xtask exercise --seed N|--seeds N   several bureaus in one process, from a seed\n\
         cargo xtask fuzz [CRATE[/TARGET]] [--seconds N] hostile bytes into every parser\n\
         cargo xtask bench                         measure, and write docs/benchmarks.md\n\
         cargo xtask sbom [FILE]                   the bill of materials (CycloneDX), to target/sbom.cdx.json\n\
         cargo xtask release                       the programs as they are given out, to target/dist\n\
         cargo xtask law [WORDS]                   check the law packs\n\n\
         Steps of ci:\n",
    );
    for step in Step::ALL {
        text.push_str(&format!("  {:<10} {}\n", step.name(), step.sentence()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Result<Command, UsageError>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(Command::parse(&words), expected, "{line}");
    }

    #[test]
    fn commands_are_read() {
        check("", Ok(Command::Help));
        check("ci", Ok(Command::Ci(None)));
        check("ci tidy", Ok(Command::Ci(Some(Step::Tidy))));
        check("registers --check", Ok(Command::Registers { check: true }));
        check("exercise --seed 7", Ok(Command::Exercise(vec!["--seed".into(), "7".into()])));
        check("fuzz", Ok(Command::Fuzz { target: None, seconds: fuzz::SHORT_SECONDS }));
        check("fuzz wire --seconds 60", Ok(Command::Fuzz { target: Some("wire".into()), seconds: 60 }));
    }

    #[test]
    fn other_words_are_refused_by_name() {
        check("build", Err(UsageError::UnknownCommand("build".into())));
        check("ci paint", Err(UsageError::UnknownStep("paint".into())));
        check("tidy --fix", Err(UsageError::Unexpected("--fix".into())));
        check("fuzz wire --seconds soon", Err(UsageError::Seconds("soon".into())));
    }
}
