//! What every page needs: the bureau, who may sign in and how, the time, the sessions.

use std::sync::Arc;

use bureau::Bureau;
use bureau::ports::Clock;
use case::id::OfficerId;
use jiff::Timestamp;

use crate::forms::SentForms;
use crate::live::Live;
use crate::passkeys::Passkeys;
use crate::session::Sessions;

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
    /// By passkey; the first is enrolled by a one-time link.
    Passkeys {
        /// The site of the passkeys.
        passkeys: Box<Passkeys>,
        /// The links.
        links: Arc<dyn Links>,
    },
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

    /// The passkeys and links of a desk in service; a demonstration has none.
    pub(crate) fn passkeys(&self) -> Option<(&Passkeys, &dyn Links)> {
        match self.sign_in() {
            SignIn::Passkeys { passkeys, links } => Some((passkeys.as_ref(), links.as_ref())),
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

    /// A word for a form: 256 random bits.
    pub(crate) fn form_word(&self) -> String {
        (self.0.desk.random)().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.0.desk.clock.now()
    }

    /// Begins a session for an officer and gives its secret name.
    pub(crate) fn begin_session(&self, officer: OfficerId) -> String {
        self.sessions().begin(officer, self.now(), (self.0.desk.random)())
    }

    /// Goes on with a locked session under another secret name.
    pub(crate) fn unlock_session(&self, name: &str) -> Option<String> {
        self.sessions().unlock(name, self.now(), (self.0.desk.random)())
    }

    /// The cookie with the session; several desks can share one host, so its name carries the bureau. Over HTTPS the name
    /// binds it to this host: no other host of the domain can set it.
    pub(crate) fn session_cookie(&self) -> String {
        let bound = if self.0.desk.secure { "__Host-" } else { "" };
        format!("{bound}comity-{}", self.bureau().me())
    }

    /// A `Set-Cookie` header for this desk. No script can read the cookie, and no other site's page can send it.
    pub(crate) fn set_cookie(&self, name: &str, value: &str, seconds: i64) -> String {
        let secure = if self.0.desk.secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
    }
}
