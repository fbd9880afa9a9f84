//! Passkeys: asking a browser for one, and verifying what it answers (WebAuthn level 3). Only this module names the
//! library that does so. A question is answered once and not for long; what it asks for stays here, in memory.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bureau::{Passkey, Used};
use case::bureau::Officer;
use case::id::OfficerId;
use jiff::Timestamp;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey as Known, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

/// How long an officer has to answer, in seconds: time to find a key and to type its PIN.
const ANSWER_SECONDS_MAX: u32 = 300;
/// Most questions of each sort that wait for an answer; the oldest of its sort gives way. Each takes less than a kilobyte.
const QUESTIONS_WAITING_MAX: usize = 10_000;

/// Why an address cannot be the site of passkeys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "passkeys are bound to a name: an address as `https://desk.example.org`, or `http://localhost:7401` on one machine, is expected, not an IP address"
)]
pub struct NoSite;

/// Why a passkey was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasskeyFault {
    /// The question was answered already, was asked too long ago, or was asked of somebody else.
    #[error("the question to the passkey has lapsed; begin again")]
    Lapsed,
    /// The answer is no answer of a browser.
    #[error("the browser's answer cannot be read")]
    Unreadable,
    /// No officer here has this passkey.
    #[error("no officer of this bureau has this passkey; choose another one")]
    Unknown,
    /// The answer does not prove what it should: it was made for another site, or altered, or nobody was verified.
    #[error("the answer was not accepted: it was made for another address, or the officer was not verified")]
    Unproven,
    /// It is another officer's passkey.
    #[error("this is another officer's passkey")]
    Another {
        /// Whose it is.
        officer: OfficerId,
    },
    /// The signature counter went back: two devices use copies of one passkey.
    #[error("the passkey was copied: its counter went back")]
    Copied {
        /// Whose it is.
        officer: OfficerId,
    },
    /// The passkey is in use already.
    #[error("this passkey is in use already")]
    Taken,
    /// The device does not keep the passkey itself.
    #[error("this device does not keep passkeys; use another one")]
    NotKept,
}

impl PasskeyFault {
    /// A stable code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            PasskeyFault::Lapsed => "passkey-lapsed",
            PasskeyFault::Unreadable => "passkey-unreadable",
            PasskeyFault::Unknown => "passkey-unknown",
            PasskeyFault::Unproven => "passkey-unproven",
            PasskeyFault::Another { .. } => "passkey-another",
            PasskeyFault::Copied { .. } => "passkey-copied",
            PasskeyFault::Taken => "passkey-taken",
            PasskeyFault::NotKept => "passkey-not-kept",
        }
    }

    /// Under whose name this was tried, where that was proven.
    pub(crate) const fn officer(self) -> Option<OfficerId> {
        match self {
            PasskeyFault::Another { officer } | PasskeyFault::Copied { officer } => Some(officer),
            _ => None,
        }
    }
}

/// What a question is for.
enum Asked {
    /// A new passkey for an officer.
    New(OfficerId, PasskeyRegistration),
    /// Any passkey, to sign in.
    Any(DiscoverableAuthentication),
    /// One of this officer's, to unlock their session.
    Of(OfficerId, DiscoverableAuthentication),
}

/// The site of a desk's passkeys, and the questions that wait for an answer, by their word.
pub struct Passkeys {
    site: Webauthn,
    address: String,
    waiting: Mutex<HashMap<String, (Timestamp, Asked)>>,
}

impl Passkeys {
    /// For the desk that officers reach at this address.
    ///
    /// # Errors
    /// [`NoSite`], where that is no name.
    pub fn at(address: &str, name: &str) -> Result<Self, NoSite> {
        let url = Url::parse(address).map_err(|_| NoSite)?;
        let host = url.domain().ok_or(NoSite)?;
        let site = WebauthnBuilder::new(host, &url).map_err(|_| NoSite)?;
        let timeout = Duration::from_secs(ANSWER_SECONDS_MAX.into());
        let site = site.rp_name(name).timeout(timeout).build().map_err(|_| NoSite)?;
        let address = url.origin().ascii_serialization();
        Ok(Self { site, address, waiting: Mutex::default() })
    }

    /// The address for which passkeys are made.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Asks for a new passkey of an officer, on a device that has none of theirs yet.
    pub(crate) fn ask_new(
        &self,
        officer: &Officer,
        known: &[Passkey],
        word: String,
        now: Timestamp,
    ) -> Result<Value, PasskeyFault> {
        let id = Uuid::from_bytes(officer.id.bytes());
        let known = known.iter().filter_map(read).map(|known| known.cred_id().clone()).collect();
        let (question, state) = self
            .site
            .start_passkey_registration(id, &officer.name, &officer.name, Some(known))
            .map_err(|_| PasskeyFault::Unproven)?;
        // Kept on the device, so that nobody types a name to sign in.
        let mut public = serde_json::to_value(&question.public_key).map_err(|_| PasskeyFault::Unreadable)?;
        let selection = public.get_mut("authenticatorSelection").and_then(Value::as_object_mut);
        let selection = selection.ok_or(PasskeyFault::Unreadable)?;
        selection.insert("residentKey".to_owned(), "required".into());
        selection.insert("requireResidentKey".to_owned(), true.into());
        self.wait(word.clone(), Asked::New(officer.id, state), now);
        Ok(json!({ "word": word, "create": public }))
    }

    /// The public part of the new passkey that was asked for of this officer; `is_taken` says whether an officer has a
    /// passkey already.
    pub(crate) fn take_new(
        &self,
        officer: OfficerId,
        word: &str,
        answer: Value,
        now: Timestamp,
        is_taken: impl Fn(&dyn Fn(&Passkey) -> bool) -> bool,
    ) -> Result<Vec<u8>, PasskeyFault> {
        let Some(Asked::New(asked, state)) = self.answered(word, now) else {
            return Err(PasskeyFault::Lapsed);
        };
        if asked != officer {
            return Err(PasskeyFault::Lapsed);
        }
        let answer: RegisterPublicKeyCredential =
            serde_json::from_value(answer).map_err(|_| PasskeyFault::Unreadable)?;
        let kept = answer.extensions.cred_props.as_ref().and_then(|props| props.rk);
        if kept == Some(false) {
            return Err(PasskeyFault::NotKept);
        }
        let new =
            self.site.finish_passkey_registration(&answer, &state).map_err(|_| PasskeyFault::Unproven)?;
        if is_taken(&|passkey| read(passkey).is_some_and(|known| known.cred_id() == new.cred_id())) {
            return Err(PasskeyFault::Taken);
        }
        serde_json::to_vec(&new).map_err(|_| PasskeyFault::Unreadable)
    }

    /// Asks for a passkey: any, or one of the officer whose session is locked.
    pub(crate) fn ask(
        &self,
        of: Option<(OfficerId, &[Passkey])>,
        word: String,
        now: Timestamp,
    ) -> Result<Value, PasskeyFault> {
        let (question, state) =
            self.site.start_discoverable_authentication().map_err(|_| PasskeyFault::Unproven)?;
        let mut public = serde_json::to_value(&question.public_key).map_err(|_| PasskeyFault::Unreadable)?;
        if let Some((_, known)) = of {
            // A browser takes no other writing of bytes than this one.
            let ids =
                known.iter().filter_map(read).map(|known| BASE64_URL_SAFE_NO_PAD.encode(known.cred_id()));
            let ids: Value = ids.map(|id| json!({ "type": "public-key", "id": id })).collect();
            let question = public.as_object_mut().ok_or(PasskeyFault::Unreadable)?;
            question.insert("allowCredentials".to_owned(), ids);
        }
        let asked = of.map_or(Asked::Any(state.clone()), |(officer, _)| Asked::Of(officer, state));
        self.wait(word.clone(), asked, now);
        Ok(json!({ "word": word, "get": public }))
    }

    /// Who answered, and the passkey that they used; `of` is the officer whose session is locked. What was asked to sign in
    /// does not unlock, nor the other way round.
    pub(crate) fn take(
        &self,
        of: Option<OfficerId>,
        word: &str,
        answer: Value,
        now: Timestamp,
        passkeys: impl Fn(OfficerId) -> Vec<Passkey>,
    ) -> Result<(OfficerId, Used), PasskeyFault> {
        let state = match (self.answered(word, now), of) {
            (Some(Asked::Any(state)), None) => state,
            (Some(Asked::Of(asked, state)), Some(of)) if asked == of => state,
            _ => return Err(PasskeyFault::Lapsed),
        };
        let answer: PublicKeyCredential =
            serde_json::from_value(answer).map_err(|_| PasskeyFault::Unreadable)?;
        // A device that was told which passkey to use may leave out whose it is.
        let officer = match (answer.get_user_unique_id(), of) {
            (Some(bytes), _) => {
                bytes.try_into().map(OfficerId::from_bytes).map_err(|_| PasskeyFault::Unknown)?
            }
            (None, Some(of)) => of,
            (None, None) => return Err(PasskeyFault::Unknown),
        };
        let used =
            |passkey: &Passkey| read(passkey).filter(|known| *known.cred_id() == answer.get_credential_id());
        let (id, mut known) = passkeys(officer)
            .iter()
            .find_map(|passkey| Some((passkey.id, used(passkey)?)))
            .ok_or(PasskeyFault::Unknown)?;
        let key = DiscoverableKey::from(&known);
        let proven = self.site.finish_discoverable_authentication_v2(&answer, state, &key);
        let proven = proven.map_err(|fault| match fault {
            WebauthnError::CredentialPossibleCompromise => PasskeyFault::Copied { officer },
            _ => PasskeyFault::Unproven,
        })?;
        if of.is_some_and(|of| of != officer) {
            return Err(PasskeyFault::Another { officer });
        }
        known.update_credential(&proven);
        let credential = serde_json::to_vec(&known).map_err(|_| PasskeyFault::Unreadable)?;
        Ok((officer, Used { passkey: id, credential }))
    }

    fn wait(&self, word: String, asked: Asked, now: Timestamp) {
        let mut waiting = self.lock();
        waiting.retain(|_, (since, _)| is_open(*since, now));
        // Anybody may ask to sign in; that pushes out nobody who enrols or unlocks.
        let alike = |known: &Asked| matches!(known, Asked::Any(_)) == matches!(asked, Asked::Any(_));
        let of_sort = || waiting.iter().filter(|(_, (_, known))| alike(known));
        if of_sort().count() >= QUESTIONS_WAITING_MAX {
            let oldest = of_sort().min_by_key(|(_, (since, _))| *since).map(|(word, _)| word.clone());
            oldest.and_then(|word| waiting.remove(&word));
        }
        waiting.insert(word, (now, asked));
    }

    /// Takes a question away, whatever comes of the answer.
    fn answered(&self, word: &str, now: Timestamp) -> Option<Asked> {
        let (since, asked) = self.lock().remove(word)?;
        is_open(since, now).then_some(asked)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Timestamp, Asked)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_open(since: Timestamp, now: Timestamp) -> bool {
    (0..i64::from(ANSWER_SECONDS_MAX)).contains(&now.duration_since(since).as_secs())
}

/// A passkey as the journal keeps it; one that cannot be read does not serve.
fn read(passkey: &Passkey) -> Option<Known> {
    serde_json::from_slice(&passkey.credential).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name() {
        for (address, expected) in [
            ("http://localhost:7401", true),
            ("https://desk.example.org", true),
            ("http://127.0.0.1:7401", false),
            ("https://[::1]:7401", false),
            ("desk.example.org", false),
            ("", false),
        ] {
            assert_eq!(Passkeys::at(address, "x").is_ok(), expected, "{address}");
        }
    }

    #[test]
    fn a_question_is_answered_once_and_not_for_long() {
        let passkeys = Passkeys::at("http://localhost", "x").unwrap();
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let check = |asked: i64, answered: i64, expected: &[bool]| {
            passkeys.ask(None, "word".into(), at(asked)).unwrap();
            for expected in expected {
                assert_eq!(
                    passkeys.answered("word", at(answered)).is_some(),
                    *expected,
                    "{asked} {answered}"
                );
            }
        };
        check(1000, 1299, &[true, false]);
        check(1000, 1300, &[false]);
        check(1000, 999, &[false]);
    }

    #[test]
    fn questions_are_bounded() {
        let passkeys = Passkeys::at("http://localhost", "x").unwrap();
        let officer = OfficerId::from_bytes([1; 16]);
        passkeys.ask(Some((officer, &[])), "unlock".into(), Timestamp::UNIX_EPOCH).unwrap();
        for number in 0..=QUESTIONS_WAITING_MAX {
            let now = Timestamp::from_millisecond(i64::try_from(number).unwrap()).unwrap();
            passkeys.ask(None, number.to_string(), now).unwrap();
        }
        assert_eq!(passkeys.lock().len(), QUESTIONS_WAITING_MAX + 1);
        assert!(passkeys.answered("unlock", Timestamp::from_second(11).unwrap()).is_some(), "another sort");
        assert!(passkeys.answered("0", Timestamp::from_second(11).unwrap()).is_none(), "the oldest gave way");
    }
}
