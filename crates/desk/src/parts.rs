//! The parts that pages are put together from. Each takes plain values and gives markup; none reads or acts.

pub(crate) mod chrome;
pub(crate) mod agenda;
pub(crate) mod findings;
pub(crate) mod field;
pub(crate) mod rows;
pub(crate) mod evidence;
pub(crate) mod timeline;
pub(crate) mod course;
pub(crate) mod translation;
pub(crate) mod header;
pub(crate) mod terms;
pub(crate) mod corrections;
pub(crate) mod request;
pub(crate) mod delivery;
pub(crate) mod decision;
pub(crate) mod dossier;
pub(crate) mod duty;
pub(crate) mod said;
pub(crate) mod exhibit;
pub(crate) mod origin;
pub(crate) mod badge;
