//! The desk: the officer's workbench, as pages made on the server.
//!
//! Pages read and act through [`bureau::Bureau`] alone. They work without script for reading and for plain forms; the
//! script saves drafts as they are typed and shows changes as they happen. A module imports only modules declared after it.

mod routes;
pub mod api;
mod pages;
mod parts;
mod officer;
mod app;
mod fault;
mod guard;
mod live;
mod session;
mod passkeys;
mod openid;
mod forms;
mod names;
mod when;
mod texts;
mod digits;
mod assets;

pub use app::{ByPasskey, Desk, Link, Links, Neighbour, SignIn};
pub use live::Live;
pub use names::Names;
pub use openid::{LineFault, NoProvider, Provider, ProviderLine, ProviderSettings};
pub use passkeys::{NoSite, Passkeys};
pub use routes::router;
pub use session::Sessions;
