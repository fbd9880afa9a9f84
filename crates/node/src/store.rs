//! Where a bureau's journal lies.

mod sqlite;
mod schema;
mod rows;

pub use sqlite::SqliteStore;
