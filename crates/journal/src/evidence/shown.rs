//! What a package shows of each entry: header and proof always; of some also what the sealed body says.
//!
//! The header holds the digest of the sealed body, and a sealed body begins with a commitment to what it says, in two
//! parts: what happened, and what stays with the bureau (why an officer acted). So whoever has the sealed body, one part, its
//! salt and the commitment to the other part computes the commitment again, and needs no key. That an encryption opens as
//! this or that is no proof, because AES-GCM lets whoever knows two keys make one ciphertext that opens as two texts;
//! the commitment is one, as long as nobody finds two texts with one SHA-256.
//!
//! | commitment | SHA-256 of |
//! |---|---|
//! | to what happened | `comity body told 1`, line feed, salt (32 bytes), the record |
//! | to what stays | `comity body own 1`, line feed, salt (32 bytes), the text |
//! | to the body | `comity body 1`, line feed, the first, the second |

use sha2::{Digest, Sha256};

use super::lines::{Lines, array, bytes, word};
use crate::entry::HEADER_BYTES;
use crate::tree::{HASH_BYTES, Hash};

const MAGIC: &str = "comity evidence entries 1\n";
/// Most hashes of one proof: a tree of 2^64 entries needs no more.
const PROOF_HASHES_MAX: usize = 64;

/// Of what the record of an entry consists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A file of the package that holds the record and nothing else.
    Whole,
    /// The record keeps the content of a file, and that lies in this file of the package.
    File {
        /// The file of the package.
        name: String,
        /// The record before the content.
        head: Vec<u8>,
    },
}

/// What stays with the bureau.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Own {
    /// It is not shown; the commitment to it.
    Kept(Hash),
    /// It is shown.
    Shown {
        /// Its salt.
        salt: Hash,
        /// Its text.
        text: String,
    },
}

/// What is shown of a sealed body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed {
    /// Where the record is.
    pub record: Record,
    /// Its salt.
    pub salt: Hash,
    /// What stays with the bureau.
    pub own: Own,
}

/// What is shown of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The header's bytes.
    pub header: [u8; HEADER_BYTES],
    /// The proof that it is in the tree of the package's checkpoint.
    pub proof: Vec<Hash>,
    /// What its body says; nothing where that is not shown.
    pub disclosed: Option<Disclosed>,
}

/// The file with the sealed body of the entry at a position.
pub(super) fn sealed_file(position: u64) -> String {
    format!("journal/{position:08}.sealed")
}

/// The file with the record of the entry at a position.
pub(super) fn record_file(position: u64) -> String {
    format!("journal/{position:08}.cbor")
}

fn part(label: &str, salt: &Hash, parts: &[&[u8]]) -> Hash {
    let digest = Sha256::new().chain_update("comity body ").chain_update(label).chain_update(" 1\n");
    parts.iter().fold(digest.chain_update(salt), |digest, part| digest.chain_update(part)).finalize().into()
}

impl Disclosed {
    /// Whether this sealed body commits to the record, which is given in parts, and to the rest.
    #[must_use]
    pub fn fits(&self, sealed: &[u8], record: &[&[u8]]) -> bool {
        let own = match &self.own {
            Own::Kept(commitment) => *commitment,
            Own::Shown { salt, text } => part("own", salt, &[text.as_bytes()]),
        };
        let told = part("told", &self.salt, record);
        let body = Sha256::new().chain_update("comity body 1\n").chain_update(told).chain_update(own);
        sealed.first_chunk::<HASH_BYTES>() == Some(&Hash::from(body.finalize()))
    }
}

fn write_one(shown: &Shown) -> String {
    let proof: String = shown.proof.iter().map(|hash| [" ", &word(hash)].concat()).collect();
    let mut text = format!("\nheader {}\nproof{proof}\n", word(&shown.header));
    let Some(Disclosed { record, salt, own }) = &shown.disclosed else { return text };
    if let Record::File { name, head } = record {
        text += &format!("file {name} {}\n", word(head));
    }
    text += &format!("told {}\n", word(salt));
    text += &match own {
        Own::Kept(commitment) => format!("kept {}\n", word(commitment)),
        Own::Shown { salt, text } => format!("own {} {}\n", word(salt), word(text.as_bytes())),
    };
    text
}

/// The list of entries.
pub(super) fn write(all: &[Shown]) -> String {
    [MAGIC.to_owned()].into_iter().chain(all.iter().map(write_one)).collect()
}

fn read_one(lines: &mut Lines<'_>) -> Option<Shown> {
    lines.value("").filter(|rest| rest.is_empty())?;
    let header = array(lines.value("header")?)?;
    let hashes = lines.value("proof")?.split(' ').filter(|hash| !hash.is_empty());
    let proof = hashes.take(PROOF_HASHES_MAX + 1).map(array).collect::<Option<Vec<Hash>>>()?;
    let file = lines.value("file");
    let Some(salt) = lines.value("told") else {
        return file.is_none().then_some(Shown { header, proof, disclosed: None });
    };
    let record = match file {
        None => Record::Whole,
        Some(file) => {
            let (name, head) = file.split_once(' ')?;
            Record::File { name: name.to_owned(), head: bytes(head)? }
        }
    };
    let own = match lines.value("own") {
        Some(own) => {
            let (salt, text) = own.split_once(' ')?;
            Own::Shown { salt: array(salt)?, text: String::from_utf8(bytes(text)?).ok()? }
        }
        None => Own::Kept(array(lines.value("kept")?)?),
    };
    let disclosed = Some(Disclosed { record, salt: array(salt)?, own });
    (proof.len() <= PROOF_HASHES_MAX).then_some(Shown { header, proof, disclosed })
}

/// Reads the list of entries; none where it is not as it would be written.
pub(super) fn read(text: &str) -> Option<Vec<Shown>> {
    let mut lines = Lines::new(text.strip_prefix(MAGIC)?);
    let mut all = Vec::new();
    while !lines.is_done() {
        all.push(read_one(&mut lines)?);
    }
    (write(&all) == text).then_some(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown() -> impl Strategy<Value = Shown> {
        let hash = any::<Hash>;
        let record = prop_oneof![
            Just(Record::Whole),
            proptest::collection::vec(any::<u8>(), 0..60)
                .prop_map(|head| Record::File { name: "attachments/01-a.pdf".to_owned(), head }),
        ];
        let own = prop_oneof![
            hash().prop_map(Own::Kept),
            (hash(), "\\PC{0,9}").prop_map(|(salt, text)| Own::Shown { salt, text }),
        ];
        let disclosed = (record, hash(), own).prop_map(|(record, salt, own)| Disclosed { record, salt, own });
        let header = proptest::collection::vec(any::<u8>(), HEADER_BYTES);
        (header, proptest::collection::vec(hash(), 0..5), proptest::option::of(disclosed)).prop_map(
            |(header, proof, disclosed)| Shown { header: header.try_into().unwrap(), proof, disclosed },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(all in proptest::collection::vec(shown(), 0..4)) {
            prop_assert_eq!(read(&write(&all)), Some(all));
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,80}", all in proptest::collection::vec(shown(), 1..3)) {
            let _ = read(&[MAGIC, &text].concat());
            prop_assert_eq!(read(&[&write(&all), text.as_str(), "\n"].concat()), None);
        }
    }
}
