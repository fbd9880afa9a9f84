//! Messages of every kind, of any content.

use case::bureau::Role;
use case::exchange::{Attachment, Exhibit, Message, Moment, Question, RecallOutcome, Report, Said};
use case::fact::{Facts, Value};
use case::ground::Ground;
use case::handling::{Handling, Use};
use case::id::{AttachmentId, MessageId, RequestId};
use case::opinion::{Confidence, Effect, Finding, FindingResult, Opinion};
use case::request::Kind;
use jiff::civil::Date;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn words() -> impl Strategy<Value = String> {
    "\\PC{0,12}"
}

fn day() -> impl Strategy<Value = Date> {
    (0..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn moment() -> impl Strategy<Value = Moment> {
    let time = (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| jiff::civil::time(hour, minute, 0, 0));
    (day(), option::of((time, words()))).prop_map(|(day, time)| Moment { day, time })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Flag),
        any::<i64>().prop_map(Value::Number),
        day().prop_map(Value::Day),
        words().prop_map(Value::Text),
    ];
    let leaf = leaf.boxed();
    prop_oneof![4 => leaf.clone(), 1 => vec(leaf, 0..4).prop_map(Value::List)]
}

fn facts() -> impl Strategy<Value = Facts> {
    btree_map(words(), value(), 0..6)
}

fn finding() -> impl Strategy<Value = Finding> {
    let results =
        vec![FindingResult::Met, FindingResult::NotMet, FindingResult::NotKnown, FindingResult::ToJudge];
    let effects = vec![Effect::Warn, Effect::Refer, Effect::Ask, Effect::Block];
    let degrees =
        vec![Confidence::Seen, Confidence::Secondary, Confidence::Inference, Confidence::Unverified];
    let graded = (select(Ground::ALL), select(results), select(effects), select(degrees), any::<bool>());
    let sets = (btree_set(words(), 0..3), btree_set(words(), 0..3));
    (graded, sets, vec(words(), 6)).prop_map(|(graded, (facts, missing), texts)| {
        let (ground, result, effect, confidence, essential) = graded;
        let text = |place: usize| texts[place].clone();
        Finding {
            rule: text(0),
            title: text(1).into(),
            ground,
            result,
            effect,
            provision: text(2).into(),
            source: text(3).into(),
            confidence,
            explanation: text(4).into(),
            remedy: text(5).into(),
            facts,
            missing,
            essential,
        }
    })
}

fn opinion() -> impl Strategy<Value = Opinion> {
    (words(), vec(finding(), 0..3)).prop_map(|(law, findings)| Opinion { law, findings })
}

fn handling() -> impl Strategy<Value = Handling> {
    (words(), btree_set(select(&Use::ALL[..]), 0..4), words())
        .prop_map(|(marking, consent_for, terms)| Handling { marking, consent_for, terms })
}

fn message_id() -> impl Strategy<Value = MessageId> {
    any::<[u8; 16]>().prop_map(MessageId::from_bytes)
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
        vec(question, 0..4).prop_map(|questions| Said::MoreAsked { questions }),
        (words(), words()).prop_map(|(authority, note)| Said::Forwarded { authority, note }),
        (words(), any::<bool>(), handling()).prop_map(|(text, complete, handling)| Said::Answered {
            text,
            complete,
            handling
        }),
        reported(),
        (vec(select(Ground::ALL), 0..=2), words())
            .prop_map(|(grounds, reasons)| Said::Refused { grounds, reasons }),
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

fn file() -> impl Strategy<Value = (Attachment, Vec<u8>)> {
    (any::<[u8; 16]>(), words(), words(), vec(any::<u8>(), 0..40)).prop_map(
        |(id, name, media_type, content)| {
            let attachment = Attachment {
                id: AttachmentId::from_bytes(id),
                name,
                media_type,
                bytes: u64::try_from(content.len()).unwrap(),
                digest: seal::digest::sha256(&content),
            };
            (attachment, content)
        },
    )
}

/// A message within the limits.
pub(super) fn message() -> impl Strategy<Value = Message> {
    let ids = (any::<[u8; 16]>(), any::<[u8; 16]>(), any::<u32>(), option::of(select(&Role::ALL[..])));
    let named = (words(), select(Kind::ALL), "[A-Z0-9-]{2,12}", "[A-Z0-9-]{2,12}");
    (ids, named, said(), vec(file(), 0..3)).prop_map(|(ids, named, said, attachments)| Message {
        id: MessageId::from_bytes(ids.0),
        request: RequestId::from_bytes(ids.1),
        number: ids.2,
        office: ids.3,
        reference: named.0,
        kind: named.1,
        from: named.2.parse().unwrap(),
        to: named.3.parse().unwrap(),
        said,
        attachments,
    })
}
