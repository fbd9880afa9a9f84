//! The desk as a browser meets it.

mod world;
mod pages;
mod drafts;
mod trip;
mod guard;
mod browser;
