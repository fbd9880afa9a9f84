//! What every page needs: the bureau, who may sign in and how, the time, the sessions.

use std::sync::Arc;

use bureau::Bureau;
use bureau::ports::Clock;
use case::id::OfficerId;
use jiff::Timestamp;

use crate::forms::SentForms;
use crate::live::Live;
use crate::session::Sessions;

/// Takes a one-time word from a sign-in link and gives the officer it was made for; the same word does not serve twice.
pub type Redeem = dyn Fn(&str) -> Option<OfficerId> + Send + Sync;

/// How officers sign in.
#[derive(Clone)]
pub enum SignIn {
    /// One click for each officer: only for a demonstration with made-up officers.
    Demo {
        /// The other desks of the demonstration.
        neighbours: Vec<Neighbour>,
    },
    /// By a one-time link that an administrator makes on the node's console. The node keeps the words hashed.
    Links {
        /// Takes the word of a link.
        redeem: Arc<Redeem>,
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
    pub(crate) sessions: Sessions,
    pub(crate) forms: SentForms,
}

impl App {
    pub(crate) fn new(desk: Desk) -> Self {
        Self(Arc::new(Shared { desk, sessions: Sessions::default(), forms: SentForms::default() }))
    }

    /// The bureau.
    pub(crate) fn bureau(&self) -> &Bureau {
        &self.0.desk.bureau
    }

    /// How officers sign in.
    pub(crate) fn sign_in(&self) -> &SignIn {
        &self.0.desk.sign_in
    }

    /// The bell.
    pub(crate) fn live(&self) -> &Live {
        &self.0.desk.live
    }

    /// The sessions.
    pub(crate) fn sessions(&self) -> &Sessions {
        &self.0.sessions
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
