//! Verifying the tokens of a provider: who signed in (OpenID Connect Core 1.0, 3.1.3.7), and whose session ended there
//! (Back-Channel Logout 1.0, 2.6).

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreGenderClaim, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, ClientId, IdToken, IdTokenClaims, IssuerUrl, JsonWebTokenType,
    Nonce, NonceVerifier, SignatureVerificationError,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fault::OpenIdFault;

/// How far the clocks of the provider and of this machine may differ, in seconds.
const CLOCKS_SECONDS_MAX: i64 = 30;
/// How old a token may be that has just come, in seconds, whatever it says of its expiry.
const TOKEN_SECONDS_MAX: i64 = 300;
/// Longest name of an account or of a session at the provider, in bytes (Core 1.0, 2: `sub` has at most 255).
const NAME_BYTES_MAX: usize = 255;
/// What a token says that ends sessions.
const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Signatures that are taken: by a key pair alone. With a shared secret (HS256), whoever verifies could sign.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims beside those of the standard.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct More(BTreeMap<String, Value>);

impl AdditionalClaims for More {}

impl More {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

/// A token of the provider, unverified.
pub(super) type Token =
    IdToken<More, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

type Claims = IdTokenClaims<More, CoreGenderClaim>;

/// A session at the provider, by which it says that it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProviderSession {
    /// Whose (`sub`).
    pub(crate) subject: String,
    /// Which (`sid`), where the provider says so.
    pub(crate) sid: Option<String>,
}

/// Who proved who they are, when and how, as a verified token says.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) session: ProviderSession,
    /// What stands in the claim that names officers.
    pub(super) name: String,
    pub(super) acr: Option<String>,
    pub(super) at: Timestamp,
}

/// For whom, and by whose keys, tokens are verified.
pub(super) struct Verifier<'a> {
    pub(super) issuer: &'a IssuerUrl,
    pub(super) client: &'a ClientId,
    pub(super) keys: CoreJsonWebKeySet,
    pub(super) now: Timestamp,
}

/// What the bureau asks of a sign-in.
pub(super) struct Wanted<'a> {
    pub(super) nonce: &'a Nonce,
    pub(super) claim: &'a str,
    /// One of these, where there are any.
    pub(super) acr: &'a [String],
    /// One of these, where there are any.
    pub(super) amr: &'a [String],
    /// Not before then.
    pub(super) since: Timestamp,
}

impl Verifier<'_> {
    /// What a token says of somebody who signed in.
    pub(super) fn sign_in(&self, token: &Token, wanted: &Wanted<'_>) -> Result<Said, Unproven> {
        let claims = self.claims(token, &["jwt"], wanted.nonce)?;
        let at = claims.auth_time().map(|at| at.timestamp()).ok_or(OpenIdFault::Stale)?;
        let at = Timestamp::from_second(at).map_err(|_| OpenIdFault::Stale)?;
        let skew = SignedDuration::from_secs(CLOCKS_SECONDS_MAX);
        if at < wanted.since - skew || at > self.now + skew {
            return Err(OpenIdFault::Stale.into());
        }
        let acr = claims.auth_context_ref().map(|acr| acr.as_str().to_owned());
        let is_strong = wanted.acr.is_empty() || acr.as_ref().is_some_and(|acr| wanted.acr.contains(acr));
        let used = claims.auth_method_refs().into_iter().flatten();
        let is_by = wanted.amr.is_empty() || used.into_iter().any(|amr| wanted.amr.contains(amr));
        if !(is_strong && is_by) {
            return Err(OpenIdFault::Weak.into());
        }
        let session = session(claims)?;
        let name = match wanted.claim {
            "sub" => session.subject.clone(),
            claim => claims.additional_claims().text(claim).ok_or(OpenIdFault::Unknown)?.to_owned(),
        };
        Ok(Said { session, name, acr, at: at.min(self.now) })
    }

    /// Which session ended at the provider, and the token's own name, by which it counts once.
    pub(super) fn logout(&self, token: &Token) -> Result<(ProviderSession, String), Unproven> {
        // An ID token of ours always has a nonce, so that none can be passed off as a word that ends sessions.
        let none = |nonce: Option<&Nonce>| nonce.map_or(Ok(()), |_| Err("a nonce".to_owned()));
        let claims = self.claims(token, &["jwt", "logout+jwt"], none)?;
        let more = claims.additional_claims();
        let event = more.0.get("events").and_then(|events| events.get(LOGOUT_EVENT));
        let name = more.text("jti").filter(|name| name.len() <= NAME_BYTES_MAX);
        match (event, name) {
            (Some(Value::Object(_)), Some(name)) => Ok((session(claims)?, name.to_owned())),
            _ => Err(OpenIdFault::NoLogout.into()),
        }
    }

    /// The claims of a token that was made now, by this provider, for this client.
    fn claims<'t>(
        &self,
        token: &'t Token,
        kinds: &[&str],
        nonce: impl NonceVerifier,
    ) -> Result<&'t Claims, Unproven> {
        let kinds =
            kinds.iter().filter_map(|kind| JsonWebTokenType::new((*kind).to_owned()).normalize().ok());
        let now = u64::try_from(self.now.as_second() - CLOCKS_SECONDS_MAX).unwrap_or_default();
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
        // As for a client without a secret: signatures by one are never taken.
        let verifier = CoreIdTokenVerifier::new_public_client(
            self.client.clone(),
            self.issuer.clone(),
            self.keys.clone(),
        )
        .set_allowed_algs(ALGORITHMS)
        .set_allowed_jose_types(kinds)
        .set_time_fn(move || now.into());
        let claims = token.claims(&verifier, nonce).map_err(unproven)?;
        let age = self.now.as_second() - claims.issue_time().timestamp();
        if !(-CLOCKS_SECONDS_MAX..=TOKEN_SECONDS_MAX + CLOCKS_SECONDS_MAX).contains(&age) {
            return Err(OpenIdFault::Expired.into());
        }
        // The library leaves this one to us; other audiences than this client it refuses.
        if claims.authorized_party().is_some_and(|party| party != self.client) {
            return Err(OpenIdFault::Audience.into());
        }
        Ok(claims)
    }
}

fn session(claims: &Claims) -> Result<ProviderSession, OpenIdFault> {
    let subject = claims.subject().as_str();
    let sid = claims.additional_claims().text("sid");
    if [Some(subject), sid].into_iter().flatten().any(|name| name.len() > NAME_BYTES_MAX) {
        return Err(OpenIdFault::Unreadable);
    }
    Ok(ProviderSession { subject: subject.to_owned(), sid: sid.map(str::to_owned) })
}

/// Why a token proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unproven {
    /// None of the keys that are known made its signature; the provider may have another one by now.
    UnknownKey,
    /// Another reason.
    For(OpenIdFault),
}

impl From<OpenIdFault> for Unproven {
    fn from(fault: OpenIdFault) -> Self {
        Unproven::For(fault)
    }
}

impl From<Unproven> for OpenIdFault {
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::UnknownKey => OpenIdFault::Signature,
            Unproven::For(fault) => fault,
        }
    }
}

fn unproven(error: ClaimsVerificationError) -> Unproven {
    Unproven::For(match error {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            return Unproven::UnknownKey;
        }
        ClaimsVerificationError::Expired(_) => OpenIdFault::Expired,
        ClaimsVerificationError::InvalidAudience(_) => OpenIdFault::Audience,
        ClaimsVerificationError::InvalidIssuer(_) => OpenIdFault::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => OpenIdFault::Nonce,
        _ => OpenIdFault::Signature,
    })
}
