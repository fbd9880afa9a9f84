//! What goes to other bureaus: what may go now, sealed for its recipient, and what became of it.

use std::collections::BTreeSet;

use case::bureau::BureauCode;
use case::exchange::{Attachment, Message};
use case::id::CaseId;
use case::life::{Act, Case, Entry, Event, Refusal};
use jiff::Timestamp;
use liaison::outbox::{Errand, Tried};
use liaison::post::{self, Sealed};
use liaison::receipt::{self, JournalState, Outcome};

use crate::door::{Actor, Bureau, Inner, open};
use crate::fault::DoorFault;
use crate::register::RegisterEvent;
use crate::witness::Stated;

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
    /// SHA-256 of the message in it, which the receipt has to name.
    pub digest: [u8; 32],
}

impl Bureau {
    /// Looks up what became of a batch whose answer was lost, and finishes erasures that were broken off: both would else wait
    /// until somebody acts again.
    ///
    /// # Errors
    /// A [`DoorFault`] of the store, which does not answer yet.
    pub async fn settle_doubt(&self) -> Result<(), DoorFault> {
        if self.0.is_in_doubt() {
            drop(self.0.take_pen().await?);
        }
        self.0.finish_erasures().await
    }

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

    /// The bureaus for which something waits.
    #[must_use]
    pub fn awaited(&self) -> BTreeSet<BureauCode> {
        self.0.book().outbox.waiting().map(|(to, _)| to.clone()).collect()
    }

    /// How often in a row a bureau did not answer this process.
    #[must_use]
    pub fn unanswered_by(&self, bureau: &BureauCode) -> u32 {
        self.0.book().outbox.unanswered_by(bureau)
    }

    /// As [`Bureau::due`], to these bureaus alone: another process of this bureau carries to the others.
    #[must_use]
    pub fn due_to(&self, ours: &BTreeSet<BureauCode>) -> Vec<Errand> {
        let now = self.0.clock.now();
        self.0.book_mut().outbox.due_to(now, |to| ours.contains(to))
    }

    /// When something may go next to one of these bureaus; none while nothing waits.
    #[must_use]
    pub fn next_due_to(&self, ours: &BTreeSet<BureauCode>) -> Option<Timestamp> {
        self.0.book().outbox.next_due_to(|to| ours.contains(to))
    }

    /// Seals the message of an errand.
    ///
    /// # Errors
    /// A [`DoorFault`] where the case, its files or the recipient's entry in the directory cannot be had.
    pub async fn parcel(&self, errand: &Errand) -> Result<Parcel, DoorFault> {
        let inner = &self.0;
        inner.directory_in_force()?;
        let message = inner.compose(errand).await?;
        let directory = inner.directory();
        let entry = directory
            .find(&errand.to)
            .ok_or_else(|| DoorFault::NoSuchBureau { bureau: errand.to.clone() })?;
        let Sealed { envelope, digest } =
            post::seal(&message, &inner.identity(), &directory, &mut inner.randomness())
                .map_err(|fault| DoorFault::Keys(fault.to_string()))?;
        Ok(Parcel {
            errand: errand.clone(),
            address: entry.address.clone(),
            certificate: entry.certificate,
            envelope,
            digest,
        })
    }

    /// Says what a try came to: the bytes of the answer, or a stable code for why none came.
    ///
    /// # Errors
    /// A [`DoorFault`] where it could not be recorded; the message is then tried again.
    pub async fn delivered(&self, parcel: &Parcel, answer: Result<Vec<u8>, String>) -> Result<(), DoorFault> {
        let inner = &self.0;
        let errand = &parcel.errand;
        let message = errand.message;
        let verified = answer.and_then(|bytes| {
            let directory = inner.directory();
            let entry = directory.find(&errand.to).ok_or_else(|| "no-bureau".to_owned())?;
            receipt::verify(&bytes, &entry.identity, message, parcel.digest, &parcel.envelope)
                .map(|receipt| (receipt, bytes))
                .map_err(|fault| fault.code().to_owned())
        });
        let failed = |code: String| Act::RecordFailure { message, code };
        let came_to = match &verified {
            Ok((receipt, _)) => receipt.outcome.word().to_owned(),
            Err(code) => code.clone(),
        };
        let stated = verified.as_ref().ok().and_then(|(receipt, _)| Some((receipt.at, receipt.journal?)));
        let (act, tried) = match verified {
            Ok((receipt, bytes)) => {
                let settled = |outcome| Act::RecordReceipt { message, outcome, receipt: bytes };
                match receipt.outcome {
                    Outcome::Taken => (settled(Ok(receipt.at)), Tried::Settled),
                    Outcome::TurnedAway { code } => (settled(Err(code)), Tried::Settled),
                    Outcome::Later { code } => (failed(code), Tried::Later),
                }
            }
            Err(code) => (failed(code), Tried::Failed),
        };
        let recorded = inner.record_try(errand, act).await;
        let tried = match &recorded {
            Ok(true) => tried,
            // Settled before, and nothing waits any more.
            Ok(false) => Tried::Settled,
            // What could not be recorded here is no silence of the other node.
            Err(_) => Tried::Later,
        };
        inner.close_try(errand, tried, recorded.as_ref().map_or_else(|fault| fault.code(), |_| &came_to));
        recorded?;
        match stated {
            Some((at, state)) => inner.witness(&errand.to, at, state).await,
            None => Ok(()),
        }
    }

    /// Says that an errand could not even be tried, and why; it will be due again.
    ///
    /// # Errors
    /// A [`DoorFault`] where that could not be recorded.
    pub async fn gave_up(&self, errand: &Errand, fault: &DoorFault) -> Result<(), DoorFault> {
        let failure = Act::RecordFailure { message: errand.message, code: fault.code().to_owned() };
        let recorded = self.0.record_try(errand, failure).await;
        let tried = if recorded == Ok(false) { Tried::Settled } else { Tried::Later };
        self.0.close_try(errand, tried, fault.code());
        recorded.map(|_| ())
    }
}

impl Inner {
    fn close_try(&self, errand: &Errand, tried: Tried, came_to: &str) {
        let jitter = u32::from_be_bytes(self.random());
        let now = self.clock.now();
        let mut book = self.book_mut();
        book.outbox.tried(errand.message, tried, now, jitter);
        book.counts.delivery(came_to);
    }

    /// Records what a try came to; not where the message was settled before.
    async fn record_try(&self, errand: &Errand, act: Act) -> Result<bool, DoorFault> {
        let mut writer = self.take_pen().await?;
        let before = self.load(errand.case).await?;
        let follow_ups = |case: &Case, event: &Event, on| self.follow_ups(case, event, on);
        match self.pass(&mut writer, errand.case, Some(before), &Actor::NODE, vec![act], follow_ups).await {
            Ok(passed) => self.erase(&mut writer, errand.case, &passed.case).await.map(|()| true),
            // Settled before, by an earlier try whose answer was lost on the way here, or which the store broke off.
            Err(DoorFault::Refused(Refusal::NoMessage)) => {
                let case = self.load(errand.case).await?;
                self.erase(&mut writer, errand.case, &case).await.map(|()| false)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Takes what the receipt of a bureau states of its journal into account.
    async fn witness(
        &self,
        bureau: &BureauCode,
        at: Timestamp,
        state: JournalState,
    ) -> Result<(), DoorFault> {
        let now = Stated { at, size: state.size, root: state.root };
        let noted = self.book_mut().witness.heard(bureau, now, self.clock.now());
        let Some(witnessed) = noted else { return Ok(()) };
        if witnessed.before.is_some() {
            self.book_mut().counts.contradiction("receipt");
        }
        let mut writer = self.take_pen().await?;
        self.note_in_register(&mut writer, &RegisterEvent::Witnessed(witnessed)).await
    }

    async fn compose(&self, errand: &Errand) -> Result<Message, DoorFault> {
        let case = self.load(errand.case).await?;
        let told = case.told.iter().find(|told| told.message == errand.message).ok_or(Refusal::NoMessage)?;
        let number = case
            .outgoing
            .iter()
            .find(|out| out.message == errand.message)
            .map(|out| out.number)
            .ok_or(Refusal::NoMessage)?;
        let mut attachments = Vec::new();
        for named in &told.attachments {
            attachments.push((named.clone(), self.content(errand.case, named).await?));
        }
        Ok(Message {
            id: errand.message,
            request: case.request,
            reference: case.reference.clone(),
            kind: case.kind,
            from: self.me().clone(),
            to: errand.to.clone(),
            number,
            office: told.office,
            said: told.said.clone(),
            attachments,
        })
    }

    /// The content of a file of a case, from the journal.
    pub(crate) async fn content(&self, case: CaseId, wanted: &Attachment) -> Result<Vec<u8>, DoorFault> {
        let key = self.key(case)?;
        for stored in self.store.file_entries(case).await? {
            if let Some((_, Entry { event: Event::Kept { attachment, content }, .. })) = open(&key, &stored)?
                && attachment == wanted.id
                && seal::digest::sha256(&content) == wanted.digest
            {
                return Ok(content);
            }
        }
        Err(Refusal::NoAttachment.into())
    }
}
