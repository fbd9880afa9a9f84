//! What comes from other bureaus: bytes in, a signed receipt out.

use case::bureau::BureauCode;
use case::exchange::Message;
use case::id::{CaseId, MessageId};
use case::life::{Act, Case, Event, Refusal};
use jiff::Timestamp;
use jiff::civil::Date;
use liaison::post;
use liaison::receipt::{self, Outcome, Receipt};

use crate::door::{Actor, Bureau, Inner};
use crate::fault::DoorFault;
use crate::register::RegisterEvent;

impl Bureau {
    /// Takes what came from outside, or refuses it with a code; either is journaled, and the receipt says which.
    ///
    /// The answer is empty only when this node cannot even sign.
    pub async fn receive(&self, envelope: &[u8]) -> Vec<u8> {
        let inner = &self.0;
        let digest = seal::digest::sha256(envelope);
        let opened = post::open(envelope, &inner.identity, &inner.directory());
        let (message, at, outcome) = match opened {
            Ok(message) => {
                let id = message.id;
                match inner.hear(message, digest).await {
                    Ok(at) => (id, at, Outcome::Taken),
                    Err(outcome) => (id, inner.clock.now(), outcome),
                }
            }
            Err(rejected) => {
                let code = rejected.code.to_owned();
                inner.refuse_envelope(rejected.message, digest, &code, rejected.sender).await;
                let id = rejected.message.unwrap_or(MessageId::from_bytes([0; 16]));
                (id, inner.clock.now(), Outcome::TurnedAway { code })
            }
        };
        let receipt = Receipt { message, envelope: digest, from: inner.me().clone(), at, outcome };
        receipt::sign(&receipt, &inner.identity).unwrap_or_default()
    }
}

impl Inner {
    /// Hears a verified message; gives the time at which it was taken, the first time.
    async fn hear(&self, message: Message, digest: [u8; 32]) -> Result<Timestamp, Outcome> {
        let later = |fault: DoorFault| Outcome::Later { code: fault.code().to_owned() };
        let (id, sender) = (message.id, message.from.clone());
        let mut writer = self.take_pen().await.map_err(later)?;
        let known = self.book().case_of(message.request);
        let before = match known {
            Some(case) => Some(self.load(case).await.map_err(later)?),
            None => None,
        };
        let case = known.unwrap_or_else(|| CaseId::from_bytes(self.random()));
        let acts = vec![Act::Hear(Box::new(message))];
        let follow_ups = |case: &Case, event: &Event, on: Date| self.follow_ups(case, event, on);
        match self.pass(&mut writer, case, before.clone(), &Actor::NODE, acts, follow_ups).await {
            Ok(passed) => Ok(taken_at(&passed.case, id).unwrap_or(writer.last_at)),
            // A message that came twice is taken once; the receipt is the first one's.
            Err(DoorFault::Refused(Refusal::HeardBefore)) => {
                Ok(before.as_deref().and_then(|case| taken_at(case, id)).unwrap_or(writer.last_at))
            }
            Err(fault @ (DoorFault::Refused(Refusal::OutOfOrder { .. }) | DoorFault::Store(_))) => {
                Err(later(fault))
            }
            Err(fault) => {
                let code = fault.code().to_owned();
                drop(writer);
                self.refuse_envelope(Some(id), digest, &code, Some(sender)).await;
                Err(Outcome::TurnedAway { code })
            }
        }
    }

    async fn refuse_envelope(
        &self,
        message: Option<MessageId>,
        digest: [u8; 32],
        code: &str,
        sender: Option<BureauCode>,
    ) {
        let refused = RegisterEvent::EnvelopeRefused { message, digest, code: code.to_owned(), sender };
        if let Ok(mut writer) = self.take_pen().await {
            // Where even this cannot be recorded, the sender is told all the same, and the node's health shows the store.
            let _ = self.note_in_register(&mut writer, &refused).await;
        }
    }
}

fn taken_at(case: &Case, message: MessageId) -> Option<Timestamp> {
    case.told.iter().find(|told| told.message == message).map(|told| told.at)
}
