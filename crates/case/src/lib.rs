//! The field's nouns and the life of a case.
//!
//! Everything here is a value or a pure function: no input or output, no clock, no serialisation. A module imports only
//! modules declared after it.

pub mod life;
pub mod form;
pub mod fit;
pub mod exchange;
pub mod handling;
pub mod opinion;
pub mod request;
pub mod bureau;
pub mod ground;
pub mod translation;
pub mod fact;
pub mod id;
pub mod limits;
