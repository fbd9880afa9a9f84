//! Objects that are held as evidence: one chain of custody that two bureaus write and both read alike.

use bureau::{Command, DoorFault, Language, PaperKind};
use case::exchange::{Exhibit, Moment, Report};
use case::handling::Handling;
use case::id::{CaseId, MessageId};
use case::request::Kind;
use futures::executor::block_on;
use jiff::civil::{Date, date, time};

use crate::papers::Plain;
use crate::world::{DUTY, LIAISON, Node, deliver, world};

/// The day of the world's clock.
const TODAY: Date = date(2026, 1, 1);

/// A request for assistance that the other side has accepted: who asked, who was asked, and the case at each.
pub(crate) fn accepted() -> (Node, Node, CaseId, CaseId) {
    let (from, to) = world();
    let asking = from.open(Kind::MutualLegalAssistance, &[("person.family_name", "Okonkwo")]);
    from.send(asking);
    deliver(&from, &to);
    let asked = to.rows(&bureau::Filter::default())[0].id;
    to.act(DUTY, asked, Command::Accept { note: String::new(), expected: None }).unwrap();
    deliver(&to, &from);
    (from, to, asking, asked)
}

/// What is told of a telephone: `custody by [to] [seal]`, with `-` for nothing, at an hour of the day.
pub(crate) fn entry(text: &str, hour: Option<i8>) -> Report {
    let mut words = text.split_whitespace();
    let step = format!("exhibit-{}", words.next().unwrap());
    let mut part = || words.next().filter(|word| *word != "-").unwrap_or_default().to_owned();
    let (by, to, seal) = (part(), part(), part());
    let what = if step == "exhibit-taken" { "a telephone, black" } else { "" }.to_owned();
    Report {
        step,
        happened: Moment { day: TODAY, time: hour.map(|hour| (time(hour, 0, 0, 0), "Europe/Paris".into())) },
        text: "By order of the judge.".into(),
        exhibit: Some(Exhibit { mark: "A-1".into(), what, seal, by, to, place: "Lyon".into() }),
        instead_of: None,
        handling: Handling::default(),
    }
}

pub(crate) fn told(report: Report) -> Command {
    Command::Report { report, remind: None }
}

/// The chain as a side reads it: each entry with what it leaves open.
fn chain(node: &Node, id: CaseId) -> Vec<String> {
    let case = node.look(LIAISON, id).case;
    let chains = node.bureau.exhibits(&case);
    let lines = chains.iter().flat_map(|chain| {
        chain.links.iter().map(|link| {
            let gaps: Vec<String> =
                link.gaps.iter().map(|gap| format!(" !{} {}", gap.kind.code(), gap.values())).collect();
            format!("{} {}{}", chain.mark, link.custody.code(), gaps.concat()).trim().to_owned()
        })
    });
    lines.collect()
}

fn holder(node: &Node, id: CaseId) -> Option<String> {
    let case = node.look(LIAISON, id).case;
    node.bureau.exhibits(&case)[0].held.holder.map(str::to_owned)
}

#[test]
fn an_object_crosses_the_border_and_comes_back_in_one_chain() {
    let (from, to, asking, asked) = accepted();
    let (us, them) = ((&from, asking), (&to, asked));
    for ((node, id), text, hour) in [
        (them, "taken Dupont", 8),
        (them, "sealed Dupont - S1", 9),
        (them, "handed-over Dupont Laboratory-of-US S1", 10),
        (us, "received Laboratory-of-US - S1", 11),
        (us, "opened Laboratory-of-US - S1", 12),
        (us, "examined Laboratory-of-US", 13),
        (us, "sealed Laboratory-of-US - S2", 14),
        (us, "returned Laboratory-of-US Dupont S2", 15),
        (them, "received Dupont - S2", 16),
    ] {
        node.act(LIAISON, id, told(entry(text, Some(hour)))).unwrap();
        while deliver(&to, &from) + deliver(&from, &to) > 0 {}
    }
    let whole = chain(&to, asked);
    assert_eq!(whole.len(), 9);
    assert!(whole.iter().all(|line| !line.contains('!')), "nothing is open: {whole:?}");
    assert_eq!(chain(&from, asking), whole, "both sides read the same");
    assert_eq!(holder(&from, asking).as_deref(), Some("Dupont"));
}

#[test]
fn a_gap_is_pointed_out_on_both_sides_until_its_reporter_puts_it_right() {
    let (from, to, asking, asked) = accepted();
    to.act(LIAISON, asked, told(entry("taken Dupont", Some(8)))).unwrap();
    to.act(LIAISON, asked, told(entry("sealed Dupont - S1", Some(9)))).unwrap();
    to.act(LIAISON, asked, told(entry("examined Martin - S7", Some(10)))).unwrap();
    deliver(&to, &from);
    let open = ["A-1 taken", "A-1 sealed", "A-1 examined !holder Dupont / Martin !seal S1 / S7"];
    assert_eq!(
        (chain(&to, asked), chain(&from, asking)),
        (open.map(str::to_owned).to_vec(), open.map(str::to_owned).to_vec())
    );
    let wrong = to.look(LIAISON, asked).case.course().last().unwrap().told.message;
    let right = Report { instead_of: Some(wrong), ..entry("examined Dupont - S1", Some(10)) };
    to.act(LIAISON, asked, told(right)).unwrap();
    deliver(&to, &from);
    let whole = ["A-1 taken", "A-1 sealed", "A-1 examined"].map(str::to_owned).to_vec();
    assert_eq!((chain(&to, asked), chain(&from, asking)), (whole.clone(), whole));
    assert_eq!(to.timeline(asked).matches("said").count(), from.timeline(asking).matches("heard").count());
}

#[test]
fn what_was_done_first_across_time_zones_is_first_and_what_has_no_time_is_pointed_out() {
    let (_, to, _, asked) = accepted();
    let at = |text: &str, hour: i8, zone: &str| {
        let happened = Moment { day: TODAY, time: Some((time(hour, 0, 0, 0), zone.into())) };
        told(Report { happened, ..entry(text, None) })
    };
    // Eight in the evening in Tokyo is six in the morning in New York.
    to.act(LIAISON, asked, at("taken Tanaka", 20, "Asia/Tokyo")).unwrap();
    to.act(LIAISON, asked, at("handed-over Tanaka Smith", 7, "America/New_York")).unwrap();
    assert_eq!(chain(&to, asked), ["A-1 taken", "A-1 handed-over"]);
    to.act(LIAISON, asked, told(entry("received Smith", None))).unwrap();
    let open = chain(&to, asked);
    assert!(open.iter().any(|line| line.contains("received") && line.contains("!untimed")), "{open:?}");
}

#[test]
fn an_entry_says_what_its_step_asks_for_and_no_other_step_takes_one() {
    let (_, to, _, asked) = accepted();
    let check = |report: Report, expected: DoorFault| {
        assert_eq!(to.act(LIAISON, asked, told(report)), Err(expected));
    };
    let lacks = |part| DoorFault::ExhibitLacks { part };
    let with = |text: &str, change: fn(&mut Exhibit)| {
        let mut report = entry(text, None);
        report.exhibit.iter_mut().for_each(change);
        report
    };
    check(Report { exhibit: None, ..entry("taken Dupont", None) }, lacks("mark"));
    check(with("taken Dupont", |exhibit| exhibit.mark = " ".into()), lacks("mark"));
    check(with("taken Dupont", |exhibit| exhibit.what.clear()), lacks("what"));
    check(with("opened Dupont", |exhibit| exhibit.place.clear()), lacks("place"));
    check(entry("sealed Dupont", None), lacks("seal"));
    check(entry("handed-over Dupont", None), lacks("to"));
    check(entry("returned Dupont", None), lacks("to"));
    check(entry("received -", None), lacks("by"));
    check(Report { step: "execution-begun".into(), ..entry("taken Dupont", None) }, DoorFault::NotOfExhibit);
    let long = with("taken Dupont", |exhibit| exhibit.what = "x".repeat(401));
    assert!(matches!(to.act(LIAISON, asked, told(long)), Err(DoorFault::Refused(_))));
    assert_eq!(chain(&to, asked), Vec::<String>::new());
}

#[test]
fn what_was_recalled_is_no_entry_and_leaves_its_gap() {
    let (from, to, asking, asked) = accepted();
    to.act(LIAISON, asked, told(entry("taken Dupont", Some(8)))).unwrap();
    to.act(LIAISON, asked, told(entry("examined Dupont", Some(9)))).unwrap();
    deliver(&to, &from);
    let taken: MessageId = to.look(LIAISON, asked).case.course()[0].told.message;
    let recall = Command::Recall { messages: vec![taken], reasons: "It was another house.".into() };
    to.act(DUTY, asked, recall).unwrap();
    deliver(&to, &from);
    for (node, id) in [(&to, asked), (&from, asking)] {
        assert_eq!(chain(node, id), ["A-1 examined !not-taken"]);
    }
}

#[test]
fn either_side_draws_the_record_of_custody_with_every_entry_and_every_gap() {
    let (from, to, asking, asked) = accepted();
    let row = |node: &Node, id: CaseId| {
        let rows = node.bureau.letters(&node.look(LIAISON, id), &Plain);
        rows.into_iter().find(|row| row.paper == PaperKind::Custody).map(|row| row.against)
    };
    assert_eq!(row(&to, asked), None, "there is no object yet");
    to.act(LIAISON, asked, told(entry("taken Dupont", Some(8)))).unwrap();
    to.act(LIAISON, asked, told(entry("handed-over Dupont Court S1", Some(9)))).unwrap();
    deliver(&to, &from);
    for (node, id) in [(&to, asked), (&from, asking)] {
        assert_eq!(row(node, id), Some(Vec::new()));
        let drawn = block_on(node.bureau.letter(LIAISON, id, PaperKind::Custody, &Plain)).unwrap();
        let text = format!("{:?}", drawn.paper);
        for words in [
            "a telephone, black",
            "2026-01-01 09:00 (Europe/Paris): exhibit-handed-over",
            "to: Court",
            "holder: Court",
            "By order of the judge.",
            "seal S1",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_eq!(drawn.paper.language, Language::English.tag());
    }
}
