//! What other nodes may take of this one: connections, messages at once, messages a second, bytes in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use case::bureau::BureauCode;
use seal::limits::MESSAGE_BYTES_MAX;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Connections of all nodes together, counted from the first byte.
pub(super) const CONNECTIONS_MAX: usize = 512;
/// Connections of one node.
pub(super) const CONNECTIONS_PER_PEER_MAX: usize = 4;
/// Messages that one node has on their way in here at a time; a sender of ours has at most 8.
pub(super) const IN_FLIGHT_PER_PEER_MAX: usize = 16;
/// Messages that one node may send in a second, over time.
pub(super) const PER_PEER_PER_SECOND_MAX: f64 = 500.0;
/// Messages that one node may send at once after a pause.
pub(super) const BURST_PER_PEER_MAX: f64 = 1_000.0;
/// How long a node has for its TLS handshake.
pub(super) const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(5);
/// How long a node has to send one message.
pub(super) const BODY_TIME_MAX: Duration = Duration::from_secs(60);
/// Bytes of messages of all nodes in memory at a time, in KiB.
const MEMORY_KIB_MAX: usize = 512 * 1024;

const _: () = assert!(MESSAGE_BYTES_MAX / 1024 < MEMORY_KIB_MAX);

/// What one node uses now.
#[derive(Debug, Clone)]
struct Use {
    connections: Arc<Semaphore>,
    in_flight: Arc<Semaphore>,
    tokens: f64,
    counted_at: Instant,
}

impl Use {
    fn new(now: Instant) -> Self {
        Self {
            connections: Arc::new(Semaphore::new(CONNECTIONS_PER_PEER_MAX)),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT_PER_PEER_MAX)),
            tokens: BURST_PER_PEER_MAX,
            counted_at: now,
        }
    }

    /// Takes one message from the allowance, which refills over time.
    fn take_token(&mut self, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.counted_at).as_secs_f64();
        self.tokens = (self.tokens + passed * PER_PEER_PER_SECOND_MAX).min(BURST_PER_PEER_MAX);
        self.counted_at = now;
        let enough = self.tokens >= 1.0;
        if enough {
            self.tokens -= 1.0;
        }
        enough
    }
}

/// Room for one message; given back when dropped.
#[derive(Debug)]
pub(super) struct Room {
    _in_flight: OwnedSemaphorePermit,
    _memory: OwnedSemaphorePermit,
}

/// The limits and what is used of them. Cloning gives another handle to the same count.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    peers: Arc<Mutex<BTreeMap<BureauCode, Use>>>,
    memory: Arc<Semaphore>,
}

impl Limits {
    pub(super) fn new() -> Self {
        Self { peers: Arc::default(), memory: Arc::new(Semaphore::new(MEMORY_KIB_MAX)) }
    }

    /// Room for a connection of this node; none when it has too many.
    pub(super) fn connection(&self, peer: &BureauCode) -> Option<OwnedSemaphorePermit> {
        self.with(peer, |used| used.connections.clone()).try_acquire_owned().ok()
    }

    /// Room for a message of this many bytes; none when the node should come back later.
    pub(super) fn message(&self, peer: &BureauCode, bytes: usize) -> Option<Room> {
        let in_flight =
            self.with(peer, |used| used.take_token(Instant::now()).then(|| used.in_flight.clone()))?;
        let kib = u32::try_from(bytes.div_ceil(1024).max(1)).ok()?;
        Some(Room {
            _in_flight: in_flight.try_acquire_owned().ok()?,
            _memory: self.memory.clone().try_acquire_many_owned(kib).ok()?,
        })
    }

    /// Peers are listed in the directory before they come here, so that the map is bounded by it.
    fn with<T>(&self, peer: &BureauCode, look: impl FnOnce(&mut Use) -> T) -> T {
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        look(peers.entry(peer.clone()).or_insert_with(|| Use::new(Instant::now())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(code: &str) -> BureauCode {
        code.parse().unwrap()
    }

    #[test]
    fn one_node_cannot_take_the_room_of_another() {
        let limits = Limits::new();
        let taken: Vec<Room> = std::iter::from_fn(|| limits.message(&peer("FR"), 1)).collect();
        assert_eq!(taken.len(), IN_FLIGHT_PER_PEER_MAX);
        assert!(limits.message(&peer("US"), MESSAGE_BYTES_MAX).is_some());
        drop(taken);
        assert!(limits.message(&peer("FR"), 1).is_some());
    }

    #[test]
    fn the_allowance_refills() {
        let start = Instant::now();
        let mut used = Use::new(start);
        let burst = (0..2_000).filter(|_| used.take_token(start)).count();
        assert_eq!(burst, 1_000);
        let second = (0..2_000).filter(|_| used.take_token(start + Duration::from_secs(1))).count();
        assert_eq!(second, 500);
    }

    #[test]
    fn connections_are_counted() {
        let limits = Limits::new();
        let open: Vec<_> = std::iter::from_fn(|| limits.connection(&peer("FR"))).collect();
        assert_eq!(open.len(), CONNECTIONS_PER_PEER_MAX);
    }
}
