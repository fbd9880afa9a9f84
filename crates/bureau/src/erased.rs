//! What the register keeps of a case, a source record or a dossier that was erased.

use case::bureau::{BureauCode, Level};
use case::exchange::RecallOutcome;
use case::id::{CaseId, DossierId, MessageId, OfficerId, RequestId, SourceId};
use case::life::{Case, Side};
use case::request::Kind;
use jiff::Timestamp;
use liaison::wire::v1::{self, Bytes};
use serde::{Deserialize, Serialize};

use crate::record::RecordFault;

/// A case that was erased: identifiers that were drawn at random, and nothing of what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasedCase {
    /// The case.
    pub case: CaseId,
    /// The request it was about.
    pub request: RequestId,
    /// The bureau that recalled it.
    pub other: BureauCode,
    /// Our message that answered a recall with the word that it is deleted; none where its keeping was ended.
    pub answer: Option<MessageId>,
    /// The officer who said so; none where the period came to its end.
    pub by: Option<OfficerId>,
    /// Which side we were on.
    pub side: Side,
    /// What was requested in it.
    pub kind: Kind,
    /// How confidential it was.
    pub level: Level,
    /// The officers to whom it was kept; empty where it was kept to nobody.
    pub circle: Vec<OfficerId>,
    /// What the other bureau had said, each with its digest on the wire and when it was taken: a late copy is known again.
    pub heard: Vec<(MessageId, [u8; 32], Timestamp)>,
}

impl ErasedCase {
    /// When a message of the erased case was taken, where this is one.
    pub(crate) fn taken_at(&self, message: MessageId, digest: &[u8; 32]) -> Option<Timestamp> {
        let same = |(id, known, _): &&(MessageId, [u8; 32], Timestamp)| *id == message && known == digest;
        self.heard.iter().find(same).map(|(.., at)| *at)
    }

    /// What is left of a case that is to be erased.
    pub(crate) fn of(id: CaseId, case: &Case) -> Option<Self> {
        let answers = case.recalls().into_iter().filter_map(|recall| recall.answer);
        let deleted = answers.filter(|(_, outcome, ..)| *outcome == RecallOutcome::Deleted);
        let told = deleted.map(|(told, ..)| told).find(|told| told.from != *case.other());
        let (answer, by) = match (told, case.discarded) {
            (Some(told), _) => (Some(told.message), told.by),
            (None, Some(by)) => (None, by),
            (None, None) => return None,
        };
        let heard = case.told.iter().filter_map(|told| Some((told.message, told.digest?, told.at)));
        Some(Self {
            case: id,
            request: case.request,
            other: case.other().clone(),
            answer,
            by,
            side: case.side,
            kind: case.kind,
            level: case.level(),
            circle: case.circle.clone(),
            heard: heard.collect(),
        })
    }
}

/// A dossier that was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErasedDossier {
    /// Which.
    pub dossier: DossierId,
    /// Its reference, so that no other gets it.
    pub reference: String,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenErasedDossier {
    dossier: Bytes,
    reference: String,
}

impl From<ErasedDossier> for WrittenErasedDossier {
    fn from(erased: ErasedDossier) -> Self {
        Self { dossier: Bytes(erased.dossier.bytes().to_vec()), reference: erased.reference }
    }
}

impl TryFrom<WrittenErasedDossier> for ErasedDossier {
    type Error = RecordFault;

    fn try_from(written: WrittenErasedDossier) -> Result<Self, RecordFault> {
        Ok(Self { dossier: DossierId::from_bytes(written.dossier.array()?), reference: written.reference })
    }
}

/// An erased case as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenErasure {
    case: Bytes,
    request: Bytes,
    other: String,
    answer: Option<Bytes>,
    by: Option<Bytes>,
    asked: bool,
    kind: String,
    level: String,
    circle: Vec<Bytes>,
    heard: Vec<(Bytes, Bytes, i64)>,
}

impl From<ErasedCase> for WrittenErasure {
    fn from(erased: ErasedCase) -> Self {
        let heard = erased.heard.into_iter().map(|(message, digest, at)| {
            (Bytes(message.bytes().to_vec()), Bytes(digest.to_vec()), at.as_millisecond())
        });
        Self {
            case: Bytes(erased.case.bytes().to_vec()),
            request: Bytes(erased.request.bytes().to_vec()),
            other: erased.other.to_string(),
            answer: erased.answer.map(|message| Bytes(message.bytes().to_vec())),
            by: erased.by.map(|officer| Bytes(officer.bytes().to_vec())),
            asked: erased.side == Side::Requested,
            kind: erased.kind.code().to_owned(),
            level: erased.level.code().to_owned(),
            circle: erased.circle.into_iter().map(|officer| Bytes(officer.bytes().to_vec())).collect(),
            heard: heard.collect(),
        }
    }
}

impl TryFrom<WrittenErasure> for ErasedCase {
    type Error = RecordFault;

    fn try_from(written: WrittenErasure) -> Result<Self, RecordFault> {
        let time =
            |at| Timestamp::from_millisecond(at).map_err(|error| RecordFault::Unreadable(error.to_string()));
        let heard = written.heard.into_iter().map(|(message, digest, at)| {
            Ok::<_, RecordFault>((MessageId::from_bytes(message.array()?), digest.array()?, time(at)?))
        });
        Ok(Self {
            case: CaseId::from_bytes(written.case.array()?),
            request: RequestId::from_bytes(written.request.array()?),
            other: v1::bureau(&written.other)?,
            answer: written.answer.map(|message| message.array().map(MessageId::from_bytes)).transpose()?,
            side: if written.asked { Side::Requested } else { Side::Requesting },
            by: written.by.map(|by| by.array().map(OfficerId::from_bytes)).transpose()?,
            kind: Kind::parse(&written.kind)
                .ok_or_else(|| RecordFault::Unreadable(format!("kind {}", written.kind)))?,
            level: Level::parse(&written.level)
                .ok_or_else(|| RecordFault::Unreadable(format!("level {}", written.level)))?,
            circle: written
                .circle
                .into_iter()
                .map(|by| by.array().map(OfficerId::from_bytes))
                .collect::<Result<_, _>>()?,
            heard: heard.collect::<Result<_, _>>()?,
        })
    }
}

/// A source record that was erased, at the word of two officers who were named in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErasedSource {
    /// The record.
    pub(crate) source: SourceId,
    /// Its case.
    pub(crate) case: CaseId,
    /// Who proposed it.
    pub(crate) proposed_by: OfficerId,
    /// Who agreed.
    pub(crate) by: OfficerId,
}

/// The same as it is written: the record, its case, who proposed it and who agreed.
#[derive(Serialize, Deserialize)]
pub(crate) struct WrittenSourceErasure(Bytes, Bytes, Bytes, Bytes);

impl From<ErasedSource> for WrittenSourceErasure {
    fn from(ErasedSource { source, case, proposed_by, by }: ErasedSource) -> Self {
        let [source, case, proposed_by, by] =
            [source.bytes(), case.bytes(), proposed_by.bytes(), by.bytes()].map(|id| Bytes(id.to_vec()));
        Self(source, case, proposed_by, by)
    }
}

impl TryFrom<WrittenSourceErasure> for ErasedSource {
    type Error = RecordFault;

    fn try_from(written: WrittenSourceErasure) -> Result<Self, RecordFault> {
        let WrittenSourceErasure(source, case, proposed_by, by) = written;
        Ok(Self {
            source: SourceId::from_bytes(source.array()?),
            case: CaseId::from_bytes(case.array()?),
            proposed_by: OfficerId::from_bytes(proposed_by.array()?),
            by: OfficerId::from_bytes(by.array()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{self, RegisterEvent};

    #[test]
    fn an_erasure_is_read_as_it_was_written() {
        let at = Timestamp::from_millisecond(1_782_000_000_123).unwrap();
        let erased = ErasedCase {
            case: CaseId::from_bytes([1; 16]),
            request: RequestId::from_bytes([2; 16]),
            other: "FR".parse().unwrap(),
            answer: Some(MessageId::from_bytes([3; 16])),
            side: Side::Requested,
            by: Some(OfficerId::from_bytes([4; 16])),
            kind: Kind::Diffusion,
            level: Level::Confidential,
            circle: vec![OfficerId::from_bytes([7; 16])],
            heard: vec![(MessageId::from_bytes([5; 16]), [6; 32], at)],
        };
        let source = ErasedSource {
            source: SourceId::from_bytes([8; 16]),
            case: CaseId::from_bytes([1; 16]),
            proposed_by: OfficerId::from_bytes([4; 16]),
            by: OfficerId::from_bytes([7; 16]),
        };
        for event in [RegisterEvent::Erased(erased), RegisterEvent::SourceErased(source)] {
            assert_eq!(register::read(&register::write(at, &event).unwrap()).unwrap(), (at, event));
        }
    }
}
