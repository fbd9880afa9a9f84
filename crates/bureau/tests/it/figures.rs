//! What those who operate a bureau are told: how much, and nothing that anybody wrote.

use bureau::DoorFault;
use case::id::CaseId;
use case::life::Stage;
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{DUTY, REVIEWER, deliver, world};

#[test]
fn what_another_bureau_writes_is_not_counted_by() {
    let (fr, us) = world();
    let sent = fr.open(Kind::InformationRequest, &[("person.family_name", "Quillfeather")]);
    fr.send(sent);
    let waiting = fr.bureau.figures();
    assert_eq!(waiting.waiting[us.bureau.me()], 1);
    let since = waiting.oldest_since.unwrap();
    assert_eq!(since.as_second(), fr.now().as_second());
    assert!(!waiting.waiting.contains_key(fr.bureau.me()));
    fr.pass_seconds(60);
    let errand = fr.bureau.due().remove(0);
    let parcel = block_on(fr.bureau.parcel(&errand)).unwrap();
    block_on(fr.bureau.delivered(&parcel, Err("unreachable".into()))).unwrap();
    assert_eq!(fr.bureau.figures().oldest_since, waiting.oldest_since, "it waits on");
    fr.pass_seconds(60);
    let errand = fr.bureau.due().remove(0);
    let parcel = block_on(fr.bureau.parcel(&errand)).unwrap();
    let receipt = us.turns_away(&parcel, "quillfeather");
    block_on(fr.bureau.delivered(&parcel, Ok(receipt))).unwrap();
    let figures = fr.bureau.figures();
    let counted: Vec<_> =
        figures.counts.deliveries.iter().map(|(code, count)| (code.as_str(), *count)).collect();
    assert_eq!(counted, [("turned-away", 1), ("unreachable", 1)]);
    assert_eq!((figures.waiting[us.bureau.me()], figures.oldest_since), (0, None));
    assert_eq!(fr.stage(sent), Stage::TurnedAway);
}

#[test]
fn what_came_and_what_was_refused_is_counted_by_code() {
    let (fr, us) = world();
    let sent = fr.open(Kind::InformationRequest, &[("person.family_name", "Quillfeather")]);
    fr.send(sent);
    deliver(&fr, &us);
    block_on(us.bureau.receive(b"no envelope", None));
    for _ in 0..3 {
        let none = CaseId::from_bytes([9; 16]);
        assert_eq!(block_on(us.bureau.case(DUTY, none, "test")).unwrap_err(), DoorFault::NoSuchCase);
    }
    block_on(us.bureau.not_let_in(REVIEWER, "passkey-copied")).unwrap();
    block_on(us.bureau.signs_in(DUTY, "demonstration", None)).unwrap();
    block_on(us.bureau.nobody_let_in("passkey-unknown")).unwrap();
    let counts = us.bureau.figures().counts;
    assert_eq!(counts.envelopes[&("taken", String::new())], 1);
    assert_eq!(counts.envelopes.len(), 2, "{:?}", counts.envelopes);
    assert_eq!(counts.refusals["no-case"], 3);
    let outcomes: Vec<_> = counts.sign_ins.keys().map(String::as_str).collect();
    assert_eq!(outcomes, ["demonstration", "passkey-copied", "passkey-unknown"]);
}
