//! What other nodes may take of this one: connections, messages at once, messages and bytes a second, bytes in memory.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use case::bureau::BureauCode;
use seal::limits::MESSAGE_BYTES_MAX;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Connections of all nodes together, counted from the first byte.
pub(super) const CONNECTIONS_MAX: usize = 512;
/// Connections from one address that have not shown a listed certificate: a stranger cannot hold the places of all.
pub(super) const STRANGERS_PER_ADDRESS_MAX: usize = 16;
/// Connections of one node.
pub(super) const CONNECTIONS_PER_PEER_MAX: usize = 4;
/// Messages that one node has on their way in here at a time; a sender of ours has at most 8.
pub(super) const IN_FLIGHT_PER_PEER_MAX: usize = 16;
/// Messages that one node may send in a second, over time.
pub(super) const PER_PEER_PER_SECOND_MAX: f64 = 500.0;
/// Messages that one node may send at once after a pause.
pub(super) const BURST_PER_PEER_MAX: f64 = 1_000.0;
/// Bytes that one node may send in a second, over time: some twenty gigabytes a day, which the disk has to hold.
const BYTES_PER_PEER_PER_SECOND_MAX: f64 = 256.0 * 1024.0;
/// Bytes that one node may send at once after a pause.
const BYTES_BURST_PER_PEER_MAX: f64 = 1024.0 * 1024.0 * 1024.0;
/// How long a node has for its TLS handshake.
pub(super) const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(5);
/// How long a node has to send one message.
pub(super) const BODY_TIME_MAX: Duration = Duration::from_secs(60);
/// Bytes of messages of all nodes in memory at a time, in KiB.
const MEMORY_KIB_MAX: usize = 512 * 1024;
/// Bytes of messages of one node in memory at a time, in KiB: a quarter, so that two slow ones leave room for others.
const MEMORY_PER_PEER_KIB_MAX: usize = MEMORY_KIB_MAX / 4;

const _: () = assert!(MESSAGE_BYTES_MAX / 1024 < MEMORY_PER_PEER_KIB_MAX);

/// So much at once, and so much a second over time.
#[derive(Debug, Clone)]
struct Allowance {
    left: f64,
    per_second: f64,
    most: f64,
    counted_at: Instant,
}

impl Allowance {
    const fn new(per_second: f64, most: f64, now: Instant) -> Self {
        Self { left: most, per_second, most, counted_at: now }
    }

    /// Fills up for the time that passed; says whether so much is there.
    fn holds(&mut self, wanted: f64, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.counted_at).as_secs_f64();
        self.left = (self.left + passed * self.per_second).min(self.most);
        self.counted_at = now;
        self.left >= wanted
    }
}

/// What one node uses now.
#[derive(Debug, Clone)]
struct Use {
    connections: Arc<Semaphore>,
    in_flight: Arc<Semaphore>,
    memory: Arc<Semaphore>,
    messages: Allowance,
    bytes: Allowance,
}

impl Use {
    fn new(now: Instant) -> Self {
        Self {
            connections: Arc::new(Semaphore::new(CONNECTIONS_PER_PEER_MAX)),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT_PER_PEER_MAX)),
            memory: Arc::new(Semaphore::new(MEMORY_PER_PEER_KIB_MAX)),
            messages: Allowance::new(PER_PEER_PER_SECOND_MAX, BURST_PER_PEER_MAX, now),
            bytes: Allowance::new(BYTES_PER_PEER_PER_SECOND_MAX, BYTES_BURST_PER_PEER_MAX, now),
        }
    }

    /// Takes one message of so many bytes from both allowances, or from neither.
    fn take(&mut self, bytes: usize, now: Instant) -> bool {
        let bytes = u32::try_from(bytes).map_or(f64::INFINITY, f64::from);
        let enough = self.messages.holds(1.0, now) & self.bytes.holds(bytes, now);
        if enough {
            self.messages.left -= 1.0;
            self.bytes.left -= bytes;
        }
        enough
    }
}

/// Room for one message; given back when dropped.
#[derive(Debug)]
pub(super) struct Room {
    _in_flight: OwnedSemaphorePermit,
    _share: OwnedSemaphorePermit,
    _memory: OwnedSemaphorePermit,
}

/// A connection of somebody not known yet; no longer counted when dropped.
#[derive(Debug)]
pub(super) struct Stranger {
    strangers: Arc<Mutex<BTreeMap<IpAddr, usize>>>,
    network: IpAddr,
}

impl Drop for Stranger {
    fn drop(&mut self) {
        let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = strangers.get_mut(&self.network) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                strangers.remove(&self.network);
            }
        }
    }
}

/// What counts as one address: of IPv6 the first 64 bits, for the rest is the holder's to choose.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

/// The limits and what is used of them. Cloning gives another handle to the same count.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    peers: Arc<Mutex<BTreeMap<BureauCode, Use>>>,
    strangers: Arc<Mutex<BTreeMap<IpAddr, usize>>>,
    memory: Arc<Semaphore>,
}

impl Limits {
    pub(super) fn new() -> Self {
        Self {
            peers: Arc::default(),
            strangers: Arc::default(),
            memory: Arc::new(Semaphore::new(MEMORY_KIB_MAX)),
        }
    }

    /// Room for a connection from this address until it has shown whose it is; none when too many are waiting there.
    pub(super) fn stranger(&self, address: IpAddr) -> Option<Stranger> {
        let network = network(address);
        let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        let count = strangers.entry(network).or_default();
        if *count >= STRANGERS_PER_ADDRESS_MAX {
            return None;
        }
        *count += 1;
        Some(Stranger { strangers: self.strangers.clone(), network })
    }

    /// Room for a connection of this node; none when it has too many.
    pub(super) fn connection(&self, peer: &BureauCode) -> Option<OwnedSemaphorePermit> {
        self.with(peer, |used| used.connections.clone()).try_acquire_owned().ok()
    }

    /// Room for a message of this many bytes; none when the node should come back later.
    pub(super) fn message(&self, peer: &BureauCode, bytes: usize) -> Option<Room> {
        let kib = u32::try_from(bytes.div_ceil(1024).max(1)).ok()?;
        let (in_flight, share) = self.with(peer, |used| (used.in_flight.clone(), used.memory.clone()));
        let room = Room {
            _in_flight: in_flight.try_acquire_owned().ok()?,
            _share: share.try_acquire_many_owned(kib).ok()?,
            _memory: self.memory.clone().try_acquire_many_owned(kib).ok()?,
        };
        // What finds no room uses up no allowance.
        self.with(peer, |used| used.take(bytes, Instant::now())).then_some(room)
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
    fn two_nodes_with_the_largest_messages_leave_room_for_a_third() {
        let limits = Limits::new();
        let fill = |code: &str| -> Vec<Room> {
            std::iter::from_fn(|| limits.message(&peer(code), MESSAGE_BYTES_MAX)).collect()
        };
        let share = MEMORY_PER_PEER_KIB_MAX * 1024 / MESSAGE_BYTES_MAX;
        let taken = [fill("FR"), fill("US")];
        assert_eq!(taken.each_ref().map(Vec::len), [share, share]);
        assert_eq!(fill("BR").len(), share);
        drop(taken);
        assert_eq!(fill("FR").len(), share);
    }

    #[test]
    fn strangers_are_counted_by_address() {
        let limits = Limits::new();
        let address = |text: &str| -> IpAddr { text.parse().unwrap() };
        let fill =
            |text: &str| -> Vec<Stranger> { std::iter::from_fn(|| limits.stranger(address(text))).collect() };
        let one = fill("192.0.2.1");
        assert_eq!(one.len(), STRANGERS_PER_ADDRESS_MAX);
        assert!(limits.stranger(address("::ffff:192.0.2.1")).is_none(), "the same address written otherwise");
        assert!(limits.stranger(address("192.0.2.2")).is_some());
        let network = fill("2001:db8::1");
        assert!(limits.stranger(address("2001:db8::2")).is_none(), "of the same network");
        assert!(limits.stranger(address("2001:db8:0:1::1")).is_some());
        drop((one, network));
        assert!(limits.strangers.lock().unwrap().is_empty());
    }

    #[test]
    fn the_allowance_refills() {
        let start = Instant::now();
        let mut used = Use::new(start);
        let burst = (0..2_000).filter(|_| used.take(1, start)).count();
        assert_eq!(burst, 1_000);
        let second = (0..2_000).filter(|_| used.take(1, start + Duration::from_secs(1))).count();
        assert_eq!(second, 500);
    }

    #[test]
    fn bytes_have_an_allowance_of_their_own() {
        let start = Instant::now();
        let mut used = Use::new(start);
        let burst = (0..200).filter(|_| used.take(MESSAGE_BYTES_MAX, start)).count();
        assert_eq!(burst, 1024 / 24);
        assert!(!used.take(MESSAGE_BYTES_MAX, start + Duration::from_secs(30)));
        assert!(used.take(MESSAGE_BYTES_MAX, start + Duration::from_secs(100)));
    }

    #[test]
    fn connections_are_counted() {
        let limits = Limits::new();
        let open: Vec<_> = std::iter::from_fn(|| limits.connection(&peer("FR"))).collect();
        assert_eq!(open.len(), CONNECTIONS_PER_PEER_MAX);
    }
}
