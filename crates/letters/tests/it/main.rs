//! Papers: the forms are whole, what is stated stands on the page, and what a page carries is read back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod arabic;
mod carried;
mod draw;
mod forms;
mod pages;
mod reference;
mod set;
mod world;
