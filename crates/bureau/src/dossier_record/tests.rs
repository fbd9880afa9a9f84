//! What is written is read again, and whatever officers try, a dossier stays one that the law allows.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::dossier::{self, About, Dossier};
use crate::redress::Redress;

const CASES: u8 = 3;
const OFFICERS: u8 = 3;

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_782_000_000 + second).unwrap()
}

fn day(place: i8) -> Date {
    Date::constant(2026, 6, place)
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn case() -> impl Strategy<Value = CaseId> {
    (0..CASES).prop_map(|number| CaseId::from_bytes([number; 16]))
}

fn officer() -> impl Strategy<Value = OfficerId> {
    (0..OFFICERS).prop_map(|number| OfficerId::from_bytes([number; 16]))
}

fn received() -> impl Strategy<Value = Received> {
    let wants = prop::collection::vec(one_of(Want::ALL), 1..3);
    let due =
        prop::option::of((1_i8..28).prop_map(|place| DueDay { day: day(place), set_by: "a letter".into() }));
    let person = (prop::collection::vec("\\PC{1,12}", 1..3), prop::option::of((1_i8..28).prop_map(day)));
    (one_of(Channel::ALL), wants, person, due, "\\PC{0,20}").prop_map(
        |(channel, wants, (names, born), due, words)| Received {
            on: day(1),
            channel,
            counsel: words.clone(),
            wants,
            names,
            born,
            documents: vec!["12 AB".into()],
            references: Vec::new(),
            words,
            due,
        },
    )
}

fn in_redress() -> impl Strategy<Value = RedressEvent> {
    use RedressEvent as E;
    let reasons = || "\\PC{1,12}";
    let hits = prop::collection::vec((case(), prop::collection::vec(one_of(Trace::ALL), 1..3)), 0..4);
    let searched = (hits, any::<bool>()).prop_map(|(hits, unseen)| {
        let hits = hits.into_iter().map(|(case, traces)| Hit { case, traces }).collect();
        E::Searched(Searched { cases: 7, unseen, hits })
    });
    let decided =
        (case(), one_of(Verdict::ALL), one_of(Telling::ALL), prop::option::of(one_of(Basis::ALL)), reasons());
    prop_oneof![
        any::<bool>().prop_map(|proven| E::Identified { shown: "a passport".into(), proven }),
        searched,
        (case(), reasons()).prop_map(|(case, reasons)| E::Contested { case, reasons }),
        (case(), reasons()).prop_map(|(case, reasons)| E::Released { case, reasons }),
        decided.prop_map(|(case, verdict, telling, basis, reasons)| {
            E::Decided { case, decision: Verdicted { verdict, telling, basis, reasons } }
        }),
        Just(E::Confirmed),
        reasons().prop_map(|reasons| E::SentBack { reasons }),
        ((1_i8..28).prop_map(day), reasons()).prop_map(|(until, reasons)| E::Extended { until, reasons }),
        (one_of(Milestone::ALL), (1_i8..28).prop_map(day))
            .prop_map(|(milestone, on)| E::Reached { milestone, on }),
        (reasons(), prop::collection::vec(one_of(Remedy::ALL), 0..3))
            .prop_map(|(text, remedies)| E::Answered { on: day(2), text, remedies }),
        (case(), reasons()).prop_map(|(case, what)| E::Executed { case, what }),
    ]
}

fn window() -> impl Strategy<Value = Window> {
    let bureau = prop::option::of(Just("BR".parse().unwrap()));
    (0_i64..99, prop::collection::vec(officer(), 0..2), bureau).prop_map(|(since, officers, bureau)| Window {
        since: moment(since),
        until: moment(100),
        officers,
        bureau,
    })
}

fn notice() -> impl Strategy<Value = Notice> {
    let originator = Notice::Originator("BR".parse().unwrap());
    prop::sample::select(vec![
        Notice::Authority,
        Notice::Persons,
        originator,
        Notice::Secretariat,
        Notice::Commission,
    ])
}

fn in_breach() -> impl Strategy<Value = BreachEvent> {
    let row = case().prop_map(|case| ScopeRow {
        case,
        looks: 1,
        acts: 2,
        messages: 3,
        first: moment(1),
        last: moment(2),
    });
    let scope =
        (window(), prop::collection::vec(row, 0..3), any::<bool>()).prop_map(|(window, rows, unseen)| {
            Scope {
                window,
                size: 9,
                root: [8; 32],
                cases: 3,
                persons: 2,
                recipients: rows.iter().map(|_| "US".parse().unwrap()).take(1).collect(),
                originators: rows.iter().map(|_| "BR".parse().unwrap()).take(1).collect(),
                rows,
                markings: vec!["4x4 A1".into()],
                sign_ins: 1,
                copies: 2,
                erased: 5,
                unseen,
            }
        });
    let told = ("\\PC{1,9}", "\\PC{0,9}").prop_map(|(how, late)| Settled::Told { at: moment(50), how, late });
    let excepted = (one_of(Exception::ALL), "\\PC{1,9}")
        .prop_map(|(exception, reasons)| Settled::Excepted { exception, reasons });
    prop_oneof![
        scope.prop_map(|scope| BreachEvent::Scoped(Box::new(scope))),
        (one_of(Risk::ALL), "\\PC{1,9}").prop_map(|(risk, text)| {
            BreachEvent::Assessed(Assessed { risk, consequences: text.clone(), measures: text })
        }),
        (notice(), prop_oneof![told, excepted])
            .prop_map(|(whom, settled)| BreachEvent::Settled { whom, settled }),
    ]
}

fn event() -> impl Strategy<Value = DossierEvent> {
    let known = (one_of(Detected::ALL), window(), "\\PC{0,9}").prop_map(|(detected, window, words)| {
        DossierEvent::Breach(BreachEvent::Known(Known { detected, at: moment(100), window, words }))
    });
    prop_oneof![
        in_redress().prop_map(DossierEvent::Redress),
        in_breach().prop_map(DossierEvent::Breach),
        received().prop_map(|received| DossierEvent::Redress(RedressEvent::Received(received))),
        known,
        Just(DossierEvent::Opened { reference: "FR-RD-2026-001".into() }),
        prop::collection::vec(officer(), 0..3).prop_map(|officers| DossierEvent::Named { officers }),
        "\\PC{1,9}".prop_map(|text| DossierEvent::Noted { text }),
        Just(DossierEvent::Looked),
        "\\PC{1,9}".prop_map(|reasons| DossierEvent::Closed { reasons }),
    ]
}

fn redress_of(dossier: Option<&Dossier>) -> Option<&Redress> {
    match &dossier?.about {
        About::Redress(redress) => Some(redress),
        About::Breach(_) => None,
    }
}

/// What must hold of a request however it came to be where it is.
fn check_redress(redress: &Redress) {
    let proven = redress.is_identified();
    assert!(proven || redress.found.is_empty(), "nothing is found before it is proven who asks");
    let deciders: Vec<OfficerId> =
        redress.found.values().filter_map(|found| found.decision.as_ref()).map(|(_, by, _)| *by).collect();
    assert!(redress.confirmed.is_none_or(|by| !deciders.contains(&by)), "nobody confirms what they decided");
    if redress.answered.is_some() && proven {
        assert!(
            redress.is_decided() && !redress.needs_confirmation(),
            "nothing is told before it is decided"
        );
        for found in redress.found.values() {
            let (decision, ..) = found.decision.as_ref().unwrap();
            assert!(
                !decision.is_less(&redress.received.wants) || decision.basis.is_some(),
                "less has a ground"
            );
            assert!(found.contested.is_none() || decision.is_to_be_done(), "what stays as it is may be used");
        }
    }
}

proptest! {
    #[test]
    fn an_entry_of_a_dossier_is_read_as_it_was_written(at in 0_i64..1_000, by in officer(), event in event()) {
        let entry = DossierEntry { at: moment(at), by, event };
        prop_assert_eq!(read(&write(&entry).unwrap()).unwrap(), entry);
    }

    #[test]
    fn no_bytes_make_a_reader_of_dossiers_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        drop(read(&bytes));
    }

    #[test]
    fn whatever_stands_in_a_dossier_can_be_folded(events in prop::collection::vec((officer(), event()), 0..30)) {
        let entry = |(place, (by, event)): (usize, (OfficerId, DossierEvent))| {
            DossierEntry { at: moment(i64::try_from(place).unwrap()), by, event }
        };
        let entries: Vec<DossierEntry> = events.into_iter().enumerate().map(entry).collect();
        let fold = || entries.iter().cloned().fold(None, dossier::apply);
        prop_assert_eq!(fold(), fold());
    }

    #[test]
    fn whatever_officers_try_a_request_is_decided_and_told_as_the_law_asks(
        received in received(),
        steps in prop::collection::vec((officer(), in_redress()), 0..60),
    ) {
        let first = DossierEvent::Redress(RedressEvent::Received(received));
        let by = OfficerId::from_bytes([0; 16]);
        let mut dossier: Option<Dossier> = dossier::apply(None, DossierEntry { at: moment(0), by, event: first });
        for (place, (by, event)) in steps.into_iter().enumerate() {
            let redress = redress_of(dossier.as_ref()).unwrap();
            if redress.admits(&event, by, day(20)).is_err() {
                continue;
            }
            let at = moment(i64::try_from(place).unwrap());
            dossier = dossier::apply(dossier, DossierEntry { at, by, event: DossierEvent::Redress(event) });
            let redress = redress_of(dossier.as_ref()).unwrap();
            check_redress(redress);
        }
    }
}
