//! What is stored: no name in clear, the whole memory rebuilt from it, and nothing altered worked on.

use bureau::memory::MemoryStore;
use bureau::ports::{Batch, Store, StoredEntry};
use bureau::{Command, Filter, SourceCommand, SourceContent, StartFault};
use case::id::CaseId;
use case::life::Stage;
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{ADMINISTRATOR, DUTY, LIAISON, Node, PROTECTION, deliver, world};

/// What an outsider must not find, each in a place of its own.
const PLANTED: [&str; 9] = [
    "Okonkwo-Almeida",
    "Transfers through Vilamoura",
    "The account is about to close",
    "Passport-of-Okonkwo.pdf",
    "application/x-planted",
    "PLANTED-CONTENT-OF-A-FILE",
    "Prosecutor Vasconcelos",
    "He is known to the harbour police",
    "curious about the neighbour",
];

/// What a source record holds of these.
const PLANTED_IN_SOURCE: [&str; 6] = [
    "Zbigniew Wojciechowski",
    "Kingfisher",
    "The captain keeps the ledger",
    "Quay of the coopers",
    "curious about the source",
    "Informant of the harbour",
];

/// A source record with every planted text in it, opened once.
fn planted_source(node: &Node, case: CaseId) {
    let content = SourceContent {
        cover: PLANTED_IN_SOURCE[1].into(),
        grading: "4x4 B2 H1".into(),
        said: PLANTED_IN_SOURCE[2].into(),
        place: PLANTED_IN_SOURCE[3].into(),
        basis: PLANTED_IN_SOURCE[5].into(),
        identifiers: vec![PLANTED_IN_SOURCE[0].into()],
        ..SourceContent::default()
    };
    let begin = SourceCommand::Begin { named: vec![DUTY], content };
    let source = block_on(node.bureau.act_on_source(LIAISON, case, None, begin, "handling")).unwrap();
    let opened = block_on(node.bureau.source(DUTY, case, source, PLANTED_IN_SOURCE[4])).unwrap();
    assert_eq!(opened.record.content.said, PLANTED_IN_SOURCE[2]);
    for who in [LIAISON, DUTY, PROTECTION] {
        let told = format!("{:?}{opened:?}", node.look(who, case));
        assert!(
            PLANTED_IN_SOURCE.iter().all(|text| *text == PLANTED_IN_SOURCE[4] || !told.contains(text)),
            "{told}"
        );
    }
}

/// A request with every planted text in it, forwarded and answered in part: the two bureaus and the case in each.
fn planted() -> (Node, Node, CaseId, CaseId) {
    let (fr, us) = world();
    let fields = [("person.family_name", PLANTED[0]), ("offence.facts_summary", PLANTED[1])];
    let asking = fr.open(Kind::InformationRequest, &fields);
    fr.edit(asking, &[("request.reason", PLANTED[2])]);
    let attach = Command::Attach {
        name: PLANTED[3].into(),
        media_type: PLANTED[4].into(),
        content: PLANTED[5].into(),
    };
    fr.act(LIAISON, asking, attach).unwrap();
    fr.send(asking);
    deliver(&fr, &us);
    let asked = us.rows(&Filter::default())[0].id;
    block_on(us.bureau.case(DUTY, asked, PLANTED[8])).unwrap();
    us.act(DUTY, asked, Command::Forward { authority: PLANTED[6].into(), note: String::new() }).unwrap();
    us.act(DUTY, asked, Command::Note { text: PLANTED[7].into() }).unwrap();
    assert!(us.act(ADMINISTRATOR, asked, Command::Note { text: PLANTED[7].into() }).is_err());
    deliver(&us, &fr);
    (fr, us, asking, asked)
}

/// Every byte of a store: headers, bodies, keys and checkpoints.
fn bytes_of(store: &MemoryStore) -> Vec<Vec<u8>> {
    let (entries, checkpoints) = store.contents();
    let keys = block_on(store.keys()).unwrap();
    let headers = entries.iter().map(|entry| entry.header.to_bytes().to_vec());
    let bodies = entries.iter().filter_map(|entry| entry.body.clone());
    let keys = keys.into_iter().flat_map(|(id, wrapped)| [id.bytes().to_vec(), wrapped]);
    headers.chain(bodies).chain(keys).chain(checkpoints.into_iter().map(String::into_bytes)).collect()
}

#[test]
fn no_stored_byte_tells_a_name() {
    let (fr, us, asking, asked) = planted();
    assert_eq!((fr.stage(asking), us.stage(asked)), (Stage::Forwarded, Stage::Forwarded));
    let spoken = format!("{:?}{:?}", us.look(LIAISON, asked), us.look(LIAISON, asked).case.attachments);
    for text in PLANTED.iter().filter(|text| **text != PLANTED[5]) {
        assert!(spoken.contains(text), "`{text}` was planted");
    }
    planted_source(&fr, asking);
    planted_source(&us, asked);
    for bytes in [&fr, &us].into_iter().flat_map(|node| bytes_of(&node.store)) {
        for text in
            PLANTED.into_iter().chain(PLANTED_IN_SOURCE).flat_map(|text| text.split([' ', '-', '.', '/']))
        {
            let found = text.len() > 5
                && bytes.windows(text.len()).any(|part| part.eq_ignore_ascii_case(text.as_bytes()));
            assert!(!found, "`{text}` stands in clear");
        }
    }
}

#[test]
fn a_restart_gives_the_same_docket_and_cases() {
    let (fr, us, asking, asked) = planted();
    fr.open(Kind::RedNotice, &[("request.urgency", "urgent")]);
    for (node, id) in [(&fr, asking), (&us, asked)] {
        node.look(LIAISON, id);
        let again = node.restarted();
        assert_eq!(again.rows(&Filter::default()), node.rows(&Filter::default()));
        assert_eq!(again.bureau.today(DUTY), node.bureau.today(DUTY));
        assert_eq!(again.look(LIAISON, id), node.look(LIAISON, id));
        assert_eq!(again.bureau.next_due(), node.bureau.next_due());
    }
}

/// A copy of a store in which something was changed by hand.
fn altered(store: &MemoryStore, change: impl FnOnce(&mut Vec<StoredEntry>, &mut Vec<String>)) -> MemoryStore {
    let (mut entries, mut checkpoints) = store.contents();
    change(&mut entries, &mut checkpoints);
    let copy = MemoryStore::default();
    let keys = block_on(store.keys()).unwrap();
    for (place, entry) in entries.iter_mut().enumerate() {
        entry.header.position = u64::try_from(place).unwrap();
    }
    let checkpoint = checkpoints.last().cloned().unwrap_or_default();
    block_on(copy.append(Batch { erased: Vec::new(), entries, keys, checkpoint })).unwrap();
    copy
}

/// What a bureau says of a store that was changed by hand: it works on it, calls the journal unreadable, or finds that its
/// last checkpoint does not cover it.
fn check_altered(change: impl FnOnce(&mut Vec<StoredEntry>, &mut Vec<String>), expected: &str) {
    let (fr, us) = world();
    let id = fr.open(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]);
    fr.open(Kind::RedNotice, &[]);
    fr.send(id);
    deliver(&fr, &us);
    let answer = match fr.restarted_on(&altered(&fr.store, change)) {
        Ok(_) => "works",
        Err(StartFault::Journal(_)) => "unreadable",
        Err(StartFault::Checkpoint) => "not covered",
        Err(StartFault::Store(_)) => "store",
        Err(StartFault::Policy(_)) => "policy",
        Err(StartFault::Unlike(_)) => "unlike",
    };
    assert_eq!(answer, expected);
}

fn body(entry: &mut StoredEntry) -> &mut Vec<u8> {
    entry.body.as_mut().unwrap()
}

#[test]
fn an_altered_body_is_an_error_and_no_panic() {
    check_altered(|_, _| {}, "works");
    check_altered(|entries, _| body(&mut entries[1])[0] ^= 1, "unreadable");
    check_altered(|entries, _| *body(&mut entries[1]).last_mut().unwrap() ^= 1, "unreadable");
    check_altered(|entries, _| body(&mut entries[1]).truncate(5), "unreadable");
    check_altered(|entries, _| body(&mut entries[1]).clear(), "unreadable");
    check_altered(|entries, _| body(&mut entries[0]).push(0), "unreadable");
    let exchange = |entries: &mut Vec<StoredEntry>, a: usize, b: usize| {
        let taken = entries[a].body.take();
        entries[a].body = std::mem::replace(&mut entries[b].body, taken);
    };
    check_altered(|entries, _| exchange(entries, 1, 2), "unreadable");
    check_altered(|entries, _| exchange(entries, 1, 3), "unreadable");
    check_altered(|entries, _| entries[0].body = None, "unreadable");
    check_altered(|entries, _| entries[4].body = None, "unreadable");
    check_altered(|entries, _| entries.iter_mut().for_each(|entry| entry.body = None), "unreadable");
}

#[test]
fn a_journal_that_its_last_checkpoint_does_not_cover_is_not_worked_on() {
    let not_covered = "not covered";
    check_altered(|entries, _| drop(entries.pop()), not_covered);
    check_altered(|entries, _| drop(entries.remove(1)), not_covered);
    check_altered(|entries, _| entries.push(entries[1].clone()), not_covered);
    check_altered(|entries, _| entries.swap(1, 2), not_covered);
    check_altered(|entries, _| entries.clear(), not_covered);
    check_altered(|entries, _| entries[1].header.body_digest[0] ^= 1, not_covered);
    check_altered(|entries, _| entries[1].header.at = jiff::Timestamp::UNIX_EPOCH, not_covered);
    check_altered(|_, checkpoints| drop(checkpoints.pop()), not_covered);
    check_altered(|_, checkpoints| checkpoints.push(String::new()), not_covered);
    check_altered(|_, checkpoints| checkpoints.push("no checkpoint\n".into()), not_covered);
    check_altered(|_, checkpoints| checkpoints.clear(), not_covered);
}

#[test]
fn a_checkpoint_of_another_hand_is_none() {
    let (fr, us) = world();
    // Both journals hold one entry. That of the United States is put under France's, whose keys it does not know.
    let (_, foreign) = us.store.contents();
    let swapped = altered(&fr.store, |_, checkpoints| *checkpoints = foreign);
    assert_eq!(fr.restarted_on(&swapped).err(), Some(StartFault::Checkpoint));
    let own = fr.store.contents().1;
    let unsigned: String = own[0].split_inclusive("\n\n").next().unwrap().to_owned();
    let signature = own[0][unsigned.len()..].to_owned();
    let mut forged = signature.into_bytes();
    let place = forged.len() - 5;
    forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
    let forged = unsigned + &String::from_utf8(forged).unwrap();
    let swapped = altered(&fr.store, |_, checkpoints| *checkpoints = vec![forged]);
    assert_eq!(fr.restarted_on(&swapped).err(), Some(StartFault::Checkpoint));
}

#[test]
fn a_journal_that_came_back_from_an_old_copy_is_noticed_by_the_bureaus_it_spoke_with() {
    let (fr, us) = world();
    let send = || {
        let id = fr.open(Kind::InformationRequest, &[("person.family_name", "Okonkwo")]);
        fr.send(id);
        fr.pass_seconds(60);
        us.pass_seconds(60);
    };
    let seen = |fr: &Node| {
        let seen = block_on(fr.bureau.oversight(PROTECTION)).unwrap();
        (seen.stated.first().map(|(_, stated)| stated.size), seen.contradictions.len())
    };
    send();
    deliver(&fr, &us);
    let (first, none) = seen(&fr);
    assert!(first.is_some() && none == 0);
    let old = us.store.copy();
    for _ in 0..2 {
        send();
        deliver(&fr, &us);
    }
    let (grown, none) = seen(&fr);
    assert!(grown > first && none == 0);
    let us = us.restarted_on(&old).unwrap();
    us.pass_seconds(600);
    send();
    deliver(&fr, &us);
    let noticed = block_on(fr.bureau.oversight(PROTECTION)).unwrap().contradictions;
    let (_, witnessed) = &noticed[0];
    assert_eq!((witnessed.bureau.as_str(), witnessed.before.map(|before| before.size)), ("US", grown));
    assert!(witnessed.now.size < grown.unwrap());
    assert_eq!(seen(&fr.restarted()).1, 1, "also after a start");
}
