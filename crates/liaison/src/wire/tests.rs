mod any;

use std::ops::RangeInclusive;

use case::exchange::{Attachment, Message, Question, Said};
use case::fact::Value;
use case::ground::Ground;
use case::handling::Handling;
use case::id::{AttachmentId, MessageId, RequestId};
use case::limits;
use case::opinion::{Confidence, Effect, Finding, FindingResult, Opinion};
use case::request::Kind;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::{WIRE_VERSION, read, write};

/// The sample that every later version of this program has to read, and to write in the same bytes.
const SAMPLE: &str = include_str!("../../wire/v1-sample.hex");

fn sample() -> Message {
    let finding = Finding {
        rule: "rpd-83-penalty-prosecution".into(),
        title: "Maximum penalty of at least two years".into(),
        ground: Ground::ALL[0],
        result: FindingResult::Met,
        effect: Effect::Block,
        provision: "RPD art. 83(1)(a)(ii)".into(),
        source: "S1".into(),
        confidence: Confidence::Seen,
        explanation: "".into(),
        remedy: "".into(),
        facts: ["offence.max_penalty_months".to_owned()].into(),
        missing: Default::default(),
        essential: true,
    };
    let fields = [
        ("death_penalty_possible", Value::Flag(false)),
        ("offence.max_penalty_months", Value::Number(60)),
        ("person.birth_date", Value::Day(jiff::civil::date(1980, 2, 29))),
        ("person.family_name", Value::Text("Bénard".into())),
        ("person.nationality", Value::List(vec!["FR".into(), "BR".into()])),
    ];
    let content = b"%PDF-1.7 synthetic".to_vec();
    let attachment = Attachment {
        id: AttachmentId::from_bytes([3; 16]),
        name: "warrant.pdf".into(),
        media_type: "application/pdf".into(),
        bytes: u64::try_from(content.len()).unwrap(),
        digest: seal::digest::sha256(&content),
    };
    Message {
        id: MessageId::from_bytes([1; 16]),
        request: RequestId::from_bytes([2; 16]),
        reference: "FR-2026-000001".into(),
        kind: Kind::RedNotice,
        from: "FR".parse().unwrap(),
        to: "US".parse().unwrap(),
        number: 1,
        office: Some(case::bureau::Role::Approver),
        said: Said::Request {
            fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            opinion: Opinion { law: "2026.11.0+1f0a".into(), findings: vec![finding] },
        },
        attachments: vec![(attachment, content)],
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.chunks(40).map(|line| line.concat() + "\n").collect()
}

#[test]
fn version_1_reads_and_writes_the_same_bytes_for_ever() {
    assert_eq!(hex(&write(&sample()).unwrap()), SAMPLE);
    let digits: Vec<u8> = SAMPLE.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    assert_eq!(read(&bytes), Ok(sample()));
}

/// Bytes that are not a message, and the code with which they are refused.
fn check(bytes: &[u8], expected: &str) {
    let code = read(bytes).map_or_else(|fault| fault.code(), |_| "");
    let start = bytes.get(..bytes.len().min(40)).unwrap();
    assert_eq!(code, expected, "{start:02x?}, {} bytes", bytes.len());
}

#[test]
fn bytes_that_are_no_message_are_refused() {
    let good = write(&sample()).unwrap();
    check(&good, "");
    check(&[], "wire-unreadable");
    check(&[0], "wire-unreadable");
    check(&WIRE_VERSION.to_be_bytes(), "wire-unreadable");
    check(&[&[0, 2], &good[2..]].concat(), "wire-unknown-version");
    check(&[&[0xff, 0xff], &good[2..]].concat(), "wire-unknown-version");
    check(&[&good[..], &[0]].concat(), "wire-unreadable");
    check(&[&good[..], &good[..]].concat(), "wire-unreadable");
    // Arrays in arrays, as deep as they go: the reader gives up before the stack does.
    check(&[&[0, 1][..], &[0x81; 100_000]].concat(), "wire-unreadable");
    // A text that claims to be of almost 2^64 bytes: nothing is set aside for it.
    check(&[0, 1, 0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "wire-unreadable");
    check(&[0, 1, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "wire-unreadable");
}

/// One piece of the sample's bytes is put in place of another that means the same, or nothing.
fn check_replaced(from: &[u8], to: &[u8], expected: &str) {
    let good = write(&sample()).unwrap();
    let place = good.windows(from.len()).position(|window| window == from).unwrap();
    let bytes = [&good[..place], to, &good[place + from.len()..]].concat();
    check(&bytes, expected);
}

#[test]
fn a_message_has_one_form_only() {
    check_replaced(b"\x66number\x01", b"\x66number\x18\x01", "wire-unreadable");
    check_replaced(b"\x66number\x01", b"\x66number\xfb\x3f\xf0\0\0\0\0\0\0", "wire-unreadable");
    check_replaced(b"\x6a1980-02-29", b"\x681980\x30\x3229", "wire-unreadable");
    check_replaced(b"\x6a1980-02-29", b"\x6a1980-02-30", "wire-unreadable");
    check_replaced(b"red-notice", b"rid-notice", "wire-unreadable");
    check_replaced(b"\x62FR\x62to", b"\x62fr\x62to", "wire-unreadable");
    check_replaced(b"person.nationality", b"person.family_name", "wire-unreadable");
    check_replaced(b"person.nationality", b"person.aationality", "wire-unreadable");
    check_replaced(b"synthetic", b"Synthetic", "wire-file-altered");
    check_replaced(b"\x65bytes\x12", b"\x65bytes\x11", "wire-file-altered");
}

/// The largest that is taken and the smallest that is refused.
fn check_limit(max: usize, code: &str, build: impl Fn(usize) -> Message) {
    let largest = build(max);
    assert_eq!(read(&write(&largest).unwrap()), Ok(largest));
    check(&write(&build(max + 1)).unwrap(), code);
}

fn saying(said: Said) -> Message {
    Message { said, attachments: Vec::new(), ..sample() }
}

fn with_files(change: impl FnOnce(&mut Vec<(Attachment, Vec<u8>)>)) -> Message {
    let mut message = Message { said: Said::Read, ..sample() };
    change(&mut message.attachments);
    message
}

#[test]
fn every_limit_of_what_is_said_is_kept() {
    let text = |length: usize| "x".repeat(length);
    let field = |value: Value| {
        let fields = [("f".to_owned(), value)].into();
        saying(Said::Request { fields, opinion: Opinion { law: String::new(), findings: Vec::new() } })
    };
    let fields = |count: usize| {
        let fields = (0..count).map(|i| (format!("f{i}"), true.into())).collect();
        saying(Said::Supplied { fields, opinion: Opinion { law: String::new(), findings: Vec::new() } })
    };
    let code = "wire-too-large";
    check_limit(limits::FIELDS_MAX, code, fields);
    check_limit(limits::FIELD_BYTES_MAX, code, |n| field(Value::Text(text(n))));
    check_limit(limits::LIST_ITEMS_MAX, code, |n| field(Value::List(vec![1.into(); n])));
    check(&write(&field(Value::List(vec![Value::List(Vec::new())]))).unwrap(), code);
    let reasons = limits::REASONS_BYTES_MAX;
    check_limit(reasons, code, |n| saying(Said::Accepted { note: text(n), expected: None }));
    check_limit(limits::RECIPIENT_BYTES_MAX, code, |n| {
        saying(Said::Forwarded { authority: text(n), note: String::new() })
    });
    check_limit(reasons, code, |n| saying(Said::Forwarded { authority: String::new(), note: text(n) }));
    check_limit(reasons, code, |n| {
        saying(Said::Answered { text: text(n), complete: true, handling: Handling::default() })
    });
    check_limit(reasons, code, |n| saying(Said::Refused { grounds: Vec::new(), reasons: text(n) }));
    check_limit(reasons, code, |n| saying(Said::Withdrawn { reasons: text(n) }));
    let ask = |fact: Option<String>, text: String, count: usize| {
        saying(Said::MoreAsked { questions: vec![Question { fact, text }; count] })
    };
    check_limit(reasons, code, |n| ask(None, text(n), 1));
    check_limit(limits::FIELD_NAME_BYTES_MAX, code, |n| ask(Some(text(n)), String::new(), 1));
    check_limit(limits::QUESTIONS_MAX, code, |n| ask(None, "Which?".into(), n));
    let refused = |n| saying(Said::Refused { grounds: Ground::ALL[..n].to_vec(), reasons: String::new() });
    check_limit(limits::REFUSAL_GROUNDS_MAX, code, refused);
}

#[test]
fn an_opinion_has_limits_of_its_own() {
    let found = |count: usize, words: usize| {
        let Said::Request { fields, opinion } = sample().said else { panic!("a request") };
        let finding = Finding { explanation: "x".repeat(words).into(), ..opinion.findings[0].clone() };
        let opinion = Opinion { findings: vec![finding; count], ..opinion };
        saying(Said::Request { fields, opinion })
    };
    check_limit(limits::FINDINGS_MAX, "wire-too-large", |n| found(n, 0));
    check_limit(limits::REASONS_BYTES_MAX, "wire-too-large", |n| found(1, n));
    check(&write(&found(limits::OPINION_BYTES_MAX / 16_000, 16_000)).unwrap(), "wire-too-large");
}

#[test]
fn what_is_no_text_is_refused() {
    let code = "wire-no-text";
    check(&write(&saying(Said::Withdrawn { reasons: "a\u{0}b".into() })).unwrap(), code);
    check(&write(&with_files(|files| files[0].0.name = "\u{202E}fdp.exe".into())).unwrap(), code);
    check(&write(&Message { reference: "FR\n1".into(), ..sample() }).unwrap(), code);
}

#[test]
fn every_limit_of_files_is_kept() {
    let code = "wire-too-large";
    check_limit(limits::ATTACHMENTS_MAX, code, |n| with_files(|files| *files = vec![files[0].clone(); n]));
    check_limit(limits::ATTACHMENT_NAME_BYTES_MAX, code, |n| {
        with_files(|files| files[0].0.name = "n".repeat(n))
    });
    check_limit(limits::MEDIA_TYPE_BYTES_MAX, code, |n| {
        with_files(|files| files[0].0.media_type = "t".repeat(n))
    });
    check_limit(limits::REFERENCE_BYTES_MAX, code, |n| Message { reference: "r".repeat(n), ..sample() });
    check_limit(limits::ATTACHMENT_BYTES_MAX, code, |n| {
        with_files(|files| {
            let content = vec![0; n];
            files[0].0.bytes = u64::try_from(n).unwrap();
            files[0].0.digest = seal::digest::sha256(&content);
            files[0].1 = content;
        })
    });
}

proptest! {
    #[test]
    fn what_is_written_is_read(message in any::message()) {
        prop_assert_eq!(read(&write(&message).unwrap()), Ok(message));
    }

    #[test]
    fn altered_bytes_are_refused_or_are_another_message_in_its_one_form(
        message in any::message(),
        changes in vec((proptest::arbitrary::any::<Index>(), 1..=u8::MAX), 1..4),
    ) {
        let good = write(&message).unwrap();
        let mut bytes = good.clone();
        for (index, change) in changes {
            bytes[index.index(good.len())] ^= change;
        }
        if let Ok(altered) = read(&bytes) {
            prop_assert_eq!(write(&altered).unwrap(), bytes.clone());
            prop_assert_eq!(altered == message, bytes == good);
        }
    }

    #[test]
    fn a_message_cut_short_or_made_longer_is_refused(
        message in any::message(),
        index in proptest::arbitrary::any::<Index>(),
        more in vec(proptest::arbitrary::any::<u8>(), 1..20),
    ) {
        let good = write(&message).unwrap();
        prop_assert!(read(&good[..index.index(good.len())]).is_err());
        let longer = [good, more].concat();
        let fault = read(&longer).map_err(|fault| fault.code());
        prop_assert_eq!(fault, Err("wire-unreadable"));
    }

    #[test]
    fn any_bytes_are_survived(bytes in vec(proptest::arbitrary::any::<u8>(), bytes_tried())) {
        let _ = read(&[&[0, 1], &bytes[..]].concat());
    }
}

fn bytes_tried() -> RangeInclusive<usize> {
    0..=300
}
