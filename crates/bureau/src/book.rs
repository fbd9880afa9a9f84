//! What a bureau has in memory: a line for each case, the cases worked on of late, the wrapped keys, the outbox.
//!
//! All of it is a fold of the journal; nothing here is the truth.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use case::bureau::{BureauCode, Officer};
use case::fit;
use case::ground::Ground;
use case::id::{CaseId, DossierId, MessageId, OfficerId, RequestId};
use case::life::{Case, Deadline, Side, Stage, Told};
use case::request::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use liaison::outbox::{Errand, Outbox};
use seal::keeper::MasterKeyId;
use seal::share::ShareSetId;

use crate::anomaly::Watch;
use crate::copied::Copied;
use crate::counts::Counts;
use crate::dossier::{self, Dossier, Hold};
use crate::duty::Rota;
use crate::erased::ErasedCase;
use crate::key_event::KeyEvent;
use crate::passkeys::{Passkeys, Recovery};
use crate::permit::Sights;
use crate::policy::{PolicyRow, Proposal, Sight};
use crate::register::RegisterEvent;
use crate::sources::Sources;
use crate::staff::{self, StaffRow};
use crate::trace::{Flood, LawChangeRow, LookRow, RefusalRow, SignInRow, law_change_row, refusal_row};
use crate::witness::Witness;

/// Most whole cases kept in memory.
const CASES_KEPT_MAX: usize = 2_000;
/// Most bytes of words in the cases that are kept.
const KEPT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Most looks and refusals kept in memory for the oversight page.
const ROWS_KEPT_MAX: usize = 500;

/// A case in a line: all that lists need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) request: RequestId,
    pub(crate) reference: Box<str>,
    pub(crate) title: Box<str>,
    pub(crate) kind: Kind,
    pub(crate) side: Side,
    pub(crate) other: BureauCode,
    pub(crate) stage: Stage,
    pub(crate) urgency: Urgency,
    pub(crate) handling: Box<str>,
    /// The days by which something is due, the nearest first.
    pub(crate) due: Box<[Due]>,
    pub(crate) assignee: Option<OfficerId>,
    pub(crate) changed_at: Timestamp,
    pub(crate) revision: u64,
    pub(crate) open_questions: u32,
    /// The decisions taken in it: rule and ground.
    pub(crate) decisions: Box<[(Box<str>, Ground)]>,
    /// The rules that its recorded opinion raises.
    pub(crate) raised: Box<[Box<str>]>,
    pub(crate) undelivered: bool,
    pub(crate) turned_away: bool,
    /// Questions for consent, recalls and corrections of the other bureau that wait for an answer.
    pub(crate) asked: u32,
    /// The day by which the answer to a recall or correction of ours is looked for.
    pub(crate) awaited: Option<Date>,
    /// A correction waits for a second officer.
    pub(crate) correction: bool,
    /// One officer sent something alone, and no other has reviewed it.
    pub(crate) emergency: bool,
    /// An authority answered, and no officer has done anything since.
    pub(crate) task_answered: bool,
    pub(crate) origin: bool,
    /// With which of their keys the other bureau signed, and when it last did with each.
    pub(crate) signed: Box<[(u32, Timestamp)]>,
    /// The last day on which it is kept, once it is closed.
    pub(crate) kept_until: Option<Date>,
    /// The place of what policy sees of it.
    pub(crate) sight: u32,
}

/// How urgent; the order is that of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    Normal,
    High,
    Urgent,
}

impl Urgency {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Urgency::Normal => "normal",
            Urgency::High => "high",
            Urgency::Urgent => "urgent",
        }
    }

    fn of(case: &Case) -> Self {
        match case.fact("request.urgency").and_then(case::fact::Value::text) {
            Some("urgent") => Urgency::Urgent,
            Some("high") => Urgency::High,
            _ => Urgency::Normal,
        }
    }
}

/// A day by which something is due in a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Due {
    pub(crate) day: Date,
    /// The rule or promise that sets it.
    pub(crate) name: Box<str>,
    /// The provision that sets it; empty where the request itself does.
    pub(crate) provision: Box<str>,
}

impl Due {
    fn of(case: &Case) -> Box<[Due]> {
        let one = |deadline: &Deadline| Due {
            day: deadline.due,
            name: deadline.name.as_str().into(),
            provision: deadline.provision.as_str().into(),
        };
        let mut all: Vec<Due> = case.deadlines.iter().map(one).collect();
        all.sort();
        all.into()
    }
}

impl Line {
    pub(crate) fn of(case: &Case, sight: u32) -> Self {
        let text = |field: &str| case.fact(field).map(ToString::to_string).unwrap_or_default();
        Self {
            request: case.request,
            reference: case.reference.as_str().into(),
            title: text("person.family_name").into(),
            kind: case.kind,
            side: case.side,
            other: case.other().clone(),
            stage: case.stage,
            urgency: Urgency::of(case),
            handling: text("request.handling").into(),
            due: Due::of(case),
            assignee: case.assignee,
            changed_at: case.changed_at,
            revision: case.revision,
            open_questions: case
                .referrals
                .iter()
                .filter(|referral| {
                    (case.stage == Stage::Review || case.correction.is_some()) && referral.decision.is_none()
                })
                .count()
                .try_into()
                .unwrap_or(u32::MAX),
            decisions: case.decisions.iter().map(|one| (one.rule.as_str().into(), one.ground)).collect(),
            raised: case
                .opinion
                .iter()
                .flat_map(|opinion| opinion.findings.iter().filter(|finding| finding.is_raised()))
                .map(|finding| finding.rule.as_str().into())
                .collect(),
            undelivered: case.undelivered().is_some(),
            turned_away: case.turned_away().is_some(),
            emergency: case.to_review().is_some(),
            task_answered: case.task_answered,
            asked: case.waits_for_us().try_into().unwrap_or(u32::MAX),
            awaited: case.unanswered(true).into_iter().map(Told::answer_by).min(),
            correction: case.correction.is_some(),
            origin: !case.origin.is_empty(),
            signed: case.signed_with().into_iter().collect(),
            kept_until: case.retention.as_ref().map(|retention| retention.until),
            sight,
        }
    }
}

/// Everything in memory.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) lines: BTreeMap<CaseId, Line>,
    pub(crate) sights: Sights,
    pub(crate) requests: HashMap<RequestId, CaseId>,
    pub(crate) keys: HashMap<CaseId, Vec<u8>>,
    pub(crate) outbox: Outbox,
    pub(crate) counts: Counts,
    /// The day for which every period that was over has been ended.
    pub(crate) periods_ended_on: Option<Date>,
    /// Cases whose deletion was told and which the store has not erased yet.
    pub(crate) to_erase: BTreeSet<CaseId>,
    pub(crate) looks: VecDeque<LookRow>,
    pub(crate) refusals: VecDeque<RefusalRow>,
    pub(crate) refused_envelopes: Flood<(Option<BureauCode>, String)>,
    pub(crate) refused_to_officers: Flood<OfficerId>,
    pub(crate) refused_to_nobody: Flood<String>,
    /// Checkpoints of other bureaus that make an entry: those that are cosigned, and contradictions.
    pub(crate) checkpoints: Flood<(BureauCode, bool)>,
    /// Envelopes that were turned away for good, by their digest, with the code: a minute makes few of them.
    pub(crate) turned_away: HashMap<[u8; 32], String>,
    pub(crate) sign_ins: VecDeque<SignInRow>,
    pub(crate) copies: VecDeque<Copied>,
    pub(crate) watch: Watch,
    pub(crate) witness: Witness,
    /// Who is on duty when.
    pub(crate) rota: Rota,
    /// With what officers sign in, and who waits for a second administrator.
    pub(crate) passkeys: Passkeys,
    pub(crate) recoveries: BTreeMap<OfficerId, Recovery>,
    /// The officers, the policy and the directory that the register named last, and a policy that waits to be confirmed.
    pub(crate) officers: Vec<Officer>,
    /// Who of them came, left or changed of late.
    pub(crate) staff: VecDeque<StaffRow>,
    pub(crate) policy: Option<PolicyRow>,
    pub(crate) proposal: Option<Proposal>,
    pub(crate) directory: Option<(u64, [u8; 32])>,
    /// The law that the register named last, and the changes of late.
    pub(crate) law: Option<String>,
    pub(crate) law_changes: VecDeque<LawChangeRow>,
    /// The master key that the register named last, since when it is in use, and the one that all is wrapped under.
    pub(crate) master_key: Option<(MasterKeyId, Timestamp)>,
    /// Those that it named before.
    pub(crate) former_master_keys: BTreeSet<MasterKeyId>,
    pub(crate) rewrapped_under: Option<MasterKeyId>,
    pub(crate) removed_master_keys: BTreeSet<MasterKeyId>,
    /// The serial and the fingerprint of the bureau's own keys that the register named last, once they were renewed.
    pub(crate) own_keys: Option<(u32, [u8; 32])>,
    /// The sets of shares of master keys that the register names.
    pub(crate) share_sets: BTreeSet<ShareSetId>,
    /// Cases that were erased, by their request.
    pub(crate) erased: HashMap<RequestId, (Timestamp, ErasedCase)>,
    /// How many cases of our own there ever were: no number is given twice.
    pub(crate) own_cases: u64,
    /// Source records, without what they hold.
    pub(crate) sources: Sources,
    pub(crate) dossiers: BTreeMap<DossierId, Dossier>,
    /// The references of dossiers that were erased: none is given twice.
    pub(crate) erased_dossiers: Vec<String>,
    /// Cases whose use a dossier holds, each with since when and why.
    pub(crate) holds: BTreeMap<CaseId, (Timestamp, Hold)>,
    cases: HashMap<CaseId, Arc<Case>>,
    kept_bytes: usize,
    order: VecDeque<CaseId>,
}

impl Book {
    /// The case, where it is in memory.
    pub(crate) fn case(&self, id: CaseId) -> Option<Arc<Case>> {
        self.cases.get(&id).cloned()
    }

    /// Notes the case as it stands now.
    pub(crate) fn take(&mut self, id: CaseId, case: Arc<Case>) {
        self.note(id, &case);
        self.keep(id, case);
    }

    /// Keeps a case that was read without the pen, unless there is one by now or the line tells of a newer one; gives
    /// the one that stands.
    pub(crate) fn keep_read(&mut self, id: CaseId, read: Arc<Case>) -> Arc<Case> {
        if let Some(case) = self.case(id) {
            return case;
        }
        if self.lines.get(&id).is_some_and(|line| line.revision == read.revision) {
            self.keep(id, read.clone());
        }
        read
    }

    /// Keeps a case in memory; those kept longest make room.
    fn keep(&mut self, id: CaseId, case: Arc<Case>) {
        self.kept_bytes += weight(&case);
        match self.cases.insert(id, case) {
            Some(before) => self.kept_bytes = self.kept_bytes.saturating_sub(weight(&before)),
            None => self.order.push_back(id),
        }
        while (self.order.len() > CASES_KEPT_MAX || self.kept_bytes > KEPT_BYTES_MAX) && self.order.len() > 1
        {
            let Some(oldest) = self.order.pop_front() else { return };
            let gone = self.cases.remove(&oldest);
            self.kept_bytes = self.kept_bytes.saturating_sub(gone.as_deref().map_or(0, weight));
        }
    }

    /// Notes the line and what waits to be delivered.
    pub(crate) fn note(&mut self, id: CaseId, case: &Case) {
        let sight = self.sights.place(Sight::of(case));
        if self.lines.insert(id, Line::of(case, sight)).is_none() {
            self.requests.insert(case.request, id);
            self.own_cases += u64::from(case.side == Side::Requesting);
        }
        for out in &case.outgoing {
            if out.taken_at.is_none() && out.turned_away.is_none() {
                let errand = Errand { message: out.message, case: id, to: case.other().clone() };
                self.outbox.add(errand, out.number, out.since);
            } else {
                self.outbox.settled(out.message);
            }
        }
    }

    /// The case with a reference, small and capital letters alike.
    pub(crate) fn case_with(&self, reference: &str) -> Option<CaseId> {
        let mut lines = self.lines.iter();
        lines.find(|(_, line)| line.reference.eq_ignore_ascii_case(reference)).map(|(id, _)| *id)
    }

    /// The case that a message we said belongs to is known by its errand; this finds it for what we heard.
    pub(crate) fn case_of(&self, request: RequestId) -> Option<CaseId> {
        self.requests.get(&request).copied()
    }

    pub(crate) fn looked(&mut self, row: LookRow) {
        push_bounded(&mut self.looks, row);
    }

    /// Notes a dossier as it stands now, and which cases are not used while it does.
    pub(crate) fn take_dossier(&mut self, id: DossierId, dossier: Dossier) {
        self.dossiers.insert(id, dossier);
        self.hold_cases();
    }

    fn hold_cases(&mut self) {
        self.holds.clear();
        for (case, since, why) in self.dossiers.values().flat_map(Dossier::holds) {
            let held = self.holds.entry(case).or_insert((since, why));
            *held = (held.0.min(since), held.1.max(why));
        }
    }

    /// Takes note of what stands in the register.
    pub(crate) fn registered(&mut self, at: Timestamp, event: &RegisterEvent) {
        if let Some(row) = refusal_row(at, event) {
            push_bounded(&mut self.refusals, row);
        }
        if let Some(row) = law_change_row(at, event) {
            self.law = Some(row.to.clone());
            push_bounded(&mut self.law_changes, row);
        }
        self.passkeys.registered(at, event);
        match event {
            RegisterEvent::EnvelopeRefused { digest, code, passing: false, .. } => {
                self.turned_away.insert(*digest, code.clone());
            }
            RegisterEvent::SignedIn { officer, by, acr, .. } => {
                let row = SignInRow { at, officer: *officer, by: by.clone(), acr: acr.clone() };
                push_bounded(&mut self.sign_ins, row);
            }
            RegisterEvent::Duty { turn, .. } => self.rota.registered(*turn),
            RegisterEvent::Officers { officers } => {
                // With those it begins with nobody came.
                if !self.officers.is_empty() {
                    let changed = staff::changes(at, &self.officers, officers);
                    changed.into_iter().for_each(|row| push_bounded(&mut self.staff, row));
                }
                self.officers.clone_from(officers);
            }
            RegisterEvent::PolicyProposed { text, by, reasons } => {
                let (text, reasons) = (text.as_str().into(), reasons.clone());
                self.proposal = Some(Proposal { text, by: *by, reasons, at });
            }
            RegisterEvent::Policy { text, by } => {
                self.policy = Some(PolicyRow { text: text.as_str().into(), by: *by, since: at });
                self.proposal = None;
            }
            RegisterEvent::Directory { serial, digest } => self.directory = Some((*serial, *digest)),
            RegisterEvent::Key(event) => self.keys_changed(event),
            RegisterEvent::Erased(erased) => self.erased(at, erased),
            RegisterEvent::Copied(copied) => push_bounded(&mut self.copies, copied.clone()),
            RegisterEvent::SourceErased(erased) => {
                self.sources.remove(erased.source);
                self.keys.remove(&CaseId::from_bytes(erased.source.bytes()));
            }
            RegisterEvent::DossierErased(erased) => {
                self.dossiers.remove(&erased.dossier);
                self.keys.remove(&dossier::place(erased.dossier));
                self.erased_dossiers.push(erased.reference.clone());
                self.hold_cases();
            }
            RegisterEvent::Witnessed(witnessed) => self.witness.registered(at, witnessed),
            RegisterEvent::NotCosigned(why) => self.witness.not_cosigned(at, why),
            RegisterEvent::Anomaly(raised) => self.watch.raised(at, raised),
            RegisterEvent::AnomalyReviewed(review) => self.watch.reviewed(at, review),
            RegisterEvent::RecoveryProposed { officer, by } => {
                self.recoveries.insert(*officer, Recovery { by: *by, at });
            }
            RegisterEvent::RecoveryConfirmed { officer, .. } => {
                self.recoveries.remove(officer);
            }
            _ => {}
        }
    }

    /// Forgets a case.
    fn erased(&mut self, at: Timestamp, erased: &ErasedCase) {
        let id = erased.case;
        self.to_erase.remove(&id);
        let was_known = self.lines.remove(&id).is_some();
        // One that was begun and erased before it was read here was given a number too.
        if !was_known && !self.erased.contains_key(&erased.request) {
            self.own_cases += u64::from(erased.side == Side::Requesting);
        }
        self.requests.remove(&erased.request);
        self.keys.remove(&id);
        for source in self.sources.remove_of(id) {
            self.keys.remove(&CaseId::from_bytes(source.bytes()));
        }
        if let Some(answer) = erased.answer {
            self.outbox.remove(answer);
        }
        if let Some(case) = self.cases.remove(&id) {
            self.kept_bytes = self.kept_bytes.saturating_sub(weight(&case));
        }
        self.order.retain(|kept| *kept != id);
        self.looks.retain(|row| row.case != id);
        for row in &mut self.law_changes {
            row.cases.retain(|change| change.case != id);
        }
        self.erased.insert(erased.request, (at, erased.clone()));
    }

    fn keys_changed(&mut self, event: &KeyEvent) {
        match event {
            KeyEvent::Renewed { serial, fingerprint } => self.own_keys = Some((*serial, *fingerprint)),
            KeyEvent::InUse { key, since, .. } => {
                let former = self.master_key.replace((*key, *since));
                self.former_master_keys.extend(former.map(|(former, _)| former));
                self.former_master_keys.remove(key);
            }
            KeyEvent::Rewrapped { key, .. } => self.rewrapped_under = Some(*key),
            KeyEvent::Shared(made) => drop(self.share_sets.insert(made.set)),
            KeyEvent::Removed { key, .. } => drop(self.removed_master_keys.insert(*key)),
        }
    }

    /// Whether a master key gave way to another one. The first one has no name until it does.
    pub(crate) fn is_former(&self, key: Option<MasterKeyId>) -> bool {
        key.map_or(self.master_key.is_some(), |key| self.former_master_keys.contains(&key))
    }

    /// The changes of the law that touch a case, each with this case alone.
    pub(crate) fn law_changes_of(&self, id: CaseId) -> Vec<LawChangeRow> {
        let touching = self.law_changes.iter().filter_map(|row| {
            let change = row.cases.iter().find(|change| change.case == id)?;
            let (at, from, to) = (row.at, row.from.clone(), row.to.clone());
            Some(LawChangeRow { at, from, to, compared: row.compared, cases: vec![change.clone()] })
        });
        touching.collect()
    }

    /// Takes looks in that were read case by case; the latest of all are kept.
    pub(crate) fn looked_before(&mut self, read: Vec<LookRow>) {
        let mut looks: Vec<LookRow> = self.looks.drain(..).chain(read).collect();
        looks.sort_by_key(|row| row.at);
        let surplus = looks.len().saturating_sub(ROWS_KEPT_MAX);
        self.looks = looks.split_off(surplus).into();
    }

    /// How far the delivery of a message is.
    pub(crate) fn delivery(&self, message: MessageId) -> Option<liaison::outbox::Delivery> {
        self.outbox.delivery(message)
    }
}

/// How many bytes of words a case holds, near enough.
fn weight(case: &Case) -> usize {
    case.told.iter().map(|told| fit::bytes_of(&told.said)).sum()
}

fn push_bounded<T>(rows: &mut VecDeque<T>, row: T) {
    if rows.len() >= ROWS_KEPT_MAX {
        rows.pop_front();
    }
    rows.push_back(row);
}
