//! The pages, one noun each. A page reads or acts through the bureau and puts parts together.

pub(crate) mod enrol;
pub(crate) mod lock;
pub(crate) mod account;
pub(crate) mod administration;
pub(crate) mod sign_in;
pub(crate) mod today;
pub(crate) mod docket;
pub(crate) mod review;
pub(crate) mod act;
pub(crate) mod case;
pub(crate) mod draft;
pub(crate) mod what_if;
pub(crate) mod adapt;
pub(crate) mod precedents;
pub(crate) mod papers;
pub(crate) mod open;
pub(crate) mod new;
pub(crate) mod law;
pub(crate) mod directory;
pub(crate) mod oversight;
pub(crate) mod settings;
pub(crate) mod news;
pub(crate) mod notice;
pub(crate) mod passkey_form;
pub(crate) mod typed;
