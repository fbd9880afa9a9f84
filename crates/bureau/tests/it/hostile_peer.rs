//! A bureau of the directory that lies in every way it can: properly sealed, signed with its own keys, and false. Each lie is
//! refused with its code, changes nothing in the case, and keeps nobody from going on.

use case::exchange::{Attachment, Message, Question, RecallOutcome, Said};
use case::fact::{Facts, Value};
use case::ground::Ground;
use case::handling::{Handling, Use};
use case::id::{AttachmentId, CaseId, MessageId, RequestId};
use case::limits::{
    ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, FIELD_BYTES_MAX, FIELD_NAME_BYTES_MAX, FIELDS_MAX, FINDINGS_MAX,
    LIST_ITEMS_MAX, MARKING_BYTES_MAX, MEDIA_TYPE_BYTES_MAX, PASSED_ON_MAX, QUESTIONS_MAX, REASONS_BYTES_MAX,
    RECIPIENT_BYTES_MAX, REFERENCE_BYTES_MAX,
};
use case::opinion::{Confidence, Effect, Finding, FindingResult, Opinion};
use case::request::Kind;
use liaison::wire;

use crate::world::{DUTY, LIAISON, Node, deliver, delivered};
use bureau::Command;

/// Whoever lies: the bureau that asks, or the one that is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Liar {
    Asking,
    Asked,
}
use Liar::{Asked, Asking};

/// A request from France to the United States, read and answered in part, everything delivered.
struct Scene {
    fr: Node,
    us: Node,
    asking: CaseId,
    asked: CaseId,
}

impl Scene {
    fn new() -> Self {
        let (fr, us, asking, asked) = delivered(&[("person.family_name", "Okonkwo")]);
        us.look(LIAISON, asked);
        let attach = Command::Attach {
            name: "a.pdf".into(),
            media_type: "application/pdf".into(),
            content: b"paper".to_vec(),
        };
        us.act(LIAISON, asked, attach).unwrap();
        let answer =
            Command::Answer { text: "In part.".into(), complete: false, handling: Handling::default() };
        us.act(LIAISON, asked, answer).unwrap();
        while deliver(&fr, &us) + deliver(&us, &fr) > 0 {}
        Self { fr, us, asking, asked }
    }

    fn of(&self, liar: Liar) -> (&Node, &Node, CaseId) {
        match liar {
            Asking => (&self.fr, &self.us, self.asked),
            Asked => (&self.us, &self.fr, self.asking),
        }
    }

    /// What a liar could say next, were it true.
    fn message(&self, liar: Liar, said: Said) -> Message {
        let (by, to, case) = self.of(liar);
        let case = to.look(LIAISON, case).case;
        Message {
            id: MessageId::from_bytes([0xee; 16]),
            request: case.request,
            reference: case.reference.clone(),
            kind: case.kind,
            from: by.bureau.me().clone(),
            to: to.bureau.me().clone(),
            number: case.heard + 1,
            office: None,
            said,
            attachments: Vec::new(),
        }
    }

    /// What the other node answers to bytes; nothing has changed in its case, and the honest go on.
    fn check(&self, name: &str, liar: Liar, envelope: &[u8], expected: &str) {
        let (by, to, case) = self.of(liar);
        let before = to.look(LIAISON, case).case;
        assert_eq!(to.answers(envelope), expected, "{name}");
        assert_eq!(to.look(LIAISON, case).case, before, "{name}: nothing changes");
        assert_eq!(to.bureau.docket(LIAISON, &Default::default()).unwrap().total, 1, "{name}: no new case");
        let (honest, own) = match liar {
            Asking => (Command::Withdraw { reasons: "no longer needed".into() }, self.asking),
            Asked => (Command::Accept { note: "yes".into(), expected: None }, self.asked),
        };
        by.act(if liar == Asking { LIAISON } else { DUTY }, own, honest).unwrap();
        assert_eq!(deliver(by, to), 1, "{name}: the honest go on");
        assert!(to.look(LIAISON, case).case.heard > before.heard, "{name}: the honest are heard");
    }
}

fn words(bytes: usize) -> String {
    "x".repeat(bytes)
}

fn withdrawn(reasons: String) -> Said {
    Said::Withdrawn { reasons }
}

fn supplied(fields: Facts, opinion: Opinion) -> Said {
    Said::Supplied { fields, opinion }
}

fn fields(of: impl IntoIterator<Item = (String, Value)>) -> Said {
    supplied(of.into_iter().collect(), Opinion { law: "1".into(), findings: Vec::new() })
}

fn finding(explanation: String) -> Finding {
    Finding {
        rule: "r".into(),
        title: "".into(),
        ground: Ground::ALL[0],
        result: FindingResult::Met,
        effect: Effect::Warn,
        provision: "".into(),
        source: "".into(),
        confidence: Confidence::Seen,
        explanation: explanation.into(),
        remedy: "".into(),
        facts: Default::default(),
        missing: Default::default(),
        essential: false,
    }
}

fn found(findings: Vec<Finding>) -> Said {
    supplied(Facts::new(), Opinion { law: "1".into(), findings })
}

fn answered(text: String, handling: Handling) -> Said {
    Said::Answered { text, complete: true, handling }
}

fn marked(marking: String) -> Said {
    answered("so".into(), Handling { marking, ..Handling::default() })
}

fn id(number: u8) -> MessageId {
    MessageId::from_bytes([number; 16])
}

fn recall_answered(passed_on: Vec<String>, reasons: String) -> Said {
    Said::RecallAnswered { recall: id(1), outcome: RecallOutcome::Kept, passed_on, reasons }
}

fn consent_asked(recipient: String, reasons: String) -> Said {
    Said::ConsentAsked { wanted: Use::Court, recipient, reasons }
}

fn long() -> String {
    words(REASONS_BYTES_MAX + 1)
}

fn questions(count: usize) -> Said {
    Said::MoreAsked { questions: vec![Question { fact: None, text: "Which?".into() }; count] }
}

fn refused(count: usize, reasons: String) -> Said {
    Said::Refused { grounds: Ground::ALL[..count].to_vec(), reasons }
}

fn list(items: usize) -> Value {
    Value::List(vec!["a".into(); items])
}

fn accepted(note: String) -> Said {
    Said::Accepted { note, expected: None }
}

fn forwarded(authority: String, note: String) -> Said {
    Said::Forwarded { authority, note }
}

fn request_corrected(message: MessageId, fields: Facts, reasons: &[(&str, String)]) -> Said {
    let reasons = reasons.iter().map(|(name, why)| ((*name).to_owned(), why.clone())).collect();
    Said::RequestCorrected {
        message,
        fields,
        reasons,
        opinion: Opinion { law: "1".into(), findings: Vec::new() },
    }
}

fn answer_corrected(message: MessageId, text: String, files: usize, reasons: String) -> Said {
    let files = (0..files).map(|n| AttachmentId::from_bytes([u8::try_from(n).unwrap(); 16])).collect();
    Said::AnswerCorrected { message, text, handling: Handling::default(), files, reasons }
}

fn correction_answered(passed_on: Vec<String>, reasons: String) -> Said {
    Said::CorrectionAnswered { correction: id(1), followed: false, passed_on, reasons }
}

/// What a liar says, and the code that it is told.
type Lie = (&'static str, Liar, fn() -> Said, &'static str);

/// Things that a bureau may not say, or not so.
const LIES: &[Lie] = &[
    ("an answer by who asks", Asking, || answered("yes".into(), Handling::default()), "mismatch"),
    ("acceptance by who asks", Asking, || accepted("yes".into()), "mismatch"),
    ("questions by who asks", Asking, || questions(1), "mismatch"),
    ("forwarding by who asks", Asking, || forwarded("Court".into(), String::new()), "mismatch"),
    ("refusal by who asks", Asking, || refused(1, "no".into()), "mismatch"),
    ("reading by who asks", Asking, || Said::Read, "mismatch"),
    (
        "the request again",
        Asking,
        || Said::Request { fields: Facts::new(), opinion: Opinion { law: "1".into(), findings: Vec::new() } },
        "mismatch",
    ),
    (
        "a request by who is asked",
        Asked,
        || Said::Request { fields: Facts::new(), opinion: Opinion { law: "1".into(), findings: Vec::new() } },
        "mismatch",
    ),
    ("more supplied by who is asked", Asked, || fields([]), "mismatch"),
    ("withdrawal by who is asked", Asked, || withdrawn("no".into()), "mismatch"),
    (
        "consent that nobody asked for",
        Asking,
        || Said::ConsentAnswered { asked: id(1), granted: true, terms: String::new() },
        "mismatch",
    ),
    ("an answer to no recall", Asked, || recall_answered(Vec::new(), "so".into()), "mismatch"),
    (
        "a recall of nothing",
        Asking,
        || Said::Recalled { messages: Vec::new(), reasons: "so".into() },
        "mismatch",
    ),
    (
        "a recall of what was not said",
        Asking,
        || Said::Recalled { messages: vec![id(1)], reasons: "so".into() },
        "mismatch",
    ),
    ("too long reasons", Asking, || withdrawn(long()), "wire-too-large"),
    ("reasons that ring a bell", Asking, || withdrawn("\u{7}".into()), "wire-no-text"),
    ("reasons turned around", Asking, || withdrawn("\u{202e}fdp".into()), "wire-no-text"),
    ("a nul in the reasons", Asking, || withdrawn("a\0b".into()), "wire-no-text"),
    (
        "a field too long",
        Asking,
        || fields([("request.reason".into(), words(FIELD_BYTES_MAX + 1).as_str().into())]),
        "wire-too-large",
    ),
    (
        "a field's name too long",
        Asking,
        || fields([(words(FIELD_NAME_BYTES_MAX + 1), true.into())]),
        "wire-too-large",
    ),
    ("a field's name of two lines", Asking, || fields([("a\nb".into(), true.into())]), "wire-no-text"),
    (
        "a field that turns the line around",
        Asking,
        || fields([("person.family_name".into(), "\u{202e}x".into())]),
        "wire-no-text",
    ),
    (
        "too many fields",
        Asking,
        || fields((0..=FIELDS_MAX).map(|n| (format!("f{n}"), true.into()))),
        "wire-too-large",
    ),
    (
        "too long a list",
        Asking,
        || fields([("person.aliases".into(), list(LIST_ITEMS_MAX + 1))]),
        "wire-too-large",
    ),
    (
        "a list in a list",
        Asking,
        || fields([("person.aliases".into(), Value::List(vec![list(1)]))]),
        "wire-too-large",
    ),
    (
        "all fields too large together",
        Asking,
        || fields((0..17).map(|n| (format!("f{n}"), words(FIELD_BYTES_MAX).as_str().into()))),
        "wire-too-large",
    ),
    ("too many findings", Asking, || found(vec![finding(String::new()); FINDINGS_MAX + 1]), "wire-too-large"),
    ("a finding too long", Asking, || found(vec![finding(long())]), "wire-too-large"),
    (
        "a finding with a control character",
        Asking,
        || found(vec![finding("\u{1b}[2J".into())]),
        "wire-no-text",
    ),
    (
        "all findings too large together",
        Asking,
        || found(vec![finding(words(REASONS_BYTES_MAX)); 129]),
        "wire-too-large",
    ),
    (
        "too long a name of the law",
        Asking,
        || supplied(Facts::new(), Opinion { law: long(), findings: Vec::new() }),
        "wire-too-large",
    ),
    ("too many questions", Asked, || questions(QUESTIONS_MAX + 1), "wire-too-large"),
    (
        "a question about a field of two lines",
        Asked,
        || Said::MoreAsked { questions: vec![Question { fact: Some("a\nb".into()), text: "x".into() }] },
        "wire-no-text",
    ),
    (
        "too long a question",
        Asked,
        || Said::MoreAsked { questions: vec![Question { fact: None, text: long() }] },
        "wire-too-large",
    ),
    ("three grounds", Asked, || refused(3, "no".into()), "wire-too-large"),
    ("too long reasons of a refusal", Asked, || refused(1, long()), "wire-too-large"),
    ("too long a note", Asked, || accepted(long()), "wire-too-large"),
    (
        "an authority of two lines",
        Asked,
        || forwarded("Court\nof Lyon".into(), String::new()),
        "wire-no-text",
    ),
    ("too long a name of an authority", Asked, || forwarded(long(), String::new()), "wire-too-large"),
    ("too long an answer", Asked, || answered(long(), Handling::default()), "wire-too-large"),
    ("an answer that is no text", Asked, || answered("\u{8}".into(), Handling::default()), "wire-no-text"),
    ("too long a marking", Asked, || marked(words(MARKING_BYTES_MAX + 1)), "wire-too-large"),
    ("a marking of two lines", Asked, || marked("4x4 A1\nH0".into()), "wire-no-text"),
    ("a marking that is turned around", Asked, || marked("\u{2067}TLP:RED".into()), "wire-no-text"),
    (
        "too long conditions",
        Asked,
        || answered("so".into(), Handling { terms: long(), ..Handling::default() }),
        "wire-too-large",
    ),
    (
        "too long a recipient",
        Asking,
        || consent_asked(words(RECIPIENT_BYTES_MAX + 1), "so".into()),
        "wire-too-large",
    ),
    (
        "a recipient of two lines",
        Asking,
        || consent_asked("Court\nof Lyon".into(), "so".into()),
        "wire-no-text",
    ),
    ("too long reasons for consent", Asking, || consent_asked("Court".into(), long()), "wire-too-large"),
    (
        "too many who have it",
        Asked,
        || recall_answered(vec!["Europol".into(); PASSED_ON_MAX + 1], String::new()),
        "wire-too-large",
    ),
    (
        "one who has it, in two lines",
        Asked,
        || recall_answered(vec!["a\nb".into()], String::new()),
        "wire-no-text",
    ),
    (
        "too long reasons of a recall",
        Asking,
        || Said::Recalled { messages: vec![id(1)], reasons: long() },
        "wire-too-large",
    ),
    (
        "a correction of a request that was never said",
        Asking,
        || request_corrected(id(1), Facts::new(), &[("person.family_name", "so".into())]),
        "mismatch",
    ),
    (
        "a correction of the request by who is asked",
        Asked,
        || request_corrected(id(1), Facts::new(), &[("person.family_name", "so".into())]),
        "mismatch",
    ),
    (
        "a correction of an answer that was never said",
        Asked,
        || answer_corrected(id(1), "so".into(), 0, "so".into()),
        "mismatch",
    ),
    (
        "a correction of an answer by who asks",
        Asking,
        || answer_corrected(id(1), "so".into(), 0, "so".into()),
        "mismatch",
    ),
    ("an answer to no correction", Asking, || correction_answered(Vec::new(), "so".into()), "mismatch"),
    (
        "too many fields corrected",
        Asking,
        || {
            let mut said = request_corrected(id(1), Facts::new(), &[]);
            if let Said::RequestCorrected { reasons, .. } = &mut said {
                reasons.extend((0..=FIELDS_MAX).map(|n| (format!("f{n}"), "so".to_owned())));
            }
            said
        },
        "wire-too-large",
    ),
    (
        "a field corrected whose name has two lines",
        Asking,
        || request_corrected(id(1), Facts::new(), &[("a\nb", "so".into())]),
        "wire-no-text",
    ),
    (
        "too long reasons of a field",
        Asking,
        || request_corrected(id(1), Facts::new(), &[("person.family_name", long())]),
        "wire-too-large",
    ),
    (
        "a corrected field too long",
        Asking,
        || {
            let fields = [("request.reason".to_owned(), words(FIELD_BYTES_MAX + 1).as_str().into())].into();
            request_corrected(id(1), fields, &[("request.reason", "so".into())])
        },
        "wire-too-large",
    ),
    (
        "too long an answer in place of another",
        Asked,
        || answer_corrected(id(1), long(), 0, "so".into()),
        "wire-too-large",
    ),
    (
        "an answer in place of another that is turned around",
        Asked,
        || answer_corrected(id(1), "\u{202e}fdp".into(), 0, "so".into()),
        "wire-no-text",
    ),
    (
        "too many wrong files",
        Asked,
        || answer_corrected(id(1), "so".into(), ATTACHMENTS_MAX + 1, "so".into()),
        "wire-too-large",
    ),
    (
        "too many who had what was wrong",
        Asked,
        || correction_answered(vec!["Europol".into(); PASSED_ON_MAX + 1], "so".into()),
        "wire-too-large",
    ),
    (
        "too many recalled",
        Asking,
        || Said::Recalled {
            messages: (0..1_001_u32)
                .map(|n| {
                    let mut bytes = [0; 16];
                    bytes[..4].copy_from_slice(&n.to_be_bytes());
                    MessageId::from_bytes(bytes)
                })
                .collect(),
            reasons: "so".into(),
        },
        "wire-too-large",
    ),
];

#[test]
fn what_is_false_or_beyond_its_limits_is_refused() {
    assert!(LIES.len() + BENT.len() >= 60, "{} and {}", LIES.len(), BENT.len());
    for (name, liar, said, expected) in LIES {
        let scene = Scene::new();
        let envelope = scene.of(*liar).0.sealed(&scene.message(*liar, said()));
        scene.check(name, *liar, &envelope, expected);
    }
}

/// A lie about the message around what is said.
type Bent = fn(&Scene, &mut Message);

fn file(content: &[u8]) -> (Attachment, Vec<u8>) {
    let attachment = Attachment {
        id: AttachmentId::from_bytes([0xaa; 16]),
        name: "b.pdf".into(),
        media_type: "application/pdf".into(),
        bytes: u64::try_from(content.len()).unwrap(),
        digest: seal::digest::sha256(content),
    };
    (attachment, content.to_vec())
}

fn with(message: &mut Message, change: impl FnOnce(&mut Attachment, &mut Vec<u8>)) {
    let (mut attachment, mut content) = file(b"paper");
    change(&mut attachment, &mut content);
    message.attachments.push((attachment, content));
}

/// What is wrong around what is said.
const BENT: &[(&str, Bent, &str)] = &[
    ("no number", |_, m| m.number = 0, "out-of-order"),
    ("a number ahead", |_, m| m.number += 1, "out-of-order"),
    ("the number before", |_, m| m.number -= 1, "out-of-order"),
    ("the last number of all", |_, m| m.number = u32::MAX, "out-of-order"),
    ("another kind", |_, m| m.kind = Kind::RedNotice, "mismatch"),
    ("a request that is not known", |_, m| m.request = RequestId::from_bytes([9; 16]), "out-of-order"),
    (
        "a request that is not known, from its beginning",
        |_, m| {
            m.request = RequestId::from_bytes([9; 16]);
            m.number = 1;
        },
        "mismatch",
    ),
    ("another sender", |_, m| m.from = "GS".parse().unwrap(), "wire-and-seal-differ"),
    ("the recipient as sender", |_, m| m.from = "US".parse().unwrap(), "wire-and-seal-differ"),
    ("a reference of two lines", |_, m| m.reference = "FR\n1".into(), "wire-no-text"),
    ("a reference turned around", |_, m| m.reference = "\u{2066}FR".into(), "wire-no-text"),
    ("too long a reference", |_, m| m.reference = words(REFERENCE_BYTES_MAX + 1), "wire-too-large"),
    (
        "an identifier that was used, with other content",
        |s, m| m.id = s.us.look(LIAISON, s.asked).case.told[0].message,
        "identifier-taken",
    ),
    ("a file that is altered", |_, m| with(m, |_, content| content[0] ^= 1), "wire-file-altered"),
    ("a file of another size", |_, m| with(m, |file, _| file.bytes += 1), "wire-file-altered"),
    ("a file with another digest", |_, m| with(m, |file, _| file.digest = [0; 32]), "wire-file-altered"),
    (
        "a file whose name is a path of two lines",
        |_, m| with(m, |file, _| file.name = "a\n/etc/passwd".into()),
        "wire-no-text",
    ),
    (
        "a file whose name is turned around",
        |_, m| with(m, |file, _| file.name = "fdp.\u{202e}exe".into()),
        "wire-no-text",
    ),
    ("a file whose name is too long", |_, m| with(m, |file, _| file.name = words(201)), "wire-too-large"),
    (
        "a file whose type is too long",
        |_, m| with(m, |file, _| file.media_type = words(MEDIA_TYPE_BYTES_MAX + 1)),
        "wire-too-large",
    ),
    (
        "a file whose type breaks a header",
        |_, m| with(m, |file, _| file.media_type = "a/b\r\nSet-Cookie: x".into()),
        "wire-no-text",
    ),
    (
        "a file too large",
        |_, m| m.attachments.push(file(&vec![0; ATTACHMENT_BYTES_MAX + 1])),
        "wire-too-large",
    ),
    (
        "too many files",
        |_, m| (0..=ATTACHMENTS_MAX).for_each(|_| m.attachments.push(file(b"x"))),
        "wire-too-large",
    ),
    ("two files of one identifier", |_, m| (0..2).for_each(|_| m.attachments.push(file(b"x"))), "mismatch"),
    (
        "a file whose identifier was used",
        |s, m| {
            let used = s.us.look(LIAISON, s.asked).case.attachments[0].id;
            with(m, |file, _| file.id = used);
        },
        "mismatch",
    ),
];

/// A lie in a correction of something that was said.
type Wrong = fn(&Scene, &mut Message);

/// A correction as it could be true, with what makes it false.
const WRONG: &[(&str, Liar, Wrong, &str)] = &[
    (
        "a field corrected without reasons",
        Asking,
        |_, m| {
            if let Said::RequestCorrected { reasons, .. } = &mut m.said {
                reasons.clear();
            }
        },
        "mismatch",
    ),
    (
        "reasons for a field that stays as it was",
        Asking,
        |_, m| {
            if let Said::RequestCorrected { reasons, .. } = &mut m.said {
                reasons.insert("person.given_names".into(), "so".into());
            }
        },
        "mismatch",
    ),
    (
        "a field changed beside the one that is named",
        Asking,
        |_, m| {
            if let Said::RequestCorrected { fields, .. } = &mut m.said {
                fields.insert("request.urgency".into(), "urgent".into());
            }
        },
        "mismatch",
    ),
    ("a correction with a file", Asking, |_, m| with(m, |_, _| {}), "mismatch"),
    ("a correction ahead of its time", Asking, |_, m| m.number += 1, "out-of-order"),
    (
        "a correction of what the other side said",
        Asking,
        |s, m| {
            let theirs = s.fr.look(LIAISON, s.asking).case;
            let answer = theirs.told.iter().rev().find(|told| told.from == *theirs.other()).unwrap().message;
            if let Said::RequestCorrected { message, .. } = &mut m.said {
                *message = answer;
            }
        },
        "mismatch",
    ),
    (
        "a wrong file that was never sent",
        Asked,
        |_, m| {
            if let Said::AnswerCorrected { files, .. } = &mut m.said {
                files.push(AttachmentId::from_bytes([7; 16]));
            }
        },
        "mismatch",
    ),
    (
        "a correction of the request as if it were an answer",
        Asked,
        |s, m| {
            let request = s.fr.look(LIAISON, s.asking).case.told[0].message;
            if let Said::AnswerCorrected { message, .. } = &mut m.said {
                *message = request;
            }
        },
        "mismatch",
    ),
];

#[test]
fn a_correction_that_does_not_fit_what_was_said_is_refused() {
    for (name, liar, bend, expected) in WRONG {
        let scene = Scene::new();
        let case = scene.fr.look(LIAISON, scene.asking).case;
        let said = match liar {
            Asking => {
                let mut fields = case.told[0].said.stated().unwrap().clone();
                fields.insert("person.family_name".into(), "Okonkwo-Bell".into());
                let reasons = [("person.family_name", "the register was wrong".to_owned())];
                request_corrected(case.told[0].message, fields, &reasons)
            }
            Asked => {
                let answer = case.told.iter().rev().find(|told| told.from == *case.other()).unwrap();
                answer_corrected(answer.message, "Otherwise.".into(), 0, "a namesake".into())
            }
        };
        let mut message = scene.message(*liar, said);
        bend(&scene, &mut message);
        scene.check(name, *liar, &scene.of(*liar).0.sealed(&message), expected);
    }
}

#[test]
fn a_message_that_is_not_what_it_says_is_refused() {
    for (name, bend, expected) in BENT {
        let scene = Scene::new();
        let mut message = scene.message(Asking, withdrawn("no longer".into()));
        bend(&scene, &mut message);
        scene.check(name, Asking, &scene.fr.sealed(&message), expected);
    }
}

/// What somebody makes of written bytes.
type Written = fn(Vec<u8>) -> Vec<u8>;

/// What stands in a proper envelope in place of a message.
const INNER: &[(&str, Written, &str)] = &[
    ("nothing", |_| Vec::new(), "wire-unreadable"),
    ("a version alone", |bytes| bytes[..2].to_vec(), "wire-unreadable"),
    (
        "a later version",
        |mut bytes| {
            bytes[1] = 2;
            bytes
        },
        "wire-unknown-version",
    ),
    ("cut short", |bytes| bytes[..bytes.len() - 1].to_vec(), "wire-unreadable"),
    ("something after it", |bytes| [bytes, vec![0]].concat(), "wire-unreadable"),
    ("nested a thousand deep", |_| [vec![0, 1], vec![0x81; 1000], vec![0]].concat(), "wire-unreadable"),
    (
        "a length that is a lie",
        |_| vec![0, 1, 0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        "wire-unreadable",
    ),
];

/// What comes in place of an envelope.
const OUTER: &[(&str, Written, &str)] = &[
    ("an envelope cut short", |bytes| bytes[..bytes.len() / 2].to_vec(), "malformed"),
    ("an envelope with more after it", |bytes| [bytes, vec![0]].concat(), "malformed"),
    (
        "an envelope altered in the middle",
        |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        },
        "cannot-open",
    ),
    ("a page of the web", |_| b"GET / HTTP/1.1\r\n\r\n".to_vec(), "not-an-envelope"),
    (
        "an envelope for nobody",
        |mut bytes| {
            bytes[0] ^= 1;
            bytes
        },
        "not-an-envelope",
    ),
];

/// Bytes in a proper envelope, and bytes that are none.
#[test]
fn bytes_that_are_no_message_are_refused() {
    let payload = |scene: &Scene| wire::write(&scene.message(Asking, withdrawn("no longer".into()))).unwrap();
    for (name, write, expected) in INNER {
        let scene = Scene::new();
        let envelope = scene.fr.sealed_bytes("US", id(0xee), &write(payload(&scene)));
        scene.check(name, Asking, &envelope, expected);
    }
    for (name, write, expected) in OUTER {
        let scene = Scene::new();
        let envelope = scene.fr.sealed(&scene.message(Asking, withdrawn("no longer".into())));
        scene.check(name, Asking, &write(envelope), expected);
    }
}

/// Said once more, also by way of another node, it is the same; said to another, it is nobody's.
#[test]
fn what_is_said_again_is_taken_once_and_what_is_for_another_is_refused() {
    let scene = Scene::new();
    let envelope = scene.fr.sealed(&scene.message(Asking, withdrawn("no longer".into())));
    let before = scene.us.look(LIAISON, scene.asked).case.told.len();
    for _ in 0..3 {
        assert_eq!(scene.us.answers(&envelope), "taken");
    }
    assert_eq!(scene.us.look(LIAISON, scene.asked).case.told.len(), before + 1);
    let refused = scene.fr.answers(&envelope);
    assert!(refused != "taken", "{refused}");
}
