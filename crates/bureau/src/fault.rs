//! Why something was not done, with a stable code and words for the officer.

use case::bureau::BureauCode;
use case::life::Refusal;

use crate::dossier_fault::DossierFault;
use crate::duty::RotaFault;
use crate::paper::PaperFault;
use crate::policy::PolicyFault;
use crate::ports::StoreFault;
use crate::record::RecordFault;
use crate::source::SourceFault;

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DoorFault {
    /// The case does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The officer's postings do not allow it.
    #[error("your postings do not allow this; ask a colleague who may `{command}`")]
    NotPermitted {
        /// The command.
        command: &'static str,
    },
    /// The officer would not see the case any more.
    #[error("you would not see this case any more; ask a colleague who would")]
    LocksOut,
    /// An officer who would be given the case, or be in its circle, may not see it.
    #[error("{name} may not see this case: the clearance or the postings do not reach")]
    MayNotSee {
        /// The officer.
        name: String,
    },
    /// Nobody of the circle could go on with the case.
    #[error("nobody in the circle could prepare or answer; add an officer who may")]
    EmptyCircle,
    /// A step in a dossier was not taken.
    #[error(transparent)]
    Dossier(#[from] DossierFault),
    /// A turn of duty is not put in the rota.
    #[error(transparent)]
    Rota(#[from] RotaFault),
    /// A person contests what the case holds on them.
    #[error(
        "what this case holds on a person is contested and not used meanwhile; ask those who protect data"
    )]
    Contested,
    /// No looks that stood out wait for a word.
    #[error("this was looked into already, or never stood out; load the page again")]
    NothingStoodOut,
    /// Nobody else could review what one officer sends alone.
    #[error("nobody else could see this case and review it; widen the circle first")]
    NoReviewer,
    /// The text is no policy that could be in force.
    #[error(transparent)]
    Policy(#[from] PolicyFault),
    /// No policy waits to be confirmed, or another one than was shown.
    #[error("this policy does not wait to be confirmed any more; look at the page again")]
    NoProposal,
    /// Whoever proposed a policy does not confirm it.
    #[error("a policy takes two officers; another one has to confirm it")]
    OwnProposal,
    /// Nobody of this bureau.
    #[error("no officer of this bureau has signed in")]
    UnknownOfficer,
    /// The officer has no such passkey.
    #[error("there is no such passkey; look at the list again")]
    NoSuchPasskey,
    /// The officer would have no passkey left.
    #[error("this is the last passkey; add another one first")]
    LastPasskey,
    /// The officer was away for so long that their passkeys do not serve any more.
    #[error("the officer has not signed in for so long that their passkeys do not serve any more")]
    AccountIdle,
    /// Nobody recovers themselves.
    #[error("nobody recovers themselves; ask two other administrators")]
    OwnRecovery,
    /// The officer's recovery was proposed already.
    #[error("the recovery was proposed already; another administrator has to confirm it")]
    RecoveryWaits,
    /// There is no recovery to confirm.
    #[error("no recovery waits for this officer, or it waited too long; propose it again")]
    NoRecovery,
    /// Whoever proposed a recovery does not confirm it.
    #[error("a recovery takes two administrators; another one has to confirm it")]
    SameAdministrator,
    /// There is no such case, or it may not be seen.
    #[error("there is no such case")]
    NoSuchCase,
    /// There was no such case at that moment.
    #[error("the case was not here yet at that moment; choose a later one")]
    NotYet,
    /// There is no such bureau in the directory.
    #[error("the directory has no bureau `{bureau}`")]
    NoSuchBureau {
        /// Its code.
        bureau: BureauCode,
    },
    /// The bureau is no State's, and only a State can do what is asked.
    #[error("`{bureau}` is no State's bureau, and only a State can do this")]
    NoState {
        /// Its code.
        bureau: BureauCode,
    },
    /// The law has no such step in this proceeding, or the other side takes it.
    #[error("`{step}` is no step that this side takes in such a proceeding; choose one of the list")]
    NoSuchStep {
        /// Its name.
        step: String,
    },
    /// A step that was taken lies in the future, or too far back.
    #[error("this step cannot lie ahead, nor a hundred years back; write the day on which it was taken")]
    StepDay,
    /// There is no such time zone.
    #[error("`{zone}` is no time zone; write a name such as `Europe/Paris`")]
    NoSuchZone {
        /// Its name.
        zone: String,
    },
    /// A step that is about an object does not say something of it.
    #[error("this step is about an object and does not say its `{part}`; write it")]
    ExhibitLacks {
        /// What: `mark`, `what`, `seal`, `by`, `to` or `place`.
        part: &'static str,
    },
    /// An object is told of with a step that is about none.
    #[error("this step is about no object; choose one that is, or take out what is said of the object")]
    NotOfExhibit,
    /// The directory has run out.
    #[error("the directory of bureaus has run out; take a newer one from the General Secretariat")]
    DirectoryExpired,
    /// A field was not understood.
    #[error(transparent)]
    Field(#[from] FieldFault),
    /// It is not done with a source record, or a source record holds it back.
    #[error(transparent)]
    Source(#[from] SourceFault),
    /// A paper cannot be drawn.
    #[error(transparent)]
    Paper(#[from] PaperFault),
    /// The store could not do it; nothing was recorded.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// What is stored cannot be read.
    #[error(transparent)]
    Record(#[from] RecordFault),
    /// The keys did not serve.
    #[error("the bureau's keys did not serve: {0}")]
    Keys(String),
}

impl DoorFault {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            DoorFault::Refused(refusal) => refusal.code(),
            DoorFault::NotPermitted { .. } => "not-permitted",
            DoorFault::LocksOut => "locks-you-out",
            DoorFault::MayNotSee { .. } => "may-not-see",
            DoorFault::EmptyCircle => "empty-circle",
            DoorFault::NoReviewer => "no-reviewer",
            DoorFault::Dossier(fault) => fault.code(),
            DoorFault::Rota(fault) => fault.code(),
            DoorFault::Paper(fault) => fault.code(),
            DoorFault::Contested => "contested",
            DoorFault::NothingStoodOut => "nothing-stood-out",
            DoorFault::Policy(fault) => fault.code(),
            DoorFault::NoProposal => "no-proposal",
            DoorFault::OwnProposal => "own-proposal",
            DoorFault::UnknownOfficer => "unknown-officer",
            DoorFault::NoSuchPasskey => "no-passkey",
            DoorFault::LastPasskey => "last-passkey",
            DoorFault::AccountIdle => "account-idle",
            DoorFault::OwnRecovery => "own-recovery",
            DoorFault::RecoveryWaits => "recovery-waits",
            DoorFault::NoRecovery => "no-recovery",
            DoorFault::SameAdministrator => "same-administrator",
            DoorFault::NoSuchCase => "no-case",
            DoorFault::NotYet => "not-yet",
            DoorFault::NoSuchBureau { .. } => "no-bureau",
            DoorFault::NoState { .. } => "no-state",
            DoorFault::NoSuchStep { .. } => "no-step",
            DoorFault::StepDay => "step-day",
            DoorFault::NoSuchZone { .. } => "no-zone",
            DoorFault::ExhibitLacks { .. } => "exhibit-lacks",
            DoorFault::NotOfExhibit => "not-of-exhibit",
            DoorFault::DirectoryExpired => "directory-expired",
            DoorFault::Field(_) => "bad-field",
            DoorFault::Source(fault) => fault.code(),
            DoorFault::Store(StoreFault::Full) => "disk-full",
            DoorFault::Store(_) => "store-failed",
            DoorFault::Record(_) => "record-unreadable",
            DoorFault::Keys(_) => "keys-failed",
        }
    }
}

/// What was typed into a field cannot be taken; the message says what is wrong and what would do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {problem}")]
pub struct FieldFault {
    /// The field.
    pub field: String,
    /// What is wrong, and what would do.
    pub problem: String,
}
