//! How a bureau introduces itself to the General Secretariat: a file that a person can read, signed with the keys that it
//! names.
//!
//! The fuzz target compiles this file by itself: it imports little, so that the search does not wait for the whole program.

use case::bureau::StateCode;
use seal::directory::DirectoryEntry;
use seal::identity::{Identity, PublicIdentity};
use seal::statement::{Context, StatementSignature, sign_statement, verify_statement};
use serde::{Deserialize, Serialize};

use crate::digits::{hex, unhex};

/// Largest introduction, in bytes.
const INTRODUCTION_BYTES_MAX: usize = 64 * 1024;
/// What parts the text of an introduction from its signature.
const SIGNATURE_START: &str = "\n# signature ";
/// What stands before the signature of the keys that the bureau had before.
const FORMER_START: &str = "\n# former keys ";

/// Why an introduction is not made or not believed.
#[derive(Debug, thiserror::Error)]
pub enum IntroductionFault {
    /// It cannot be read.
    #[error("the introduction cannot be read: {0}")]
    Unreadable(String),
    /// It is not signed by the keys in it.
    #[error("the introduction is not signed by the bureau that it names; ask for it again")]
    BadSignature,
    /// The keys refused.
    #[error("the keys cannot sign: {0}")]
    CannotSign(String),
}

/// The text of an introduction.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Introduction {
    code: String,
    name: String,
    state: Option<String>,
    address: String,
    languages: Vec<String>,
    certificate: String,
    identity: String,
}

/// A bureau's introduction: TOML that a person can read, signed with the keys that it names.
///
/// # Errors
/// [`IntroductionFault::CannotSign`].
pub fn introduce(entry: &DirectoryEntry, identity: &Identity) -> Result<String, IntroductionFault> {
    let text = text_of(entry)?;
    let signature = signature(&text, identity)?;
    Ok(format!("{text}{SIGNATURE_START}{signature}\n"))
}

/// As [`introduce`], with new keys, signed by the former ones too: whoever knows those knows from whom it comes.
///
/// # Errors
/// [`IntroductionFault::CannotSign`].
pub fn introduce_renewed(
    entry: &DirectoryEntry,
    identity: &Identity,
    former: &Identity,
) -> Result<String, IntroductionFault> {
    let text = text_of(entry)?;
    let (new, old) = (signature(&text, identity)?, signature(&text, former)?);
    Ok(format!("{text}{SIGNATURE_START}{new}{FORMER_START}{old}\n"))
}

/// Whether the keys that the bureau had before signed this introduction too.
#[must_use]
pub fn is_signed_by_former(bytes: &[u8], former: &PublicIdentity) -> bool {
    let parts = std::str::from_utf8(bytes).ok().and_then(|text| text.rsplit_once(SIGNATURE_START));
    let Some((text, (_, old))) = parts.and_then(|(text, rest)| Some((text, rest.split_once(FORMER_START)?)))
    else {
        return false;
    };
    let signature = unhex(old.trim()).and_then(|bytes| StatementSignature::from_bytes(&bytes));
    signature.is_some_and(|signature| {
        verify_statement(former, Context::Introduction, text.as_bytes(), &signature).is_ok()
    })
}

fn cannot_sign(fault: &dyn std::fmt::Display) -> IntroductionFault {
    IntroductionFault::CannotSign(fault.to_string())
}

fn signature(text: &str, identity: &Identity) -> Result<String, IntroductionFault> {
    let signed = sign_statement(identity, Context::Introduction, text.as_bytes());
    Ok(hex(signed.map_err(|fault| cannot_sign(&fault))?.as_bytes()))
}

fn text_of(entry: &DirectoryEntry) -> Result<String, IntroductionFault> {
    let introduction = Introduction {
        code: entry.identity.bureau().to_string(),
        name: entry.name.clone(),
        state: entry.state.map(|state| state.to_string()),
        address: entry.address.clone(),
        languages: entry.languages.clone(),
        certificate: hex(&entry.certificate),
        identity: hex(&entry.identity.to_bytes()),
    };
    toml::to_string(&introduction).map_err(|error| cannot_sign(&error))
}

/// Reads an introduction whose signature holds. Whether the keys are the bureau's own, people have to tell each other:
/// the fingerprint is there to be read aloud.
///
/// # Errors
/// [`IntroductionFault::Unreadable`], [`IntroductionFault::BadSignature`].
pub fn read_introduction(bytes: &[u8]) -> Result<DirectoryEntry, IntroductionFault> {
    let unreadable = |why: &str| IntroductionFault::Unreadable(why.to_owned());
    if bytes.len() > INTRODUCTION_BYTES_MAX {
        return Err(unreadable("it is too large"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("it is no text"))?;
    let (text, signature) =
        text.rsplit_once(SIGNATURE_START).ok_or_else(|| unreadable("it has no signature"))?;
    let signature = signature.split_once(FORMER_START).map_or(signature, |(new, _)| new);
    let introduction: Introduction = toml::from_str(text).map_err(|error| unreadable(&error.to_string()))?;
    let identity =
        unhex(&introduction.identity).ok_or_else(|| unreadable("identity: digits are expected"))?;
    let identity = PublicIdentity::from_bytes(&identity).map_err(|fault| unreadable(&fault.to_string()))?;
    let signature = unhex(signature.trim()).and_then(|bytes| StatementSignature::from_bytes(&bytes));
    let signature = signature.ok_or(IntroductionFault::BadSignature)?;
    verify_statement(&identity, Context::Introduction, text.as_bytes(), &signature)
        .map_err(|_| IntroductionFault::BadSignature)?;
    if identity.bureau().as_str() != introduction.code {
        return Err(unreadable("code: it is not the code of the identity"));
    }
    let state = introduction.state.map(|state| state.parse::<StateCode>()).transpose();
    let certificate = unhex(&introduction.certificate).and_then(|bytes| bytes.try_into().ok());
    Ok(DirectoryEntry {
        identity,
        state: state.map_err(|error| unreadable(&error.to_string()))?,
        name: introduction.name,
        address: introduction.address,
        certificate: certificate.ok_or_else(|| unreadable("certificate: 64 digits are expected"))?,
        languages: introduction.languages,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::Home;
    use crate::join;

    #[test]
    fn an_introduction_holds_as_signed_only() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let keys = home.make_keys(&"FR".parse().unwrap()).unwrap();
        let languages = ["fr".to_owned()];
        let address = "https://peers.example:7501";
        let state = Some("FR".parse().unwrap());
        let entry = join::entry(
            keys.identity.public(),
            keys.certificate.digest(),
            "Paris",
            state,
            address,
            &languages,
        );
        let text = introduce(&entry, &keys.identity).unwrap();
        assert_eq!(read_introduction(text.as_bytes()).unwrap(), entry);
        let altered = text.replace("peers.example", "other.example");
        assert!(matches!(read_introduction(altered.as_bytes()), Err(IntroductionFault::BadSignature)));
        assert!(matches!(read_introduction(b"code = 1"), Err(IntroductionFault::Unreadable(_))));

        let next = home.renew_identity(&keys.master, keys.identity.bureau(), 0, false).unwrap();
        let entry = DirectoryEntry { identity: next.public().clone(), ..entry };
        let text = introduce_renewed(&entry, &next, &keys.identity).unwrap();
        assert_eq!(read_introduction(text.as_bytes()).unwrap(), entry);
        assert!(is_signed_by_former(text.as_bytes(), keys.identity.public()));
        assert!(!is_signed_by_former(text.as_bytes(), next.public()));
        let altered = text.replace("peers.example", "other.example");
        assert!(!is_signed_by_former(altered.as_bytes(), keys.identity.public()));
        let alone = introduce(&entry, &next).unwrap();
        assert!(!is_signed_by_former(alone.as_bytes(), keys.identity.public()));
    }
}
