//! A master key that is lost comes back from the shares of so many officers, and what a leaver holds opens nothing new.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use case::id::CaseId;
use node::home::{Home, NewKey, ring_of};
use node::rotation;
use node::store::Place;
use seal::keeper::KeyKeeper;
use seal::rest::CaseKey;
use seal::share::ShareSetId;

use crate::command_line;
use crate::softhsm::SoftHsm;
use crate::world::{WRITER, World, configure, rows, send_question, until};

const OFFICERS: [&str; 3] = ["Camille Laurent", "Idris Benali", "Noor Haddad"];
/// How long a node may take to notice what was done beside it.
const TIME_MAX: Duration = Duration::from_secs(30);

/// A data directory of FR with three officers and a case in its journal.
struct Site {
    world: World,
    home: Home,
    case: CaseId,
}

fn comity(arguments: &[&str]) -> (Option<i32>, String) {
    let output = command_line::comity(arguments);
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

impl Site {
    async fn new() -> Self {
        let world = World::new(&["GS", "FR", "US"]).await;
        let home = world.home("FR");
        configure(&home, "");
        let third = "\n[[officer]]\nid = \"officer-00000000000000000000000003\"\nname = \"Noor Haddad\"\n\
                     roles = [\"administrator\"]\nlanguage = \"fr\"\n";
        let text = fs::read_to_string(home.config_file()).unwrap() + third;
        fs::write(home.config_file(), text).unwrap();
        let fr = world.start("FR").await;
        let case = send_question(&fr, "US").await;
        fr.stop().await;
        Self { world, home, case }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.world.base.path().join(name)
    }

    fn data(&self) -> &str {
        self.home.path().to_str().unwrap()
    }

    /// Splits the key in use between the three officers; any two bring it back.
    fn split(&self, out: &str) -> (Vec<String>, ShareSetId) {
        let out = self.path(out);
        let mut arguments = vec!["keys", "split", "--data", self.data(), "--need", "2"];
        arguments.extend(OFFICERS.iter().flat_map(|officer| ["--holder", officer]));
        arguments.extend(["--out", out.to_str().unwrap()]);
        let (code, said) = comity(&arguments);
        assert!(code == Some(0) && said.contains("two persons together"), "{said}");
        let set = self.home.known_shares().unwrap().last().unwrap().set;
        let file = |number| out.join(format!("share-{set}-{number}.txt")).to_str().unwrap().to_owned();
        let files: Vec<String> = (1..=OFFICERS.len()).map(file).collect();
        for (file, officer) in files.iter().zip(OFFICERS) {
            assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
            let text = fs::read_to_string(file).unwrap();
            assert!(text.contains(officer), "{text}");
            let secret = text.lines().last().unwrap();
            assert!(!said.contains(secret), "no share stands in what is said");
        }
        (files, set)
    }

    fn join(&self, out: &Path, shares: &[&str]) -> (Option<i32>, String) {
        let (code, said) = comity(&[&["key", "join", "--out", out.to_str().unwrap()], shares].concat());
        assert_eq!(code == Some(0), out.exists(), "{said}");
        (code, said)
    }

    fn doctor(&self) -> (Option<i32>, String) {
        let (code, said) = comity(&["doctor", "--data", self.data()]);
        let line = said.lines().find(|line| line.contains("shares ")).unwrap_or(&said);
        (code, line.to_owned())
    }

    /// The node works, with its case.
    async fn works(&self) {
        let fr = self.world.start("FR").await;
        assert_eq!(rows(&fr).len(), 1);
        assert!(fr.bureau.case(WRITER, self.case, "test").await.is_ok());
        fr.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_master_key_that_is_lost_comes_back_from_so_many_shares() {
    let site = Site::new().await;
    assert!(site.doctor().1.contains("none were made"), "{}", site.doctor().1);
    let (files, set) = site.split("shares");
    let [one, two, three] = [0, 1, 2].map(|place| files[place].as_str());
    let (code, said) = site.doctor();
    assert!(code == Some(0) && said.contains(&format!("any 2 of 3 in set {set}")), "{said}");

    // Beside a node at work it is noted at once, and known after a start from the store alone.
    let fr = site.world.start("FR").await;
    until("noted", TIME_MAX, || fr.bureau.shares_noted(set)).await;
    fr.stop().await;
    let listed = site.home.read("shares.toml").unwrap();
    fs::remove_file(site.home.file("shares.toml")).unwrap();
    let fr = site.world.start("FR").await;
    assert!(fr.bureau.shares_noted(set));
    fr.stop().await;
    site.home.write("shares.toml", &listed).unwrap();

    let key = site.home.file("master.key");
    let before = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    assert!(site.home.master().is_err());
    assert_eq!(comity(&["serve", "--data", site.data()]).0, Some(3));
    let (code, said) = site.join(&key, &[two]);
    assert!(
        code == Some(2) && said.contains("1 of 2 shares are here") && said.contains("shares-too-few"),
        "{said}"
    );
    let (code, said) = site.join(&key, &[two, two]);
    assert!(code == Some(2) && said.contains("share 2, of Idris Benali, is given twice"), "{said}");

    // One character of one of them.
    let text = fs::read_to_string(one).unwrap();
    let line = text.lines().find(|line| line.starts_with("07 ")).unwrap();
    let other = if line.ends_with('7') { "8" } else { "7" };
    let mistyped = site.path("mistyped");
    fs::write(&mistyped, text.replace(line, &format!("{}{other}", &line[..line.len() - 1]))).unwrap();
    let (code, said) = site.join(&key, &[mistyped.to_str().unwrap(), two, three]);
    assert!(
        code == Some(2) && said.contains("mistyped: line 07 is mistyped or was altered (share-line-wrong)"),
        "{said}"
    );
    // Typed from paper, without the words.
    let typed: Vec<String> =
        text.lines().filter(|line| line.starts_with(['0', '1'])).map(str::to_lowercase).collect();
    fs::write(&mistyped, typed.join("\n")).unwrap();

    let (code, said) = site.join(&key, &[three, mistyped.to_str().unwrap()]);
    assert!(code == Some(0) && said.contains("It opens the keys of the bureau"), "{said}");
    assert!(!said.contains(str::from_utf8(&before).unwrap()));
    assert_eq!(fs::read(&key).unwrap(), before);
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let (code, said) = comity(&["keys", "join", "--out", key.to_str().unwrap(), one, two]);
    assert!(code == Some(2) && said.contains("nothing was written over"), "{said}");
    site.works().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_machine_comes_back_from_a_backup_and_shares() {
    let site = Site::new().await;
    let (files, set) = site.split("shares");
    let (backup, key, restored) = (site.path("backup"), site.path("rebuilt.key"), site.path("restored"));
    let [backup, rebuilt, into] = [&backup, &key, &restored].map(|path| path.to_str().unwrap());
    assert_eq!(comity(&["backup", "--to", backup, "--data", site.data()]).0, Some(0));
    fs::remove_dir_all(site.home.path()).unwrap();
    let (code, said) = site.join(&key, &[&files[0], &files[1]]);
    assert!(code == Some(0) && said.contains("it was tried on nothing here"), "{said}");
    let (code, said) = comity(&["restore", backup, "--key", rebuilt, "--into", into]);
    assert_eq!(code, Some(0), "{said}");
    fs::rename(&restored, site.home.path()).unwrap();
    assert!(site.doctor().1.contains(&set.to_string()), "the list of shares comes back too");
    site.works().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shares_of_a_leaver_open_nothing_new() {
    let site = Site::new().await;
    let place = Place::file(site.home.journal_file());
    let (old, old_set) = site.split("old");
    let kept = site.path("kept.key");
    fs::copy(site.home.file("master.key"), &kept).unwrap();

    // The third leaves: the doctor tells, a new set of the same key would not help, a rotation does.
    let text = fs::read_to_string(site.home.config_file()).unwrap();
    fs::write(site.home.config_file(), text.replace("000000000003", "000000000004").replace("Noor", "Samir"))
        .unwrap();
    let (code, said) = site.doctor();
    assert!(
        code == Some(1) && said.contains(&format!("share 3 of set {old_set} is held by Noor Haddad")),
        "{said}"
    );
    let (code, said) = comity(&["keys", "rotate-master", "--data", site.data()]);
    assert!(code == Some(0) && said.contains("make new ones with `comity keys split`"), "{said}");
    let fr = site.world.start("FR").await;
    let current = site.home.master().unwrap().current();
    let start = tokio::time::Instant::now();
    while rotation::count(&site.home, &place).await.unwrap().keys().any(|id| *id != Some(current)) {
        assert!(start.elapsed() < TIME_MAX, "the node wraps everything anew");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    fr.stop().await;
    let (code, said) = site.doctor();
    assert!(code == Some(1) && said.contains(&format!("none bring {current} back")), "{said}");
    let former = site.home.master().unwrap().found().into_iter().find(|key| key.id != current).unwrap();
    let (code, said) = comity(&["keys", "remove-master", &former.id.to_string(), "--data", site.data()]);
    assert!(code == Some(0) && said.contains(&format!("set {old_set} bring it back")), "{said}");

    fs::write(site.home.config_file(), &text).unwrap();
    let (new, new_set) = site.split("new");
    assert_eq!(site.doctor().0, Some(0));
    let key = site.home.file(&format!("master-{current}.key"));
    fs::remove_file(&key).unwrap();
    let (code, said) = site.join(&key, &[&old[0], &old[2]]);
    assert!(code == Some(2) && said.contains("not the one that is missing here"), "{said}");
    let (code, said) = site.join(&key, &[&new[0], &old[2]]);
    assert!(
        code == Some(2) && said.contains("share-other-set") && said.contains(&new_set.to_string()),
        "{said}"
    );
    // What the old shares make opens no key that is wrapped now.
    let elsewhere = site.path("old.key");
    assert_eq!(site.join(&elsewhere, &[&old[0], &old[2]]).0, Some(0));
    assert_eq!(fs::read(&elsewhere).unwrap(), fs::read(&kept).unwrap());
    let ring = ring_of(&[elsewhere], None).unwrap().unwrap();
    let store = place.open_to_read().await.unwrap();
    let keys = store.keys().await.unwrap();
    store.close().await;
    assert!(keys.len() >= 2 && CaseKey::recover_all(&ring, &keys).iter().all(Result::is_err));
    assert!(ring.recover(b"node certificate", &site.home.read("node.key").unwrap()).is_err());

    assert_eq!(site.join(&key, &[&new[1], &new[2]]).0, Some(0));
    site.works().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_split_says_why() {
    let site = Site::new().await;
    let full = site.path("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("something"), "").unwrap();
    let [out, full] = [site.path("out"), full].map(|path| path.to_str().unwrap().to_owned());
    let [one, two, _] = OFFICERS;
    for (need, holders, out, expected) in [
        ("1", vec![one, two], &out, "at least 2 shares must be needed"),
        ("3", vec![one, two], &out, "3 shares cannot be needed of 2"),
        ("2", vec![one, one], &out, "would hold two shares"),
        ("2", vec![one, "Nobody"], &out, "no officer `Nobody`"),
        ("2", vec![one, two], &full, "nothing was written over"),
    ] {
        let mut arguments = vec!["keys", "split", "--data", site.data(), "--need", need, "--out", out];
        arguments.extend(holders.iter().flat_map(|officer| ["--holder", officer]));
        let (code, said) = comity(&arguments);
        assert!(code == Some(2) && said.contains(expected), "{said}");
    }
    assert!(!Path::new(&out).exists() && site.home.known_shares().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_in_a_module_is_not_split() {
    let Some(hsm) = SoftHsm::of_process("shares::a_key_in_a_module_is_not_split") else { return };
    let site = Site::new().await;
    let text = fs::read_to_string(site.home.config_file()).unwrap();
    fs::write(site.home.config_file(), format!("{}\n{text}", hsm.section())).unwrap();
    site.home.clone().with_hsm(Some(&hsm.config())).rotate_master(NewKey::InHsm, "tester").unwrap();
    let out = site.path("out");
    let holders = ["--holder", OFFICERS[0], "--holder", OFFICERS[1]];
    let given = ["keys", "split", "--data", site.data(), "--need", "2", "--out", out.to_str().unwrap()];
    let (code, said) = hsm.comity(&[given.as_slice(), &holders].concat());
    assert!(code == Some(2) && said.contains("never leaves it"), "{said}");
    let (_, said) = hsm.comity(&["doctor", "--data", site.data()]);
    assert!(said.contains("keep the HSM's own backup"), "{said}");
}
