//! What goes to other bureaus: what may go now, sealed for its recipient, and what became of it.

use case::exchange::{Attachment, Message};
use case::id::AttachmentId;
use case::life::{Act, Case, Event};
use jiff::Timestamp;
use liaison::outbox::{Errand, Tried};
use liaison::post;
use liaison::receipt::{self, Outcome};

use crate::door::{Actor, Bureau, Inner};
use crate::fault::DoorFault;

/// A message on its way: sealed, with where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The errand.
    pub errand: Errand,
    /// The recipient's address, from the signed directory.
    pub address: String,
    /// SHA-256 of the recipient's TLS certificate, from the signed directory.
    pub certificate: [u8; 32],
    /// The sealed envelope.
    pub envelope: Vec<u8>,
}

impl Bureau {
    /// What may go now. Each errand given out has to come back through [`Bureau::delivered`] or [`Bureau::gave_up`].
    #[must_use]
    pub fn due(&self) -> Vec<Errand> {
        let now = self.0.clock.now();
        self.0.book_mut().outbox.due(now)
    }

    /// When something may go next; none while nothing waits.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.0.book().outbox.next_due()
    }

    /// Seals the message of an errand.
    ///
    /// # Errors
    /// A [`DoorFault`] where the case, its files or the recipient's entry in the directory cannot be had.
    pub async fn parcel(&self, errand: &Errand) -> Result<Parcel, DoorFault> {
        let inner = &self.0;
        let message = inner.compose(errand).await?;
        let directory = inner.directory();
        let entry = directory
            .find(&errand.to)
            .ok_or_else(|| DoorFault::NoSuchBureau { bureau: errand.to.clone() })?;
        let envelope = post::seal(&message, &inner.identity, &directory, inner.randomness().as_mut())
            .map_err(|fault| DoorFault::Keys(fault.to_string()))?;
        Ok(Parcel {
            errand: errand.clone(),
            address: entry.address.clone(),
            certificate: entry.certificate,
            envelope,
        })
    }

    /// Says what a try came to: the bytes of the answer, or a stable code for why none came.
    ///
    /// # Errors
    /// A [`DoorFault`] where it could not be recorded; the message is then tried again.
    pub async fn delivered(&self, parcel: &Parcel, answer: Result<Vec<u8>, String>) -> Result<(), DoorFault> {
        let inner = &self.0;
        let errand = &parcel.errand;
        let verified = answer.and_then(|bytes| {
            let directory = inner.directory();
            let entry = directory.find(&errand.to).ok_or_else(|| "no-bureau".to_owned())?;
            receipt::verify(&bytes, &entry.identity, errand.message, &parcel.envelope)
                .map(|receipt| (receipt, bytes))
                .map_err(|fault| fault.code().to_owned())
        });
        let act = match verified {
            Ok((receipt, bytes)) => match receipt.outcome {
                Outcome::Taken => Ok((Ok(receipt.at), bytes)),
                Outcome::TurnedAway { code } => Ok((Err(code), bytes)),
                Outcome::Later { code } => Err(code),
            },
            Err(code) => Err(code),
        };
        let message = errand.message;
        let (act, tried) = match act {
            Ok((outcome, receipt)) => (Act::RecordReceipt { message, outcome, receipt }, Tried::Settled),
            Err(code) => (Act::RecordFailure { message, code }, Tried::Failed),
        };
        let recorded = inner.record_try(errand, act).await;
        let tried = if recorded.is_ok() { tried } else { Tried::Failed };
        inner.close_try(errand, tried);
        recorded
    }

    /// Says that an errand could not even be tried; it will be due again.
    pub fn gave_up(&self, errand: &Errand) {
        self.0.close_try(errand, Tried::Failed);
    }
}

impl Inner {
    fn close_try(&self, errand: &Errand, tried: Tried) {
        let jitter = u32::from_be_bytes(self.random());
        let now = self.clock.now();
        self.book_mut().outbox.tried(errand.message, tried, now, jitter);
    }

    async fn record_try(&self, errand: &Errand, act: Act) -> Result<(), DoorFault> {
        let mut writer = self.take_pen().await?;
        let before = self.load(errand.case).await?;
        let done = |_: &Case, _: &Event, _| Vec::new();
        match self.pass(&mut writer, errand.case, Some(before), &Actor::NODE, vec![act], done).await {
            // Settled before, by an earlier try whose answer was lost on the way here.
            Ok(_) | Err(DoorFault::Refused(case::life::Refusal::NoMessage)) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    async fn compose(&self, errand: &Errand) -> Result<Message, DoorFault> {
        let case = self.load(errand.case).await?;
        let told = case
            .told
            .iter()
            .find(|told| told.message == errand.message)
            .ok_or(case::life::Refusal::NoMessage)?;
        let number = case
            .outgoing
            .iter()
            .find(|out| out.message == errand.message)
            .map(|out| out.number)
            .ok_or(case::life::Refusal::NoMessage)?;
        let mut attachments = Vec::new();
        for named in &told.attachments {
            attachments.push((named.clone(), self.content(errand.case, named.id).await?.1));
        }
        Ok(Message {
            id: errand.message,
            request: case.request,
            reference: case.reference.clone(),
            kind: case.kind,
            from: self.me().clone(),
            to: errand.to.clone(),
            number,
            said: told.said.clone(),
            attachments,
        })
    }

    /// A file of a case with its content, from the journal.
    pub(crate) async fn content(
        &self,
        case: case::id::CaseId,
        wanted: AttachmentId,
    ) -> Result<(Attachment, Vec<u8>), DoorFault> {
        let entries = self.opened(case).await?;
        entries
            .into_iter()
            .find_map(|(_, entry)| match entry.event {
                Event::Attached { attachment, content } if attachment.id == wanted => {
                    Some((attachment, content))
                }
                _ => None,
            })
            .ok_or(DoorFault::Refused(case::life::Refusal::NoAttachment))
    }
}
