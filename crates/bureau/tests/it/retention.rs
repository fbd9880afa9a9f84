//! How long closed cases are kept, and their end.

use bureau::{Command, DoorFault, Filter, SourceCommand, SourceContent};
use case::exchange::RecallOutcome;
use case::handling::{Handling, Use};
use case::id::{CaseId, OfficerId};
use case::life::{Refusal, Stage};
use case::request::Kind;
use futures::executor::block_on;

use crate::world::{DUTY, LIAISON, Node, PROTECTION, REVIEWER, deliver, world};

const DAY: i64 = 86_400;

/// Everything that waits goes both ways.
fn settle(fr: &Node, us: &Node) {
    while deliver(fr, us) + deliver(us, fr) > 0 {}
}

/// A request of this kind, answered in full and closed on both sides.
pub(crate) fn closed(kind: Kind) -> (Node, Node, CaseId, CaseId) {
    let (fr, us) = world();
    let asking = fr.open(kind, &[("person.family_name", "Okonkwo")]);
    fr.send(asking);
    settle(&fr, &us);
    let asked = us.rows(&Filter::default())[0].id;
    us.look(LIAISON, asked);
    let handling = Handling::default();
    us.act(LIAISON, asked, Command::Answer { text: "Not here.".into(), complete: true, handling }).unwrap();
    settle(&fr, &us);
    for (node, id) in [(&fr, asking), (&us, asked)] {
        node.act(LIAISON, id, Command::Close { reasons: "done".into() }).unwrap();
        assert_eq!(node.stage(id), Stage::Closed);
    }
    (fr, us, asking, asked)
}

/// Lets so many days pass, and ends what is over.
pub(crate) fn end(node: &Node, days: i64) {
    node.pass_seconds(days * DAY);
    block_on(node.bureau.end_periods()).unwrap();
}

fn is_there(node: &Node, id: CaseId) -> bool {
    let there = node.bureau.kept(PROTECTION).unwrap().iter().any(|row| row.case == id);
    assert_eq!(block_on(node.bureau.case(LIAISON, id, "test")).is_ok(), there);
    there
}

fn discard(node: &Node, who: OfficerId, id: CaseId) -> Result<(), DoorFault> {
    node.act(who, id, Command::Discard { reasons: "of no use any more".into() }).map(|_| ())
}

#[test]
fn a_closed_case_is_erased_after_its_last_day_and_the_record_says_so() {
    let (fr, _, id, _) = closed(Kind::InformationRequest);
    let row = fr.bureau.kept(PROTECTION).unwrap().remove(0);
    assert!(row.case == id && !row.soon);
    let today = jiff::tz::TimeZone::UTC.to_datetime(fr.now()).date();
    let left = i64::from((row.until - today).get_days());
    end(&fr, left - 100);
    assert!(fr.bureau.kept(DUTY).unwrap()[0].soon, "whoever decides is told in time");
    assert!(fr.bureau.kept(LIAISON).unwrap().is_empty(), "nobody else is");
    end(&fr, 100);
    assert!(is_there(&fr, id), "its last day");
    end(&fr, 1);
    assert!(!is_there(&fr, id));
    let (_, erased) = block_on(fr.bureau.oversight(PROTECTION)).unwrap().erased.remove(0);
    assert_eq!((erased.case, erased.answer, erased.by), (id, None, None));
    assert!(!is_there(&fr.restarted(), id));
}

#[test]
fn who_answers_for_it_keeps_it_longer_or_ends_it() {
    let (fr, _, id, _) = closed(Kind::InformationRequest);
    let until = fr.bureau.kept(PROTECTION).unwrap()[0].until;
    let keep = |years: i16, reasons: &str| Command::Retain {
        until: until.saturating_add(jiff::Span::new().years(years)),
        reasons: reasons.into(),
    };
    let far = fr.act(PROTECTION, id, keep(1, "an appeal is pending"));
    assert_eq!(far.unwrap_err(), DoorFault::Refused(Refusal::BadPeriod { years: 5 }));
    fr.pass_seconds(400 * DAY);
    let silent = fr.act(PROTECTION, id, keep(1, " "));
    assert_eq!(silent.unwrap_err(), DoorFault::Refused(Refusal::NoReasons));
    let liaison = fr.act(LIAISON, id, keep(1, "an appeal is pending"));
    assert_eq!(liaison.unwrap_err(), DoorFault::NotPermitted { command: "retain" });
    fr.act(PROTECTION, id, keep(1, "an appeal is pending")).unwrap();
    assert!(fr.bureau.kept(PROTECTION).unwrap()[0].until > until);
    assert_eq!(discard(&fr, REVIEWER, id), Err(DoorFault::NotPermitted { command: "discard" }));
    discard(&fr, PROTECTION, id).unwrap();
    assert!(!is_there(&fr, id) && !is_there(&fr.restarted(), id));
    let (_, erased) = block_on(fr.bureau.oversight(PROTECTION)).unwrap().erased.remove(0);
    assert_eq!((erased.answer, erased.by), (None, Some(PROTECTION)));
}

#[test]
fn what_was_published_is_recalled_before_it_is_erased() {
    let (fr, us, asking, asked) = closed(Kind::Diffusion);
    assert_eq!(discard(&fr, PROTECTION, asking), Err(DoorFault::Refused(Refusal::RecallFirst)));
    end(&fr, 6 * 365);
    assert!(is_there(&fr, asking), "the other bureau is told first");
    settle(&fr, &us);
    end(&fr, 1);
    assert!(is_there(&fr, asking), "and has time to answer");
    assert_eq!(discard(&fr, PROTECTION, asking), Err(DoorFault::Refused(Refusal::RecallOpen)));
    let recall = us.look(LIAISON, asked).case.recalls()[0].recall.message;
    let (outcome, passed_on, reasons) = (RecallOutcome::Deleted, Vec::new(), String::new());
    us.act(DUTY, asked, Command::AnswerRecall { recall, outcome, passed_on, reasons }).unwrap();
    settle(&fr, &us);
    assert!(!is_there(&us, asked), "its copy is gone");
    end(&fr, 1);
    assert!(!is_there(&fr, asking));
}

#[test]
fn a_bureau_that_never_answers_a_recall_does_not_keep_it_for_ever() {
    let (fr, us, asking, _) = closed(Kind::Diffusion);
    end(&fr, 6 * 365);
    settle(&fr, &us);
    end(&fr, 30);
    assert!(is_there(&fr, asking));
    end(&fr, 1);
    assert!(!is_there(&fr, asking));
}

#[test]
fn a_case_in_which_the_other_bureau_waits_for_an_answer_stays_until_it_has_one() {
    let (fr, us, asking, asked) = closed(Kind::InformationRequest);
    let (wanted, recipient, reasons) = (Use::Court, "Court of Lyon".into(), "the appeal".into());
    fr.act(LIAISON, asking, Command::AskConsent { wanted, recipient, reasons }).unwrap();
    settle(&fr, &us);
    assert_eq!(discard(&us, PROTECTION, asked), Err(DoorFault::Refused(Refusal::StillAsked)));
    end(&us, 6 * 365);
    assert!(is_there(&us, asked));
    let question = us.look(LIAISON, asked).case.consents()[0].question.message;
    us.act(DUTY, asked, Command::AnswerConsent { asked: question, granted: true, terms: String::new() })
        .unwrap();
    settle(&fr, &us);
    end(&us, 1);
    assert!(!is_there(&us, asked));
}

/// What the node says by itself holds no officer's words: a message that is held back keeps no case for ever, nor others with it.
#[test]
fn what_is_held_back_for_a_source_stops_no_period() {
    let (fr, us, asking, asked) = closed(Kind::Diffusion);
    let content = SourceContent {
        cover: "Kingfisher".into(),
        grading: "4x4 B2 H1".into(),
        said: "that the money is there".into(),
        identifiers: vec!["Zbigniew Wojciechowski".into()],
        ..SourceContent::default()
    };
    let begin = SourceCommand::Begin { named: vec![DUTY], content };
    block_on(fr.bureau.act_on_source(LIAISON, asking, None, begin, "handling")).unwrap();
    let case = fr.look(DUTY, asking).case;
    let ours = case.told.iter().find(|told| told.from == *fr.bureau.me()).unwrap();
    let reasons = "it names WOJCIECHOWSKI, Zbigniew".to_owned();
    let recall = Command::Recall { messages: vec![ours.message], reasons };
    assert_eq!(fr.act(DUTY, asking, recall).unwrap_err().code(), "source-held");
    end(&fr, 6 * 365);
    settle(&fr, &us);
    assert_eq!(us.look(LIAISON, asked).case.recalls().len(), 1);
}
