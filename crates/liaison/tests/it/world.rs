//! Three bureaus with their keys, and the directory that lists them.

use std::sync::LazyLock;

use case::exchange::{Attachment, Message, Said};
use case::id::{AttachmentId, MessageId, RequestId};
use case::request::Kind;
use jiff::Timestamp;
use seal::directory::{Directory, DirectoryEntry, Edition, SignedDirectory};
use seal::identity::Identity;
use seal::random::Randomness;
use seal::root::Root;

/// A counter behind SHA-256: repeatable, and never the same block twice.
pub(crate) struct Seeded(pub(crate) u64);

impl Randomness for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            chunk.copy_from_slice(&seal::digest::sha256(&self.0.to_le_bytes())[..chunk.len()]);
        }
    }
}

pub(crate) struct World {
    pub(crate) fr: Identity,
    pub(crate) us: Identity,
    pub(crate) br: Identity,
    pub(crate) directory: Directory,
}

/// Keys are slow to make: one world for all tests.
pub(crate) static WORLD: LazyLock<World> = LazyLock::new(|| {
    let mut seed = 0;
    let mut identity = |code: &str| {
        seed += 1000;
        Identity::generate(code.parse().unwrap(), 1, &mut Seeded(seed)).unwrap()
    };
    let [gs, fr, us, br] = ["GS", "FR", "US", "BR"].map(&mut identity);
    let entries = [&fr, &us, &br].map(|identity| DirectoryEntry {
        identity: identity.public().clone(),
        state: identity.bureau().as_str().parse().ok(),
        name: format!("Bureau of {}", identity.bureau()),
        address: "https://bureau.example".into(),
        certificate: seal::digest::sha256(identity.bureau().as_str().as_bytes()),
        languages: vec!["en".into()],
    });
    let (issued_at, expires_at) = (Timestamp::from_second(1000), Timestamp::from_second(2000));
    let (issued_at, expires_at) = (issued_at.unwrap(), expires_at.unwrap());
    let edition =
        Edition { serial: 1, issued_at, expires_at, entries: entries.to_vec(), withdrawn: Vec::new() };
    let directory = SignedDirectory::sign(edition, &gs)
        .unwrap()
        .verify(&Root::of_one(gs.public()), issued_at, 0)
        .unwrap();
    World { fr, us, br, directory }
});

/// A message from France to the United States, with a file.
pub(crate) fn message() -> Message {
    let content = b"synthetic".to_vec();
    let attachment = Attachment {
        id: AttachmentId::from_bytes([3; 16]),
        name: "answer.txt".into(),
        media_type: "text/plain".into(),
        bytes: 9,
        digest: seal::digest::sha256(&content),
    };
    Message {
        id: MessageId::from_bytes([1; 16]),
        request: RequestId::from_bytes([2; 16]),
        reference: "FR-2026-000001".into(),
        kind: Kind::InformationRequest,
        from: "FR".parse().unwrap(),
        to: "US".parse().unwrap(),
        number: 2,
        office: None,
        said: Said::Withdrawn { reasons: "found elsewhere".into() },
        attachments: vec![(attachment, content)],
    }
}
