//! Why a step in a dossier is not taken, with stable codes.

/// Why a step in a dossier is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DossierFault {
    /// There is none, or it may not be seen.
    #[error("there is no such dossier")]
    NoSuchDossier,
    /// It is closed.
    #[error("the dossier is closed; open a new one for what is new")]
    Closed,
    /// It is a dossier of another kind, or the step comes at another time.
    #[error("this step does not belong here; look at the page again")]
    WrongStep,
    /// There are too many, or one has too many entries.
    #[error("there are as many as there may be; close what is finished first")]
    TooMany,
    /// Something that is needed was left empty, or is too much.
    #[error("a field is empty that is needed, or holds more than it may; fill in who, what and when")]
    Incomplete,
    /// A day that cannot be.
    #[error("the day lies in the future, before what it follows, or is none; correct it")]
    BadDay,
    /// Who asks is not proven.
    #[error("it is not proven who asks; check the identity first")]
    NotIdentified,
    /// The node was not searched.
    #[error("the node was not searched yet; search it first")]
    NotSearched,
    /// The case was not found for this person.
    #[error("this case was not found for this person; search again")]
    NotFound,
    /// The case is not contested.
    #[error("this case may be used as it is")]
    NotContested,
    /// Very many cases were found.
    #[error("more than a thousand cases were found; give more of the name, or leave out what many share")]
    TooWide,
    /// Not every case is decided.
    #[error("a case is not decided yet; decide on each that was found")]
    Undecided,
    /// A second officer has to agree.
    #[error("less is given than was asked: another officer has to confirm it first")]
    NotConfirmed,
    /// There is nothing to confirm.
    #[error("nothing waits to be confirmed")]
    NothingToConfirm,
    /// Nobody confirms what they decided.
    #[error("nobody confirms what they decided; name another officer")]
    OwnDecision,
    /// Less is given without a ground.
    #[error("less is given than was asked: choose the ground")]
    NoBasis,
    /// No remedy was named.
    #[error("name at least one remedy of which the person was told")]
    NoRemedy,
    /// The person has the answer.
    #[error("the person was answered already")]
    Answered,
    /// Nothing of this is to be done.
    #[error("nothing is to be carried out in this case, or the person was not answered yet")]
    NothingToDo,
    /// What was decided is not carried out.
    #[error("what was decided is not carried out in every case yet")]
    NotExecuted,
    /// The scope was not computed.
    #[error("the scope was not computed yet; compute it from the journal first")]
    NotScoped,
    /// The risk was not assessed.
    #[error("the risk was not assessed yet; assess it first")]
    NotAssessed,
    /// Somebody has to be told still.
    #[error("somebody was not told yet; record the notice, or why none is given")]
    NoticesDue,
    /// Nobody has to be told this.
    #[error("no notice to them is due")]
    NotDue,
    /// The exception does not serve here.
    #[error("this exception does not serve here; choose another, or record the notice")]
    NoException,
    /// The period is over and no reasons are given.
    #[error("the period is over: give the reasons for the delay")]
    LateReasons,
    /// Nobody settles a breach in which they are concerned.
    #[error("you are among the officers concerned; somebody else has to do this")]
    Concerned,
}

impl DossierFault {
    /// A stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            DossierFault::NoSuchDossier => "no-dossier",
            DossierFault::Closed => "dossier-closed",
            DossierFault::WrongStep => "dossier-step",
            DossierFault::TooMany => "dossier-too-many",
            DossierFault::Incomplete => "dossier-incomplete",
            DossierFault::BadDay => "dossier-day",
            DossierFault::NotIdentified => "not-identified",
            DossierFault::NotSearched => "not-searched",
            DossierFault::NotFound => "not-found-for-them",
            DossierFault::NotContested => "not-contested",
            DossierFault::TooWide => "search-too-wide",
            DossierFault::Undecided => "redress-undecided",
            DossierFault::NotConfirmed => "redress-unconfirmed",
            DossierFault::NothingToConfirm => "nothing-to-confirm",
            DossierFault::OwnDecision => "own-decision",
            DossierFault::NoBasis => "no-basis",
            DossierFault::NoRemedy => "no-remedy",
            DossierFault::Answered => "redress-answered",
            DossierFault::NothingToDo => "nothing-to-do",
            DossierFault::NotExecuted => "not-executed",
            DossierFault::NotScoped => "not-scoped",
            DossierFault::NotAssessed => "not-assessed",
            DossierFault::NoticesDue => "notices-due",
            DossierFault::NotDue => "notice-not-due",
            DossierFault::NoException => "no-exception",
            DossierFault::LateReasons => "late-reasons",
            DossierFault::Concerned => "concerned",
        }
    }
}
