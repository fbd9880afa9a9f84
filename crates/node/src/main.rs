//! The program `comity`.

use std::process::ExitCode;

fn main() -> ExitCode {
    node::commands::run()
}
