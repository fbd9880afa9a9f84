//! A request makes its whole trip in a real browser: the demonstration is started as a newcomer starts it, and
//! `browser/trip.mjs` drives Chromium over its pages. Officers of a node in service sign in with passkeys of Chromium's own
//! virtual authenticators (`browser/passkeys.mjs`), or through a real provider of OpenID Connect (`browser/openid.mjs`). Pictures of the pages are kept in `artefacts/browser`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

/// Where Debian's package puts the browser.
const BROWSER: &str = "/usr/bin/chromium";

/// A program at work, stopped when dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the demonstration on a data directory of its own; gives its address once it says it.
fn demonstration(data: &Path) -> (Running, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["demo", "--no-browser", "--listen", "127.0.0.1:7790", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let demonstration = Running(child);
    let address = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| Some(line.strip_prefix("Open ")?.split_whitespace().next()?.to_owned()))
        .unwrap();
    // What it goes on to print must have somewhere to go.
    std::thread::spawn(move || lines.for_each(drop));
    (demonstration, address)
}

/// Runs a script over the pages at an address.
fn drive(script: &str, address: &str, more: &[&str]) {
    static INSTALLED: LazyLock<bool> = LazyLock::new(|| {
        Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(here()).status().unwrap().success()
    });
    assert!(*INSTALLED, "npm could not install the driver of the browser");
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artefacts/browser");
    let driven = Command::new("node")
        .arg(script)
        .args([address, pictures.to_str().unwrap(), BROWSER])
        .args(more)
        .current_dir(here())
        .output()
        .unwrap();
    let said = [driven.stdout, driven.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(driven.status.success(), "{script} has faults; pictures are in artefacts/browser\n{said}");
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Runs a command of the program to its end.
fn comity(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_comity")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_whole_trip() {
    let data = tempfile::tempdir().unwrap();
    let (_demonstration, address) = demonstration(data.path());
    drive("trip.mjs", &address, &[]);
}

/// A General Secretariat with its directory and these lines in its configuration, ready to serve.
fn secretariat(base: &Path, desk: u16, peers: u16, lines: &str) -> String {
    let data = base.join("gs").to_str().unwrap().to_owned();
    let address = format!("https://localhost:{peers}");
    comity(&[
        "init",
        "--data",
        &data,
        "--bureau",
        "GS",
        "--name",
        "Secretariat",
        "--address",
        &address,
        "--administrator",
        "Amara Okafor",
        "--administrator",
        "Björn Lindqvist",
        "--secretariat",
    ]);
    let file = base.join("gs/comity.toml");
    let config = std::fs::read_to_string(&file).unwrap();
    let config = config
        .replace("127.0.0.1:7401", &format!("127.0.0.1:{desk}"))
        .replace("0.0.0.0:7501", &format!("127.0.0.1:{peers}"));
    let camille = "\n[[officer]]\nid = \"officer-00000000000000000000000003\"\nname = \"Camille Laurent\"\n\
                   roles = [\"liaison-officer\", \"duty-officer\"]\nlanguage = \"fr\"\n";
    std::fs::write(&file, format!("{config}{camille}{lines}")).unwrap();
    comity(&["directory", "issue", "--data", &data, &format!("{data}/introduction.toml")]);
    data
}

fn serve(data: &str) -> Running {
    let mut serve = Command::new(env!("CARGO_BIN_EXE_comity"));
    Running(serve.args(["serve", "--data", data]).stdout(Stdio::null()).spawn().unwrap())
}

#[test]
fn officers_sign_in_by_passkey() {
    let base = tempfile::tempdir().unwrap();
    let data = secretariat(base.path(), 7760, 7860, "");
    let _node = serve(&data);
    drive("passkeys.mjs", "http://localhost:7760", &[env!("CARGO_BIN_EXE_comity"), &data]);
}

#[test]
fn officers_sign_in_through_their_own_provider() {
    let base = tempfile::tempdir().unwrap();
    let issuer = "https://localhost:7765";
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let file = |name: &str, text: &str| {
        let path = base.path().join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let certificate = file("provider.crt", &made.cert.pem());
    let key = file("provider.key", &made.signing_key.serialize_pem());
    let secret = file("secret", "a made-up secret of the test\n");
    let lines = format!(
        "openid = \"account-of-camille\"\n\n[openid]\nissuer = \"{issuer}\"\nclient = \"comity\"\nacr = [\"phr\"]\n\
         amr = [\"hwk\"]\nsecret_file = \"{secret}\"\nauthority = \"{certificate}\"\n"
    );
    let data = secretariat(base.path(), 7764, 7864, &lines);
    let _node = serve(&data);
    let more = [issuer, &certificate, &key, "a made-up secret of the test"];
    drive("openid.mjs", "http://localhost:7764", &more);
}
