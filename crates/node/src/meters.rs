//! What a node counts and times as it works, each where the effect is. A label is one of a closed set: a code, the template of
//! a route; never an identifier or anything that somebody wrote.

mod http;
mod refused;
mod store;

use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;

pub(crate) use http::time_request;
use refused::Refused;
pub use store::Metered;

/// Labels of a series: names and what they are.
pub(crate) type Labels = Vec<(&'static str, String)>;
/// Series of one name.
pub(crate) type Counters = Family<Labels, Counter>;
/// Series of one name, each with its buckets.
pub(crate) type Timers = Family<Labels, Histogram>;

/// Bounds for what a disk and a page take, in seconds.
const SHORT_SECONDS: [f64; 8] = [0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];
/// Bounds for a message on its way and its receipt, in seconds; no answer is waited for much longer than the last.
const DELIVERY_SECONDS: [f64; 7] = [0.025, 0.1, 0.5, 1.0, 2.5, 5.0, 15.0];

/// What is counted and timed since the node was started. Cloning gives another handle to the same figures.
#[derive(Debug, Clone)]
pub struct Meters {
    /// Requests at the desk and by other nodes.
    pub(crate) requests: Timers,
    /// Those of them that no page of ours sends.
    refused: Refused,
    /// Tries to deliver a message.
    pub(crate) deliveries: Timers,
    /// Envelopes that were turned away before they were read, by code.
    pub(crate) unread: Counters,
    /// Batches that became durable.
    pub(crate) appends: Histogram,
    /// What the store could not do, by how it failed.
    pub(crate) store_faults: Counters,
    /// Entries in the journal.
    pub(crate) entries: Gauge,
    /// When the last entry and the checkpoint over it were written, in seconds since 1970.
    pub(crate) checkpoint_at: Gauge,
}

impl Default for Meters {
    fn default() -> Self {
        Self {
            requests: Family::new_with_constructor(|| Histogram::new(SHORT_SECONDS)),
            refused: Refused::default(),
            deliveries: Family::new_with_constructor(|| Histogram::new(DELIVERY_SECONDS)),
            unread: Family::default(),
            appends: Histogram::new(SHORT_SECONDS),
            store_faults: store::no_faults(),
            entries: Gauge::default(),
            checkpoint_at: Gauge::default(),
        }
    }
}

impl Meters {
    /// A try to deliver a message took so long, and had an answer or none.
    pub(crate) fn sent(&self, took: Duration, is_answered: bool) {
        let outcome = if is_answered { "answered" } else { "not-answered" };
        let labels = vec![("outcome", outcome.to_owned())];
        self.deliveries.get_or_create(&labels).observe(took.as_secs_f64());
    }

    /// An envelope was turned away before it was read.
    pub(crate) fn turned_away_unread(&self, code: &'static str) {
        self.unread.get_or_create(&vec![("code", code.to_owned())]).inc();
    }
}
