//! What was typed into the forms of a dossier, as values.

use bureau::{
    Assessed, Basis, BreachEvent, Channel, Detected, DossierEvent, DueDay, Exception, Known, Milestone,
    Notice, Received, RedressEvent, Remedy, Risk, Settled, Telling, Verdict, Verdicted, Want, Window,
};
use case::bureau::BureauCode;
use case::id::CaseId;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::fault::Fault;
use crate::pages::typed::Typed;

/// What a form asks for.
pub(crate) enum Step {
    /// Search the node.
    Search,
    /// Compute the scope.
    Scope(Window),
    /// Something else.
    Event(DossierEvent),
}

/// The step of this name.
pub(crate) fn step(name: &str, typed: &Typed) -> Result<Step, Fault> {
    let text = |name: &str| typed.get(name).to_owned();
    let reasons = || text("reasons");
    let event = match name {
        "search" => return Ok(Step::Search),
        "scope" => return Ok(Step::Scope(window(typed)?)),
        "name" => {
            let officers = typed.all("officer").map(|id| id.parse().map_err(|_| Fault::BadForm));
            DossierEvent::Named { officers: officers.collect::<Result<_, _>>()? }
        }
        "note" => DossierEvent::Noted { text: text("text") },
        "close" => DossierEvent::Closed { reasons: reasons() },
        "assess" => DossierEvent::Breach(BreachEvent::Assessed(Assessed {
            risk: one(typed, "risk", Risk::parse)?,
            consequences: text("consequences"),
            measures: text("measures"),
        })),
        "tell" => {
            settled(typed, Settled::Told { at: moment(typed, "at")?, how: text("how"), late: text("late") })?
        }
        "except" => {
            let exception = one(typed, "exception", Exception::parse)?;
            settled(typed, Settled::Excepted { exception, reasons: reasons() })?
        }
        _ => DossierEvent::Redress(redress(name, typed)?),
    };
    Ok(Step::Event(event))
}

fn redress(name: &str, typed: &Typed) -> Result<RedressEvent, Fault> {
    let text = |name: &str| typed.get(name).to_owned();
    let reasons = || text("reasons");
    let case = || typed.get("case").parse::<CaseId>().map_err(|_| Fault::BadForm);
    Ok(match name {
        "identify" => RedressEvent::Identified { shown: text("shown"), proven: is_yes(typed, "proven")? },
        "contest" => RedressEvent::Contested { case: case()?, reasons: reasons() },
        "release" => RedressEvent::Released { case: case()?, reasons: reasons() },
        "decide" => {
            let basis = match typed.get("basis") {
                "" => None,
                code => Some(Basis::parse(code).ok_or(Fault::BadForm)?),
            };
            let verdict = one(typed, "verdict", Verdict::parse)?;
            let telling = one(typed, "telling", Telling::parse)?;
            let decision = Verdicted { verdict, telling, basis, reasons: reasons() };
            RedressEvent::Decided { case: case()?, decision }
        }
        "confirm" => RedressEvent::Confirmed,
        "send-back" => RedressEvent::SentBack { reasons: reasons() },
        "extend" => RedressEvent::Extended { until: day(typed, "until")?, reasons: reasons() },
        "reach" => RedressEvent::Reached {
            milestone: one(typed, "milestone", Milestone::parse)?,
            on: day(typed, "on")?,
        },
        "answer" => RedressEvent::Answered {
            on: day(typed, "on")?,
            text: text("text"),
            remedies: all(typed, "remedy", Remedy::parse)?,
        },
        "execute" => RedressEvent::Executed { case: case()?, what: text("what") },
        _ => return Err(Fault::NotFound),
    })
}

/// A person's request.
pub(crate) fn request(typed: &Typed) -> Result<Received, Fault> {
    let lines = |name: &str| -> Vec<String> {
        typed.get(name).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let due = match typed.get("due") {
        "" => None,
        _ => Some(DueDay { day: day(typed, "due")?, set_by: typed.get("due-by").to_owned() }),
    };
    Ok(Received {
        on: day(typed, "on")?,
        channel: one(typed, "channel", Channel::parse)?,
        counsel: typed.get("counsel").to_owned(),
        wants: all(typed, "want", Want::parse)?,
        names: lines("names"),
        born: if typed.get("born").is_empty() { None } else { Some(day(typed, "born")?) },
        documents: lines("documents"),
        references: lines("references"),
        words: typed.get("words").to_owned(),
        due,
    })
}

/// A breach that became known.
pub(crate) fn known(typed: &Typed) -> Result<Known, Fault> {
    Ok(Known {
        detected: one(typed, "detected", Detected::parse)?,
        at: moment(typed, "at")?,
        window: window(typed)?,
        words: typed.get("words").to_owned(),
    })
}

fn window(typed: &Typed) -> Result<Window, Fault> {
    let officers = typed.all("officer").map(|id| id.parse().map_err(|_| Fault::BadForm));
    Ok(Window {
        since: moment(typed, "since")?,
        until: moment(typed, "until")?,
        officers: officers.collect::<Result<_, _>>()?,
        bureau: bureau(typed.get("bureau"))?,
    })
}

fn settled(typed: &Typed, settled: Settled) -> Result<DossierEvent, Fault> {
    let whom = Notice::parse(typed.get("whom"), bureau(typed.get("to"))?).ok_or(Fault::BadForm)?;
    Ok(DossierEvent::Breach(BreachEvent::Settled { whom, settled }))
}

fn bureau(code: &str) -> Result<Option<BureauCode>, Fault> {
    if code.is_empty() { Ok(None) } else { code.parse().map(Some).map_err(|_| Fault::BadForm) }
}

fn one<T>(typed: &Typed, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    parse(typed.get(name)).ok_or(Fault::BadForm)
}

fn all<T>(typed: &Typed, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
    typed.all(name).map(|code| parse(code).ok_or(Fault::BadForm)).collect()
}

fn is_yes(typed: &Typed, name: &str) -> Result<bool, Fault> {
    typed.yes_or_no(name).ok_or(Fault::BadForm)
}

fn day(typed: &Typed, name: &str) -> Result<Date, Fault> {
    typed.get(name).parse().map_err(|_| Fault::BadForm)
}

/// A time as forms give it, in UTC.
fn moment(typed: &Typed, name: &str) -> Result<Timestamp, Fault> {
    let civil: DateTime = typed.get(name).parse().map_err(|_| Fault::BadForm)?;
    TimeZone::UTC.to_timestamp(civil).map_err(|_| Fault::BadForm)
}
