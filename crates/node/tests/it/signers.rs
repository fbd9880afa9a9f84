//! The directory under several signers: how a root is made and followed, and what one stolen key cannot do.

use std::fs;
use std::path::Path;
use std::process::Command;

use jiff::{SignedDuration, Timestamp};
use node::home::Home;
use node::join;
use seal::directory::SignedDirectory;
use seal::identity::Identity;
use seal::law_edition::SignedLaw;
use seal::root::{Root, SignedRoot};

use crate::command_line::{comity, init};
use crate::law_editions::{folder, serve_once, stricter, told};
use crate::world::{World, code};

/// Gives the command, and looks at how it ended and what it said.
#[track_caller]
fn check(arguments: &[&str], exit: i32, says: &str) -> String {
    let (ended, text) = told(&comity(arguments));
    assert!(ended == exit && text.contains(says), "{arguments:?} ended with {ended} and said:\n{text}");
    text
}

/// The Secretariat's node, a bureau, and persons who sign, each with a data directory of their own.
struct Persons {
    base: tempfile::TempDir,
    gs: String,
    fr: String,
}

impl Persons {
    /// All know the directory that the Secretariat signed with its one key.
    fn new(signers: &[&str]) -> Self {
        let base = tempfile::tempdir().unwrap();
        let gs = init(base.path(), "GS", &["--secretariat"]);
        let fr = init(base.path(), "FR", &["--state", "FR"]);
        let persons = Self { base, gs, fr };
        check(&persons.issue(&persons.gs), 0, "Signed");
        let (secretariat, directory) =
            (format!("{}/secretariat", persons.gs), persons.file("gs", "directory"));
        check(
            &["directory", "take", "--data", &persons.fr, "--secretariat", &secretariat, &directory],
            0,
            "",
        );
        for signer in signers {
            let home = init(&persons.base.path().join(signer), "GS", &[]);
            check(&["directory", "take", "--data", &home, "--secretariat", &secretariat, &directory], 0, "");
        }
        persons
    }

    fn home(&self, who: &str) -> String {
        match who {
            "gs" => self.gs.clone(),
            "fr" => self.fr.clone(),
            signer => self.base.path().join(signer).join("GS").to_str().unwrap().to_owned(),
        }
    }

    fn file(&self, who: &str, name: &str) -> String {
        format!("{}/{name}", self.home(who))
    }

    fn issue<'a>(&'a self, home: &'a str) -> Vec<&'a str> {
        let introduction = |home: &str| format!("{home}/introduction.toml").leak() as &str;
        vec!["directory", "issue", "--data", home, introduction(&self.gs), introduction(&self.fr)]
    }

    /// Makes a directory at somebody's, with a new root where one is given; it lacks so many signatures.
    fn issue_at(&self, who: &str, root: Option<&str>, missing: usize) -> String {
        let home = self.home(who);
        let mut words = self.issue(&home);
        words.extend(root.into_iter().flat_map(|root| ["--root", root]));
        check(&words, 1, &format!("Signatures still missing: {missing}."));
        self.file(who, "next-directory")
    }

    /// Makes a root at somebody's.
    fn root_at(&self, who: &str, need: &str, signers: &[&str], missing: &str) -> String {
        let home = self.home(who);
        let signers: Vec<String> = signers.iter().map(|who| self.file(who, "introduction.toml")).collect();
        let mut words = vec!["directory", "root", "--data", &home, "--need", need];
        words.extend(signers.iter().map(String::as_str));
        check(&words, 1, &format!("Signatures still missing: {missing}."));
        self.file(who, "next-root")
    }

    /// Somebody looks at a document and signs what was shown; gives what was shown.
    #[track_caller]
    fn sign(&self, who: &str, file: &str, exit: i32, says: &str) -> String {
        let home = self.home(who);
        let introduced = self.file("gs", "introduction.toml");
        let before = fs::read(file).unwrap();
        let mut words = vec!["directory", "sign", "--data", &home, file, &introduced];
        let shown = check(&words, 1, "Nothing was signed yet");
        assert_eq!(fs::read(file).unwrap(), before, "looking changes nothing");
        let digest = shown.split_whitespace().skip_while(|word| *word != "--shown").nth(1).unwrap();
        words.extend(["--shown", digest]);
        check(&words, exit, says);
        shown
    }

    #[track_caller]
    fn take(&self, who: &str, file: &str, exit: i32, says: &str) {
        check(&["directory", "take", "--data", &self.home(who), file], exit, says);
    }

    /// Root 1, of which any two of a, b and c sign, and a directory under it; all have taken it but the signers.
    fn with_root() -> Self {
        let persons = Self::new(&["a", "b", "c", "d", "e"]);
        let root = persons.root_at("gs", "2", &["a", "b", "c"], "2 of its signers, 0 of the signers before");
        persons.sign("a", &root, 1, "missing: 1 of its signers.");
        persons.sign("c", &root, 0, "Enough have signed it");
        let directory = persons.issue_at("gs", Some(&root), 2);
        persons.sign("a", &directory, 1, "missing: 1 of signers");
        persons.sign("b", &directory, 0, "Enough have signed it");
        for who in ["gs", "fr"] {
            persons.take(who, &directory, 0, "signed under root 1 (2 of 3)");
        }
        persons
    }

    fn root_of(&self, who: &str) -> Root {
        Home::at(self.home(who)).root().unwrap()
    }

    fn pass_a_second() {
        // The serial of a directory is the time in seconds.
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
}

#[test]
fn three_signers_sign_where_two_suffice() {
    let persons = Persons::new(&["a", "b", "c", "d"]);
    check(&["keys", "renew", "--data", &persons.gs], 2, "these keys sign the directory");
    check(
        &["directory", "sign", "--data", &persons.gs, &persons.file("gs", "directory")],
        2,
        "one key signs",
    );
    let root = persons.root_at("gs", "2", &["a", "b", "c"], "2 of its signers, 0 of the signers before");
    let shown = persons.sign("a", &root, 1, "missing: 1 of its signers.");
    assert!(
        shown.contains("any 2 of 3 sign") && shown.contains("COMES") && shown.contains("GOES"),
        "{shown}"
    );
    let stranger = ["directory", "sign", "--data", &persons.home("d"), &root];
    check(&stranger, 2, "not those of a signer of root 1");
    // Nothing else is signed than what was shown.
    let digest = "0".repeat(64);
    check(
        &["directory", "sign", "--data", &persons.home("b"), "--shown", &digest, &root],
        2,
        "not what was shown",
    );
    let gs = persons.gs.clone();
    let unfinished = [persons.issue(&gs), vec!["--root", &root]].concat();
    check(&unfinished, 2, "too few of its own signers signed the root; missing: 1");
    persons.sign("b", &root, 0, "Enough have signed it");

    Persons::pass_a_second();
    let directory = persons.issue_at("gs", Some(&root), 2);
    persons.take("fr", &directory, 2, "missing: 2");
    let shown = persons.sign("a", &directory, 1, "missing: 1 of signers");
    assert!(shown.contains("as before") && shown.contains("root 0"), "{shown}");
    persons.take("fr", &directory, 2, "missing: 1");
    persons.sign("c", &directory, 0, "Enough have signed it");
    for who in ["gs", "fr", "a"] {
        persons.take(who, &directory, 0, "signed under root 1 (2 of 3)");
    }
    assert_eq!(fs::read(persons.file("fr", "secretariat")).unwrap(), fs::read(&root).unwrap());
    let (_, text) = told(&comity(&["doctor", "--data", &persons.home("a")]));
    assert!(text.contains("a signer of the directory") && text.contains("2 of 3 under root 1"), "{text}");
    // Who joins now is handed the root.
    let us = init(persons.base.path(), "US", &["--state", "US"]);
    check(
        &["directory", "take", "--data", &us, "--secretariat", &root, &directory],
        0,
        "any 2 of these sign",
    );
    check(
        &[
            "directory",
            "take",
            "--data",
            &us,
            "--secretariat",
            &persons.file("gs", "introduction.toml"),
            &directory,
        ],
        2,
        "",
    );
}

#[test]
fn one_stolen_key_lists_nobody() {
    let persons = Persons::with_root();
    // The key that bureaus were handed at first: a copy of the Secretariat's data directory from then.
    Persons::pass_a_second();
    let thief = persons.base.path().join("thief");
    assert!(Command::new("cp").arg("-r").arg(&persons.gs).arg(&thief).status().unwrap().success());
    let thief = thief.to_str().unwrap().to_owned();
    for name in ["directory", "secretariat"] {
        fs::remove_file(Path::new(&thief).join(name)).unwrap();
    }
    let gs = Home::at(&thief).keys(&code("GS")).unwrap().identity;
    fs::write(Path::new(&thief).join("secretariat"), gs.public().to_bytes()).unwrap();
    check(&persons.issue(&thief), 0, "Signed");
    persons.take("fr", &format!("{thief}/directory"), 2, "older than the one known here");

    // One signer of three: neither a directory nor a root of the thief's own.
    persons.take("c", &persons.file("gs", "directory"), 0, "");
    Persons::pass_a_second();
    let alone = persons.issue_at("c", None, 1);
    persons.take("fr", &alone, 2, "missing: 1");
    let root = persons.root_at("c", "1", &["c"], "0 of its signers, 1 of the signers before");
    let home = persons.home("c");
    check(
        &[persons.issue(&home), vec!["--root", &root]].concat(),
        2,
        "too few signers of the root before it",
    );
    persons.take("fr", &persons.file("gs", "directory"), 0, "signed under root 1");
}

#[tokio::test(flavor = "multi_thread")]
async fn signers_and_the_secretariat_s_keys_are_exchanged_and_who_was_away_follows() {
    let persons = Persons::with_root();
    let first = persons.base.path().join("first").to_str().unwrap().to_owned();
    fs::copy(persons.file("gs", "directory"), &first).unwrap();
    // Roots 2 and 3: c has lost the key, and d comes; then a goes, and e comes.
    for (at, signers, by, root_by) in [("a", ["a", "b", "d"], "d", "b"), ("b", ["b", "d", "e"], "e", "d")] {
        persons.take(at, &persons.file("gs", "directory"), 0, "");
        let missing = "1 of its signers, 1 of the signers before";
        let root = persons.root_at(at, "2", &signers, missing);
        persons.take(root_by, &persons.file("gs", "directory"), 0, "");
        persons.sign(root_by, &root, 0, "Enough have signed it");
        Persons::pass_a_second();
        let directory = persons.issue_at(at, Some(&root), 1);
        // This one knows the very first directory only, and walks the roots that come with the document.
        persons.sign(by, &directory, 0, "Enough have signed it");
        persons.take("gs", &directory, 0, "2 of 3");
    }
    let newest = persons.file("gs", "directory");
    persons.take("fr", &newest, 0, "signed under root 3 (2 of 3)");
    persons.take("fr", &first, 2, "older than the one known here");
    // Cut off by somebody on the way, the first roots would be missing to whoever is given the rest.
    let (whole, known) = (SignedDirectory::read(&fs::read(&newest).unwrap()).unwrap(), persons.root_of("gs"));
    let edition = whole.proposal(&known).unwrap().edition;
    let mut cut = SignedDirectory::propose(edition, &whole.roots()[1..]).unwrap();
    for who in ["d", "e"] {
        let keys = Home::at(persons.home(who)).keys(&code("GS")).unwrap();
        cut.add_signature(&keys.identity, &known).unwrap();
    }
    let file = persons.base.path().join("cut").to_str().unwrap().to_owned();
    fs::write(&file, cut.to_bytes()).unwrap();
    persons.take("gs", &file, 2, "missing at the beginning");
    check(
        &["directory", "sign", "--data", &persons.home("c"), &newest],
        2,
        "not those of a signer of root 3",
    );

    // The Secretariat's own keys: new ones, signed with the former, listed by two signers.
    let stolen = Home::at(&persons.gs).keys(&code("GS")).unwrap().identity;
    check(&["keys", "renew", "--data", &persons.gs], 0, "GS/2");
    Persons::pass_a_second();
    persons.take("d", &newest, 0, "");
    let directory = persons.issue_at("d", None, 1);
    persons.take("e", &newest, 0, "");
    let shown = persons.sign("e", &directory, 0, "Enough have signed it");
    assert!(shown.contains("GS/2  A bureau  NEW KEYS, signed with the former ones"), "{shown}");
    for who in ["gs", "fr"] {
        persons.take(who, &directory, 0, "signed under root 3");
    }
    serve_once(&persons.gs).await;

    // Law that the new keys sign is taken, that of the former ones is not.
    let packs = folder(persons.base.path(), "packs", stricter);
    let edition = persons.base.path().join("edition.law").to_str().unwrap().to_owned();
    let publish = ["law", "publish", &packs, "--data", &persons.gs, "--news", "Ten years.", "-o", &edition];
    check(&publish, 0, "Edition 1");
    let law = SignedLaw::read(&fs::read(&edition).unwrap()).unwrap();
    let keys = Home::at(&persons.gs).keys(&code("GS")).unwrap().identity;
    assert_eq!(keys.public().serial(), 2);
    let of_before = law.verify_kept(keys.public()).unwrap().edition().clone();
    let of_before = SignedLaw::sign(of_before, &stolen).unwrap().to_bytes();
    let forged = persons.base.path().join("forged.law").to_str().unwrap().to_owned();
    fs::write(&forged, of_before).unwrap();
    check(&["law", "take", &forged, "--data", &persons.fr], 2, "bad-signature");
    check(&["law", "take", &edition, "--data", &persons.fr], 0, "when the node starts next");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_root_arrives_with_the_directory_by_itself() {
    let world = World::new(&["GS", "FR"]).await;
    let (gs, fr) = (world.start("GS").await, world.start("FR").await);
    let (gs_home, fr_home) = (world.home("GS"), world.home("FR"));
    let (known, handed) = (join::known(&gs_home).unwrap(), gs_home.keys(&code("GS")).unwrap().identity);
    let signer = || Identity::generate(code("GS"), 1, &mut node::random::SystemRandomness).unwrap();
    let signers = [signer(), signer(), signer()];
    let next = known.root.next(2, signers.iter().map(|signer| signer.public().clone()).collect()).unwrap();
    let mut root = SignedRoot::propose(&next);
    for by in [&handed, &signers[0], &signers[1]] {
        root.sign(by, &known.root).unwrap();
    }
    let at = Timestamp::now() + SignedDuration::from_secs(2);
    let edition = join::edition(known.last.unwrap().entries, Vec::new(), at);
    let mut signed = SignedDirectory::propose(edition, &[root]).unwrap();
    for by in &signers[1..] {
        signed.add_signature(by, &known.root).unwrap();
    }
    join::take(&gs_home, &signed.to_bytes(), Timestamp::now()).unwrap();
    gs.refresh_directory().await;
    fr.refresh_directory().await;
    assert_eq!(fr_home.root().unwrap(), next);
    assert_eq!(fr_home.read("directory").unwrap(), signed.to_bytes());
    for node in [gs, fr] {
        node.stop().await;
    }
    world.start("FR").await.stop().await;
}
