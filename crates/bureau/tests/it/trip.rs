//! The whole trip of a request between two bureaus, as both write it down.

use bureau::{Command, Filter};
use case::exchange::{Question, Said};
use case::handling::Handling;
use case::life::Stage;
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{DUTY, LIAISON, Node, deliver, text, world};

/// Delivers both ways; then both sides stand at this stage.
fn check(fr: &Node, us: &Node, asking: case::id::CaseId, expected: Stage) -> case::id::CaseId {
    deliver(fr, us);
    deliver(us, fr);
    let asked = us.rows(&Filter::default())[0].id;
    assert_eq!((fr.stage(asking), us.stage(asked)), (expected, expected));
    asked
}

#[test]
fn a_request_is_drafted_checked_sent_read_supplied_and_answered() {
    let (fr, us) = world();
    let fields = [("person.family_name", "Okonkwo"), ("offence.facts_summary", "Transfers in both States.")];
    let asking = fr.open(Kind::InformationRequest, &fields);
    fr.send(asking);
    assert_eq!(fr.stage(asking), Stage::Waiting, "sent is only what the other side has taken");
    assert!(fr.rows(&Filter::default())[0].undelivered && us.rows(&Filter::default()).is_empty());

    deliver(&fr, &us);
    let row = us.rows(&Filter::default())[0].clone();
    assert!(row.unread && row.reference == "FR-2026-000001" && row.title == "Okonkwo");
    us.look(DUTY, row.id);
    let asked = check(&fr, &us, asking, Stage::Read);

    let accept = Command::Accept { note: "by Friday".into(), expected: Some(jiff::civil::date(2026, 1, 9)) };
    us.act(DUTY, asked, accept).unwrap();
    check(&fr, &us, asking, Stage::Accepted);

    let question = Question { fact: Some("request.reason".into()), text: "Why now?".into() };
    us.act(DUTY, asked, Command::AskMore { questions: vec![question] }).unwrap();
    check(&fr, &us, asking, Stage::MoreAsked);

    fr.edit(asking, &[("request.reason", "The account is about to be closed.")]);
    fr.send(asking);
    check(&fr, &us, asking, Stage::Delivered);
    let received = us.look(LIAISON, asked).case;
    assert_eq!(text(received.fact("request.reason")), "The account is about to be closed.");

    let content = b"%PDF-1.7 synthetic statement".to_vec();
    let attach = Command::Attach {
        name: "statement.pdf".into(),
        media_type: "application/pdf".into(),
        content: content.clone(),
    };
    us.act(LIAISON, asked, attach).unwrap();
    us.act(
        LIAISON,
        asked,
        Command::Answer { text: "See the statement.".into(), complete: true, handling: Handling::default() },
    )
    .unwrap();
    check(&fr, &us, asking, Stage::Answered);

    let told = fr.look(LIAISON, asking).case.told;
    let answer = told.last().unwrap();
    assert_eq!(
        answer.said,
        Said::Answered { text: "See the statement.".into(), complete: true, handling: Handling::default() }
    );
    let file = block_on(fr.bureau.attachment(LIAISON, asking, answer.attachments[0].id, "test")).unwrap();
    assert_eq!((file.0.name.as_str(), file.1), ("statement.pdf", content));
    assert_eq!(fr.look(LIAISON, asking).case.facts(), us.look(LIAISON, asked).case.facts());

    assert_eq!(fr.timeline(asking), ASKING);
    assert_eq!(us.timeline(asked), ASKED);
}

/// In journal order; looks are left out, and what happened several times in a row is named once.
const ASKING: &str = "opened edited submitted judged approved say:request delivered hear:read hear:accepted \
    hear:more-asked edited submitted approved say:supplied delivered hear:read hear:answered";

const ASKED: &str = "hear:request assessed say:read delivered say:accepted delivered say:more-asked delivered \
    hear:supplied assessed say:read attached say:answered delivered";

#[test]
fn a_request_that_is_withdrawn_or_refused_ends_on_both_sides() {
    let (fr, us, asking, asked) = crate::world::delivered(&[]);
    us.look(DUTY, asked);
    fr.act(LIAISON, asking, Command::Withdraw { reasons: "found elsewhere".into() }).unwrap();
    check(&fr, &us, asking, Stage::Withdrawn);

    let (fr, us, asking, asked) = crate::world::delivered(&[]);
    let grounds = vec![case::ground::Ground::EssentialInterests];
    us.act(DUTY, asked, Command::Refuse { grounds, reasons: "It cannot be done.".into() }).unwrap();
    check(&fr, &us, asking, Stage::Refused);
    fr.act(LIAISON, asking, Command::Close { reasons: "refused".into() }).unwrap();
    us.act(DUTY, asked, Command::Close { reasons: "refused".into() }).unwrap();
    assert_eq!((fr.stage(asking), us.stage(asked)), (Stage::Closed, Stage::Closed));
}
