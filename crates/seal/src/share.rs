//! Shares of a master key, held by named persons: any so many of a set bring the key back, fewer say nothing of it.
//!
//! The master key is all that has to be shared: what else a node cannot do without (its identity, the key of its certificate, the
//! keys of cases, backups) is wrapped or sealed under it. A key in a hardware security module never leaves it and is not shared; the module's
//! own backup takes this place.
//!
//! Every share names its set, its number and its holder, and carries a digest of each share of the set: a share that was altered or made up
//! does not fit its own, and one that brings other digests is of another set. So it is known which share is wrong, and
//! not just that the key is. Digests and not commitments in a group (Feldman, Pedersen), because those tell the key to a quantum
//! computer. A digest covers 256 bits that its reader does not have, and serves to guess nothing.

mod letters;

use std::fmt;
use std::str::FromStr;

use case::bureau::BureauCode;
use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::canonical::{Reader, Writer};
use crate::digest::sha256_of_parts;
use crate::keeper::{MASTER_KEY_BYTES, MASTER_KEY_ID_BYTES, MasterKey, MasterKeyId};
use crate::limits::{HOLDER_BYTES_MAX, SHARE_BYTES_MAX, SHARES_MAX};
use crate::random::Randomness;
use crate::secret::Secret;
use crate::shamir;

/// Fewest shares that may bring a key back: one alone would be the key.
pub const SHARES_NEEDED_MIN: u8 = 2;
/// What the bytes of a share begin with.
const LABEL: &str = "cs1";
/// Length of the digest of a share, in bytes: who makes another one with it tries 2^128.
const DIGEST_BYTES: usize = 16;
/// Length of the identifier of a set, in bytes.
const SET_ID_BYTES: usize = 8;
/// Longest code of a bureau, in bytes.
const CODE_BYTES_MAX: usize = case::bureau::BUREAU_CODE_LETTERS_MAX;

/// Tells sets of shares apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShareSetId(pub [u8; SET_ID_BYTES]);

impl fmt::Display for ShareSetId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// It is written with 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a set of shares is named by 16 hexadecimal digits")]
pub struct BadShareSetId;

impl FromStr for ShareSetId {
    type Err = BadShareSetId;

    fn from_str(text: &str) -> Result<Self, BadShareSetId> {
        // The same digits as those of a master key.
        text.parse().map(|MasterKeyId(bytes)| Self(bytes)).map_err(|_| BadShareSetId)
    }
}

/// Why no shares were made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SplitFault {
    /// One share would be the key.
    #[error("at least {SHARES_NEEDED_MIN} shares must be needed: one alone would be the key")]
    NeedsTooFew,
    /// More are needed than there are holders.
    #[error("{need} shares cannot be needed of {holders}")]
    NeedsTooMany {
        /// How many are needed.
        need: u8,
        /// How many there are.
        holders: usize,
    },
    /// More holders than [`SHARES_MAX`].
    #[error("a key is shared among at most {SHARES_MAX}")]
    TooManyHolders,
    /// A name that cannot stand on a share.
    #[error(
        "`{0}` cannot stand on a share: a name of one line and of at most {HOLDER_BYTES_MAX} bytes is expected"
    )]
    Holder(String),
    /// One person with two shares counts as two.
    #[error("{0} would hold two shares")]
    HolderTwice(String),
    /// The library refused.
    #[error("the cryptographic library refused to name the key")]
    Refused,
}

impl SplitFault {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            SplitFault::NeedsTooFew => "split-needs-too-few",
            SplitFault::NeedsTooMany { .. } => "split-needs-too-many",
            SplitFault::TooManyHolders => "split-too-many-holders",
            SplitFault::Holder(_) => "split-bad-holder",
            SplitFault::HolderTwice(_) => "split-holder-twice",
            SplitFault::Refused => "split-refused",
        }
    }
}

/// Why a share cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// Larger than [`SHARE_BYTES_MAX`].
    #[error("it is larger than {SHARE_BYTES_MAX} bytes and no share")]
    TooLarge,
    /// No numbered line.
    #[error("it has no numbered line, and is no share")]
    Empty,
    /// A numbered line is missing or stands elsewhere.
    #[error("line {0:02} is not where it belongs: it is missing, doubled or out of order")]
    LineMissing(usize),
    /// A numbered line and its check letters do not fit.
    #[error("line {0:02} is mistyped or was altered")]
    LineWrong(usize),
    /// The lines do not make up a share.
    #[error("its lines do not make up a share; see that none is missing at the end")]
    Malformed,
    /// What stands in words is not what the letters say.
    #[error("its words do not say what its letters say: somebody altered them, or two shares were mixed")]
    WordsDiffer,
    /// It does not fit its own digest.
    #[error("it does not belong to the set that it names: it was altered or forged")]
    Forged,
}

impl ShareFault {
    /// A stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            ShareFault::TooLarge => "share-too-large",
            ShareFault::Empty => "share-empty",
            ShareFault::LineMissing(_) => "share-line-missing",
            ShareFault::LineWrong(_) => "share-line-wrong",
            ShareFault::Malformed => "share-malformed",
            ShareFault::WordsDiffer => "share-words-differ",
            ShareFault::Forged => "share-forged",
        }
    }
}

/// Why shares do not bring a key back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoinFault {
    /// Fewer than the set needs.
    #[error("{given} of {need} shares are here; the others are needed too")]
    TooFew {
        /// How many were given.
        given: usize,
        /// How many are needed.
        need: u8,
    },
    /// One twice.
    #[error("share {number}, of {holder}, is given twice and counts once")]
    Twice {
        /// Its number.
        number: u8,
        /// Whose it is.
        holder: String,
    },
    /// Of another set than the one that the most are of.
    #[error("share {number}, of {holder}, is of set {set} and not of {wanted}")]
    OtherSet {
        /// Its number.
        number: u8,
        /// Whose it is.
        holder: String,
        /// The set it is of.
        set: ShareSetId,
        /// The set that is put together.
        wanted: ShareSetId,
    },
    /// Each share fits the set, and the key is another one: the set was made wrong.
    #[error("the shares make another key than {0}, which they name: the set was made wrong")]
    OtherKey(MasterKeyId),
}

impl JoinFault {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            JoinFault::TooFew { .. } => "shares-too-few",
            JoinFault::Twice { .. } => "share-twice",
            JoinFault::OtherSet { .. } => "share-other-set",
            JoinFault::OtherKey(_) => "shares-other-key",
        }
    }
}

/// What the shares of a set have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareSet {
    bureau: BureauCode,
    key: MasterKeyId,
    need: u8,
    made_on: Date,
    digests: Vec<[u8; DIGEST_BYTES]>,
}

impl ShareSet {
    /// Its identifier, which a change of anything in it changes.
    #[must_use]
    pub fn id(&self) -> ShareSetId {
        ShareSetId(cut(&[b"comity share set 1".as_slice(), &self.write().done()]))
    }

    /// Whose key it brings back.
    #[must_use]
    pub fn bureau(&self) -> &BureauCode {
        &self.bureau
    }

    /// Which key it brings back.
    #[must_use]
    pub fn key(&self) -> MasterKeyId {
        self.key
    }

    /// How many shares bring it back.
    #[must_use]
    pub fn need(&self) -> u8 {
        self.need
    }

    /// How many shares there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.digests.len()
    }

    /// The day it was made.
    #[must_use]
    pub fn made_on(&self) -> Date {
        self.made_on
    }

    fn write(&self) -> Writer {
        let head = Writer::new(LABEL).text(self.bureau.as_str()).fixed(&self.key.0).fixed(&[self.need]);
        let (year, rest) = (self.made_on.year().to_be_bytes(), [self.made_on.month(), self.made_on.day()]);
        let dated = head.fixed(&year).fixed(&rest.map(i8::cast_unsigned)).count(self.digests.len());
        self.digests.iter().fold(dated, |writer, digest| writer.fixed(digest))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let bureau = reader.text(CODE_BYTES_MAX)?.parse().ok()?;
        let key = MasterKeyId(reader.fixed::<MASTER_KEY_ID_BYTES>()?);
        let [need] = reader.fixed()?;
        let (year, [month, day]) = (i16::from_be_bytes(reader.fixed()?), reader.fixed::<2>()?);
        let made_on = Date::new(year, month.cast_signed(), day.cast_signed()).ok()?;
        let count = reader.count(usize::from(SHARES_MAX))?;
        let digests = (0..count).map(|_| reader.fixed()).collect::<Option<Vec<_>>>()?;
        let fits = need >= SHARES_NEEDED_MIN && usize::from(need) <= count;
        fits.then_some(Self { bureau, key, need, made_on, digests })
    }

    /// The digest of a share of this set, but for those of the others.
    fn digest(&self, number: u8, holder: &str, piece: &[u8]) -> [u8; DIGEST_BYTES] {
        let bare = Self { digests: Vec::new(), ..self.clone() };
        let head = bare.write().fixed(&[number]).text(holder).done();
        cut(&[b"comity share 1".as_slice(), &head, piece])
    }
}

/// The first bytes of the SHA-256 digest of these parts.
fn cut<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    let digest = sha256_of_parts(parts);
    let mut out = [0; N];
    out.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    out
}

/// One share: wiped when dropped, without `Debug`, `Clone` or comparison.
pub struct Share {
    set: ShareSet,
    number: u8,
    holder: String,
    piece: Secret,
}

impl Share {
    /// What it has in common with the others of its set.
    #[must_use]
    pub fn set(&self) -> &ShareSet {
        &self.set
    }

    /// Its number, from 1.
    #[must_use]
    pub fn number(&self) -> u8 {
        self.number
    }

    /// Whose it is.
    #[must_use]
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// As it is printed: what it is in words, then numbered lines of letters, each with four more that find a slip.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = self.words();
        text.push('\n');
        // Room is taken once, so that no part of the share stays behind where the text grew.
        let mut out = Zeroizing::new(String::with_capacity(SHARE_BYTES_MAX));
        out.push_str(&text);
        letters::write(&self.to_bytes(), &mut out);
        out
    }

    /// Reads what [`Share::to_text`] wrote, or its numbered lines alone, as somebody typed them.
    ///
    /// # Errors
    /// A [`ShareFault`].
    pub fn from_text(text: &str) -> Result<Self, ShareFault> {
        if text.len() > SHARE_BYTES_MAX {
            return Err(ShareFault::TooLarge);
        }
        let share = Self::from_bytes(&letters::read(text)?).ok_or(ShareFault::Malformed)?;
        let words = share.words();
        let says = |line: &str| line.is_empty() || words.lines().any(|known| known == line);
        if !text.lines().map(str::trim).filter(|line| !letters::is_numbered(line)).all(says) {
            return Err(ShareFault::WordsDiffer);
        }
        let digest = share.set.digest(share.number, &share.holder, share.piece.expose());
        let own = share.set.digests.get(usize::from(share.number).wrapping_sub(1));
        if own == Some(&digest) { Ok(share) } else { Err(ShareFault::Forged) }
    }

    fn words(&self) -> String {
        let ShareSet { bureau, key, need, made_on, .. } = &self.set;
        let (set, count) = (self.set.id(), self.set.count());
        let Self { number, holder, .. } = self;
        format!(
            "Share of a master key of Comity. Keep it secret, and apart from the others of its set.\n\
             Whoever types it needs the numbered lines only; there is no O, I, L or U in them.\n\n\
             bureau   {bureau}\n\
             key      {key}\n\
             set      {set}\n\
             share    {number} of {count}; any {need} bring the key back\n\
             holder   {holder}\n\
             made on  {made_on}\n"
        )
    }

    /// The piece comes last.
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let head = self.set.write().fixed(&[self.number]).text(&self.holder).done();
        let mut bytes = Zeroizing::new(Vec::with_capacity(head.len() + MASTER_KEY_BYTES));
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(self.piece.expose());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(LABEL, bytes)?;
        let set = ShareSet::read(&mut reader)?;
        let [number] = reader.fixed()?;
        let holder = reader.text(HOLDER_BYTES_MAX).filter(|holder| is_name(holder))?.to_owned();
        let piece = Secret::new(reader.take(MASTER_KEY_BYTES)?.to_vec());
        reader.end()?;
        Some(Self { set, number, holder, piece })
    }
}

/// Whether it can stand in its line and is found there again.
fn is_name(name: &str) -> bool {
    let fits = (1..=HOLDER_BYTES_MAX).contains(&name.len()) && name.trim() == name;
    fits && !name.contains(char::is_control)
}

/// Splits a master key: a share for each holder, any `need` of which bring it back.
///
/// # Errors
/// A [`SplitFault`].
pub fn split(
    key: &MasterKey,
    bureau: &BureauCode,
    need: u8,
    holders: &[String],
    made_on: Date,
    randomness: &mut dyn Randomness,
) -> Result<Vec<Share>, SplitFault> {
    let count = u8::try_from(holders.len()).ok().filter(|count| *count <= SHARES_MAX);
    let count = count.ok_or(SplitFault::TooManyHolders)?;
    if need < SHARES_NEEDED_MIN {
        return Err(SplitFault::NeedsTooFew);
    }
    if need > count {
        return Err(SplitFault::NeedsTooMany { need, holders: holders.len() });
    }
    for (place, holder) in holders.iter().enumerate() {
        if !is_name(holder) {
            return Err(SplitFault::Holder(holder.clone()));
        }
        if holders.iter().take(place).any(|before| before == holder) {
            return Err(SplitFault::HolderTwice(holder.clone()));
        }
    }
    let id = key.id().ok_or(SplitFault::Refused)?;
    let mut set = ShareSet { bureau: bureau.clone(), key: id, need, made_on, digests: Vec::new() };
    let pieces = shamir::split(key.to_secret().expose(), need, count, randomness);
    let numbered = || (1..=count).zip(holders).zip(&pieces);
    let digests = numbered().map(|((number, holder), piece)| set.digest(number, holder, piece.expose()));
    set.digests = digests.collect();
    let share = |(place, piece): (usize, Secret)| {
        let number = u8::try_from(place + 1).ok()?;
        Some(Share { set: set.clone(), number, holder: holders.get(place)?.clone(), piece })
    };
    pieces.into_iter().enumerate().map(share).collect::<Option<_>>().ok_or(SplitFault::TooManyHolders)
}

/// The master key of these shares. Where they are of several sets, those of a set that is `known` count, and of the one
/// with the most shares.
///
/// # Errors
/// A [`JoinFault`] names what is wrong.
pub fn join(shares: &[Share], known: &[ShareSetId]) -> Result<MasterKey, JoinFault> {
    let weight = |share: &&Share| {
        let alike = shares.iter().filter(|other| other.set == share.set).count();
        (known.contains(&share.set.id()), alike)
    };
    let none = JoinFault::TooFew { given: 0, need: SHARES_NEEDED_MIN };
    // The first one of the most.
    let set = &shares.iter().rev().max_by_key(weight).ok_or(none)?.set;
    for (place, share) in shares.iter().enumerate() {
        let (number, holder) = (share.number, share.holder.clone());
        if share.set != *set {
            return Err(JoinFault::OtherSet { number, holder, set: share.set.id(), wanted: set.id() });
        }
        if shares.iter().take(place).any(|before| before.number == number) {
            return Err(JoinFault::Twice { number, holder });
        }
    }
    if shares.len() < usize::from(set.need) {
        return Err(JoinFault::TooFew { given: shares.len(), need: set.need });
    }
    let enough = shares.iter().take(usize::from(set.need));
    let pieces: Vec<(u8, &[u8])> = enough.map(|share| (share.number, share.piece.expose())).collect();
    let key = shamir::join(&pieces).as_ref().and_then(MasterKey::from_secret);
    key.filter(|key| key.id() == Some(set.key)).ok_or(JoinFault::OtherKey(set.key))
}

#[cfg(test)]
mod tests;
