//! The entries of a dossier as they are stored: a version byte and CBOR, as for those of a case.

use case::bureau::BureauCode;
use case::id::{CaseId, OfficerId};
use jiff::civil::Date;
use liaison::wire::v1::{self, Bytes};
use serde::{Deserialize, Serialize};

use crate::breach::{
    Assessed, BreachEvent, Detected, Exception, Known, Notice, Risk, Scope, ScopeRow, Settled, Window,
};
use crate::dossier::{DossierEntry, DossierEvent};
use crate::record::{self, RecordFault, moment};
use crate::redress::{
    Basis, Channel, DueDay, Hit, Milestone, Received, RedressEvent, Remedy, Searched, Telling, Trace,
    Verdict, Verdicted, Want,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    at: i64,
    by: Bytes,
    event: Written,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Written {
    Received(WrittenRequest),
    Identified { shown: String, proven: bool },
    Searched { cases: u32, unseen: bool, hits: Vec<(Bytes, Vec<String>)> },
    Contested { case: Bytes, reasons: String },
    Released { case: Bytes, reasons: String },
    Decided { case: Bytes, verdict: String, telling: String, basis: Option<String>, reasons: String },
    Confirmed,
    SentBack { reasons: String },
    Extended { until: String, reasons: String },
    Reached { milestone: String, on: String },
    Answered { on: String, text: String, remedies: Vec<String> },
    Executed { case: Bytes, what: String },
    Known { detected: String, at: i64, window: WrittenWindow, words: String },
    Scoped(WrittenScope),
    Assessed { risk: String, consequences: String, measures: String },
    Told { whom: String, bureau: Option<String>, at: i64, how: String, late: String },
    Excepted { whom: String, bureau: Option<String>, exception: String, reasons: String },
    Opened { reference: String },
    Named { officers: Vec<Bytes> },
    Noted { text: String },
    Looked,
    Closed { reasons: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRequest {
    on: String,
    channel: String,
    counsel: String,
    wants: Vec<String>,
    names: Vec<String>,
    born: Option<String>,
    documents: Vec<String>,
    references: Vec<String>,
    words: String,
    due: Option<(String, String)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWindow {
    since: i64,
    until: i64,
    officers: Vec<Bytes>,
    bureau: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenScope {
    window: WrittenWindow,
    size: u64,
    root: Bytes,
    rows: Vec<WrittenRow>,
    cases: u32,
    persons: u32,
    originators: Vec<String>,
    #[serde(default)]
    recipients: Vec<String>,
    markings: Vec<String>,
    sign_ins: u32,
    #[serde(default)]
    copies: u32,
    erased: u32,
    unseen: bool,
}

/// Case, looks, acts, messages, first, last.
type WrittenRow = (Bytes, u32, u32, u32, i64, i64);

/// The bytes of an entry.
pub(crate) fn write(entry: &DossierEntry) -> Result<Vec<u8>, RecordFault> {
    let event = match entry.event.clone() {
        DossierEvent::Redress(event) => write_redress(event),
        DossierEvent::Breach(event) => write_breach(event),
        DossierEvent::Opened { reference } => Written::Opened { reference },
        DossierEvent::Named { officers } => {
            Written::Named { officers: officers.into_iter().map(who).collect() }
        }
        DossierEvent::Noted { text } => Written::Noted { text },
        DossierEvent::Looked => Written::Looked,
        DossierEvent::Closed { reasons } => Written::Closed { reasons },
    };
    record::encode(&Record { at: entry.at.as_millisecond(), by: who(entry.by), event })
}

/// The entry in these bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<DossierEntry, RecordFault> {
    let Record { at, by, event } = record::decode(bytes)?;
    let event = match event {
        Written::Opened { reference } => DossierEvent::Opened { reference },
        Written::Named { officers } => {
            DossierEvent::Named { officers: officers.iter().map(read_who).collect::<Result<_, _>>()? }
        }
        Written::Noted { text } => DossierEvent::Noted { text },
        Written::Looked => DossierEvent::Looked,
        Written::Closed { reasons } => DossierEvent::Closed { reasons },
        event @ (Written::Known { .. }
        | Written::Scoped(_)
        | Written::Assessed { .. }
        | Written::Told { .. }
        | Written::Excepted { .. }) => DossierEvent::Breach(read_breach(event)?),
        event => DossierEvent::Redress(read_redress(event)?),
    };
    Ok(DossierEntry { at: moment(at)?, by: read_who(&by)?, event })
}

fn write_redress(event: RedressEvent) -> Written {
    use RedressEvent as E;
    match event {
        E::Received(received) => Written::Received(write_request(received)),
        E::Identified { shown, proven } => Written::Identified { shown, proven },
        E::Searched(Searched { cases, unseen, hits }) => Written::Searched {
            cases,
            unseen,
            hits: hits.into_iter().map(|hit| (which(hit.case), codes(&hit.traces, Trace::code))).collect(),
        },
        E::Contested { case, reasons } => Written::Contested { case: which(case), reasons },
        E::Released { case, reasons } => Written::Released { case: which(case), reasons },
        E::Decided { case, decision: Verdicted { verdict, telling, basis, reasons } } => Written::Decided {
            case: which(case),
            verdict: verdict.code().to_owned(),
            telling: telling.code().to_owned(),
            basis: basis.map(|basis| basis.code().to_owned()),
            reasons,
        },
        E::Confirmed => Written::Confirmed,
        E::SentBack { reasons } => Written::SentBack { reasons },
        E::Extended { until, reasons } => Written::Extended { until: until.to_string(), reasons },
        E::Reached { milestone, on } => {
            Written::Reached { milestone: milestone.code().to_owned(), on: on.to_string() }
        }
        E::Answered { on, text, remedies } => {
            Written::Answered { on: on.to_string(), text, remedies: codes(&remedies, Remedy::code) }
        }
        E::Executed { case, what } => Written::Executed { case: which(case), what },
    }
}

fn read_redress(event: Written) -> Result<RedressEvent, RecordFault> {
    use RedressEvent as E;
    Ok(match event {
        Written::Received(request) => E::Received(read_request(request)?),
        Written::Identified { shown, proven } => E::Identified { shown, proven },
        Written::Searched { cases, unseen, hits } => {
            let hit = |(case, traces): (Bytes, Vec<String>)| {
                Ok::<_, RecordFault>(Hit {
                    case: read_which(&case)?,
                    traces: known_all(&traces, Trace::parse)?,
                })
            };
            E::Searched(Searched {
                cases,
                unseen,
                hits: hits.into_iter().map(hit).collect::<Result<_, _>>()?,
            })
        }
        Written::Contested { case, reasons } => E::Contested { case: read_which(&case)?, reasons },
        Written::Released { case, reasons } => E::Released { case: read_which(&case)?, reasons },
        Written::Decided { case, verdict, telling, basis, reasons } => E::Decided {
            case: read_which(&case)?,
            decision: Verdicted {
                verdict: known(&verdict, Verdict::parse)?,
                telling: known(&telling, Telling::parse)?,
                basis: basis.map(|basis| known(&basis, Basis::parse)).transpose()?,
                reasons,
            },
        },
        Written::Confirmed => E::Confirmed,
        Written::SentBack { reasons } => E::SentBack { reasons },
        Written::Extended { until, reasons } => E::Extended { until: day(&until)?, reasons },
        Written::Reached { milestone, on } => {
            E::Reached { milestone: known(&milestone, Milestone::parse)?, on: day(&on)? }
        }
        Written::Answered { on, text, remedies } => {
            E::Answered { on: day(&on)?, text, remedies: known_all(&remedies, Remedy::parse)? }
        }
        Written::Executed { case, what } => E::Executed { case: read_which(&case)?, what },
        _ => return Err(RecordFault::Unreadable("an event of another kind of dossier".into())),
    })
}

fn write_request(received: Received) -> WrittenRequest {
    let Received { on, channel, counsel, wants, names, born, documents, references, words, due } = received;
    WrittenRequest {
        on: on.to_string(),
        channel: channel.code().to_owned(),
        counsel,
        wants: codes(&wants, Want::code),
        names,
        born: born.map(|day| day.to_string()),
        documents,
        references,
        words,
        due: due.map(|due| (due.day.to_string(), due.set_by)),
    }
}

fn read_request(written: WrittenRequest) -> Result<Received, RecordFault> {
    let due = |(on, set_by): (String, String)| Ok::<_, RecordFault>(DueDay { day: day(&on)?, set_by });
    Ok(Received {
        on: day(&written.on)?,
        channel: known(&written.channel, Channel::parse)?,
        counsel: written.counsel,
        wants: known_all(&written.wants, Want::parse)?,
        names: written.names,
        born: written.born.as_deref().map(day).transpose()?,
        documents: written.documents,
        references: written.references,
        words: written.words,
        due: written.due.map(due).transpose()?,
    })
}

fn write_breach(event: BreachEvent) -> Written {
    match event {
        BreachEvent::Known(Known { detected, at, window, words }) => Written::Known {
            detected: detected.code().to_owned(),
            at: at.as_millisecond(),
            window: write_window(window),
            words,
        },
        BreachEvent::Scoped(scope) => Written::Scoped(write_scope(*scope)),
        BreachEvent::Assessed(Assessed { risk, consequences, measures }) => {
            Written::Assessed { risk: risk.code().to_owned(), consequences, measures }
        }
        BreachEvent::Settled { whom, settled } => {
            let bureau = whom.bureau().map(ToString::to_string);
            let whom = whom.code().to_owned();
            match settled {
                Settled::Told { at, how, late } => {
                    Written::Told { whom, bureau, at: at.as_millisecond(), how, late }
                }
                Settled::Excepted { exception, reasons } => {
                    Written::Excepted { whom, bureau, exception: exception.code().to_owned(), reasons }
                }
            }
        }
    }
}

fn read_breach(event: Written) -> Result<BreachEvent, RecordFault> {
    Ok(match event {
        Written::Known { detected, at, window, words } => BreachEvent::Known(Known {
            detected: known(&detected, Detected::parse)?,
            at: moment(at)?,
            window: read_window(window)?,
            words,
        }),
        Written::Scoped(scope) => BreachEvent::Scoped(Box::new(read_scope(scope)?)),
        Written::Assessed { risk, consequences, measures } => {
            BreachEvent::Assessed(Assessed { risk: known(&risk, Risk::parse)?, consequences, measures })
        }
        Written::Told { whom, bureau, at, how, late } => BreachEvent::Settled {
            whom: notice(&whom, bureau)?,
            settled: Settled::Told { at: moment(at)?, how, late },
        },
        Written::Excepted { whom, bureau, exception, reasons } => BreachEvent::Settled {
            whom: notice(&whom, bureau)?,
            settled: Settled::Excepted { exception: known(&exception, Exception::parse)?, reasons },
        },
        _ => return Err(RecordFault::Unreadable("an event of another kind of dossier".into())),
    })
}

fn write_window(window: Window) -> WrittenWindow {
    WrittenWindow {
        since: window.since.as_millisecond(),
        until: window.until.as_millisecond(),
        officers: window.officers.into_iter().map(who).collect(),
        bureau: window.bureau.map(|bureau| bureau.to_string()),
    }
}

fn read_window(written: WrittenWindow) -> Result<Window, RecordFault> {
    Ok(Window {
        since: moment(written.since)?,
        until: moment(written.until)?,
        officers: written.officers.iter().map(read_who).collect::<Result<_, _>>()?,
        bureau: written.bureau.as_deref().map(v1::bureau).transpose()?,
    })
}

fn write_scope(scope: Scope) -> WrittenScope {
    let row = |row: ScopeRow| {
        let (first, last) = (row.first.as_millisecond(), row.last.as_millisecond());
        (which(row.case), row.looks, row.acts, row.messages, first, last)
    };
    WrittenScope {
        window: write_window(scope.window),
        size: scope.size,
        root: Bytes(scope.root.to_vec()),
        rows: scope.rows.into_iter().map(row).collect(),
        cases: scope.cases,
        persons: scope.persons,
        originators: scope.originators.iter().map(ToString::to_string).collect(),
        recipients: scope.recipients.iter().map(ToString::to_string).collect(),
        markings: scope.markings,
        sign_ins: scope.sign_ins,
        copies: scope.copies,
        erased: scope.erased,
        unseen: scope.unseen,
    }
}

fn bureaus(codes: &[String]) -> Result<Vec<BureauCode>, RecordFault> {
    codes.iter().map(|code| Ok(v1::bureau(code)?)).collect()
}

fn read_scope(written: WrittenScope) -> Result<Scope, RecordFault> {
    let row = |(case, looks, acts, messages, first, last): WrittenRow| {
        let case = read_which(&case)?;
        Ok::<_, RecordFault>(ScopeRow {
            case,
            looks,
            acts,
            messages,
            first: moment(first)?,
            last: moment(last)?,
        })
    };
    Ok(Scope {
        window: read_window(written.window)?,
        size: written.size,
        root: written.root.array()?,
        rows: written.rows.into_iter().map(row).collect::<Result<_, _>>()?,
        cases: written.cases,
        persons: written.persons,
        originators: bureaus(&written.originators)?,
        recipients: bureaus(&written.recipients)?,
        markings: written.markings,
        sign_ins: written.sign_ins,
        copies: written.copies,
        erased: written.erased,
        unseen: written.unseen,
    })
}

fn notice(whom: &str, bureau: Option<String>) -> Result<Notice, RecordFault> {
    let bureau = bureau.as_deref().map(v1::bureau).transpose()?;
    Notice::parse(whom, bureau).ok_or_else(|| unknown(whom))
}

fn who(officer: OfficerId) -> Bytes {
    Bytes(officer.bytes().to_vec())
}

fn read_who(bytes: &Bytes) -> Result<OfficerId, RecordFault> {
    Ok(OfficerId::from_bytes(bytes.array()?))
}

fn which(case: CaseId) -> Bytes {
    Bytes(case.bytes().to_vec())
}

fn read_which(bytes: &Bytes) -> Result<CaseId, RecordFault> {
    Ok(CaseId::from_bytes(bytes.array()?))
}

fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|one| code(*one).to_owned()).collect()
}

fn known<T>(code: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, RecordFault> {
    parse(code).ok_or_else(|| unknown(code))
}

fn known_all<T>(codes: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, RecordFault> {
    codes.iter().map(|code| known(code, &parse)).collect()
}

fn unknown(code: &str) -> RecordFault {
    RecordFault::Unreadable(format!("a dossier knows no `{code}`"))
}

fn day(text: &str) -> Result<Date, RecordFault> {
    text.parse().map_err(|_| RecordFault::Unreadable("a day is malformed".into()))
}

#[cfg(test)]
mod tests;
