//! Where a bureau's journal lies: in one SQLite file, or in a PostgreSQL database.

mod place;
mod postgres;
mod session;
mod sqlite;
mod writer;
mod schema;
mod tables;
mod kept;
mod rows;
mod port;
mod address;

pub use address::{Address, BadAddress};
pub use kept::kept_checkpoint;
pub use place::Place;
pub use port::{Filling, NodeStore};
pub use postgres::PostgresStore;
pub use sqlite::SqliteStore;
