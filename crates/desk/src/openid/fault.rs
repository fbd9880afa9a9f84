//! Why a provider's word lets nobody in.

use case::id::OfficerId;

/// Why an officer was not let in by the bureau's provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OpenIdFault {
    /// The question was answered already, was asked too long ago, or by another browser.
    #[error("the question to the provider has lapsed, or another browser asked it; begin again")]
    Lapsed,
    /// The provider was not reached, or did not answer in time.
    #[error("the bureau's provider was not reached; try again in a minute")]
    Unreachable,
    /// What the provider answered is too large, no answer, or cannot be read.
    #[error("what the bureau's provider answered cannot be read")]
    Unreadable,
    /// Somebody else than the provider of the configuration is named, by its description, its answer or its token.
    #[error("the answer names another provider than the bureau's")]
    Issuer,
    /// The provider says that nobody signed in.
    #[error("the bureau's provider let nobody in")]
    Declined,
    /// The token has no signature, one of another kind than is taken, by another key, or a wrong one.
    #[error("the provider's token is not signed by one of its keys")]
    Signature,
    /// The token is meant for another program.
    #[error("the provider's token is meant for another program")]
    Audience,
    /// The token answers another question than was asked.
    #[error("the provider's token answers another question")]
    Nonce,
    /// The token has expired, or was made at another time than now.
    #[error("the provider's token has expired, or a clock is wrong")]
    Expired,
    /// It is not said when the officer proved who they are, or that was too long ago.
    #[error("the provider does not say that the officer proved of late who they are")]
    Stale,
    /// The officer proved who they are less strongly than the bureau asks.
    #[error("the officer proved who they are less strongly than the bureau asks")]
    Weak,
    /// No officer of the configuration has this name at the provider.
    #[error("no officer of this bureau has this account at the provider")]
    Unknown,
    /// It is another officer's account.
    #[error("this is another officer's account")]
    Another {
        /// Whose it is.
        officer: OfficerId,
    },
    /// What should end sessions does not say which, says it a second time, or is no such word.
    #[error("this is no word of the provider that sessions have ended, or one that was said already")]
    NoLogout,
}

impl OpenIdFault {
    /// A stable code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            OpenIdFault::Lapsed => "openid-lapsed",
            OpenIdFault::Unreachable => "openid-unreachable",
            OpenIdFault::Unreadable => "openid-unreadable",
            OpenIdFault::Issuer => "openid-issuer",
            OpenIdFault::Declined => "openid-declined",
            OpenIdFault::Signature => "openid-signature",
            OpenIdFault::Audience => "openid-audience",
            OpenIdFault::Nonce => "openid-nonce",
            OpenIdFault::Expired => "openid-expired",
            OpenIdFault::Stale => "openid-stale",
            OpenIdFault::Weak => "openid-weak",
            OpenIdFault::Unknown => "openid-unknown",
            OpenIdFault::Another { .. } => "openid-another",
            OpenIdFault::NoLogout => "openid-no-logout",
        }
    }

    /// Under whose name this was tried, where that was proven.
    pub(crate) const fn officer(self) -> Option<OfficerId> {
        match self {
            OpenIdFault::Another { officer } => Some(officer),
            _ => None,
        }
    }
}
