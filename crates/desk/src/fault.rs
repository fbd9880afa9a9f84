//! What a page answers when something cannot be done: a status, a stable code, and words in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bureau::{DoorFault, DossierFault, RotaFault, SourceFault, Unclear};
use case::life::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::openid::OpenIdFault;
use crate::passkeys::PasskeyFault;
use crate::texts::{Texts, word};

/// Why a page cannot be shown. The words are put around it at the edge, where the reader's language is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is nothing at this address.
    NotFound,
    /// The form was not understood.
    BadForm,
    /// The file chosen is empty, or none was chosen.
    NoFile,
    /// The file is larger than a paper may be.
    FileTooLarge,
    /// Nobody has signed in.
    SignedOut,
    /// The session is locked.
    Locked,
    /// Who they are has to be proven again first.
    NotProven,
    /// The link was used already, or is too old.
    LinkUsed,
    /// The passkey was not taken.
    Passkey(PasskeyFault),
    /// The bureau's provider let nobody in.
    OpenId(OpenIdFault),
    /// What should be the provider's word that a session ended is none.
    NoLogout(OpenIdFault),
    /// The session has as many live lines as it may.
    TooManyLines,
    /// A question about two States was not understood.
    Unclear(Unclear),
    /// The door said no.
    Door(DoorFault),
}

/// What failed, as a program reads it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A stable code.
    pub(crate) code: &'static str,
    /// What is wrong and what to do, in the language of the officer.
    pub(crate) message: String,
}

impl From<DoorFault> for Fault {
    fn from(fault: DoorFault) -> Self {
        Fault::Door(fault)
    }
}

impl From<PasskeyFault> for Fault {
    fn from(fault: PasskeyFault) -> Self {
        Fault::Passkey(fault)
    }
}

impl From<OpenIdFault> for Fault {
    fn from(fault: OpenIdFault) -> Self {
        Fault::OpenId(fault)
    }
}

impl Fault {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::BadForm | Fault::NoLogout(_) => StatusCode::BAD_REQUEST,
            Fault::NoFile | Fault::Unclear(_) | Fault::Passkey(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::OpenId(OpenIdFault::Unreachable) => StatusCode::BAD_GATEWAY,
            Fault::OpenId(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::SignedOut | Fault::Locked => StatusCode::UNAUTHORIZED,
            Fault::NotProven => StatusCode::FORBIDDEN,
            Fault::LinkUsed => StatusCode::GONE,
            Fault::TooManyLines => StatusCode::TOO_MANY_REQUESTS,
            Fault::Door(fault) => door_status(fault),
        }
    }

    /// A stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Fault::NotFound => "not-found",
            Fault::BadForm => "bad-form",
            Fault::NoFile => "no-file",
            Fault::FileTooLarge => "file-too-large",
            Fault::SignedOut => "signed-out",
            Fault::Locked => "locked",
            Fault::NotProven => "not-proven",
            Fault::LinkUsed => "link-used",
            Fault::Passkey(fault) => fault.code(),
            Fault::OpenId(fault) | Fault::NoLogout(fault) => fault.code(),
            Fault::TooManyLines => "too-many-lines",
            Fault::Unclear(unclear) => unclear.code(),
            Fault::Door(fault) => fault.code(),
        }
    }

    /// What happened and what to do, in words.
    pub(crate) fn words(&self, texts: &Texts) -> String {
        match self {
            Fault::Door(fault) => door_words(texts, fault),
            other => texts.code("fault", other.code()),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

fn door_status(fault: &DoorFault) -> StatusCode {
    match fault {
        DoorFault::NoSuchCase
        | DoorFault::NoSuchPasskey
        | DoorFault::Source(SourceFault::None)
        | DoorFault::Dossier(DossierFault::NoSuchDossier) => StatusCode::NOT_FOUND,
        DoorFault::NotPermitted { .. }
        | DoorFault::OwnRecovery
        | DoorFault::SameAdministrator
        | DoorFault::AccountIdle
        | DoorFault::OwnProposal => StatusCode::FORBIDDEN,
        DoorFault::NothingStoodOut
        | DoorFault::RecoveryWaits
        | DoorFault::NoRecovery
        | DoorFault::LastPasskey
        | DoorFault::NoProposal => StatusCode::CONFLICT,
        DoorFault::Dossier(DossierFault::OwnDecision | DossierFault::Concerned) => StatusCode::FORBIDDEN,
        DoorFault::Rota(RotaFault::NoTurn) | DoorFault::Contested | DoorFault::Dossier(_) => {
            StatusCode::CONFLICT
        }
        DoorFault::UnknownOfficer => StatusCode::UNAUTHORIZED,
        DoorFault::Refused(Refusal::WrongStage { .. }) => StatusCode::CONFLICT,
        DoorFault::Refused(_)
        | DoorFault::LocksOut
        | DoorFault::MayNotSee { .. }
        | DoorFault::EmptyCircle
        | DoorFault::NoReviewer
        | DoorFault::NotYet
        | DoorFault::Policy(_)
        | DoorFault::Rota(_)
        | DoorFault::Paper(_)
        | DoorFault::Field(_)
        | DoorFault::Source(_)
        | DoorFault::NoSuchBureau { .. }
        | DoorFault::NoState { .. }
        | DoorFault::NoSuchStep { .. }
        | DoorFault::StepDay
        | DoorFault::NoSuchZone { .. }
        | DoorFault::ExhibitLacks { .. }
        | DoorFault::NotOfExhibit => StatusCode::UNPROCESSABLE_ENTITY,
        DoorFault::Store(_) | DoorFault::Record(_) | DoorFault::Keys(_) | DoorFault::DirectoryExpired => {
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// The rules on which a refusal rests.
pub(crate) fn rules_of(fault: &DoorFault) -> &[String] {
    match fault {
        DoorFault::Refused(
            Refusal::Blocked { rules } | Refusal::Unanswered { rules } | Refusal::Undecided { rules },
        ) => rules,
        _ => &[],
    }
}

/// What a refusal at the door means, in words.
pub(crate) fn door_words(texts: &Texts, fault: &DoorFault) -> String {
    match fault {
        DoorFault::Refused(Refusal::WrongStage { stage }) => {
            texts.with("fault-wrong-stage", &[word("stage", &texts.code("stage", stage.code()))])
        }
        DoorFault::Refused(Refusal::TooLarge { what, max }) => {
            let what = texts.code("large", &what.replace(' ', "-"));
            texts.with("fault-too-large", &[word("what", &what), word("max", &max.to_string())])
        }
        DoorFault::Refused(Refusal::NoText { what, character }) => texts.with(
            "fault-no-text",
            &[
                word("what", &texts.code("large", &what.replace(' ', "-"))),
                word("character", &format!("U+{character:04X}")),
            ],
        ),
        DoorFault::NotPermitted { command } => {
            texts.with("fault-not-permitted", &[word("act", &texts.code("act", command))])
        }
        DoorFault::ExhibitLacks { part } => {
            texts.with("fault-exhibit-lacks", &[word("part", &texts.code("exhibit", part))])
        }
        DoorFault::MayNotSee { name } => texts.with("fault-may-not-see", &[word("name", name)]),
        DoorFault::Policy(fault) => {
            texts.with(&format!("fault-{}", fault.code()), &[word("fault", &fault.to_string())])
        }
        DoorFault::Field(fault) => texts.with("fault-bad-field", &[word("field", &fault.field)]),
        other => texts.code("fault", other.code()),
    }
}
