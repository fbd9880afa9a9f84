//! Starting other programs, reading and writing files, and what can go wrong with either.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a command of the house did not succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A program could not be started.
    #[error("could not start `{line}`")]
    Start {
        /// The command line.
        line: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A program ran and failed.
    #[error("`{line}` failed ({status})")]
    Ended {
        /// The command line.
        line: String,
        /// How it ended.
        status: String,
    },
    /// A file or folder could not be read or written.
    #[error("could not read or write {path}")]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// House rules are broken.
    #[error("{0} house rules broken, listed above")]
    Untidy(usize),
    /// Libraries are not as `deny.toml` wants them.
    #[error("{0} faults of libraries, listed above")]
    Libraries(usize),
    /// Pages made from code do not match the code.
    #[error("stale: {0}; run `cargo xtask registers` and commit the result")]
    Stale(String),
    /// A file that a register is made from cannot be understood.
    #[error("{path}: {fault}")]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong with it.
        fault: String,
    },
    /// Debian packages are missing and cannot be installed from here.
    #[error("please install as root: apt-get install {0}")]
    Packages(String),
    /// Something asked for by name does not exist.
    #[error("there is no {what} `{name}`")]
    Absent {
        /// The kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// Steps of continuous integration failed.
    #[error("failed: {0}")]
    Steps(String),
}

/// A program to start in the root of the workspace, its output shown as it comes.
#[derive(Debug)]
pub(crate) struct Program {
    command: Command,
    line: String,
}

impl Program {
    /// `name` with `words`, in `folder`.
    pub(crate) fn new(folder: &Path, name: &str, words: &[&str]) -> Program {
        let mut command = Command::new(name);
        command.current_dir(folder).args(words);
        let line = std::iter::once(name).chain(words.iter().copied()).collect::<Vec<_>>().join(" ");
        Program { command, line }
    }

    /// Cargo with `words`, in `folder`.
    pub(crate) fn cargo(folder: &Path, words: &[&str]) -> Program {
        Program::new(folder, "cargo", words)
    }

    /// Sets a variable of its environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Program {
        self.command.env(name, value);
        self
    }

    /// Runs it to the end.
    ///
    /// # Errors
    /// It could not be started, or did not end well.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        println!("$ {}", self.line);
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::Ended { line: self.line, status: status.to_string() }),
            Err(source) => Err(Failure::Start { line: self.line, source }),
        }
    }

    /// Runs it to the end and gives what it wrote to its standard output.
    ///
    /// # Errors
    /// It could not be started, or did not end well.
    pub(crate) fn output(mut self) -> Result<String, Failure> {
        match self.command.stderr(Stdio::inherit()).output() {
            Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            Ok(output) => Err(Failure::Ended { line: self.line, status: output.status.to_string() }),
            Err(source) => Err(Failure::Start { line: self.line, source }),
        }
    }

    /// Runs it to the end; what it writes is shown only where it fails. Gives what it wrote to its standard error.
    ///
    /// # Errors
    /// It could not be started, or did not end well.
    pub(crate) fn run_quietly(mut self) -> Result<String, Failure> {
        println!("$ {}", self.line);
        let output =
            self.command.output().map_err(|source| Failure::Start { line: self.line.clone(), source })?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            return Ok(said);
        }
        print!("{}", String::from_utf8_lossy(&output.stdout));
        print!("{said}");
        Err(Failure::Ended { line: self.line, status: output.status.to_string() })
    }

    /// What it wrote to its standard output, if it ended well; it says nothing.
    pub(crate) fn output_quietly(mut self) -> Option<String> {
        let output =
            self.command.stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it starts and ends well, saying nothing.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }
}

/// Writes a file, with the folders above it.
///
/// # Errors
/// It cannot be written.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let fail = |source| Failure::File { path: path.to_path_buf(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    std::fs::write(path, text).map_err(fail)
}
