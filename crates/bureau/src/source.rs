//! A source record: what a source said, who may know of it, and what of it may leave. It is a fold of its own entries, which
//! stand apart from those of its case and under a key of their own.

use case::fit;
use case::handling::Marking;
use case::id::{CaseId, OfficerId};
use case::life::Refusal;
use case::limits::{
    FIELD_BYTES_MAX, FIELD_NAME_BYTES_MAX, IDENTIFIERS_MAX, MARKING_BYTES_MAX, REASONS_BYTES_MAX,
    SOURCE_LINE_BYTES_MAX, SOURCE_NAMED_MAX, SOURCE_NAMED_MIN, VERSIONS_MAX,
};
use jiff::Timestamp;

use crate::telltale::{Found, Known, Runs, Spot, Tell, found_in, is_identifier, never_leaving, taken_over};

/// Why something is not done with a source record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceFault {
    /// There is none, or the officer is not named in it.
    #[error("there is no such source record, or you are not named in it")]
    None,
    /// Too few or too many would be able to open it.
    #[error(
        "a source record names at least {SOURCE_NAMED_MIN} officers who may open it, and at most {SOURCE_NAMED_MAX}"
    )]
    Named,
    /// The officer is named in as many records of the case as may be.
    #[error("you are named in too many source records of this case; erase one first")]
    TooMany,
    /// Nothing is said that would tell who the source is.
    #[error(
        "say what would tell who the source is, one on a line, each with two letters or figures at least"
    )]
    NoIdentifiers,
    /// The cover name is missing.
    #[error("give the source a cover name of two letters at least")]
    NoCover,
    /// There is no such sanitised version, or a later one took its place.
    #[error("there is no such sanitised version any more; open the record again")]
    NoVersion,
    /// It was not approved, or the record was changed since in a way that stands against it.
    #[error("another named officer has to approve the sanitised version first")]
    NotApproved,
    /// Nobody approves their own.
    #[error("nobody approves a version that they wrote; another named officer has to")]
    OwnVersion,
    /// The text would tell who the source is.
    #[error("the text would tell who the source is; take out what was found")]
    WouldIdentify,
    /// Something that was found has no answer.
    #[error("answer each thing that was found with a reason, or take it out")]
    Unanswered,
    /// The version is graded as more certain, or to be used more freely, than the record.
    #[error(
        "the version is graded higher than the record, or without what the record says; grade it no higher"
    )]
    GradingRises,
    /// Nothing of it was held back.
    #[error("nothing waits for a named officer any more; open the record again")]
    NothingHeld,
    /// Nobody does it alone: erase a record, or give an identifier up.
    #[error("it takes two: another named officer has to agree")]
    NotAgreed,
    /// What would leave has to be looked at by a named officer first. It says no more, to whoever sends.
    #[error("it does not leave: an officer who is named for this case's sources has to look at it first")]
    Held,
}

impl SourceFault {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            SourceFault::None => "source-none",
            SourceFault::Named => "source-named",
            SourceFault::TooMany => "source-too-many",
            SourceFault::NoIdentifiers => "source-no-identifiers",
            SourceFault::NoCover => "source-no-cover",
            SourceFault::NoVersion => "source-no-version",
            SourceFault::NotApproved => "source-not-approved",
            SourceFault::OwnVersion => "source-own-version",
            SourceFault::WouldIdentify => "source-would-identify",
            SourceFault::Unanswered => "source-unanswered",
            SourceFault::GradingRises => "source-grading-rises",
            SourceFault::NothingHeld => "source-nothing-held",
            SourceFault::NotAgreed => "source-not-agreed",
            SourceFault::Held => "source-held",
        }
    }
}

/// What is written of a source.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SourceContent {
    /// The name under which it is spoken of.
    pub cover: String,
    /// Its grading, as a marking.
    pub grading: String,
    /// What it said, in its words.
    pub said: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
    /// How it knows.
    pub basis: String,
    /// Whether only the source could know the time and the place.
    pub only_source: bool,
    /// What would tell who it is: names, places, days, words. None of it ever leaves.
    pub identifiers: Vec<String>,
}

impl std::fmt::Debug for SourceContent {
    /// Nothing of it, so that no log can have it.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SourceContent")
    }
}

/// Where a sanitised version goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Into a field of the request.
    Field(String),
    /// Into a file of its own.
    File,
}

/// A text prepared from the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// Where it goes.
    pub target: Target,
    /// The text with its grading, as it would leave.
    pub text: String,
    /// Who prepared it, and when.
    pub by: (OfficerId, Timestamp),
    /// Who approved it, when, and why what was found may stand: one reason for each, in the order of the text.
    pub approved: Option<(OfficerId, Timestamp, Vec<String>)>,
    /// Who put it into the request last, and when.
    pub put: Option<(OfficerId, Timestamp)>,
}

/// Somebody opened the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
    /// Why, in their words.
    pub purpose: String,
}

/// What was about to leave and did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Whose act it was.
    pub by: Option<OfficerId>,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub found: Vec<Found>,
}

/// What happened to a source record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SourceEvent {
    Begun {
        case: CaseId,
        named: Vec<OfficerId>,
        content: SourceContent,
    },
    Written {
        content: SourceContent,
    },
    Opened,
    Named {
        named: Vec<OfficerId>,
        reasons: String,
    },
    Prepared {
        target: Target,
        text: String,
    },
    Approved {
        number: u32,
        reasons: Vec<String>,
    },
    Put {
        number: u32,
    },
    Held {
        found: Vec<Found>,
    },
    LetGo {
        reasons: String,
    },
    /// What others left out is looked for no more.
    GivenUp,
    /// Its erasure was proposed; another named officer has to agree.
    Ending {
        reasons: String,
    },
}

/// The same with its circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceEntry {
    pub(crate) at: Timestamp,
    pub(crate) by: Option<OfficerId>,
    pub(crate) purpose: String,
    pub(crate) event: SourceEvent,
}

/// What an officer wants done with a source record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceCommand {
    /// Begin one in a case.
    Begin {
        /// Who may open it besides.
        named: Vec<OfficerId>,
        /// What is written.
        content: SourceContent,
    },
    /// Write it anew.
    Write(SourceContent),
    /// Say who may open it from here on.
    Name {
        /// All of them.
        named: Vec<OfficerId>,
        /// Why.
        reasons: String,
    },
    /// Prepare a sanitised version.
    Prepare {
        /// Where it is to go.
        target: Target,
        /// The text, without its grading.
        text: String,
        /// Its grading; no higher than the record's.
        grading: String,
    },
    /// Approve the last version.
    Approve {
        /// Its number, as it was shown.
        number: u32,
        /// Why what was found may stand: one for each, in the order of the text.
        reasons: Vec<String>,
    },
    /// Put the approved version into the request.
    Put {
        /// Its number.
        number: u32,
    },
    /// Let the case speak again after something was held back.
    LetGo {
        /// Why.
        reasons: String,
    },
    /// Agree that what another officer left out is looked for no more.
    GiveUp,
    /// Propose to erase the record.
    Erase {
        /// Why.
        reasons: String,
    },
    /// Erase the record, as another named officer proposed.
    AgreeToErase,
}

impl SourceCommand {
    /// As the policy names it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            SourceCommand::Approve { .. } | SourceCommand::LetGo { .. } | SourceCommand::GiveUp => {
                "source-approve"
            }
            _ => "source-write",
        }
    }
}

/// A source record as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// The case that it belongs to.
    pub case: CaseId,
    /// Who may open it.
    pub named: Vec<OfficerId>,
    /// What is written.
    pub content: SourceContent,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// The sanitised versions, oldest first; only the last one can be approved.
    pub versions: Vec<Version>,
    /// Who opened it, oldest first.
    pub openings: Vec<Opening>,
    /// Identifiers and cover names that one officer left out. They are looked for until another one agrees.
    pub left_out: Vec<(OfficerId, String)>,
    /// What was held back and waits for a named officer.
    pub held: Option<Hold>,
    /// What a named officer let go.
    pub let_go: Vec<Found>,
    /// Who proposed its erasure, and why.
    pub ending: Option<(OfficerId, String)>,
}

/// A text that is about to leave, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaving {
    pub(crate) spot: Spot,
    /// None for a file that the program cannot read; its digest stands for it.
    pub(crate) text: Result<String, String>,
}

/// The record after one more entry.
pub(crate) fn apply(before: Option<SourceRecord>, entry: &SourceEntry) -> Option<SourceRecord> {
    let SourceEntry { at, by, purpose, event } = entry;
    if let (None, SourceEvent::Begun { case, named, content }) = (&before, event) {
        return Some(SourceRecord {
            case: *case,
            named: named.clone(),
            content: content.clone(),
            begun_at: *at,
            versions: Vec::new(),
            openings: Vec::new(),
            left_out: Vec::new(),
            held: None,
            let_go: Vec::new(),
            ending: None,
        });
    }
    let mut record = before?;
    match (event, by) {
        (SourceEvent::Written { content }, Some(by)) => record.write(content, *by),
        (SourceEvent::GivenUp, Some(by)) => record.left_out.retain(|(of, _)| of == by),
        (SourceEvent::Opened, Some(by)) => {
            record.openings.push(Opening { by: *by, at: *at, purpose: purpose.clone() });
        }
        (SourceEvent::Named { named, .. }, _) => {
            record.named.clone_from(named);
            record.ending = record.ending.take().filter(|(by, _)| named.contains(by));
        }
        (SourceEvent::Prepared { target, text }, Some(by)) => {
            let number = u32::try_from(record.versions.len()).unwrap_or(u32::MAX).saturating_add(1);
            let (target, text) = (target.clone(), text.clone());
            record.versions.push(Version { number, target, text, by: (*by, *at), approved: None, put: None });
        }
        (SourceEvent::Approved { number, reasons }, Some(by)) => {
            if let Some(version) = record.version_mut(*number) {
                version.approved = Some((*by, *at, reasons.clone()));
            }
        }
        (SourceEvent::Put { number }, Some(by)) => {
            if let Some(version) = record.version_mut(*number) {
                version.put = Some((*by, *at));
            }
        }
        (SourceEvent::Held { found }, by) => {
            record.held = Some(Hold { by: *by, at: *at, found: found.clone() });
        }
        (SourceEvent::LetGo { .. }, _) => {
            let held = record.held.take().map(|held| held.found).unwrap_or_default();
            record.let_go.extend(held.into_iter().filter(|found| !found.tell.never_leaves()));
        }
        (SourceEvent::Ending { reasons }, Some(by)) => record.ending = Some((*by, reasons.clone())),
        _ => {}
    }
    Some(record)
}

impl SourceRecord {
    /// Takes what is written anew. An identifier that is left out is looked for until a second officer agrees: nobody lets
    /// one leave alone.
    fn write(&mut self, content: &SourceContent, by: OfficerId) {
        let before = std::mem::replace(&mut self.content, content.clone());
        let names = before.identifiers.into_iter().chain([before.cover]);
        self.left_out.extend(names.map(|name| (by, name)));
        let stands = |name: &String| *name == content.cover || content.identifiers.contains(name);
        let mut seen = std::collections::BTreeSet::new();
        self.left_out.retain(|(_, name)| !stands(name) && seen.insert(name.clone()));
    }

    fn version_mut(&mut self, number: u32) -> Option<&mut Version> {
        self.versions.iter_mut().find(|version| version.number == number)
    }

    /// What is held against a text.
    pub(crate) fn known(&self) -> Known<'_> {
        let SourceContent { cover, said, when, place, only_source, identifiers, .. } = &self.content;
        let left_out = self.left_out.iter().map(|(_, name)| name.as_str());
        let identifiers = identifiers.iter().map(String::as_str).chain(left_out).collect();
        Known { cover, identifiers, said, when, place, only_source: *only_source }
    }

    /// The last version, where it is the one meant.
    pub(crate) fn last(&self, number: u32) -> Result<&Version, SourceFault> {
        self.versions.last().filter(|version| version.number == number).ok_or(SourceFault::NoVersion)
    }

    /// What was found in the last version.
    #[must_use]
    pub fn findings(&self) -> Vec<Found> {
        self.versions.last().map(|version| found_in(&self.known(), &version.text)).unwrap_or_default()
    }

    /// The last version, approved and still standing up to the record as it is now.
    pub(crate) fn approved(&self, number: u32) -> Result<&Version, SourceFault> {
        let version = self.last(number)?;
        if version.approved.is_none() {
            return Err(SourceFault::NotApproved);
        }
        if !never_leaving(&self.known(), &version.text).is_empty() {
            return Err(SourceFault::WouldIdentify);
        }
        Ok(version)
    }

    /// What an officer's command comes to. That the officer is named was asked before.
    pub(crate) fn decide(&self, command: SourceCommand, by: OfficerId) -> Result<SourceEvent, SourceRefusal> {
        Ok(match command {
            // A record is begun once, and ends with its erasure.
            SourceCommand::Begin { .. } | SourceCommand::Put { .. } => {
                return Err(SourceFault::NoVersion.into());
            }
            SourceCommand::Write(content) => SourceEvent::Written { content: fitting(content)? },
            SourceCommand::Name { named, reasons } => {
                SourceEvent::Named { named: enough(named)?, reasons: said(reasons)? }
            }
            SourceCommand::Prepare { target, text, grading } => self.preparing(target, &text, &grading)?,
            SourceCommand::Approve { number, reasons } => self.approving(number, reasons, by)?,
            SourceCommand::LetGo { reasons } => {
                let held = self.held.as_ref().ok_or(SourceFault::NothingHeld)?;
                // Whoever wanted it to leave does not say that it may.
                if held.by == Some(by) {
                    return Err(SourceFault::NotAgreed.into());
                }
                SourceEvent::LetGo { reasons: said(reasons)? }
            }
            SourceCommand::GiveUp if self.left_out.iter().any(|(of, _)| *of != by) => SourceEvent::GivenUp,
            SourceCommand::GiveUp => return Err(SourceFault::NotAgreed.into()),
            SourceCommand::Erase { reasons } => SourceEvent::Ending { reasons: said(reasons)? },
            // Nobody proposed it, or only this officer did.
            SourceCommand::AgreeToErase => return Err(SourceFault::NotAgreed.into()),
        })
    }

    fn preparing(&self, target: Target, text: &str, grading: &str) -> Result<SourceEvent, SourceRefusal> {
        if self.versions.len() >= VERSIONS_MAX {
            return Err(Refusal::TooLarge { what: "the number of versions", max: VERSIONS_MAX }.into());
        }
        let grading = marking(grading)?;
        if rises(&marking(&self.content.grading)?, &grading) {
            return Err(SourceFault::GradingRises.into());
        }
        if let Target::Field(field) = &target {
            fit::line("the name of a field", field, FIELD_NAME_BYTES_MAX).map_err(Refusal::from)?;
        }
        // What leaves holds its grading, so that the two are never parted.
        let text = format!("{}\n[{grading}]", said(text.to_owned())?.trim());
        fit::prose("the text of a field", &text, FIELD_BYTES_MAX).map_err(Refusal::from)?;
        Ok(SourceEvent::Prepared { target, text })
    }

    fn approving(
        &self,
        number: u32,
        reasons: Vec<String>,
        by: OfficerId,
    ) -> Result<SourceEvent, SourceRefusal> {
        let version = self.last(number)?;
        if version.by.0 == by {
            return Err(SourceFault::OwnVersion.into());
        }
        let found = self.findings();
        if found.iter().any(|found| found.tell.never_leaves()) {
            return Err(SourceFault::WouldIdentify.into());
        }
        if reasons.len() != found.len() || reasons.iter().any(|reason| reason.trim().is_empty()) {
            return Err(SourceFault::Unanswered.into());
        }
        let reasons = reasons.into_iter().map(said).collect::<Result<_, _>>()?;
        Ok(SourceEvent::Approved { number, reasons })
    }

    /// What stands against texts that are about to leave the case.
    pub(crate) fn stands_against(&self, leaving: &[Leaving]) -> Vec<Found> {
        let put = self.versions.iter().filter(|version| version.put.is_some());
        let put: Vec<&Version> = put.collect();
        let approved: Vec<&str> = put.iter().map(|version| version.text.as_str()).collect();
        let said = Runs::of(&self.content.said, &approved);
        let mut all = Vec::new();
        for Leaving { spot, text } in leaving {
            let found = |tell, words: &str| Found { tell, spot: spot.clone(), words: words.to_owned() };
            let text = match text {
                Ok(text) => text,
                Err(digest) => {
                    all.push(found(Tell::Unread, digest));
                    continue;
                }
            };
            let tells = never_leaving(&self.known(), text).into_iter();
            let tells = tells.chain(taken_over(&said, text));
            all.extend(tells.map(|(tell, words, _)| found(tell, &words)));
            let into = |version: &&&Version| matches!((&version.target, spot), (Target::Field(field), Spot::Field(here)) if field == here || is_translation(here, field));
            // A translation of what was approved is another text: whoever knows the source has to see it.
            if put.iter().rfind(into).is_some_and(|version| version.text != *text) {
                all.push(found(Tell::Changed, text));
            }
        }
        all.retain(|found| found.tell.never_leaves() || !self.let_go.contains(found));
        all
    }
}

/// Whether this field is a translation of that one.
fn is_translation(name: &str, of: &str) -> bool {
    case::translation::parts(name).is_some_and(|(field, _)| field == of)
}

/// Why a command is refused: by the record, or because a text does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SourceRefusal {
    Fault(SourceFault),
    Unfit(Refusal),
}

impl From<SourceFault> for SourceRefusal {
    fn from(fault: SourceFault) -> Self {
        SourceRefusal::Fault(fault)
    }
}

impl From<Refusal> for SourceRefusal {
    fn from(refusal: Refusal) -> Self {
        SourceRefusal::Unfit(refusal)
    }
}

/// What is written of a source, where it is whole and within its limits.
pub(crate) fn fitting(mut content: SourceContent) -> Result<SourceContent, SourceRefusal> {
    let line =
        |text: &str| fit::line("a line of the record", text, SOURCE_LINE_BYTES_MAX).map_err(Refusal::from);
    let prose = |text: &str| fit::prose("the text", text, FIELD_BYTES_MAX).map_err(Refusal::from);
    content.identifiers.retain(|one| !one.trim().is_empty());
    if content.identifiers.len() > IDENTIFIERS_MAX {
        return Err(Refusal::TooLarge { what: "the number of identifiers", max: IDENTIFIERS_MAX }.into());
    }
    [&content.cover, &content.when, &content.place].into_iter().try_for_each(|text| line(text))?;
    content.identifiers.iter().try_for_each(|text| line(text))?;
    [&content.said, &content.basis].into_iter().try_for_each(|text| prose(text))?;
    if !is_identifier(&content.cover) {
        return Err(SourceFault::NoCover.into());
    }
    if content.identifiers.is_empty() || !content.identifiers.iter().all(|one| is_identifier(one)) {
        return Err(SourceFault::NoIdentifiers.into());
    }
    content.grading = marking(&content.grading)?.to_string();
    Ok(content)
}

/// Those who may open a record: enough that one may leave, few enough to keep it.
pub(crate) fn enough(mut named: Vec<OfficerId>) -> Result<Vec<OfficerId>, SourceRefusal> {
    named.sort_unstable();
    named.dedup();
    if (SOURCE_NAMED_MIN..=SOURCE_NAMED_MAX).contains(&named.len()) {
        Ok(named)
    } else {
        Err(SourceFault::Named.into())
    }
}

fn said(reasons: String) -> Result<String, SourceRefusal> {
    if reasons.trim().is_empty() {
        return Err(Refusal::NoReasons.into());
    }
    let max = REASONS_BYTES_MAX.max(FIELD_BYTES_MAX);
    fit::prose("the text", &reasons, max).map_err(Refusal::from)?;
    Ok(reasons)
}

fn marking(text: &str) -> Result<Marking, SourceRefusal> {
    fit::line("a line of the record", text, MARKING_BYTES_MAX).map_err(Refusal::from)?;
    Ok(text.parse::<Marking>().map_err(Refusal::from)?)
}

/// Whether a grading says more than another, or leaves out what that one says.
fn rises(from: &Marking, to: &Marking) -> bool {
    let more = |from: Option<u8>, to: Option<u8>| from.is_some_and(|from| to.is_none_or(|to| to > from));
    let ((source, information), (said_source, said_information)) = (from.trust(), to.trust());
    let freer = !from.consent_for().is_subset(&to.consent_for());
    more(source, said_source) || more(information, said_information) || freer
}
