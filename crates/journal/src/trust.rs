//! What an auditor trusts, and did not find in the export.

use crate::checkpoint::{KeyExchange, SignedCheckpoint};
use crate::note::{SignatureCheck, VerifierKey, WitnessKey};

/// Most exchanges of a journal's key that are followed.
pub const EXCHANGES_MAX: usize = 1_000;

/// What the auditor trusts, and did not find in the export.
pub struct Trust<'a> {
    /// A key of the journal. It signed every checkpoint, unless it was exchanged for another one, or another one for it.
    pub key: &'a VerifierKey,
    /// Checkpoints with which a key was exchanged for another, oldest first, whoever says so: those that lead to or from
    /// [`Trust::key`] without a break are believed, since both keys signed each. See [`exchanges`].
    pub exchanges: &'a [SignedCheckpoint],
    /// Answers whether a signature is good.
    pub check: &'a SignatureCheck<'a>,
    /// Checkpoints kept from earlier days, or by witnesses: the journal must still begin with what they sign.
    pub kept: &'a [SignedCheckpoint],
    /// The keys of the witnesses whose cosignatures count.
    pub witnesses: &'a [WitnessKey],
    /// How many witnesses must have cosigned the journal.
    pub witnesses_min: usize,
}

impl<'a> Trust<'a> {
    /// Trust in a key alone.
    #[must_use]
    pub const fn in_key(key: &'a VerifierKey, check: &'a SignatureCheck<'a>) -> Self {
        Self { key, exchanges: &[], check, kept: &[], witnesses: &[], witnesses_min: 0 }
    }
}

/// Those of these checkpoints with which a key was exchanged, up to [`EXCHANGES_MAX`].
pub fn exchanges(checkpoints: impl Iterator<Item = SignedCheckpoint>) -> Vec<SignedCheckpoint> {
    checkpoints.filter(|signed| signed.checkpoint().exchange.is_some()).take(EXCHANGES_MAX).collect()
}

/// A key of a journal, and the last size that it signed where another one follows.
#[derive(Debug)]
struct Reign {
    key: VerifierKey,
    until: Option<u64>,
}

/// The keys that sign a journal, in their order.
#[derive(Debug)]
pub(crate) struct Keys(Vec<Reign>);

impl Keys {
    /// The keys that follow from the one that is trusted. An exchange is believed where both keys signed it and one of them is
    /// believed already.
    pub(crate) fn from(trust: &Trust<'_>) -> Self {
        let believed = |signed: &SignedCheckpoint, exchange: &KeyExchange| {
            [&exchange.former, &exchange.next].into_iter().all(|key| signed.is_signed_by(key, trust.check))
        };
        let of = |signed: &SignedCheckpoint, near: &dyn Fn(&KeyExchange) -> bool| {
            let checkpoint = signed.checkpoint();
            let exchange = checkpoint.exchange.clone().filter(|_| checkpoint.origin == trust.key.name())?;
            (near(&exchange) && believed(signed, &exchange)).then_some((checkpoint.size, exchange))
        };
        let mut reigns = vec![Reign { key: trust.key.clone(), until: None }];
        let mut place = 0;
        // Backwards to the first key, then forwards to the last.
        for (at, signed) in trust.exchanges.iter().enumerate().rev() {
            let first = reigns.first().map(|reign| reign.key.clone());
            if let Some((size, exchange)) = of(signed, &|exchange| Some(&exchange.next) == first.as_ref()) {
                reigns.insert(0, Reign { key: exchange.former, until: Some(size) });
                place = place.max(at + 1);
            }
        }
        for signed in trust.exchanges.get(place..).unwrap_or_default() {
            let last = reigns.last().map(|reign| reign.key.clone());
            if let Some((size, exchange)) = of(signed, &|exchange| Some(&exchange.former) == last.as_ref()) {
                reigns.last_mut().into_iter().for_each(|reign| reign.until = Some(size));
                reigns.push(Reign { key: exchange.next, until: None });
            }
        }
        Self(reigns)
    }

    /// Whether a key signed this checkpoint that signed the journal when it had this size. The checkpoint of an exchange may carry
    /// either signature.
    pub(crate) fn signed(&self, note: &SignedCheckpoint, check: &SignatureCheck<'_>) -> bool {
        let size = note.checkpoint().size;
        let mut after = 0;
        self.0.iter().any(|Reign { key, until }| {
            let reigned = after <= size && until.is_none_or(|until| size <= until);
            after = until.unwrap_or(u64::MAX);
            reigned && note.is_signed_by(key, check)
        })
    }

    /// After how many entries a key was exchanged, and for which.
    pub(crate) fn exchanged(&self) -> Vec<(u64, String)> {
        let exchanged = self.0.iter().zip(self.0.iter().skip(1));
        exchanged.filter_map(|(former, next)| Some((former.until?, next.key.to_string()))).collect()
    }

    /// Whether one of these keys is this one.
    pub(crate) fn has(&self, key: &[u8; 32]) -> bool {
        self.0.iter().any(|reign| reign.key.public() == key)
    }
}
