//! One typed identifier for every kind of thing; it prints with its kind, so that a log line can be read alone.

use std::fmt;
use std::str::FromStr;

/// Text that is not an identifier of the kind expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`{kind}-` and 26 letters or digits are expected")]
pub struct BadId {
    /// The kind of identifier that was expected.
    pub kind: &'static str,
}

/// Crockford's base 32, lower case: no letter that is mistaken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 128 bits at 5 bits a letter.
const LETTERS: usize = 26;

fn write_base32(bytes: [u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let number = u128::from_be_bytes(bytes);
    for place in (0..LETTERS).rev() {
        let digit = (number >> (5 * place)) & 31;
        let letter = ALPHABET.get(usize::try_from(digit).unwrap_or(0)).copied().unwrap_or(b'0');
        write!(f, "{}", char::from(letter))?;
    }
    Ok(())
}

fn read_base32(text: &str) -> Option<[u8; 16]> {
    if text.len() != LETTERS || text.as_bytes().first()? > &b'7' {
        return None;
    }
    text.bytes()
        .try_fold(0_u128, |number, letter| {
            let digit = ALPHABET.iter().position(|known| *known == letter)?;
            Some((number << 5) | u128::try_from(digit).ok()?)
        })
        .map(u128::to_be_bytes)
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident = $prefix:literal;)*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 16]);

        impl $name {
            /// What its text begins with.
            pub const KIND: &'static str = $prefix;

            /// From 16 random bytes, or from where they were stored.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes.
            #[must_use]
            pub const fn bytes(self) -> [u8; 16] {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "-"))?;
                write_base32(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                text.strip_prefix(concat!($prefix, "-"))
                    .and_then(read_base32)
                    .map(Self)
                    .ok_or(BadId { kind: $prefix })
            }
        }
    )* };
}

ids! {
    /// A paper or file that belongs to a case.
    AttachmentId = "attachment";
    /// A case in one bureau's own docket; each side of a request has its own.
    CaseId = "case";
    /// A copy of a journal.
    CopyId = "copy";
    /// A dossier of those who protect data.
    DossierId = "dossier";
    /// A message between bureaus; the same on both sides.
    MessageId = "message";
    /// An officer of a bureau.
    OfficerId = "officer";
    /// A passkey of an officer.
    PasskeyId = "passkey";
    /// A request; the same on both sides.
    RequestId = "request";
    /// A source record, which stands apart from its case.
    SourceId = "source";
    /// What an authority is asked about one request.
    TaskId = "task";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: [u8; 16]) {
        let id = CaseId::from_bytes(bytes);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn text_and_back() {
        check([0; 16]);
        check([255; 16]);
        check(std::array::from_fn(|i| u8::try_from(i * 13).unwrap()));
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "case-",
            "case-81111111111111111111111111",
            "message-00000000000000000000000000",
            "case-0000000000000000000000000u",
        ] {
            assert_eq!(text.parse::<CaseId>(), Err(BadId { kind: "case" }), "{text}");
        }
    }
}
