//! A token of SoftHSM for one test, in a process of its own: where SoftHSM keeps its tokens stands in a variable of the
//! environment, which a process is given at its start.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use node::hsm::{HsmConfig, Token};
use tempfile::TempDir;

/// What tells the process of a test where its token lies.
const FOLDER: &str = "COMITY_TEST_SOFTHSM";
/// Where Debian puts the library, and others do.
const LIBRARIES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
const PIN: &str = "87654321";

/// A folder with the tokens of SoftHSM.
pub(crate) struct SoftHsm(PathBuf);

impl SoftHsm {
    /// In the process of the test: its token. In a run of the tests: nothing, once the test has passed in its process.
    #[expect(clippy::disallowed_methods, reason = "how the process learns what it is")]
    pub(crate) fn of_process(test: &str) -> Option<SoftHsm> {
        if let Ok(folder) = std::env::var(FOLDER) {
            return Some(SoftHsm(folder.into()));
        }
        let folder = tempfile::tempdir().unwrap();
        let hsm = SoftHsm::begin(&folder);
        let output = hsm
            .command(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let _ = std::io::stderr().write_all(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(said.contains("1 passed"), "the test `{test}` is there: {said}");
        None
    }

    fn begin(folder: &TempDir) -> SoftHsm {
        let hsm = SoftHsm(folder.path().to_owned());
        let tokens = folder.path().join("tokens");
        fs::create_dir(&tokens).unwrap();
        let text = format!("directories.tokendir = {}\nobjectstore.backend = file\n", tokens.display());
        fs::write(folder.path().join("softhsm2.conf"), text).unwrap();
        hsm.add_token("comity");
        hsm.write_pin(PIN);
        hsm
    }

    /// A program that knows where the tokens lie.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env("SOFTHSM2_CONF", self.0.join("softhsm2.conf"));
        command
    }

    /// Runs the program `comity`.
    pub(crate) fn comity(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.command(env!("CARGO_BIN_EXE_comity")).args(arguments).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!said.contains(PIN), "{said}");
        (output.status.code(), said)
    }

    fn add_token(&self, label: &str) {
        let words = ["--init-token", "--free", "--so-pin", "12345678", "--pin", PIN, "--label", label];
        let made = self.command("softhsm2-util").args(words).output();
        let made = made.ok().filter(|made| made.status.success());
        assert!(made.is_some(), "softhsm2-util makes a token; `cargo xtask ci packages` installs it");
    }

    /// Writes the file with the PIN.
    pub(crate) fn write_pin(&self, pin: &str) {
        let file = self.0.join("pin");
        fs::write(&file, format!("{pin}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// Puts the right PIN back.
    pub(crate) fn write_right_pin(&self) {
        self.write_pin(PIN);
    }

    pub(crate) fn config(&self) -> HsmConfig {
        let module = LIBRARIES.iter().map(Path::new).find(|path| path.exists());
        HsmConfig {
            module: module.unwrap_or(Path::new(LIBRARIES[0])).to_owned(),
            token: "comity".to_owned(),
            key: "comity master key".to_owned(),
            pin_file: self.0.join("pin"),
        }
    }

    /// The section of a configuration.
    pub(crate) fn section(&self) -> String {
        let HsmConfig { module, token, key, pin_file } = self.config();
        let (module, pin_file) = (module.display(), pin_file.display());
        format!(
            "[hsm]\nmodule = \"{module}\"\ntoken = \"{token}\"\nkey = \"{key}\"\npin_file = \"{pin_file}\"\n"
        )
    }

    pub(crate) fn token(&self) -> Arc<Token> {
        Token::of(&self.config())
    }

    /// Takes every token away, as a cable that is pulled; or puts them back.
    pub(crate) fn connect(&self, there: bool) {
        let (tokens, away) = (self.0.join("tokens"), self.0.join("away"));
        let (from, to) = if there { (away, tokens) } else { (tokens, away) };
        fs::rename(from, to).unwrap();
    }
}
