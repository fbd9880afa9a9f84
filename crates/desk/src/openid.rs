//! The bureau's own provider: asking it who somebody is, and verifying what it says (OpenID Connect, the authorisation code
//! flow with PKCE). Only this module and those below it name the library that does so. A question is answered once, by the
//! browser that asked it, and not for long; what it asks for stays here, in memory.

mod description;
mod token;
mod line;
mod fault;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use case::id::OfficerId;
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::url::Url;
use openidconnect::{
    AsyncHttpClient, AuthType, AuthenticationContextClass, AuthorizationCode, Client, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenFields,
    IssuerUrl, LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, RedirectUrl,
    RequestTokenError, StandardErrorResponse, StandardTokenResponse, TokenResponse,
};

pub(crate) use self::fault::OpenIdFault;
pub use self::line::{LineFault, ProviderLine};
pub(crate) use self::token::ProviderSession;

use self::description::{Description, Known, is_guarded, of_line};
use self::token::{More, Said, Token, Unproven, Verifier, Wanted};

/// How long an officer has to sign in at the provider, in seconds.
pub(crate) const ANSWER_SECONDS_MAX: i64 = 300;
/// Most questions of each sort that wait for an answer; the oldest of its sort gives way. Each takes less than a kilobyte.
const QUESTIONS_WAITING_MAX: usize = 10_000;
/// Most words of the provider that sessions ended that are remembered, so that none counts twice; beyond that, none counts.
const LOGOUTS_MAX: usize = 10_000;
/// For how long such a word is remembered, in seconds: longer than one is taken after it was made.
const LOGOUT_SECONDS: i64 = 600;
/// Where the provider leads a browser back to.
pub(crate) const ANSWER_PATH: &str = "/sign-in/openid/answer";

/// Claims that may come to mean another person: an account with such a name can be given to somebody else.
const REASSIGNED: [&str; 7] =
    ["email", "preferred_username", "upn", "name", "nickname", "phone_number", "unique_name"];

/// What a bureau says of its provider.
pub struct ProviderSettings {
    /// The provider's own name for itself, an address.
    pub issuer: String,
    /// The name of this program there.
    pub client: String,
    /// Its secret there; none where it has none, and PKCE alone binds the answer to the question.
    pub secret: Option<String>,
    /// How officers reach the desk.
    pub address: String,
    /// The claim that names an officer.
    pub claim: String,
    /// Which officer each name of that claim is.
    pub officers: BTreeMap<String, OfficerId>,
    /// How strongly officers must have proven who they are: one of these, where there are any.
    pub acr: Vec<String>,
    /// By what they must have proven it: one of these, where there are any.
    pub amr: Vec<String>,
    /// How long ago that may be when they sign in, in seconds.
    pub age_seconds_max: u32,
}

/// Why there can be no such provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoProvider {
    /// The issuer is no address that can be trusted.
    #[error("the issuer is an address with https, as the provider names itself; http only on this machine")]
    Issuer,
    /// The claim can come to mean another person.
    #[error(
        "this claim may be given to another person; name one that never is, such as `sub` or, at Entra, `oid`"
    )]
    Claim,
    /// The desk's address is none.
    #[error("the desk's address cannot be led back to")]
    Address,
}

type ProviderClient = Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<
        IdTokenFields<
            More,
            EmptyExtraTokenFields,
            CoreGenderClaim,
            CoreJweContentEncryptionAlgorithm,
            CoreJwsSigningAlgorithm,
        >,
        CoreTokenType,
    >,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
>;

/// For what the provider is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Errand {
    /// To sign in.
    Enter {
        /// The session of this browser before, which ends then.
        former: Option<String>,
    },
    /// To go on with a session, or to prove again who its officer is.
    GoOn {
        /// Its secret name: the browser does not send it along when another site leads to this one.
        session: String,
        /// Its officer.
        officer: OfficerId,
    },
}

/// The secrets of one question.
pub(crate) struct Words {
    /// Comes back with the answer.
    pub(crate) state: String,
    /// Stands in the token.
    pub(crate) nonce: String,
    /// Shown when the code is exchanged; the provider was told its digest (PKCE).
    pub(crate) verifier: String,
    /// Kept by the browser that asked, and by no address.
    pub(crate) browser: String,
}

struct Question {
    since: Timestamp,
    words: Words,
    errand: Errand,
    to: String,
}

/// With what the provider led the browser back.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    code: String,
    state: String,
    iss: String,
    error: String,
}

/// Somebody who proved who they are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Proven {
    pub(crate) officer: OfficerId,
    pub(crate) errand: Errand,
    /// Where to go on to.
    pub(crate) to: String,
    /// How strongly, as the provider says.
    pub(crate) acr: Option<String>,
    /// When.
    pub(crate) at: Timestamp,
    pub(crate) session: ProviderSession,
}

/// The bureau's provider, and the questions that wait for its answer, by their state.
pub struct Provider {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    left: PostLogoutRedirectUrl,
    settings: ProviderSettings,
    line: Arc<dyn ProviderLine>,
    known: Known,
    waiting: Mutex<HashMap<String, Question>>,
    logouts: Mutex<HashMap<String, Timestamp>>,
    unreached_at: Mutex<Option<Timestamp>>,
}

impl ProviderSettings {
    /// Whether there can be such a provider.
    ///
    /// # Errors
    /// [`NoProvider`].
    pub fn check(&self) -> Result<(), NoProvider> {
        let issuer = IssuerUrl::new(self.issuer.clone()).map_err(|_| NoProvider::Issuer)?;
        let url = issuer.url();
        if !is_guarded(url) || url.query().is_some() || url.fragment().is_some() {
            return Err(NoProvider::Issuer);
        }
        if REASSIGNED.contains(&self.claim.as_str()) { Err(NoProvider::Claim) } else { Ok(()) }
    }
}

impl Provider {
    /// The provider of these settings, reached over this line.
    ///
    /// # Errors
    /// [`NoProvider`].
    pub fn new(mut settings: ProviderSettings, line: Arc<dyn ProviderLine>) -> Result<Self, NoProvider> {
        settings.check()?;
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| NoProvider::Issuer)?;
        let redirect = RedirectUrl::new(format!("{}{ANSWER_PATH}", settings.address));
        let left = PostLogoutRedirectUrl::new(format!("{}/sign-in", settings.address));
        Ok(Self {
            client: ClientId::new(settings.client.clone()),
            secret: settings.secret.take().map(ClientSecret::new),
            redirect: redirect.map_err(|_| NoProvider::Address)?,
            left: left.map_err(|_| NoProvider::Address)?,
            issuer,
            settings,
            line,
            known: Known::default(),
            waiting: Mutex::default(),
            logouts: Mutex::default(),
            unreached_at: Mutex::default(),
        })
    }

    /// When the provider was not reached, where it has not been since.
    pub(crate) fn unreached_at(&self) -> Option<Timestamp> {
        *self.unreached_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note<T>(&self, came: Result<T, OpenIdFault>, now: Timestamp) -> Result<T, OpenIdFault> {
        let mut unreached_at = self.unreached_at.lock().unwrap_or_else(PoisonError::into_inner);
        match &came {
            Ok(_) => *unreached_at = None,
            Err(OpenIdFault::Unreachable) => *unreached_at = Some(now),
            Err(_) => {}
        }
        came
    }

    async fn description(&self, now: Timestamp) -> Result<Arc<Description>, OpenIdFault> {
        let described = self.known.description(self.line.as_ref(), &self.issuer, now).await;
        self.note(described, now)
    }

    /// Whether the provider is reached, is the one of the settings, and gives its keys.
    ///
    /// # Errors
    /// Why not, for an administrator.
    pub async fn probe(&self, now: Timestamp) -> Result<(), String> {
        let probe = async {
            let description = self.description(now).await?;
            self.known.keys(self.line.as_ref(), &description, false, now).await
        };
        probe.await.map(drop).map_err(|fault| format!("{}: {fault}", fault.code()))
    }

    /// Where the browser has to go to answer a question.
    pub(crate) async fn ask(
        &self,
        errand: Errand,
        to: &str,
        words: Words,
        now: Timestamp,
    ) -> Result<Url, OpenIdFault> {
        let description = self.description(now).await?;
        let client = self.client(&description);
        let (state, nonce) = (CsrfToken::new(words.state.clone()), Nonce::new(words.nonce.clone()));
        let verifier = PkceCodeVerifier::new(words.verifier.clone());
        let mut asked = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        asked = match errand {
            Errand::Enter { .. } => {
                asked.set_max_age(Duration::from_secs(self.settings.age_seconds_max.into()))
            }
            // Whoever goes on proves anew who they are, whatever the provider remembers of them.
            Errand::GoOn { .. } => asked.set_max_age(Duration::ZERO).add_prompt(CoreAuthPrompt::Login),
        };
        for acr in &self.settings.acr {
            asked = asked.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (address, _, _) = asked.url();
        self.wait(Question { since: now, words, errand, to: to.to_owned() });
        Ok(address)
    }

    /// Who answered the question that this browser asked.
    pub(crate) async fn take(
        &self,
        answer: &Answer,
        browser: &str,
        now: Timestamp,
    ) -> Result<Proven, OpenIdFault> {
        let question = self.answered(&answer.state, browser, now).ok_or(OpenIdFault::Lapsed)?;
        let description = self.description(now).await?;
        // Which provider answers is known before anything is sent anywhere (RFC 9207).
        let is_named = !answer.iss.is_empty() || description.authorization_response_iss_parameter_supported;
        if is_named && answer.iss != self.issuer.as_str() {
            return Err(OpenIdFault::Issuer);
        }
        if !answer.error.is_empty() || answer.code.is_empty() {
            return Err(OpenIdFault::Declined);
        }
        let token = self.exchange(&description, &answer.code, &question.words.verifier).await;
        let said = self.verified(&description, &self.note(token, now)?, &question, now).await?;
        let officer = *self.settings.officers.get(&said.name).ok_or(OpenIdFault::Unknown)?;
        if let Errand::GoOn { officer: asked, .. } = question.errand
            && asked != officer
        {
            return Err(OpenIdFault::Another { officer });
        }
        let Question { errand, to, .. } = question;
        Ok(Proven { officer, errand, to, acr: said.acr, at: said.at, session: said.session })
    }

    /// The token for a code. The access token that comes with it is not kept.
    async fn exchange(
        &self,
        description: &Description,
        code: &str,
        verifier: &str,
    ) -> Result<Token, OpenIdFault> {
        let answered = self
            .client(description)
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&Asks(self.line.clone()))
            .await;
        let answered = answered.map_err(|fault| match fault {
            RequestTokenError::Request(fault) => of_line(fault),
            RequestTokenError::ServerResponse(_) => OpenIdFault::Declined,
            _ => OpenIdFault::Unreadable,
        })?;
        answered.id_token().cloned().ok_or(OpenIdFault::Unreadable)
    }

    async fn verified(
        &self,
        description: &Description,
        token: &Token,
        question: &Question,
        now: Timestamp,
    ) -> Result<Said, OpenIdFault> {
        let since = match question.errand {
            Errand::Enter { .. } => now - SignedDuration::from_secs(self.settings.age_seconds_max.into()),
            Errand::GoOn { .. } => question.since,
        };
        let nonce = Nonce::new(question.words.nonce.clone());
        let wanted = Wanted {
            nonce: &nonce,
            claim: &self.settings.claim,
            acr: &self.settings.acr,
            amr: &self.settings.amr,
            since,
        };
        self.with_keys(description, now, |verifier| verifier.sign_in(token, &wanted)).await
    }

    /// Verifies with the keys that are known, and once more with fresh ones where none of them fits.
    async fn with_keys<T>(
        &self,
        description: &Description,
        now: Timestamp,
        verify: impl Fn(&Verifier<'_>) -> Result<T, Unproven>,
    ) -> Result<T, OpenIdFault> {
        let with = |keys| Verifier { issuer: &self.issuer, client: &self.client, keys, now };
        let keys = |missed| self.known.keys(self.line.as_ref(), description, missed, now);
        match verify(&with(self.note(keys(false).await, now)?)) {
            Err(Unproven::UnknownKey) => Ok(verify(&with(self.note(keys(true).await, now)?))?),
            other => Ok(other?),
        }
    }

    /// Which session ended at the provider, by its own word, which counts once.
    pub(crate) async fn ended(&self, word: &str, now: Timestamp) -> Result<ProviderSession, OpenIdFault> {
        let token: Token = word.parse().map_err(|_| OpenIdFault::NoLogout)?;
        let description = self.description(now).await?;
        let (session, name) = self.with_keys(&description, now, |verifier| verifier.logout(&token)).await?;
        let mut logouts = self.logouts.lock().unwrap_or_else(PoisonError::into_inner);
        logouts.retain(|_, at| now.duration_since(*at).as_secs() < LOGOUT_SECONDS);
        if logouts.len() >= LOGOUTS_MAX || logouts.insert(name, now).is_some() {
            return Err(OpenIdFault::NoLogout);
        }
        Ok(session)
    }

    /// Where the browser ends its session at the provider too, where that offers it. Nothing in the address says whose.
    pub(crate) async fn leave(&self, now: Timestamp) -> Result<Option<Url>, OpenIdFault> {
        let description = self.description(now).await?;
        Ok(description.end_session_endpoint.clone().map(|address| {
            LogoutRequest::from(address)
                .set_client_id(self.client.clone())
                .set_post_logout_redirect_uri(self.left.clone())
                .http_get_url()
        }))
    }

    fn client(&self, description: &Description) -> ProviderClient {
        // Tokens are verified by `Verifier`, with the keys; the client only asks.
        let none = CoreJsonWebKeySet::new(Vec::new());
        let client = Client::new(self.client.clone(), self.issuer.clone(), none)
            .set_auth_uri(description.authorization_endpoint.clone())
            .set_token_uri(description.token_endpoint.clone())
            .set_redirect_uri(self.redirect.clone());
        let client = match &self.secret {
            Some(secret) => client.set_client_secret(secret.clone()),
            None => client,
        };
        if description.wants_secret_in_body() { client.set_auth_type(AuthType::RequestBody) } else { client }
    }

    fn wait(&self, question: Question) {
        let now = question.since;
        let mut waiting = self.lock();
        waiting.retain(|_, known| is_open(known.since, now));
        // Anybody may ask to sign in; that pushes out nobody who goes on with a session.
        let enters = |known: &Question| matches!(known.errand, Errand::Enter { .. });
        let of_sort = || waiting.iter().filter(|(_, known)| enters(known) == enters(&question));
        if of_sort().count() >= QUESTIONS_WAITING_MAX {
            let oldest = of_sort().min_by_key(|(_, known)| known.since).map(|(state, _)| state.clone());
            oldest.and_then(|state| waiting.remove(&state));
        }
        waiting.insert(question.words.state.clone(), question);
    }

    /// Takes a question away, whatever comes of the answer; what another browser asked stays for that one.
    fn answered(&self, state: &str, browser: &str, now: Timestamp) -> Option<Question> {
        let mut waiting = self.lock();
        if waiting.get(state)?.words.browser != browser {
            return None;
        }
        waiting.remove(state).filter(|question| is_open(question.since, now))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Question>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The line, as the library asks over it.
struct Asks(Arc<dyn ProviderLine>);

impl AsyncHttpClient<'_> for Asks {
    type Error = LineFault;
    type Future = BoxFuture<'static, Result<HttpResponse, LineFault>>;

    fn call(&self, request: HttpRequest) -> Self::Future {
        self.0.ask(request)
    }
}

fn is_open(since: Timestamp, now: Timestamp) -> bool {
    (0..ANSWER_SECONDS_MAX).contains(&now.duration_since(since).as_secs())
}
