//! Where a bureau's journal lies.

mod sqlite;
mod writer;
mod schema;
mod rows;

pub use sqlite::SqliteStore;
