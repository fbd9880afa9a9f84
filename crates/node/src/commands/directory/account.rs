//! What a directory or a root that is to be signed says, for the person who signs it: each thing that changes, by name.

use std::fmt::Write as _;

use seal::directory::{DirectoryEntry, Edition, Proposal};
use seal::identity::PublicIdentity;
use seal::root::Root;

use crate::introduction;

/// What to do with a directory once it has enough signatures.
pub(super) const NOT_ENOUGH: &str =
    "Bureaus refuse it until then; afterwards the Secretariat's node takes it with `comity directory take`";

/// Text of a document that nobody has signed yet, without anything that a terminal would act on.
pub(super) fn shown(text: &str) -> String {
    text.escape_debug().to_string()
}

/// How the keys of a bureau stand to those that the last directory lists. `introduction` is the bureau's own, where it is at hand.
///
/// # Errors
/// Other keys than the last directory's under a serial that is not above theirs.
pub(super) fn introduced_as(
    entry: &DirectoryEntry,
    last: Option<&Edition>,
    introduction: Option<&[u8]>,
) -> Result<&'static str, String> {
    let identity = &entry.identity;
    let (bureau, serial) = (identity.bureau(), identity.serial());
    match former(last, identity).map(|former| &former.identity) {
        None => Ok("new in the directory"),
        Some(former) if former == identity => Ok("as before"),
        Some(former) if serial <= former.serial() => Err(format!(
            "{bureau}/{serial} are other keys than the last directory lists under {bureau}/{}; nothing was signed. The \
             bureau makes new ones with `comity keys renew`, whose serial is higher",
            former.serial()
        )),
        Some(former) => Ok(match introduction {
            Some(bytes) if introduction::is_signed_by_former(bytes, former) => {
                "NEW KEYS, signed with the former ones"
            }
            Some(_) => "NEW KEYS, NOT signed with the former ones",
            None => "NEW KEYS, and no introduction at hand that says who signed them",
        }),
    }
}

fn former<'a>(last: Option<&'a Edition>, identity: &PublicIdentity) -> Option<&'a DirectoryEntry> {
    let mut listed = last.into_iter().flat_map(|edition| &edition.entries);
    listed.find(|former| former.identity.bureau() == identity.bureau())
}

/// What a directory says against the last one that was taken here: bureaus, withdrawn keys, how long it is in force.
/// `introductions` are those at hand, each with the bytes that were read.
///
/// # Errors
/// What may not be signed, and why.
pub(super) fn of_directory(
    proposal: &Proposal,
    last: Option<&Edition>,
    introductions: &[(DirectoryEntry, Vec<u8>)],
) -> Result<String, String> {
    let edition = &proposal.edition;
    let mut says = String::new();
    for entry in &edition.entries {
        let (bureau, serial) = (entry.identity.bureau(), entry.identity.serial());
        let at_hand = introductions.iter().find(|(introduced, _)| introduced.identity.bureau() == bureau);
        if at_hand.is_some_and(|(introduced, _)| introduced != entry) {
            return Err(format!(
                "{bureau} introduces itself otherwise than the directory lists it; nothing was signed"
            ));
        }
        let known = introduced_as(entry, last, at_hand.map(|(_, bytes)| bytes.as_slice()))?;
        let changed = former(last, &entry.identity).map_or_else(String::new, |former| changes(former, entry));
        let (name, fingerprint) = (shown(&entry.name), entry.identity.fingerprint());
        let _ = writeln!(says, "{bureau}/{serial}  {name}  {known}{changed}\n    {fingerprint}");
    }
    for gone in last.into_iter().flat_map(|last| &last.entries) {
        let bureau = gone.identity.bureau();
        if edition.entries.iter().all(|entry| entry.identity.bureau() != bureau) {
            let _ = writeln!(says, "{bureau}  {}  NO LONGER LISTED", shown(&gone.name));
        }
    }
    let before = last.map(|last| last.withdrawn.as_slice()).unwrap_or_default();
    for key in &edition.withdrawn {
        let new = if before.contains(key) { "" } else { "  NEW" };
        let _ = writeln!(says, "{}/{}  withdrawn since {}{new}", key.bureau, key.serial, key.since);
    }
    for key in before {
        if edition.withdrawn.iter().all(|now| (&now.bureau, now.serial) != (&key.bureau, key.serial)) {
            let _ = writeln!(says, "{}/{}  NO LONGER WITHDRAWN", key.bureau, key.serial);
        }
    }
    let _ = writeln!(
        says,
        "Directory {}, issued {}, in force until {}.",
        edition.serial, edition.issued_at, edition.expires_at
    );
    Ok(says)
}

/// What else than the keys is listed otherwise than before.
fn changes(former: &DirectoryEntry, entry: &DirectoryEntry) -> String {
    let mut changed = Vec::new();
    if former.name != entry.name {
        changed.push(format!("name (was {})", shown(&former.name)));
    }
    if former.state != entry.state {
        changed.push("State".to_owned());
    }
    if former.address != entry.address {
        changed.push(format!("address {} (was {})", shown(&entry.address), shown(&former.address)));
    }
    if former.certificate != entry.certificate {
        changed.push("certificate".to_owned());
    }
    if former.languages != entry.languages {
        changed.push("languages".to_owned());
    }
    if changed.is_empty() { String::new() } else { format!("; CHANGED: {}", changed.join(", ")) }
}

/// Who signs the directory from a root on, against the root before.
pub(super) fn of_root(root: &Root, former: &Root) -> String {
    let mut says = String::new();
    for signer in root.signers() {
        let stays = if former.has(signer) { "stays" } else { "COMES" };
        let _ = writeln!(says, "signer  {stays}\n    {}", signer.fingerprint());
    }
    for signer in former.signers().iter().filter(|signer| !root.has(signer)) {
        let _ = writeln!(says, "signer  GOES\n    {}", signer.fingerprint());
    }
    let (need, count) = (root.need(), root.signers().len());
    let _ = writeln!(
        says,
        "Root {} in the place of root {}: any {need} of {count} sign the directory.",
        root.serial(),
        former.serial()
    );
    if need == 1 {
        let _ = writeln!(says, "One stolen key then suffices to list a false key for a bureau.");
    } else if need == count {
        let _ = writeln!(says, "After one lost key no directory and no further root can then be signed.");
    }
    says
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use seal::directory::{SignedDirectory, WithdrawnKey};
    use seal::identity::Identity;
    use seal::root::SignedRoot;

    use super::*;
    use crate::join;
    use crate::random::SystemRandomness;

    fn keys(code: &str, serial: u32) -> Identity {
        Identity::generate(code.parse().unwrap(), serial, &mut SystemRandomness).unwrap()
    }

    fn entry(identity: &Identity, name: &str) -> DirectoryEntry {
        let certificate = seal::digest::sha256(identity.bureau().as_str().as_bytes());
        join::entry(identity.public(), certificate, name, None, "https://a.example", &[])
    }

    /// What a signer is told of a directory of these bureaus, against one of those.
    fn told(
        last: &[DirectoryEntry],
        next: Vec<DirectoryEntry>,
        introductions: &[(DirectoryEntry, Vec<u8>)],
    ) -> Result<String, String> {
        let (one, signer) = (keys("GS", 1), keys("GS", 1));
        let known = Root::of_one(one.public());
        let mut root = SignedRoot::propose(&known.next(1, vec![signer.public().clone()]).unwrap());
        [&one, &signer].iter().for_each(|by| root.sign(by, &known).unwrap());
        let withdrawn =
            vec![WithdrawnKey { bureau: "US".parse().unwrap(), serial: 1, since: Timestamp::UNIX_EPOCH }];
        let last = join::edition(last.to_vec(), Vec::new(), Timestamp::UNIX_EPOCH);
        let next = join::edition(next, withdrawn, Timestamp::UNIX_EPOCH);
        let proposal = SignedDirectory::propose(next, &[root]).unwrap().proposal(&known).unwrap();
        of_directory(&proposal, Some(&last), introductions)
    }

    #[test]
    fn a_signer_is_told_each_thing_that_changes() {
        let (fr, us, br) = (keys("FR", 1), keys("US", 2), keys("BR", 1));
        let last = [entry(&fr, "Paris"), entry(&br, "Brasilia"), entry(&keys("US", 1), "Washington")];
        let moved = DirectoryEntry { address: "https://b.example".into(), ..entry(&fr, "Paris") };
        let says = told(&last, vec![moved.clone(), entry(&us, "Washington")], &[]).unwrap();
        for line in [
            "FR/1  Paris  as before; CHANGED: address https://b.example (was https://a.example)",
            "US/2  Washington  NEW KEYS, and no introduction at hand",
            "BR  Brasilia  NO LONGER LISTED",
            "US/1  withdrawn since 1970-01-01T00:00:00Z  NEW",
        ] {
            assert!(says.contains(line), "{line} is not in:\n{says}");
        }
        let text = introduction::introduce(&entry(&us, "Washington"), &us).unwrap().into_bytes();
        let at_hand = [(entry(&us, "Washington"), text)];
        let says = told(&last, vec![entry(&us, "Washington")], &at_hand).unwrap();
        assert!(says.contains("US/2  Washington  NEW KEYS, NOT signed with the former ones"), "{says}");
        // What the bureau does not say of itself, and other keys under a serial that was given, are not signed.
        assert!(told(&last, vec![entry(&us, "Elsewhere")], &at_hand).is_err());
        assert!(told(&last, vec![entry(&keys("FR", 1), "Paris")], &[]).is_err());
    }

    #[test]
    fn what_nobody_signed_moves_nothing_on_a_terminal() {
        let fr = keys("FR", 1);
        let says = told(&[], vec![entry(&fr, "Paris\u{1b}[2J\r\n\u{202e}GS/1  as before")], &[]).unwrap();
        assert!(!says.contains(['\u{1b}', '\r', '\u{202e}']), "{says:?}");
        assert_eq!(says.lines().filter(|line| line.contains("as before")).count(), 1);
    }
}
