//! The life of a case: acts are decided into events, events are applied to the case.
//!
//! `decide` may refuse and changes nothing; `apply` cannot fail and changes only its argument. A case is the fold of its
//! entries from the first to any day one cares to look at.

mod apply;
mod decide;
mod act;
mod course;
mod originator;
mod state;
mod event;
mod task;

pub use act::{Act, Conflict, Decided, FieldChange, Refusal};
pub use apply::apply;
pub use course::Step;
pub use decide::{decide, is_copied, may_correct, may_export, may_recall, may_use};
pub use event::{Deadline, Entry, Event, Heard, Judgement};
pub use originator::{Consent, Correction, CorrectionAnswer, Recall, RecallAnswer};
pub use state::{
    Case, Decision, Deed, Emergency, FieldState, Outgoing, Prepared, Referral, Retention, Side, Stage, Told,
    UseMade,
};
pub use task::{Task, TaskEnd, TaskEvent, is_of_task};

#[cfg(test)]
mod tests;
