//! A checkpoint: the size and root of a journal at one moment, signed by its bureau (c2sp.org/tlog-checkpoint). One is
//! written with each transaction; whoever keeps one can later prove that nothing before it was changed.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::cosignature::{BadCosignature, cosigned_at};
use crate::note::{NOTE_BYTES_MAX, Signature, SignatureCheck, VerifierKey, WitnessKey};
use crate::tree::{Frontier, Hash};

/// Most signatures on one checkpoint: the bureau's own and those of its witnesses. All of them fit a signed note.
pub const SIGNATURES_MAX: usize = 256;

/// Lines of the text of a checkpoint, with the empty one after its end.
const LINES_MAX: usize = 5;

/// The state of a journal: its name, how many entries it has, and the root of the tree over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The journal's name, which is the name of the key that signs it.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root of the tree over the headers of these entries.
    pub root: Hash,
    /// The exchange of the journal's key with this checkpoint. Both keys sign it; later ones are signed with the next alone.
    pub exchange: Option<KeyExchange>,
}

/// One key of a journal in place of another. It stands in a checkpoint as a line of its own, so that both keys sign which key it is
/// that follows, and after how many entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyExchange {
    /// The key until then.
    pub former: VerifierKey,
    /// The key from then on.
    pub next: VerifierKey,
}

/// What the line of an exchange begins with.
const EXCHANGE_LINE: &str = "journal-key ";

impl KeyExchange {
    /// From the rest of its line; nothing where it is not of two different keys of this journal.
    fn read(text: &str, origin: &str) -> Option<Self> {
        let (former, next) = text.split_once(' ')?;
        let (former, next): (VerifierKey, VerifierKey) = (former.parse().ok()?, next.parse().ok()?);
        let is_one = former != next && [&former, &next].into_iter().all(|key| key.name() == origin);
        is_one.then_some(Self { former, next })
    }
}

/// Text that is no signed checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCheckpoint {
    /// It is longer than [`NOTE_BYTES_MAX`].
    #[error("it is longer than {NOTE_BYTES_MAX} bytes")]
    Length,
    /// It is no UTF-8, or has a control character other than the end of a line.
    #[error("it has bytes that are no text")]
    Text,
    /// The text is not origin, size and root, one line each, and nothing else.
    #[error("its text is not origin, size and root on one line each")]
    Lines,
    /// The line after the root is not the exchange of one key of this journal for another.
    #[error("the line after its root does not name two different keys of this journal")]
    Exchange,
    /// The size is no plain decimal number.
    #[error("its size is no plain decimal number")]
    Size,
    /// The root is not the base64 of 32 bytes.
    #[error("its root is not the base64 of 32 bytes")]
    Root,
    /// There is no signature, one cannot be read, or there are more than [`SIGNATURES_MAX`].
    #[error("it does not have 1 to {SIGNATURES_MAX} readable signatures")]
    Signatures,
}

impl Checkpoint {
    /// The checkpoint of a tree.
    #[must_use]
    pub fn of(origin: &str, tree: &Frontier) -> Self {
        Self { origin: origin.to_owned(), size: tree.size(), root: tree.root(), exchange: None }
    }

    /// The text to be signed: three lines, and a fourth where a key is exchanged, each with its end.
    #[must_use]
    pub fn note_text(&self) -> String {
        let exchange = self.exchange.as_ref();
        let line = exchange.map(|KeyExchange { former, next }| format!("{EXCHANGE_LINE}{former} {next}\n"));
        let root = BASE64.encode(self.root);
        format!("{}\n{}\n{root}\n{}", self.origin, self.size, line.unwrap_or_default())
    }

    fn from_note_text(text: &str) -> Result<Self, BadCheckpoint> {
        let lines: Vec<&str> = text.split('\n').take(LINES_MAX + 1).collect();
        let (origin, size_text, root, exchange) = match lines.as_slice() {
            [origin, size, root, ""] => (*origin, *size, *root, None),
            [origin, size, root, line, ""] => (*origin, *size, *root, Some(*line)),
            _ => return Err(BadCheckpoint::Lines),
        };
        if origin.is_empty() {
            return Err(BadCheckpoint::Lines);
        }
        let exchange = exchange
            .map(|line| line.strip_prefix(EXCHANGE_LINE).ok_or(BadCheckpoint::Lines))
            .transpose()?
            .map(|keys| KeyExchange::read(keys, origin).ok_or(BadCheckpoint::Exchange))
            .transpose()?;
        let size: u64 = size_text.parse().map_err(|_| BadCheckpoint::Size)?;
        if size.to_string() != size_text {
            return Err(BadCheckpoint::Size);
        }
        let root = BASE64.decode(root).ok().and_then(|bytes| bytes.try_into().ok());
        Ok(Self { origin: origin.to_owned(), size, root: root.ok_or(BadCheckpoint::Root)?, exchange })
    }
}

/// A checkpoint with its signatures. They were read, not verified: see [`SignedCheckpoint::is_signed_by`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    signatures: Vec<Signature>,
}

impl SignedCheckpoint {
    /// A checkpoint with the signature of its bureau over [`Checkpoint::note_text`].
    #[must_use]
    pub fn new(checkpoint: Checkpoint, signature: Signature) -> Self {
        Self { checkpoint, signatures: vec![signature] }
    }

    /// Adds the signature of a witness, in place of an earlier one by the same key.
    ///
    /// # Errors
    /// [`BadCheckpoint::Signatures`] when there are [`SIGNATURES_MAX`] already.
    pub fn add(&mut self, signature: Signature) -> Result<(), BadCheckpoint> {
        self.signatures.retain(|known| !known.claims_same(&signature));
        if self.signatures.len() >= SIGNATURES_MAX {
            return Err(BadCheckpoint::Signatures);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// The same with the signatures of one key alone.
    #[must_use]
    pub fn only_by(mut self, key: &VerifierKey) -> Self {
        self.signatures.retain(|signature| signature.claims(key));
        self
    }

    /// What the signatures are about.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The signatures, not verified.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// When this witness cosigned it, in seconds since 1970; none where no signature claims to be its. Of several the last
    /// counts.
    ///
    /// # Errors
    /// [`BadCosignature`] when one that claims to be by this witness is not.
    pub fn cosigned_at(
        &self,
        witness: &WitnessKey,
        check: &SignatureCheck<'_>,
    ) -> Result<Option<u64>, BadCosignature> {
        let text = self.checkpoint.note_text();
        let claims = self.signatures.iter().filter(|signature| signature.claims(witness));
        claims
            .map(|signature| cosigned_at(signature, witness.public(), &text, check))
            .try_fold(None, |last, at| Ok(last.max(Some(at?))))
    }

    /// Whether this key signed it: at least one signature claims the key, and all that claim it are good.
    #[must_use]
    pub fn is_signed_by(&self, key: &VerifierKey, check: &SignatureCheck<'_>) -> bool {
        let text = self.checkpoint.note_text();
        let mut claims = self.signatures.iter().filter(|signature| signature.claims(key)).peekable();
        claims.peek().is_some()
            && claims.all(|signature| {
                signature.bytes().try_into().is_ok_and(|bytes| check(key.public(), text.as_bytes(), bytes))
            })
    }
}

impl fmt::Display for SignedCheckpoint {
    /// The whole signed note.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.checkpoint.note_text())?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl FromStr for SignedCheckpoint {
    type Err = BadCheckpoint;

    fn from_str(note: &str) -> Result<Self, BadCheckpoint> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(BadCheckpoint::Length);
        }
        if note.contains(|letter: char| letter.is_ascii_control() && letter != '\n') {
            return Err(BadCheckpoint::Text);
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(BadCheckpoint::Signatures)?;
        let checkpoint = Checkpoint::from_note_text(&format!("{text}\n"))?;
        let signatures = signatures.strip_suffix('\n').ok_or(BadCheckpoint::Signatures)?;
        let signatures: Option<Vec<_>> =
            signatures.split('\n').take(SIGNATURES_MAX + 1).map(Signature::from_line).collect();
        match signatures {
            Some(signatures) if signatures.len() <= SIGNATURES_MAX => Ok(Self { checkpoint, signatures }),
            _ => Err(BadCheckpoint::Signatures),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the C2SP text.
    const NOTE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    #[test]
    fn the_published_example_is_read_and_written() {
        let signed: SignedCheckpoint = NOTE.parse().unwrap();
        assert_eq!(signed.checkpoint().origin, "example.com/behind-the-sofa");
        assert_eq!(signed.checkpoint().size, 20_852_163);
        assert_eq!(signed.to_string(), NOTE);
    }

    #[test]
    fn other_notes_are_refused() {
        let check = |from: &str, to: &str, fault| {
            assert_eq!(NOTE.replace(from, to).parse::<SignedCheckpoint>(), Err(fault), "{from:?} to {to:?}");
        };
        check("20852163", "020852163", BadCheckpoint::Size);
        check("20852163", "+20852163", BadCheckpoint::Size);
        check("20852163", "18446744073709551616", BadCheckpoint::Size);
        check("CsUY", "Cs", BadCheckpoint::Root);
        check("q2I=", "q2J=", BadCheckpoint::Root);
        check("q2I=\n", "q2I=\nmore\n", BadCheckpoint::Lines);
        check("example.com/behind-the-sofa\n", "\n", BadCheckpoint::Lines);
        check("\n\n", "\n", BadCheckpoint::Signatures);
        check("YQ8=\n", "YQ8=", BadCheckpoint::Signatures);
        check("— ", "- ", BadCheckpoint::Signatures);
        check("example", "exam\u{7}ple", BadCheckpoint::Text);
        check("\n", "\r\n", BadCheckpoint::Text);
        check("example", &"e".repeat(NOTE_BYTES_MAX), BadCheckpoint::Length);
    }

    #[test]
    fn an_exchange_of_keys_is_a_line_of_its_own() {
        let key = |number| VerifierKey::new("example.com/behind-the-sofa", [number; 32]).unwrap();
        let mut signed: SignedCheckpoint = NOTE.parse().unwrap();
        signed.checkpoint.exchange = Some(KeyExchange { former: key(1), next: key(2) });
        let text = signed.to_string();
        assert_eq!(text.lines().nth(3), Some(format!("journal-key {} {}", key(1), key(2)).as_str()));
        assert_eq!(text.parse(), Ok(signed));
        let check = |from: &str, to: &str, fault| {
            assert_eq!(text.replace(from, to).parse::<SignedCheckpoint>(), Err(fault), "{from:?} to {to:?}");
        };
        check("journal-key ", "journal-keys ", BadCheckpoint::Lines);
        check("journal-key ", "journal-key  ", BadCheckpoint::Exchange);
        check(&key(1).to_string(), &key(2).to_string(), BadCheckpoint::Exchange);
        let other = VerifierKey::new("example.com/other", [1; 32]).unwrap();
        check(&key(1).to_string(), &other.to_string(), BadCheckpoint::Exchange);
        check(&format!("{}\n", key(2)), &format!("{}\nmore\n", key(2)), BadCheckpoint::Lines);
    }

    #[test]
    fn the_number_of_signatures_is_limited() {
        let mut signed: SignedCheckpoint = NOTE.parse().unwrap();
        let by = |number: u8| Signature::new(&VerifierKey::new("w", [number; 32]).unwrap(), [1; 64]);
        for number in 1..=u8::MAX {
            assert_eq!(signed.add(by(number)), Ok(()));
        }
        assert_eq!(signed.signatures().len(), SIGNATURES_MAX);
        assert_eq!(signed.add(by(1)), Ok(()), "in place of the one before");
        let signature = by(0);
        assert_eq!(signed.add(signature.clone()), Err(BadCheckpoint::Signatures));
        assert_eq!(signed.to_string().parse(), Ok(signed.clone()));
        assert_eq!(
            format!("{signed}{signature}\n").parse::<SignedCheckpoint>(),
            Err(BadCheckpoint::Signatures)
        );
    }

    #[test]
    fn only_the_key_named_can_have_signed() {
        let name = "example.com/behind-the-sofa";
        let key = VerifierKey::new(name, [1; 32]).unwrap();
        let other = VerifierKey::new(name, [2; 32]).unwrap();
        let checkpoint = Checkpoint { origin: name.to_owned(), size: 0, root: [0; 32], exchange: None };
        let mut signed = SignedCheckpoint::new(checkpoint, Signature::new(&key, [5; 64]));
        let check = |_: &[u8; 32], _: &[u8], signature: &[u8; 64]| signature == &[5; 64];
        assert!(signed.is_signed_by(&key, &check));
        assert!(!signed.is_signed_by(&other, &check));
        signed.add(Signature::new(&other, [6; 64])).unwrap();
        assert!(signed.is_signed_by(&key, &check));
        let forged = format!("{signed}{}\n", Signature::new(&key, [6; 64]));
        assert!(!forged.parse::<SignedCheckpoint>().unwrap().is_signed_by(&key, &check));
        let own = signed.only_by(&key);
        assert_eq!(own.signatures().len(), 1);
        assert!(own.is_signed_by(&key, &check));
    }
}
