//! Continuous integration: every step is here, and each can be run alone.

mod packages;
mod tests;

use std::path::Path;
use std::time::Duration;

use crate::shell::{Failure, Program};
use crate::{forward, fuzz, libraries, registers, tidy};

/// How many seeds of the exercise a run takes.
const EXERCISE_SEEDS: &str = "1000";

/// One thing that must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// What the tests need from Debian.
    Packages,
    /// The form of the source.
    Format,
    /// The house rules.
    Tidy,
    /// Licences and origins of libraries.
    Libraries,
    /// The lints.
    Clippy,
    /// Unit, property and integration tests.
    Test,
    /// The seeded exercise of several bureaus.
    Exercise,
    /// A node killed at random moments.
    Crash,
    /// The trip of a request in a real browser.
    Browser,
    /// Hostile bytes into every parser.
    Fuzz,
    /// Registers and links.
    Docs,
}

impl Step {
    /// Every step, in the order of a run.
    pub(crate) const ALL: [Step; 11] = [
        Step::Packages,
        Step::Format,
        Step::Tidy,
        Step::Libraries,
        Step::Clippy,
        Step::Test,
        Step::Exercise,
        Step::Crash,
        Step::Browser,
        Step::Fuzz,
        Step::Docs,
    ];

    /// The step of this name.
    pub(crate) fn parse(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Step::Packages => "packages",
            Step::Format => "format",
            Step::Tidy => "tidy",
            Step::Libraries => "libraries",
            Step::Clippy => "clippy",
            Step::Test => "test",
            Step::Exercise => "exercise",
            Step::Crash => "crash",
            Step::Browser => "browser",
            Step::Fuzz => "fuzz",
            Step::Docs => "docs",
        }
    }

    /// What it holds, in a sentence.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Step::Packages => "The Debian packages that tests need are here, or are installed.",
            Step::Format => "The source is formatted.",
            Step::Tidy => "The house rules hold.",
            Step::Libraries => "Libraries come from where they may, under licences that are allowed.",
            Step::Clippy => "The lints are silent in all targets.",
            Step::Test => "The tests pass, property tests included.",
            Step::Exercise => "Several bureaus agree on every request over 1,000 seeds of faults.",
            Step::Crash => "A node killed at random moments loses nothing and sends nothing twice.",
            Step::Browser => "A request makes its whole trip in a real browser.",
            Step::Fuzz => "No parser of outside bytes fails in a short search for such bytes.",
            Step::Docs => "The registers match the code and links lead somewhere.",
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// What it holds does not hold, or could not be found out.
    pub(crate) fn run(self, root: &Path) -> Result<(), Failure> {
        match self {
            Step::Packages => packages::run(root),
            Step::Format => Program::cargo(root, &["fmt", "--all", "--check"]).run(),
            Step::Tidy => tidy::run(root),
            Step::Libraries => libraries::check(root),
            Step::Clippy => {
                let words = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
                Program::cargo(root, &words).run()
            }
            Step::Test => tests::run(root),
            Step::Exercise => forward::exercise(root, &["--seeds".to_owned(), EXERCISE_SEEDS.to_owned()]),
            Step::Crash => tests::run_long(root, "crash"),
            Step::Browser => tests::run_long(root, "browser"),
            Step::Fuzz => fuzz::run(root, None, fuzz::SHORT_SECONDS),
            Step::Docs => {
                tidy::run_links(root)?;
                registers::run(root, true)
            }
        }
    }
}

/// Runs every step in order, goes on after a failure, and ends with a table.
///
/// # Errors
/// Names the steps that failed.
pub(crate) fn all(root: &Path) -> Result<(), Failure> {
    let mut table = Vec::new();
    for step in Step::ALL {
        println!("\n== {}: {}", step.name(), step.sentence());
        let (done, took) = timed(|| step.run(root));
        if let Err(failure) = &done {
            println!("{failure}");
        }
        table.push((step, took, done.is_ok()));
    }
    println!("\n{:<10} {:>8}  result", "step", "seconds");
    for (step, took, good) in &table {
        let result = if *good { "passed" } else { "FAILED" };
        println!("{:<10} {:>8.1}  {result}", step.name(), took.as_secs_f64());
    }
    let failed: Vec<&str> =
        table.iter().filter(|(_, _, good)| !good).map(|(step, _, _)| step.name()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::Steps(failed.join(", "))) }
}

#[expect(clippy::disallowed_methods, reason = "how long a step takes is read from this machine's clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let done = work();
    (done, start.elapsed())
}
