//! What every page needs: the bureau, who may sign in and how, the time, the sessions.

use std::sync::Arc;

use bureau::Bureau;
use bureau::ports::Clock;
use case::id::OfficerId;
use jiff::Timestamp;

use crate::digits::hexadecimal;
use crate::forms::SentForms;
use crate::live::Live;
use crate::openid::Provider;
use crate::passkeys::Passkeys;
use crate::session::{Proof, Sessions, bound};

/// A one-time link with which an officer enrols a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// For whom it was made.
    pub officer: OfficerId,
    /// Whether two administrators had it made; else it was made on the node's machine.
    pub is_recovery: bool,
}

/// The one-time links. The node keeps their words hashed.
pub trait Links: Send + Sync {
    /// Makes a link for an officer whom two administrators recover, and gives its word; or why it could not.
    ///
    /// # Errors
    /// What failed, for the log.
    fn make(&self, officer: OfficerId) -> Result<String, String>;
    /// The link of this word, without using it up.
    fn look(&self, word: &str) -> Option<Link>;
    /// The link of this word; the same word does not serve twice.
    fn redeem(&self, word: &str) -> Option<Link>;
}

/// How officers sign in.
pub enum SignIn {
    /// One click for each officer: only for a demonstration with made-up officers.
    Demo {
        /// The other desks of the demonstration.
        neighbours: Vec<Neighbour>,
    },
    /// In service: by passkey, through the bureau's own provider, or by either.
    Service {
        /// By passkey, where the bureau allows it.
        passkeys: Option<ByPasskey>,
        /// The bureau's provider, where it has one.
        provider: Option<Box<Provider>>,
    },
}

/// Signing in by passkey; the first is enrolled by a one-time link.
pub struct ByPasskey {
    /// The site of the passkeys.
    pub passkeys: Box<Passkeys>,
    /// The links.
    pub links: Arc<dyn Links>,
}

/// Another desk of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its bureau's name.
    pub name: String,
    /// Its address, such as `http://127.0.0.1:7402/`.
    pub address: String,
}

/// What a desk is made of.
pub struct Desk {
    /// The bureau whose desk it is.
    pub bureau: Bureau,
    /// How officers sign in.
    pub sign_in: SignIn,
    /// The bell that the bureau rings.
    pub live: Live,
    /// Who has signed in.
    pub sessions: Sessions,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// 32 random bytes for the secret name of a session.
    pub random: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// Whether the desk is reached over HTTPS only; cookies are then marked so.
    pub secure: bool,
}

/// The desk at work; a cheap handle.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) desk: Desk,
    pub(crate) forms: SentForms,
}

impl App {
    pub(crate) fn new(desk: Desk) -> Self {
        Self(Arc::new(Shared { desk, forms: SentForms::default() }))
    }

    /// The bureau.
    pub(crate) fn bureau(&self) -> &Bureau {
        &self.0.desk.bureau
    }

    /// How officers sign in.
    pub(crate) fn sign_in(&self) -> &SignIn {
        &self.0.desk.sign_in
    }

    /// The passkeys and links of a desk in service, where officers sign in with them; a demonstration has none.
    pub(crate) fn passkeys(&self) -> Option<(&Passkeys, &dyn Links)> {
        match self.sign_in() {
            SignIn::Service { passkeys: Some(by), .. } => Some((by.passkeys.as_ref(), by.links.as_ref())),
            SignIn::Service { passkeys: None, .. } | SignIn::Demo { .. } => None,
        }
    }

    /// The bureau's provider, where it has one.
    pub(crate) fn provider(&self) -> Option<&Provider> {
        match self.sign_in() {
            SignIn::Service { provider, .. } => provider.as_deref(),
            SignIn::Demo { .. } => None,
        }
    }

    /// The bell.
    pub(crate) fn live(&self) -> &Live {
        &self.0.desk.live
    }

    /// The sessions.
    pub(crate) fn sessions(&self) -> &Sessions {
        &self.0.desk.sessions
    }

    /// The forms that were sent.
    pub(crate) fn forms(&self) -> &SentForms {
        &self.0.forms
    }

    /// A word for a form or a question: 256 random bits.
    pub(crate) fn form_word(&self) -> String {
        hexadecimal(&(self.0.desk.random)())
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.0.desk.clock.now()
    }

    /// Begins a session for an officer and gives its secret name. The one that this browser had before ends.
    pub(crate) fn begin_session(&self, officer: OfficerId, proof: Proof, former: Option<&str>) -> String {
        if let Some(former) = former {
            self.sessions().end(former);
        }
        self.sessions().begin(officer, proof, self.now(), (self.0.desk.random)())
    }

    /// Goes on with a locked session under another secret name.
    pub(crate) fn unlock_session(&self, name: &str, proof: Proof) -> Option<String> {
        self.sessions().unlock(name, proof, self.now(), (self.0.desk.random)())
    }

    /// That somebody proved now, here, who they are.
    pub(crate) fn proof(&self) -> Proof {
        Proof { at: self.now(), provider: None }
    }

    /// The cookie with the session; several desks can share one host, so its name carries the bureau.
    pub(crate) fn session_cookie(&self) -> String {
        bound(self.0.desk.secure, &format!("comity-{}", self.bureau().me()))
    }

    /// The cookie by which a browser is known again that the provider leads back here.
    pub(crate) fn question_cookie(&self) -> String {
        bound(self.0.desk.secure, &format!("comity-{}-question", self.bureau().me()))
    }

    /// A `Set-Cookie` header for this desk. No script can read the cookie, and no other site's page can send it.
    pub(crate) fn set_cookie(&self, name: &str, value: &str, seconds: i64) -> String {
        self.cookie_header(name, value, seconds, "Strict")
    }

    /// As [`App::set_cookie`], for one that a browser sends also when another site leads it here.
    pub(crate) fn set_cookie_for_return(&self, name: &str, value: &str, seconds: i64) -> String {
        self.cookie_header(name, value, seconds, "Lax")
    }

    fn cookie_header(&self, name: &str, value: &str, seconds: i64, same_site: &str) -> String {
        let secure = if self.0.desk.secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}")
    }

    /// Whether the desk is reached over HTTPS only.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.desk.secure
    }
}
