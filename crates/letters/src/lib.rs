//! Papers: what a request becomes when it leaves as a document. A form says which boxes a paper has and which facts fill them; the
//! paper is drawn in the reader's language and typeset as an archivable, accessible PDF that carries the request inside.
//!
//! Forms are data: `forms/<form>.toml`, and `docs/adding-a-form.md` tells how to add one. Nothing here decides anything, knows the
//! time, or reads a file of the machine. A module imports only modules declared after it.

#[cfg(feature = "typeset")]
pub mod typeset;
pub mod signed;
pub mod carried;
pub mod draw;
pub mod paper;
pub mod library;
pub mod form;
pub mod text;

pub use draw::{Matter, Naming, Reading, Reads, draw};
pub use form::{Form, PaperKind, Recipient};
pub use library::{Library, Sought};
pub use paper::Paper;
pub use text::Language;
