//! What comes from other bureaus: bytes in, a signed receipt out.

use case::bureau::BureauCode;
use case::exchange::{Message, Proof};
use case::id::{CaseId, MessageId};
use case::life::{Act, Case, Event, Refusal};
use jiff::Timestamp;
use jiff::civil::Date;
use liaison::post::{self, Rejected};
use liaison::receipt::{self, JournalState, Outcome, Receipt};

use crate::door::{Actor, Bureau, Inner};
use crate::fault::DoorFault;
use crate::register::RegisterEvent;
use crate::trace::ENVELOPE_REFUSALS_MAX;

/// What another bureau is told when this one cannot take a message now, through no fault of the message. The inner
/// reason stays here.
const BUSY: &str = "busy";

/// What came: the digest of the envelope, and whose node brought it.
struct Came<'a> {
    envelope: [u8; 32],
    carrier: Option<&'a BureauCode>,
}

impl Bureau {
    /// Takes what came from outside, or refuses it with a code; either is journaled, and the receipt says which.
    /// `carrier` is the bureau whose node brought it.
    ///
    /// The answer is empty only when this node cannot even sign.
    pub async fn receive(&self, envelope: &[u8], carrier: Option<&BureauCode>) -> Vec<u8> {
        let inner = &self.0;
        let (from, came) = (inner.me().clone(), Came { envelope: seal::digest::sha256(envelope), carrier });
        // A late copy of what was turned away meets the same, whatever has changed here meanwhile: its sender may have said
        // something else in its place.
        let before = inner.book().turned_away.get(&came.envelope).cloned();
        if let Some(code) = before {
            let (outcome, at) = (Outcome::TurnedAway { code }, inner.clock.now());
            inner.book_mut().counts.envelope(&outcome);
            let (envelope, journal) = (came.envelope, None);
            let receipt = Receipt { message: None, envelope, digest: None, from, at, outcome, journal };
            return receipt::sign(&receipt, &inner.identity()).unwrap_or_default();
        }
        let receipt = match inner.open_envelope(envelope) {
            Ok((message, proof)) => {
                let (id, digest) = (message.id, proof.digest);
                let heard = inner.hear(message, proof, &came).await;
                let (at, journal) = heard.as_ref().copied().unwrap_or_else(|_| (inner.clock.now(), None));
                let outcome = heard.map_or_else(|outcome| outcome, |_| Outcome::Taken);
                let (message, digest) = (Some(id), Some(digest));
                Receipt { message, envelope: came.envelope, digest, from, at, outcome, journal }
            }
            Err(rejected) => {
                let message = rejected.message;
                let outcome = inner.refuse_envelope(rejected, &came).await;
                let (at, journal) = (inner.clock.now(), None);
                Receipt { message, envelope: came.envelope, digest: None, from, at, outcome, journal }
            }
        };
        inner.book_mut().counts.envelope(&receipt.outcome);
        receipt::sign(&receipt, &inner.identity()).unwrap_or_default()
    }
}

impl Inner {
    fn open_envelope(&self, envelope: &[u8]) -> Result<(Message, Proof), Rejected> {
        // Whose keys are good today is not known from a directory that has run out.
        if self.directory_in_force().is_err() {
            return Err(Rejected { message: None, code: BUSY, passing: true, sender: None });
        }
        post::open(envelope, &self.identity(), &self.directory())
    }

    /// Hears a verified message; gives the time at which it was taken, the first time, and how far the journal is with it.
    async fn hear(
        &self,
        message: Message,
        proof: Proof,
        came: &Came<'_>,
    ) -> Result<(Timestamp, Option<JournalState>), Outcome> {
        let later = |_: DoorFault| Outcome::Later { code: BUSY.to_owned() };
        let (id, sender) = (message.id, message.from.clone());
        let mut writer = self.take_pen().await.map_err(later)?;
        // Another process may have turned it away since.
        let turned_away = self.book().turned_away.get(&came.envelope).cloned();
        if let Some(code) = turned_away {
            return Err(Outcome::TurnedAway { code });
        }
        let erased = self.book().erased.get(&message.request).cloned();
        if let Some((_, erased)) = erased {
            drop(writer);
            return match erased.taken_at(id, &proof.digest) {
                Some(at) => Ok((at, None)),
                None => {
                    let (message, code, passing) = (Some(id), "erased", false);
                    Err(self
                        .refuse_envelope(Rejected { message, code, passing, sender: Some(sender) }, came)
                        .await)
                }
            };
        }
        let known = self.book().case_of(message.request);
        let before = match known {
            Some(case) => Some(self.load(case).await.map_err(later)?),
            None => None,
        };
        let case = known.unwrap_or_else(|| CaseId::from_bytes(self.random()));
        let acts = vec![Act::Hear(Box::new(message), proof)];
        let follow_ups = |case: &Case, event: &Event, on: Date| self.follow_ups(case, event, on);
        match self.pass(&mut writer, case, before.clone(), &Actor::NODE, acts, follow_ups).await {
            Ok(_) => {
                let (size, root) = (writer.tree.size(), writer.tree.root());
                Ok((writer.last_at, Some(JournalState { size, root })))
            }
            // A message that came twice is taken once; the receipt is the first one's.
            Err(DoorFault::Refused(Refusal::HeardBefore)) => {
                let at = before.as_deref().and_then(|case| taken_at(case, id)).unwrap_or(writer.last_at);
                Ok((at, None))
            }
            Err(DoorFault::Refused(refusal @ (Refusal::OutOfOrder { .. } | Refusal::IdentifierTaken))) => {
                Err(Outcome::Later { code: refusal.code().to_owned() })
            }
            // Only what is wrong with the message turns it away; what is wrong here passes.
            Err(DoorFault::Refused(refusal)) => {
                drop(writer);
                let (message, code, passing, sender) = (Some(id), refusal.code(), false, Some(sender));
                Err(self.refuse_envelope(Rejected { message, code, passing, sender }, came).await)
            }
            Err(fault) => Err(later(fault)),
        }
    }

    /// Writes a refusal down, and gives what the sender is told. Nothing is turned away for good that is not written down:
    /// where the store fails, or a flood of the like makes no entry, it has to come again later.
    async fn refuse_envelope(&self, rejected: Rejected, came: &Came<'_>) -> Outcome {
        let Rejected { message, code, passing, sender } = rejected;
        let (now, who) = (self.clock.now(), sender.as_ref().or(came.carrier));
        let later = |code: &str| Outcome::Later { code: code.to_owned() };
        let alike = (who.cloned(), code.to_owned());
        let Some(more) = self.book_mut().refused_envelopes.entry(alike, ENVELOPE_REFUSALS_MAX, now) else {
            return later(if passing { code } else { BUSY });
        };
        let refused = RegisterEvent::EnvelopeRefused {
            message,
            digest: came.envelope,
            code: code.to_owned(),
            passing,
            sender,
            carrier: came.carrier.cloned(),
            more,
        };
        let recorded = match self.take_pen().await {
            Ok(mut writer) => self.note_in_register(&mut writer, &refused).await,
            Err(fault) => Err(fault),
        };
        match recorded {
            Ok(()) if !passing => Outcome::TurnedAway { code: code.to_owned() },
            Ok(()) => later(code),
            Err(_) => later(BUSY),
        }
    }
}

fn taken_at(case: &Case, message: MessageId) -> Option<Timestamp> {
    case.told.iter().find(|told| told.message == message).map(|told| told.at)
}
