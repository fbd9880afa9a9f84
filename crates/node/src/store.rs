//! Where a bureau's journal lies.

mod sqlite;
mod writer;
mod kept;
mod schema;
mod rows;

pub use kept::kept_checkpoint;
pub use sqlite::SqliteStore;
