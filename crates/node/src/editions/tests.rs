//! What is taken, what is refused, and that a refusal or a crash leaves the law as it was.

use super::*;

const RULE: &str = r#"
[[rule]]
id = "copy"
title = "A copy of the warrant"
ground = "formalities"
provision = "Treaty art. 1"
source = "T"
checked = 2026-06-30
confidence = "seen"
stages = ["draft"]
requires = "warrant.copy"
effect = "ask"
explain = "A copy is enclosed."
"#;

const CASES_OF_RULE: &str = r#"
[[case]]
says = "With a copy it is met."
rule = "copy"
kind = "extradition"
on = 2026-06-30
facts = { "warrant.copy" = true }
expect = "met"
[[case]]
says = "Without it is not."
rule = "copy"
kind = "extradition"
on = 2026-06-30
facts = { "warrant.copy" = false }
expect = "not-met"
[[case]]
says = "Nobody says."
rule = "copy"
kind = "extradition"
on = 2026-06-30
expect = "not-known"
"#;

fn files(version: &str, rule: &str) -> LawFiles {
    let pack = format!(
        "name = \"small\"\ntitle = \"T\"\nversion = \"{version}\"\n[sources.T]\ntitle = \"T\"\nurl = \"https://example.org\"\n"
    );
    let facts = "[\"warrant.copy\"]\ntype = \"flag\"\nlabel = \"Copy\"\nasked_of = \"requesting\"\n";
    [
        ("packs/small/pack.toml", pack.as_str()),
        ("packs/small/facts.toml", facts),
        ("packs/small/rules.toml", rule),
        ("packs/small/rules.cases.toml", CASES_OF_RULE),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec()
}

fn law(files: &LawFiles) -> Law {
    Law::load(files.clone()).unwrap()
}

struct World {
    _base: tempfile::TempDir,
    gs: Home,
    fr: Home,
    key: Identity,
    now: Timestamp,
}

impl World {
    fn new() -> Self {
        let base = tempfile::tempdir().unwrap();
        let (gs, fr) = (Home::at(base.path().join("gs")), Home::at(base.path().join("fr")));
        let key = gs.make_keys(&"GS".parse().unwrap()).unwrap().identity;
        fr.make_keys(&"FR".parse().unwrap()).unwrap();
        for home in [&gs, &fr] {
            home.write("secretariat", &key.public().to_bytes()).unwrap();
        }
        Self { _base: base, gs, fr, key, now: Timestamp::now() }
    }

    fn publish(&self, files: LawFiles) -> Result<Vec<u8>, EditionFault> {
        publish(&self.gs, files, "News.", &self.key, self.now).map(|(_, bytes)| bytes)
    }

    /// An edition that a publisher signs without looking.
    fn sign(&self, number: u64, files: LawFiles, by: &Identity) -> Vec<u8> {
        let version = Law::load(files.clone()).map_or("1.0.0+0".to_owned(), |law| law.version().to_owned());
        let (issued_at, renew_by) = (self.now, self.now + SignedDuration::from_hours(1));
        let edition = LawEdition { number, issued_at, renew_by, version, news: "News.".into(), files };
        SignedLaw::sign(edition, by).unwrap().to_bytes()
    }

    /// FR does not take these bytes, says why, and its law stays.
    fn check_refused(&self, bytes: &[u8], code: &str) {
        let before = kept(&self.fr).unwrap();
        let fault = take(&self.fr, bytes, self.now).unwrap_err();
        assert_eq!(fault.code(), code, "{fault}");
        assert_eq!(kept(&self.fr).unwrap(), before);
    }
}

fn version(law: &Arc<Law>) -> &str {
    law.version()
}

#[test]
fn an_edition_is_taken_and_in_force() {
    let world = World::new();
    let carried = Arc::new(law(&files("1.0.0", RULE)));
    assert_eq!(version(&in_force(&world.fr, carried.clone()).unwrap()), carried.version());
    let next = files("1.1.0", RULE);
    let bytes = world.publish(next.clone()).unwrap();
    assert_eq!(take(&world.fr, &bytes, world.now).unwrap().number, 1);
    assert_eq!(version(&in_force(&world.fr, carried).unwrap()), law(&next).version());
    // A program that carries newer packs uses those.
    let newer = Arc::new(law(&files("1.2.0", RULE)));
    assert_eq!(version(&in_force(&world.fr, newer.clone()).unwrap()), newer.version());
}

#[test]
fn what_is_older_or_another_text_is_refused() {
    let world = World::new();
    let first = world.publish(files("1.0.0", RULE)).unwrap();
    let second = world.publish(files("1.1.0", RULE)).unwrap();
    take(&world.fr, &second, world.now).unwrap();
    world.check_refused(&first, "rolled-back");
    world.check_refused(&second, "already-taken");
    world.check_refused(&world.sign(2, files("1.3.0", RULE), &world.key), "two-texts");
}

#[test]
fn what_was_altered_cut_or_signed_by_others_is_refused() {
    let world = World::new();
    let good = world.publish(files("1.0.0", RULE)).unwrap();
    let mut altered = good.clone();
    let middle = altered.len() / 3;
    altered[middle] ^= 1;
    world.check_refused(&altered, "bad-signature");
    world.check_refused(&good[..good.len() - 1], "malformed");
    world.check_refused(&vec![0; LAW_EDITION_BYTES_MAX + 1], "too-large");
    let fr = world.fr.keys(&"FR".parse().unwrap()).unwrap().identity;
    world.check_refused(&world.sign(7, files("1.0.0", RULE), &fr), "bad-signature");
    take(&world.fr, &good, world.now).unwrap();
}

#[test]
fn a_pack_with_a_fault_is_refused_whole() {
    let world = World::new();
    let sign = |files: LawFiles| world.sign(9, files, &world.key);
    let unknown_fact = RULE.replace("warrant.copy", "warrant.kopy");
    world.check_refused(&sign(files("1.0.0", &unknown_fact)), "law-does-not-load");
    let turned = RULE.replace("\"warrant.copy\"", "\"!warrant.copy\"");
    world.check_refused(&sign(files("1.0.0", &turned)), "cases-fail");
    let mut edition = LawEdition {
        number: 9,
        issued_at: world.now,
        renew_by: world.now + SignedDuration::from_hours(1),
        version: "1.0.0+000000000000".into(),
        news: String::new(),
        files: files("1.0.0", RULE),
    };
    let bytes = |edition: &LawEdition| SignedLaw::sign(edition.clone(), &world.key).unwrap().to_bytes();
    world.check_refused(&bytes(&edition), "other-version");
    edition.version = law(&edition.files).version().to_owned();
    edition.renew_by = world.now;
    world.check_refused(&bytes(&edition), "run-out");
    edition.renew_by = world.now + SignedDuration::from_hours(1);
    take(&world.fr, &bytes(&edition), world.now).unwrap();
}

#[test]
fn a_publisher_signs_nothing_that_would_be_refused() {
    let world = World::new();
    let code = |files: LawFiles| world.publish(files).unwrap_err().code();
    assert_eq!(code(files("1.0.0", &RULE.replace("warrant.copy", "x.y"))), "law-does-not-load");
    assert_eq!(code(files("1.0.0", &RULE.replace("\"warrant.copy\"", "\"!warrant.copy\""))), "cases-fail");
    world.publish(files("1.1.0", RULE)).unwrap();
    assert_eq!(code(files("1.1.0", RULE)), "nothing-new");
    assert_eq!(code(files("1.0.0", RULE)), "older-packs");
    let fr = world.fr.keys(&"FR".parse().unwrap()).unwrap().identity;
    let other = publish(&world.gs, files("1.2.0", RULE), "News.", &fr, world.now);
    assert_eq!(other.unwrap_err().code(), "bad-signature", "only the publisher known here");
}

#[test]
fn broken_off_between_steps_the_old_law_stays() {
    let world = World::new();
    let (old, new) = (files("1.0.0", RULE), files("1.1.0", RULE));
    let carried = Arc::new(law(&files("0.9.0", RULE)));
    take(&world.fr, &world.publish(old.clone()).unwrap(), world.now).unwrap();
    let bytes = world.publish(new.clone()).unwrap();
    // What a crash leaves behind: the publisher's file, and the edition written in part beside its place.
    let aside = format!("2-{}.law.new", law(&new).version());
    for length in [0, 1, bytes.len() / 2, bytes.len()] {
        shelf(&world.fr).write(&aside, &bytes[..length]).unwrap();
        assert_eq!(version(&in_force(&world.fr, carried.clone()).unwrap()), law(&old).version());
    }
    take(&world.fr, &bytes, world.now).unwrap();
    assert_eq!(version(&in_force(&world.fr, carried).unwrap()), law(&new).version());
}

#[test]
fn a_file_that_was_changed_here_is_not_passed_over() {
    let world = World::new();
    take(&world.fr, &world.publish(files("1.0.0", RULE)).unwrap(), world.now).unwrap();
    let bytes = world.publish(files("1.1.0", RULE)).unwrap();
    take(&world.fr, &bytes, world.now).unwrap();
    let carried = Arc::new(law(&files("0.9.0", RULE)));
    let name = kept(&world.fr).unwrap().pop().unwrap().file();
    let mut altered = bytes.clone();
    altered[200] ^= 1;
    for bad in [altered.as_slice(), b"", &world.sign(1, files("1.2.0", RULE), &world.key)] {
        shelf(&world.fr).write(&name, bad).unwrap();
        assert_eq!(in_force(&world.fr, carried.clone()).unwrap_err().code(), "kept-unusable");
        assert_eq!(take(&world.fr, &bytes, world.now).unwrap_err().code(), "kept-unusable");
    }
}

#[test]
fn an_old_version_is_found_again() {
    let world = World::new();
    let (first, second) = (files("1.0.0", RULE), files("1.1.0", RULE));
    for files in [&first, &second] {
        take(&world.fr, &world.publish(files.clone()).unwrap(), world.now).unwrap();
    }
    let carried = || law(&files("0.9.0", RULE));
    let find = |wanted: &str| by_version(Some(&world.fr), carried(), wanted);
    for files in [&first, &second] {
        assert_eq!(find(law(files).version()).unwrap(), law(files));
        let packs = law(files).version().split('+').next().unwrap().to_owned();
        assert_eq!(find(&packs).unwrap(), law(files));
    }
    assert_eq!(find("0.9.0").unwrap(), carried());
    let fault = find("1.5.0").unwrap_err();
    let EditionFault::NoSuchVersion { there, .. } = &fault else { panic!("{fault}") };
    assert_eq!(there.len(), 3);
    assert!(by_version(None, carried(), "1.0.0").is_err());
    assert_eq!(earlier(&world.fr, law(&first).version()).unwrap(), law(&first));
    // A Secretariat with new keys does not make what the old one signed unreadable here.
    let new = Identity::generate("GS".parse().unwrap(), 2, &mut crate::random::SystemRandomness).unwrap();
    world.fr.write("secretariat", &new.public().to_bytes()).unwrap();
    assert_eq!(find("1.0.0").unwrap(), law(&first));
    world.check_refused(&world.sign(3, files("1.2.0", RULE), &world.key), "bad-signature");
    take(&world.fr, &world.sign(3, files("1.2.0", RULE), &new), world.now).unwrap();
}

#[test]
fn the_law_in_use_is_kept() {
    let world = World::new();
    let carried = Law::shipped().unwrap();
    keep(&world.fr, &carried).unwrap();
    keep(&world.fr, &carried).unwrap();
    let other = law(&files("1.0.0", RULE));
    keep(&world.fr, &other).unwrap();
    let mine = [&other, &carried].map(|law| Kept { number: 0, version: law.version().to_owned() });
    assert_eq!(kept(&world.fr).unwrap(), mine);
    for law in [other, carried] {
        assert_eq!(earlier(&world.fr, law.version()).unwrap(), law);
    }
}
