use case::bureau::Role;
use case::exchange::{
    Attachment, Exhibit, FieldRight, Moment, Proof, Question, RecallOutcome, Report, Right, Said,
};
use case::fact::{Facts, Value};
use case::ground::Ground;
use case::handling::{Handling, Use};
use case::id::{AttachmentId, MessageId, OfficerId, RequestId};
use case::life::{Deadline, Entry, Event, Judgement};
use case::opinion::{Confidence, Effect, Finding, FindingResult, Opinion};
use case::request::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use seal::rest::Body;

use super::{RecordFault, read, write};

fn words() -> impl Strategy<Value = String> {
    "\\PC{0,12}"
}

fn id<T: std::fmt::Debug>(from: fn([u8; 16]) -> T) -> impl Strategy<Value = T> {
    any::<[u8; 16]>().prop_map(from)
}

fn day() -> impl Strategy<Value = Date> {
    (0..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

/// Whole milliseconds, as the journal keeps them.
fn instant() -> impl Strategy<Value = Timestamp> {
    (-62_135_596_800_000..=253_402_207_200_000_i64).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Flag),
        any::<i64>().prop_map(Value::Number),
        day().prop_map(Value::Day),
        words().prop_map(Value::Text),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| vec(inner, 0..3).prop_map(Value::List))
}

fn facts() -> impl Strategy<Value = Facts> {
    btree_map(words(), value(), 0..4)
}

fn opinion() -> impl Strategy<Value = Opinion> {
    let results =
        vec![FindingResult::Met, FindingResult::NotMet, FindingResult::NotKnown, FindingResult::ToJudge];
    let effects = vec![Effect::Warn, Effect::Refer, Effect::Ask, Effect::Block];
    let graded = (select(results), select(effects), select(Ground::ALL), any::<bool>());
    let finding = (words(), graded).prop_map(|(rule, (result, effect, ground, essential))| Finding {
        title: format!("of {rule}").into(),
        ground,
        result,
        effect,
        provision: "RPD art. 83".into(),
        source: "S1".into(),
        confidence: Confidence::Inference,
        explanation: format!("because of {rule}").into(),
        remedy: "".into(),
        facts: [rule.clone()].into(),
        missing: Default::default(),
        essential,
        rule,
    });
    (words(), vec(finding, 0..3)).prop_map(|(law, findings)| Opinion { law, findings })
}

fn attachment() -> impl Strategy<Value = Attachment> {
    (id(AttachmentId::from_bytes), words(), words(), any::<u64>(), any::<[u8; 32]>())
        .prop_map(|(id, name, media_type, bytes, digest)| Attachment { id, name, media_type, bytes, digest })
}

fn handling() -> impl Strategy<Value = Handling> {
    (words(), btree_set(select(&Use::ALL[..]), 0..4), words())
        .prop_map(|(marking, consent_for, terms)| Handling { marking, consent_for, terms })
}

fn message_id() -> impl Strategy<Value = MessageId> {
    any::<[u8; 16]>().prop_map(MessageId::from_bytes)
}

fn moment() -> impl Strategy<Value = Moment> {
    let time = (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| jiff::civil::time(hour, minute, 0, 0));
    (day(), option::of((time, words()))).prop_map(|(day, time)| Moment { day, time })
}

fn exhibit() -> impl Strategy<Value = Exhibit> {
    (words(), words(), words(), words(), words(), words())
        .prop_map(|(mark, what, seal, by, to, place)| Exhibit { mark, what, seal, by, to, place })
}

fn reported() -> impl Strategy<Value = Said> {
    (words(), moment(), words(), option::of(exhibit()), option::of(message_id()), handling()).prop_map(
        |(step, happened, text, exhibit, instead_of, handling)| {
            Said::Reported(Report { step, happened, text, exhibit, instead_of, handling })
        },
    )
}

fn said() -> impl Strategy<Value = Said> {
    let question = (option::of(words()), words()).prop_map(|(fact, text)| Question { fact, text });
    prop_oneof![
        (facts(), opinion()).prop_map(|(fields, opinion)| Said::Request { fields, opinion }),
        (facts(), opinion()).prop_map(|(fields, opinion)| Said::Supplied { fields, opinion }),
        Just(Said::Read),
        (words(), option::of(day())).prop_map(|(note, expected)| Said::Accepted { note, expected }),
        vec(question, 0..3).prop_map(|questions| Said::MoreAsked { questions }),
        (words(), words()).prop_map(|(authority, note)| Said::Forwarded { authority, note }),
        (words(), any::<bool>(), handling()).prop_map(|(text, complete, handling)| Said::Answered {
            text,
            complete,
            handling
        }),
        (vec(select(Ground::ALL), 0..3), words())
            .prop_map(|(grounds, reasons)| Said::Refused { grounds, reasons }),
        reported(),
        words().prop_map(|reasons| Said::Withdrawn { reasons }),
        (select(&Use::ALL[..]), words(), words())
            .prop_map(|(wanted, recipient, reasons)| Said::ConsentAsked { wanted, recipient, reasons }),
        (message_id(), any::<bool>(), words()).prop_map(|(asked, granted, terms)| Said::ConsentAnswered {
            asked,
            granted,
            terms
        }),
        (vec(message_id(), 0..3), words())
            .prop_map(|(messages, reasons)| Said::Recalled { messages, reasons }),
        (message_id(), select(&RecallOutcome::ALL[..]), vec(words(), 0..3), words()).prop_map(
            |(recall, outcome, passed_on, reasons)| Said::RecallAnswered {
                recall,
                outcome,
                passed_on,
                reasons
            }
        ),
        (message_id(), facts(), btree_map(words(), words(), 0..3), opinion()).prop_map(
            |(message, fields, reasons, opinion)| Said::RequestCorrected {
                message,
                fields,
                reasons,
                opinion
            }
        ),
        (message_id(), words(), handling(), vec(any::<[u8; 16]>(), 0..3), words()).prop_map(
            |(message, text, handling, files, reasons)| Said::AnswerCorrected {
                message,
                text,
                handling,
                files: files.into_iter().map(AttachmentId::from_bytes).collect(),
                reasons
            }
        ),
        (message_id(), any::<bool>(), vec(words(), 0..3), words()).prop_map(
            |(correction, followed, passed_on, reasons)| Said::CorrectionAnswered {
                correction,
                followed,
                passed_on,
                reasons
            }
        ),
    ]
}

fn right() -> impl Strategy<Value = Right> {
    let field = (words(), option::of(value()), words()).prop_map(|(field, value, reasons)| FieldRight {
        field,
        value,
        reasons,
    });
    let answer = (words(), handling(), vec(id(AttachmentId::from_bytes), 0..3), words());
    prop_oneof![
        vec(field, 0..3).prop_map(Right::Request),
        answer.prop_map(|(text, handling, files, reasons)| Right::Answer { text, handling, files, reasons }),
    ]
}

fn office() -> impl Strategy<Value = Option<Role>> {
    option::of(select(&Role::ALL[..]))
}

/// What officers do.
fn own_event() -> impl Strategy<Value = Event> {
    let explained = || vec((words(), words()), 0..3);
    let judgement = select(vec![Judgement::Satisfied, Judgement::Against]);
    let bytes = || vec(any::<u8>(), 0..20);
    prop_oneof![
        (id(RequestId::from_bytes), words(), select(Kind::ALL), words()).prop_map(
            |(request, reference, kind, origin)| Event::Opened {
                request,
                reference,
                kind,
                from: "FR".parse().unwrap(),
                to: "US".parse().unwrap(),
                origin,
            }
        ),
        vec((words(), option::of(value())), 0..3).prop_map(|changes| Event::Edited { changes }),
        attachment().prop_map(|attachment| Event::Attached { attachment }),
        (id(AttachmentId::from_bytes), bytes())
            .prop_map(|(attachment, content)| Event::Kept { attachment, content }),
        id(AttachmentId::from_bytes).prop_map(|attachment| Event::Detached { attachment }),
        (opinion(), explained()).prop_map(|(opinion, explained)| Event::Submitted { opinion, explained }),
        (message_id(), right(), vec(id(AttachmentId::from_bytes), 0..3), opinion(), explained()).prop_map(
            |(message, right, files, opinion, explained)| Event::CorrectionPrepared {
                message,
                right,
                files,
                opinion,
                explained
            }
        ),
        (words(), judgement, vec(words(), 0..3), words()).prop_map(|(rule, judgement, weighed, reasons)| {
            Event::Judged { rule, judgement, weighed, reasons }
        }),
        words().prop_map(|reasons| Event::SentBack { reasons }),
        opinion().prop_map(|opinion| Event::Approved { opinion }),
        option::of(id(OfficerId::from_bytes)).prop_map(|officer| Event::Assigned { officer }),
        (vec(id(OfficerId::from_bytes), 0..3), words())
            .prop_map(|(circle, reasons)| Event::Restricted { circle, reasons }),
        (select(&Use::ALL[..]), words(), words()).prop_map(|(what, recipient, reasons)| Event::Used {
            what,
            recipient,
            reasons
        }),
        (words(), words(), any::<[u8; 32]>()).prop_map(|(recipient, reasons, package)| Event::Exported {
            what: Use::Court,
            recipient,
            reasons,
            package
        }),
        (words(), vec(words(), 0..3))
            .prop_map(|(reasons, undecided)| Event::GlassBroken { reasons, undecided }),
        (any::<bool>(), words())
            .prop_map(|(justified, reasons)| Event::EmergencyReviewed { justified, reasons }),
        words().prop_map(|text| Event::Noted { text }),
        Just(Event::Looked),
        (words(), words(), any::<[u8; 32]>()).prop_map(|(form, language, digest)| Event::Drawn {
            form,
            language,
            digest
        }),
        words().prop_map(|reasons| Event::Closed { reasons }),
        (day(), words()).prop_map(|(until, reasons)| Event::Retained { until, reasons }),
        words().prop_map(|reasons| Event::Discarded { reasons }),
    ]
}

/// What passes between bureaus, and what follows by itself.
fn other_event() -> impl Strategy<Value = Event> {
    let message = || id(MessageId::from_bytes);
    let bytes = || vec(any::<u8>(), 0..20);
    let until = option::of((0..4_000_000_000_i64).prop_map(|second| Timestamp::from_second(second).unwrap()));
    let deadline = ((words(), words()), day(), until, words(), words()).prop_map(
        |((name, what), due, until, provision, at_end)| Deadline {
            name,
            what,
            due,
            until,
            provision,
            at_end,
        },
    );
    let heard = (message(), id(RequestId::from_bytes), words(), select(Kind::ALL), any::<u32>(), office());
    let proof = (any::<[u8; 32]>(), any::<u32>(), bytes()).prop_map(|(digest, key, signatures)| Proof {
        digest,
        key,
        signatures,
    });
    prop_oneof![
        (message(), any::<u32>(), office(), said(), vec(id(AttachmentId::from_bytes), 0..3)).prop_map(
            |(message, number, office, said, attachments)| Event::Said {
                message,
                number,
                office,
                said,
                attachments
            }
        ),
        (message(), words()).prop_map(|(message, code)| Event::NotDelivered { message, code }),
        (message(), instant(), bytes()).prop_map(|(message, taken_at, receipt)| Event::Delivered {
            message,
            taken_at,
            receipt
        }),
        (message(), words(), bytes()).prop_map(|(message, code, receipt)| Event::TurnedAway {
            message,
            code,
            receipt
        }),
        (heard, said(), vec(attachment(), 0..3), proof).prop_map(|(heard, said, attachments, proof)| {
            Event::Heard(case::life::Heard {
                message: heard.0,
                request: heard.1,
                reference: heard.2,
                kind: heard.3,
                from: "FR".parse().unwrap(),
                to: "US".parse().unwrap(),
                number: heard.4,
                office: heard.5,
                said,
                attachments,
                proof,
            })
        }),
        opinion().prop_map(|opinion| Event::Assessed { opinion }),
        deadline.prop_map(Event::DeadlineSet),
        words().prop_map(|name| Event::DeadlineMet { name }),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    let event = prop_oneof![3 => own_event(), 2 => other_event()];
    (instant(), option::of(id(OfficerId::from_bytes)), words(), event)
        .prop_map(|(at, by, purpose, event)| Entry { at, by, purpose, event })
}

fn body(told: &[u8]) -> Body {
    told.to_vec().into()
}

/// Bytes that are no record, and why.
fn check(bytes: &[u8], expected: &str) {
    let fault = read(&body(bytes)).expect_err("no record").to_string();
    assert!(fault.contains(expected), "{fault}");
}

#[test]
fn what_is_no_record_is_refused() {
    check(b"", "it is empty");
    check(b"\x03", "version 3");
    for version in [1, 2] {
        check(&[version], "cannot be read");
        check(&[version, 0xa0], "cannot be read");
    }
    let entry = Entry { at: Timestamp::UNIX_EPOCH, by: None, purpose: String::new(), event: Event::Looked };
    let written = write(&entry).unwrap();
    check(&[written.told.as_slice(), &[0]].concat(), "something follows it");
    let fault = read(&Body { own: vec![0xff], ..written }).expect_err("no text");
    assert!(fault.to_string().contains("purpose"), "{fault}");
}

#[test]
fn a_record_of_version_1_is_read_for_ever() {
    let by = Some(OfficerId::from_bytes([1; 16]));
    let event = Event::Edited { changes: vec![("request.due".into(), Some(Value::Number(-1)))] };
    let entry = Entry { at: Timestamp::from_millisecond(1500).unwrap(), by, purpose: "draft".into(), event };
    let mut bytes = b"\x01\xa4\x62at\x19\x05\xdc\x62by\x50".to_vec();
    bytes.extend([1; 16]);
    bytes.extend(b"\x67purpose\x65draft\x65event\xa1\x66edited\xa1\x67changes\x81\x82\x6brequest.due");
    bytes.extend(b"\xa1\x66number\x20");
    assert_eq!(read(&body(&bytes)), Ok(entry));
}

#[test]
fn a_record_of_version_2_is_read_for_ever() {
    let entry = Entry {
        at: Timestamp::from_millisecond(1500).unwrap(),
        by: None,
        purpose: "draft".into(),
        event: Event::Noted { text: "known".into() },
    };
    let told = b"\x02\xa3\x62at\x19\x05\xdc\x62by\xf6\x65event\xa1\x65noted\xa1\x64text\x65known".to_vec();
    let written = Body { told, own: b"draft".to_vec() };
    assert_eq!(write(&entry), Ok(written.clone()));
    assert_eq!(read(&written), Ok(entry));
}

proptest! {
    #[test]
    fn what_is_written_is_read(entry in entry()) {
        prop_assert_eq!(read(&write(&entry).unwrap()), Ok(entry));
    }

    #[test]
    fn a_record_cut_short_is_refused(entry in entry(), place in any::<Index>()) {
        let bytes = write(&entry).unwrap().told;
        let cut = read(&body(&bytes[..place.index(bytes.len())]));
        prop_assert!(matches!(cut, Err(RecordFault::Unreadable(_))));
    }

    #[test]
    fn any_bytes_are_survived(bytes in vec(any::<u8>(), 0..200)) {
        for version in [1, 2] {
            let _ = read(&body(&[&[version], &bytes[..]].concat()));
        }
    }
}
