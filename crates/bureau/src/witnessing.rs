//! Bureaus witness each other's journals (c2sp.org/tlog-witness). After messages were exchanged, this bureau puts its newest
//! checkpoint to the other one, with the proof that it contains all that the other cosigned before; and it cosigns those of others
//! on the same terms. What it cosigns is in its journal before anybody is told: it never cosigns two that contradict each other.
//!
//! The key that signs a bureau's own checkpoints cosigns those of others too: what is signed begins differently, see
//! [`seal::note`], so that neither signature passes for the other, and the directory needs to list no further key.

use case::bureau::BureauCode;
use jiff::Timestamp;
use journal::checkpoint::{SIGNATURES_MAX, SignedCheckpoint};
use journal::note::{BadKey, VerifierKey, WitnessKey};
use journal::proof::consistency_subtrees;
use journal::submission::{Submission, Uncosigned, read_cosignatures};
use journal::tree::{Frontier, Hash};
use seal::limits::CLOCK_SKEW_SECONDS_MAX;
use seal::note::{NoteFault, NoteSigner, NoteVerifier};

use crate::door::{Bureau, Inner, Writer, origin};
use crate::fault::DoorFault;
use crate::ports::{HEADERS_PER_READ, StoreFault};
use crate::register::RegisterEvent;
use crate::trace::CHECKPOINTS_MAX;
use crate::witness::{NotCosigned, Stated, Witnessed};

/// Witnesses of one checkpoint; those beyond witness a later one.
const WITNESSES_MAX: usize = SIGNATURES_MAX - 1;

/// What a witness answers to a checkpoint that is put to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WitnessAnswer {
    /// It cosigned; these are its signature lines.
    Cosigned(String),
    /// It last cosigned this size, and the checkpoint does not grow from there.
    Conflict(u64),
    /// The checkpoint is of a journal that it does not witness for whoever submits it.
    UnknownOrigin,
    /// The checkpoint is not signed with the journal's key.
    NotSigned,
    /// The proof does not hold.
    NotConsistent,
    /// It is no submission.
    Malformed,
    /// It cannot say now.
    Later,
}

impl WitnessAnswer {
    /// Every code that an answer has.
    pub const CODES: [&'static str; 7] =
        ["cosigned", "conflict", "unknown-origin", "not-signed", "not-consistent", "malformed", "later"];

    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        let [cosigned, conflict, unknown_origin, not_signed, not_consistent, malformed, later] = Self::CODES;
        match self {
            Self::Cosigned(_) => cosigned,
            Self::Conflict(_) => conflict,
            Self::UnknownOrigin => unknown_origin,
            Self::NotSigned => not_signed,
            Self::NotConsistent => not_consistent,
            Self::Malformed => malformed,
            Self::Later => later,
        }
    }

    /// The size that the witness says it cosigned last.
    const fn known(&self) -> Option<u64> {
        match self {
            Self::Conflict(known) => Some(*known),
            _ => None,
        }
    }
}

/// A checkpoint of this bureau on its way to one that is to witness it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// The witness.
    pub to: BureauCode,
    /// Its address, from the signed directory.
    pub address: String,
    /// SHA-256 of its TLS certificate, from the signed directory.
    pub certificate: [u8; 32],
    /// What is submitted.
    pub submission: Submission,
    at: Timestamp,
    /// Whether it was submitted before, on another old size.
    again: bool,
}

impl Submitted {
    /// Whether it may be submitted once more, on the size that the witness says it cosigned last.
    fn goes_on_from(&self, known: u64) -> bool {
        let Submission { old, checkpoint, .. } = &self.submission;
        !self.again && known != *old && known <= checkpoint.checkpoint().size
    }
}

impl Bureau {
    /// Which bureaus are to be asked now to witness this journal. Each is asked once an hour at most.
    #[must_use]
    pub fn witnesses_due(&self) -> Vec<BureauCode> {
        let now = self.0.clock.now();
        self.0.book_mut().witness.due(now)
    }

    /// Reads anew what witnesses signed: another process of this bureau may have asked them before.
    ///
    /// # Errors
    /// A [`StoreFault`].
    pub async fn look_at_witnesses(&self) -> Result<(), StoreFault> {
        self.0.read_cosigned().await
    }

    /// The newest checkpoint with the proof for a witness.
    ///
    /// # Errors
    /// A [`DoorFault`] where the journal cannot be read or the directory does not list the witness.
    pub async fn submission(&self, to: &BureauCode) -> Result<Submitted, DoorFault> {
        let old = self.0.book().witness.size_cosigned_by(to);
        self.0.submit(to, old, false).await
    }

    /// Takes what a witness answered, or a stable code for why nothing was had. Where the witness last cosigned another size than
    /// this bureau knew of, it gives what to submit once more.
    ///
    /// # Errors
    /// A [`DoorFault`] where that could not be recorded; the witness is asked again later.
    pub async fn witnessed(
        &self,
        submitted: &Submitted,
        answer: Result<WitnessAnswer, String>,
    ) -> Result<Option<Submitted>, DoorFault> {
        let inner = &self.0;
        let (to, new) = (&submitted.to, submitted.submission.checkpoint.checkpoint());
        let (code, known) = match &answer {
            Ok(WitnessAnswer::Cosigned(lines)) => match inner.believed(submitted, lines) {
                Ok((line, at)) => {
                    inner.book_mut().counts.cosignature("cosigned");
                    return inner.keep_cosignature(to, new.size, &line, at).await.map(|()| None);
                }
                Err(code) => (code, None),
            },
            Ok(WitnessAnswer::Conflict(known)) if submitted.goes_on_from(*known) => {
                return inner.submit(to, *known, true).await.map(Some);
            }
            Ok(other) => (other.code(), other.known()),
            // Silence says nothing of this journal.
            Err(code) => {
                inner.book_mut().counts.cosignature(code);
                return Ok(None);
            }
        };
        inner.book_mut().counts.cosignature(code);
        if answer == Ok(WitnessAnswer::Later) {
            return Ok(None);
        }
        let why = NotCosigned { by: to.clone(), code: code.to_owned(), known };
        let mut writer = inner.take_pen().await?;
        inner.note_in_register(&mut writer, &RegisterEvent::NotCosigned(why)).await?;
        Ok(None)
    }

    /// What this bureau answers to a checkpoint that the node of another one submits. Whatever it cosigns, and every contradiction,
    /// is in its journal before.
    pub async fn add_checkpoint(&self, from: &BureauCode, body: &[u8]) -> WitnessAnswer {
        let answer = self.0.add_checkpoint(from, body).await.unwrap_or(WitnessAnswer::Later);
        self.0.book_mut().counts.checkpoint(answer.code());
        answer
    }
}

impl Inner {
    async fn submit(&self, to: &BureauCode, old: u64, again: bool) -> Result<Submitted, DoorFault> {
        self.directory_in_force()?;
        let (address, certificate) = {
            let directory = self.directory();
            let entry = directory.find(to).ok_or_else(|| DoorFault::NoSuchBureau { bureau: to.clone() })?;
            (entry.address.clone(), entry.certificate)
        };
        let unreadable = || StoreFault::Broken("the last checkpoint cannot be read".to_owned());
        let note = self.store.last_checkpoint().await?.ok_or_else(unreadable)?;
        let signed: SignedCheckpoint = note.parse().map_err(|_| unreadable())?;
        // With whom else this bureau exchanges messages is not for the witness to know.
        let checkpoint = signed.only_by(&journal_key(&self.own_verifier()?)?);
        let proof = self.consistency(old, checkpoint.checkpoint().size).await?;
        let (to, at) = (to.clone(), self.clock.now());
        let submission = Submission { old, proof, checkpoint };
        Ok(Submitted { to, address, certificate, submission, at, again })
    }

    /// Who verifies what this bureau signs for its own journal and as a witness.
    pub(crate) fn own_verifier(&self) -> Result<NoteVerifier, DoorFault> {
        NoteVerifier::new(&origin(self.me()), self.identity().public())
            .map_err(|fault| DoorFault::Keys(fault.to_string()))
    }

    /// The proof that the journal of so many entries begins with that of the old size. It reads the headers once and keeps the roots
    /// of the subtrees alone: a million entries take about a second and no memory.
    async fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, DoorFault> {
        let subtrees = if old < new { consistency_subtrees(old, new) } else { None };
        let mut parts: Vec<_> =
            subtrees.unwrap_or_default().into_iter().map(|part| (part, Frontier::new())).collect();
        let mut next = parts.iter().map(|(part, _)| part.start).min().unwrap_or(new);
        while next < new {
            let headers = self.store.headers(next, HEADERS_PER_READ).await?;
            let Some(last) = headers.last() else {
                return Err(StoreFault::Broken(format!("entry {next} is missing")).into());
            };
            next = last.position.saturating_add(1);
            for header in &headers {
                let mut of = parts.iter_mut().filter(|(part, _)| part.contains(&header.position));
                of.next().into_iter().for_each(|(_, tree)| tree.append(header.leaf()));
            }
        }
        Ok(parts.iter().map(|(_, tree)| tree.root()).collect())
    }

    /// The line of a witness that is one over what was submitted, made at about this time, with its time; or a code for what is
    /// wrong with it.
    fn believed(&self, submitted: &Submitted, lines: &str) -> Result<(String, Timestamp), &'static str> {
        let verifier = self.verifier_of(&submitted.to).ok_or("no-bureau")?;
        let text = submitted.submission.checkpoint.checkpoint().note_text();
        let seconds = verifier.cosigned_at(&text, lines).map_err(|fault| match fault {
            NoteFault::NotSigned => "cosignature-not-theirs",
            _ => "cosignature-wrong",
        })?;
        let at = i64::try_from(seconds).ok().and_then(|at| Timestamp::from_second(at).ok());
        let at = at.ok_or("cosignature-time")?;
        let earliest = submitted.at.as_second().saturating_sub(CLOCK_SKEW_SECONDS_MAX);
        let latest = self.clock.now().as_second().saturating_add(CLOCK_SKEW_SECONDS_MAX);
        if !(earliest..=latest).contains(&at.as_second()) {
            return Err("cosignature-time");
        }
        let key: WitnessKey = verifier.witness_vkey().parse().map_err(|_| "cosignature-not-theirs")?;
        let theirs = read_cosignatures(lines.as_bytes()).ok_or("cosignature-wrong")?;
        let mut theirs = theirs.iter().filter(|signature| signature.claims(&key));
        match (theirs.next(), theirs.next()) {
            (Some(line), None) => Ok((format!("{line}\n"), at)),
            _ => Err("cosignature-wrong"),
        }
    }

    /// Keeps the line of a witness with the checkpoint that it is over.
    async fn keep_cosignature(
        &self,
        by: &BureauCode,
        size: u64,
        line: &str,
        at: Timestamp,
    ) -> Result<(), DoorFault> {
        let writer = self.take_pen().await?;
        let is_kept = {
            let book = self.book();
            book.witness.size_cosigned_by(by) >= size || book.witness.cosigners_of(size) >= WITNESSES_MAX
        };
        if !is_kept {
            self.store.cosign(size, line).await?;
            self.book_mut().witness.cosigned_by(by, size, at);
        }
        drop(writer);
        Ok(())
    }

    /// Takes up what witnesses cosigned of this journal before the bureau was started. What the directory of today does not bear
    /// out counts as not witnessed.
    pub(crate) async fn read_cosigned(&self) -> Result<(), StoreFault> {
        let notes = self.store.cosigned().await?;
        let others: Vec<BureauCode> = {
            let directory = self.directory();
            directory.entries().iter().map(|entry| entry.identity.bureau().clone()).collect()
        };
        let verifiers: Vec<_> =
            others.into_iter().filter_map(|code| Some((self.verifier_of(&code)?, code))).collect();
        let mut book = self.book_mut();
        for note in &notes {
            let Ok(signed) = note.parse::<SignedCheckpoint>() else { continue };
            let (checkpoint, signatures) = (signed.checkpoint(), signed.signatures());
            let text = checkpoint.note_text();
            for signature in signatures {
                let of = verifiers.iter().find(|(verifier, _)| verifier.name() == signature.name());
                let Some((verifier, code)) = of else { continue };
                let at = verifier.cosigned_at(&text, &format!("{signature}\n")).ok();
                let at = at.and_then(|at| Timestamp::from_second(i64::try_from(at).ok()?).ok());
                at.into_iter().for_each(|at| book.witness.cosigned_by(code, checkpoint.size, at));
            }
        }
        Ok(())
    }

    /// Who may be believed to have signed for another bureau's journal, from the directory.
    pub(crate) fn verifier_of(&self, bureau: &BureauCode) -> Option<NoteVerifier> {
        let directory = self.directory();
        let entry = directory.find(bureau).filter(|_| bureau != self.me())?;
        NoteVerifier::new(&origin(bureau), &entry.identity).ok()
    }

    async fn add_checkpoint(&self, from: &BureauCode, body: &[u8]) -> Result<WitnessAnswer, DoorFault> {
        let Ok(submission) = Submission::read(body) else { return Ok(WitnessAnswer::Malformed) };
        // Whose keys are good today is not known from a directory that has run out.
        self.directory_in_force()?;
        let new = submission.checkpoint.checkpoint();
        let verifier = self.verifier_of(from).filter(|verifier| verifier.name() == new.origin);
        let Some(verifier) = verifier else { return Ok(WitnessAnswer::UnknownOrigin) };
        let key = journal_key(&verifier)?;
        let own = submission.checkpoint.clone().only_by(&key);
        let signed = own.to_string();
        // The same signature a hundred times would be kept a hundred times.
        if own.signatures().len() != 1 || verifier.verify(&signed).is_err() {
            return Ok(WitnessAnswer::NotSigned);
        }
        let mut writer = self.take_pen().await?;
        let at = self.time_of_entry(&writer);
        let now = Stated { at, size: new.size, root: new.root };
        let last = self.book().witness.cosigned(from).cloned();
        let is_under_former_key =
            last.as_ref().is_some_and(|last| verifier.verify(&last.checkpoint).is_err());
        let known = last.as_ref().map(|last| (last.state.size, &last.state.root));
        let witnessed =
            |before| Witnessed { bureau: from.clone(), now, before, checkpoint: Some(signed.clone()) };
        // A receipt says what a checkpoint of the same size must say.
        let stated = self.book().witness.stated_of(from, new.size).filter(|stated| stated.root != new.root);
        let refused = match (submission.follows(known), stated) {
            (Ok(()), Some(_)) => Some(Uncosigned::Forked),
            (follows, _) => follows.err(),
        };
        if let Some(why) = refused {
            let before = last.as_ref().map(|last| last.state).or(stated);
            if why.is_contradiction() && before.is_some() {
                self.note_contradiction(&mut writer, witnessed(before)).await?;
            }
            // A journal that came back from an old copy is begun anew under another key, which the General Secretariat listed: it is
            // cosigned again, and the contradiction stays on record.
            if is_under_former_key && why.is_contradiction() {
                if !self.book().witness.was_noted(&witnessed(before)) {
                    return Ok(WitnessAnswer::Later);
                }
                return self.cosign_once(&mut writer, from, witnessed(None), &new.note_text()).await;
            }
            return Ok(match why {
                Uncosigned::NotConsistent | Uncosigned::NoSuchTree => WitnessAnswer::NotConsistent,
                _ => WitnessAnswer::Conflict(known.map_or(0, |(size, _)| size)),
            });
        }
        if known.is_some_and(|(size, _)| size == new.size) && !is_under_former_key {
            return self.cosign(&new.note_text()).map(WitnessAnswer::Cosigned);
        }
        self.cosign_once(&mut writer, from, witnessed(None), &new.note_text()).await
    }

    /// Writes down what is cosigned, unless there were very many, and cosigns it.
    async fn cosign_once(
        &self,
        writer: &mut Writer,
        from: &BureauCode,
        witnessed: Witnessed,
        text: &str,
    ) -> Result<WitnessAnswer, DoorFault> {
        let room = self.book_mut().checkpoints.entry((from.clone(), true), CHECKPOINTS_MAX, witnessed.now.at);
        if room.is_none() {
            return Ok(WitnessAnswer::Later);
        }
        self.note_in_register(writer, &RegisterEvent::Witnessed(witnessed)).await?;
        self.cosign(text).map(WitnessAnswer::Cosigned)
    }

    /// Writes a contradiction down, unless it is the same as the last one, or one of very many.
    async fn note_contradiction(&self, writer: &mut Writer, found: Witnessed) -> Result<(), DoorFault> {
        let is_due = {
            let mut book = self.book_mut();
            book.counts.contradiction("checkpoint");
            let alike = (found.bureau.clone(), false);
            !book.witness.was_noted(&found)
                && book.checkpoints.entry(alike, CHECKPOINTS_MAX, found.now.at).is_some()
        };
        if !is_due {
            return Ok(());
        }
        self.note_in_register(writer, &RegisterEvent::Witnessed(found)).await
    }

    /// The line over this checkpoint, with the time by the clock: the journal's own may run ahead of one that was put back.
    fn cosign(&self, text: &str) -> Result<String, DoorFault> {
        let failed = |fault: NoteFault| DoorFault::Keys(fault.to_string());
        let identity = self.identity();
        let signer = NoteSigner::new(&origin(self.me()), &identity).map_err(failed)?;
        signer
            .cosignature_line(text, u64::try_from(self.clock.now().as_second()).unwrap_or(0))
            .map_err(failed)
    }
}

/// The same key as the journal knows it.
fn journal_key(verifier: &NoteVerifier) -> Result<VerifierKey, DoorFault> {
    verifier.vkey().parse().map_err(|fault: BadKey| DoorFault::Keys(fault.to_string()))
}
