//! The commands of the house: `cargo xtask <command>`.
//!
//! Imports none of our crates, so that it works when they do not compile. What needs them is started through cargo.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to a terminal")]

mod command;
mod ci;
mod fuzz;
mod forward;
mod bench;
mod release;
mod libraries;
mod registers;
mod tidy;
mod tree;
mod shell;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use command::Command;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let root = root();
    let done = match Command::parse(&words) {
        Ok(command) => command.run(&root),
        Err(error) => {
            eprintln!("{error}\n\n{}", command::usage());
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {}", chain(&failure));
            ExitCode::FAILURE
        }
    }
}

/// The failure and what caused it, on one line.
fn chain(failure: &dyn Error) -> String {
    let mut text = failure.to_string();
    let mut next = failure.source();
    while let Some(cause) = next {
        text.push_str(&format!(": {cause}"));
        next = cause.source();
    }
    text
}

/// The folder that holds the workspace: the parent of this crate.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
