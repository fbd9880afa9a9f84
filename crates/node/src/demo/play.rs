//! Playing the cases: every act passes the same door as an officer's.

use std::time::Duration;

use bureau::{Bureau, Command, Filter, Row, TaskCommand};
use case::bureau::{BureauCode, Role};
use case::exchange::{Moment, Question, Report};
use case::ground::Ground;
use case::handling::{Handling, Use};
use case::id::{CaseId, OfficerId};
use case::request::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::time::{Instant, sleep};

use super::DemoFault;
use super::house::House;
use super::story::{self, Deed, FILES, Step, Story, day_in};
use crate::exercise;

/// Why the officers of the demonstration act, as the journal records it.
const PURPOSE: &str = "demonstration";
/// How long a message may take between two nodes of one machine.
const DELIVERY_TIME_MAX: Duration = Duration::from_secs(20);

/// Plays every case.
pub(super) async fn all(house: &House) -> Result<(), DemoFault> {
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    for (name, text) in FILES {
        let played = match Story::read(text) {
            Ok(story) => play(house, &story, today).await,
            Err(why) => Err(why),
        };
        played.map_err(|why| DemoFault::Story { story: (*name).to_owned(), why })?;
    }
    Ok(())
}

async fn play(house: &House, story: &Story, today: Date) -> Result<(), String> {
    let sides = [code(&story.from)?, code(&story.to)?];
    let [from, to] = &sides;
    let bureau = open_bureau(house, from)?;
    let writer = officer(&bureau, Role::LiaisonOfficer)?;
    let kind = Kind::parse(&story.kind).ok_or_else(|| format!("`{}` is no kind", story.kind))?;
    let open = Command::Open { kind, to: to.clone(), origin: story.origin(), circle: Vec::new() };
    let case = act(&bureau, writer, None, open).await?;
    let changes = story::changes(&story.fields, &bureau, today)?;
    act(&bureau, writer, Some(case), Command::Edit(changes)).await?;
    let reference = row(&bureau, writer, |row| row.id == case)?.reference;
    for step in &story.step {
        let at = open_bureau(house, &code(&step.at)?)?;
        take_step(&at, &reference, step, today)
            .await
            .map_err(|why| format!("{} at {}: {why}", said(step), step.at))?;
        settle(house, &sides, &reference).await?;
    }
    Ok(())
}

async fn take_step(bureau: &Bureau, reference: &str, step: &Step, today: Date) -> Result<(), String> {
    let ours = row(bureau, officer(bureau, Role::LiaisonOfficer)?, |row| row.reference == reference)?;
    let who = officer(bureau, role(&step.deed, ours.side == case::life::Side::Requesting))?;
    let command = match &step.deed {
        Deed::Submit { explain } => {
            Command::Submit { explained: explained(bureau, who, ours.id, explain).await? }
        }
        Deed::Judge { reasons } => {
            let judged = exercise::judge(bureau, (who, PURPOSE), ours.id, reasons).await;
            return judged.map(|_| ()).map_err(|fault| fault.to_string());
        }
        Deed::Approve => {
            let view = bureau.case(who, ours.id, PURPOSE).await.map_err(|fault| fault.to_string())?;
            Command::Approve { seen: view.case.revision }
        }
        Deed::Read => {
            return bureau.case(who, ours.id, PURPOSE).await.map(|_| ()).map_err(|fault| fault.to_string());
        }
        Deed::Accept { note, in_days } => {
            Command::Accept { note: note.clone(), expected: Some(day_in(today, *in_days)) }
        }
        Deed::AskMore { questions } => {
            Command::AskMore { questions: questions.iter().map(question).collect() }
        }
        Deed::Forward { authority, note } => {
            Command::Forward { authority: authority.clone(), note: note.clone() }
        }
        Deed::GiveTask { asked, in_days } => Command::Task(TaskCommand::Give {
            authority: officer(bureau, Role::Authority)?,
            asked: asked.clone(),
            due: Some(day_in(today, *in_days)),
            files: Vec::new(),
        }),
        Deed::Report { step, in_days, text } => {
            let (step, text, instead_of) = (step.clone(), text.clone(), None);
            let happened = Moment { day: day_in(today, *in_days), time: None };
            let report =
                Report { step, happened, text, exhibit: None, instead_of, handling: Handling::default() };
            Command::Report { report, remind: None }
        }
        Deed::Answer { text, complete, marking } => {
            let handling = Handling { marking: marking.clone(), ..Handling::default() };
            Command::Answer { text: text.clone(), complete: *complete, handling }
        }
        Deed::AskConsent { wanted, recipient, reasons } => Command::AskConsent {
            wanted: Use::parse(wanted).ok_or_else(|| format!("no such use: {wanted}"))?,
            recipient: recipient.clone(),
            reasons: reasons.clone(),
        },
        Deed::Recall { reasons } => {
            let case = bureau.case(who, ours.id, PURPOSE).await.map_err(|fault| fault.to_string())?.case;
            let told = case.told.iter().filter(|told| told.from == *bureau.me());
            let whole = told.filter(|told| told.said.handling().is_some());
            Command::Recall { messages: whole.map(|told| told.message).collect(), reasons: reasons.clone() }
        }
        Deed::Enclose { name, text } => Command::Attach {
            name: name.clone(),
            media_type: "text/plain".to_owned(),
            content: text.clone().into_bytes(),
        },
        Deed::Refuse { grounds, reasons } => {
            Command::Refuse { grounds: self::grounds(grounds)?, reasons: reasons.clone() }
        }
        Deed::Note { text } => Command::Note { text: text.clone() },
    };
    act(bureau, who, Some(ours.id), command).await.map(|_| ())
}

/// Who does it: drafts are the liaison officer's, what comes in is the duty officer's.
const fn role(deed: &Deed, is_requesting: bool) -> Role {
    match deed {
        Deed::Judge { .. } => Role::LegalReviewer,
        Deed::Approve | Deed::Recall { .. } => Role::Approver,
        _ if is_requesting => Role::LiaisonOfficer,
        _ => Role::DutyOfficer,
    }
}

/// Every rule that asks for something, with the same words.
async fn explained(
    bureau: &Bureau,
    who: OfficerId,
    case: CaseId,
    words: &str,
) -> Result<Vec<(String, String)>, String> {
    let view = bureau.case(who, case, PURPOSE).await.map_err(|fault| fault.to_string())?;
    let open = view.opinion.findings.into_iter().filter(|finding| finding.is_raised() || finding.is_open());
    Ok(open.map(|finding| (finding.rule, words.to_owned())).collect())
}

/// Waits until both sides have delivered what they said; a node that is switched off is not waited for.
async fn settle(house: &House, sides: &[BureauCode; 2], reference: &str) -> Result<(), String> {
    let bureaus: Vec<Bureau> = sides.iter().filter_map(|side| house.place(side)?.bureau()).collect();
    if bureaus.len() < sides.len() {
        return Ok(());
    }
    let start = Instant::now();
    while start.elapsed() < DELIVERY_TIME_MAX {
        let mut waits = false;
        for bureau in &bureaus {
            let who = officer(bureau, Role::LiaisonOfficer)?;
            waits |= row(bureau, who, |row| row.reference == reference).is_ok_and(|row| row.undelivered);
        }
        if !waits {
            return Ok(());
        }
        sleep(Duration::from_millis(10)).await;
    }
    Err("a message between two nodes of this machine was not delivered".to_owned())
}

async fn act(
    bureau: &Bureau,
    who: OfficerId,
    case: Option<CaseId>,
    command: Command,
) -> Result<CaseId, String> {
    let done = bureau.act(who, case, command, PURPOSE).await.map_err(|fault| fault.to_string())?;
    match done.conflicts.first() {
        Some(conflict) => Err(format!("`{}` was changed by another", conflict.field)),
        None => Ok(done.case),
    }
}

fn row(bureau: &Bureau, who: OfficerId, is_meant: impl Fn(&Row) -> bool) -> Result<Row, String> {
    let page = bureau.docket(who, &Filter::default()).map_err(|fault| fault.to_string())?;
    page.rows.into_iter().find(is_meant).ok_or_else(|| "the case is not in the docket".to_owned())
}

fn open_bureau(house: &House, code: &BureauCode) -> Result<Bureau, String> {
    house.place(code).and_then(|place| place.bureau()).ok_or_else(|| format!("no node of `{code}` runs"))
}

fn officer(bureau: &Bureau, role: Role) -> Result<OfficerId, String> {
    let found = bureau.officers().iter().find(|officer| officer.is(role)).map(|officer| officer.id);
    found.ok_or_else(|| format!("nobody is posted as {}", role.code()))
}

fn code(text: &str) -> Result<BureauCode, String> {
    text.parse().map_err(|error: case::bureau::BadCode| error.to_string())
}

fn question((fact, text): &(String, String)) -> Question {
    Question { fact: Some(fact.clone()).filter(|fact| !fact.is_empty()), text: text.clone() }
}

fn grounds(tags: &[String]) -> Result<Vec<Ground>, String> {
    tags.iter().map(|tag| Ground::parse(tag).ok_or_else(|| format!("`{tag}` is no ground"))).collect()
}

fn said(step: &Step) -> String {
    let words = format!("{:?}", step.deed);
    words.split([' ', '{']).next().unwrap_or_default().to_lowercase()
}
