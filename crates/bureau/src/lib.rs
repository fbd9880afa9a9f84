//! What a bureau does. Every act, of an officer, of another bureau or of a clock, passes one door (`door`): who, may
//! they, why; then the case is folded, the law asked, the act decided, and its entries become durable together.
//!
//! No HTTP, SQL or cryptography is named here; the world comes in through `ports`. A module imports only modules
//! declared after it.

mod take_up;
mod govern;
mod rota;
mod rewrap;
mod start;
mod receive;
mod witnessing;
mod transmit;
mod retention;
mod evidence;
mod custody;
mod shown;
mod protect;
mod find;
mod scope;
mod erase;
mod compartment;
mod tasks;
mod enter;
mod act;
mod task_command;
mod correct;
mod consider;
mod precedent;
mod readers;
mod letter;
mod translation;
mod look;
mod renewal;
mod keep;
mod course;
mod detention;
mod exhibit;
mod agenda;
mod docket;
mod oversight;
mod figures;
mod sign_in;
mod library;
mod form;
mod follow;
mod door;
mod book;
mod sources;
mod passkeys;
mod trace;
mod counts;
mod advice;
mod reading;
mod permit;
mod fault;
mod policy;
mod paper;
mod register;
mod duty;
mod key_event;
mod dossier_record;
mod dossier;
mod breach;
mod redress;
mod dossier_fault;
mod erased;
mod anomaly;
mod staff;
mod copied;
mod witness;
mod source_record;
mod source;
mod telltale;
mod calendar;
mod compare;
mod folded;
mod record;
mod task_record;
mod digits;
pub mod memory;
pub mod ports;

pub use act::{Command, Done};
pub use agenda::{AGENDA_ROWS_MAX, Agenda, AgendaRow};
pub use anomaly::{Anomaly, AnomalyRow, CASES_AN_HOUR_MAX, Raised, WITHOUT_TASK_A_DAY_MAX};
pub use breach::{
    Assessed, Breach, BreachEvent, Detected, Exception, Known, Notice, Risk, SCOPE_CASES_MAX, Scope,
    ScopeRow, Settled, Window,
};
pub use compare::{Difference, What};
pub use compartment::SourceView;
pub use consider::{Change, DutyRow, Settlement};
pub use copied::{Copied, CopyKind};
pub use counts::{Counts, Tally};
pub use course::{REMINDER, StepRow};
pub use detention::Detention;
pub use docket::{DocketPage, Filter, ROWS_PER_PAGE, Row, Shortlist, Sort, Today};
pub use door::Bureau;
pub use dossier::{About, DOSSIER_ENTRIES_MAX, DOSSIERS_OPEN_MAX, Dossier, DossierEntry, DossierEvent, Hold};
pub use dossier_fault::DossierFault;
pub use duty::{RotaFault, TURN_HOURS_MAX, TURNS_AHEAD_MAX, Turn};
pub use erased::ErasedCase;
pub use evidence::{EVIDENCE_ENTRIES_MAX, Evidence, Pages};
pub use exhibit::{Chain, Gap, GapKind, Held, Link};
pub use fault::{DoorFault, FieldFault};
pub use figures::Figures;
pub use form::{FieldView, FormView, SectionView};
pub use govern::{PROPOSAL_HOURS_MAX, PolicyChange, SightChange};
pub use key_event::SharesMade;
pub use law::answer;
pub use law::browse;
pub use law::cases::Illustration;
pub use law::review;
pub use law::route::Search;
pub use law::search::{Asked, Unclear};
pub use law::term::Matter;
pub use letter::{LetterOut, LetterRow};
pub use library::LawFigures;
pub use look::{CaseView, Delivery, LOOK_REPEAT_MINUTES, PeerView, TimelineRow};
pub use oversight::Oversight;
pub use paper::{
    Language, Naming, PaperAsked, PaperDrawn, PaperFault, PaperKind, draw as draw_paper,
    forms as paper_forms, papers,
};
pub use passkeys::{Passkey, Recovery};
pub use policy::{
    Circumstances, POLICY_BYTES_MAX, Policy, PolicyFault, PolicyRow, PolicyRule, Proposal, permissions,
};
pub use precedent::{PRECEDENTS_MAX, Precedent, Precedents};
pub use protect::{DossierRow, DossierView, Due, FoundRow, Opening};
pub use readers::{Reader, Readers};
pub use record::RecordFault;
pub use redress::{
    Answered, Basis, Channel, DueDay, FORMS_MAX, Found, Hit, Milestone, Received, Redress, RedressEvent,
    Remedy, Searched, Telling, Trace, Verdict, Verdicted, Want,
};
pub use register::{CaseChange, Used};
pub use renewal::{InDoubt, SignedInDoubt};
pub use retention::KeptRow;
pub use rewrap::MasterKeyInUse;
pub use shown::{EvidenceView, Export, ShownFile};
pub use sign_in::{IDLE_DAYS_MAX, RECOVERY_HOURS_MAX};
pub use source::{
    Hold as SourceHold, Opening as SourceOpening, SourceCommand, SourceContent, SourceFault, SourceRecord,
    Target, Version,
};
pub use sources::SourceRow;
pub use staff::{CHANGES_TOLD_DAYS, StaffRow, Staffing};
pub use start::{Setup, StartFault};
pub use task_command::TaskCommand;
pub use tasks::{TaskRow, TaskView};
pub use telltale::{Found as Telltale, Spot, Tell};
pub use trace::{LawChangeRow, LookRow, RefusalRow, SignInRow};
pub use translation::{Translated, Translation};
pub use transmit::Parcel;
pub use witness::{Cosigned, NotCosigned, Stated, WitnessRow, Witnessed};
pub use witnessing::{Submitted, WitnessAnswer};
