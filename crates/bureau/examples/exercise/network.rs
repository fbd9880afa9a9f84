//! The network: it loses, doubles, delays, reorders and alters what it carries, and parts.

use std::collections::BTreeMap;

use bureau::{Parcel, Submitted, WitnessAnswer};
use case::id::MessageId;
use futures::executor::block_on;
use jiff::Timestamp;
use liaison::receipt::{self, Outcome, Receipt};

use crate::world::World;

/// How long a sender waits for an answer, in simulated milliseconds.
const ANSWER_MS_MAX: i64 = 3_000;

/// Something on its way.
enum Load {
    /// An envelope to a node.
    Envelope { to: usize, bytes: Vec<u8>, from: usize, life: u64, parcel: Box<Parcel>, answers: bool },
    /// An answer, or the lack of one, to the sender.
    Answer { to: usize, life: u64, parcel: Box<Parcel>, answer: Result<Vec<u8>, String> },
}

pub(crate) struct Network {
    under_way: Vec<(i64, Load)>,
    parted: Option<(usize, i64)>,
    /// Messages that have arrived unaltered, and whether the recipient turns them away: every copy meets the same.
    turned_away: BTreeMap<MessageId, bool>,
}

impl Network {
    pub(crate) fn new() -> Self {
        Self { under_way: Vec::new(), parted: None, turned_away: BTreeMap::new() }
    }

    pub(crate) fn heal(&mut self) {
        self.parted = None;
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.under_way.is_empty()
    }

    /// Takes what the nodes send and hands over what has arrived.
    pub(crate) fn carry(&mut self, world: &mut World<'_>, troubled: bool) -> Result<(), String> {
        self.part(world, troubled);
        for from in 0..world.nodes.len() {
            self.collect(world, from, troubled);
        }
        let now = world.ms();
        let (arrived, under_way) =
            std::mem::take(&mut self.under_way).into_iter().partition(|(at, _)| *at <= now);
        self.under_way = under_way;
        let mut arrived: Vec<(i64, Load)> = arrived;
        arrived.sort_by_key(|(at, _)| *at);
        for (_, load) in arrived {
            self.hand_over(world, load, troubled);
        }
        Ok(())
    }

    fn part(&mut self, world: &mut World<'_>, troubled: bool) {
        if self.parted.is_some_and(|(_, until)| until <= world.ms()) {
            self.parted = None;
        }
        if troubled && self.parted.is_none() && world.chance.percent(2) {
            let until = world.ms() + i64::try_from(world.chance.below(20_000)).unwrap_or(0);
            self.parted = Some((usize::try_from(world.chance.below(5)).unwrap_or(0), until));
        }
    }

    fn collect(&mut self, world: &mut World<'_>, from: usize, troubled: bool) {
        let Some(node) = world.nodes.get(from) else { return };
        let (bureau, life) = (node.bureau.clone(), node.life);
        let _ = block_on(bureau.settle_doubt());
        for errand in bureau.due() {
            let parcel = match block_on(bureau.parcel(&errand)) {
                Ok(parcel) => parcel,
                Err(fault) => {
                    // A store that fails here too leaves the message waiting all the same.
                    let _ = block_on(bureau.gave_up(&errand, &fault));
                    continue;
                }
            };
            world.tally.tries += 1;
            let to = world.nodes.iter().position(|node| node.code == errand.to).unwrap_or(0);
            self.send(world, (from, life, to), Box::new(parcel), troubled);
        }
        for witness in bureau.witnesses_due() {
            let Ok(submitted) = block_on(bureau.submission(&witness)) else { continue };
            self.witness(world, from, submitted, troubled);
        }
    }

    /// Puts a checkpoint to a witness. The way there and the way back may fail, and so may either store.
    fn witness(&self, world: &mut World<'_>, from: usize, submitted: Submitted, troubled: bool) {
        let mut next = Some(submitted);
        while let Some(submitted) = next {
            let to = world.nodes.iter().position(|node| node.code == submitted.to).unwrap_or(0);
            let parted = self.parted.is_some_and(|(apart, _)| apart == from || apart == to);
            let [lost, answer_lost] = [(); 2].map(|()| parted || (troubled && world.chance.percent(15)));
            let (Some(node), Some(witness)) = (world.nodes.get(from), world.nodes.get(to)) else { return };
            let mut answer = Err("no-answer".to_owned());
            if !lost {
                let body = submitted.submission.to_string();
                let answered = block_on(witness.bureau.add_checkpoint(&node.code, body.as_bytes()));
                world.tally.cosigned += u64::from(matches!(answered, WitnessAnswer::Cosigned(_)));
                if !answer_lost {
                    answer = Ok(answered);
                }
            }
            next = block_on(node.bureau.witnessed(&submitted, answer)).ok().flatten();
        }
    }

    fn send(
        &mut self,
        world: &mut World<'_>,
        (from, life, to): (usize, u64, usize),
        parcel: Box<Parcel>,
        troubled: bool,
    ) {
        let now = world.ms();
        let parted = self.parted.is_some_and(|(apart, _)| apart == from || apart == to);
        let lost = parted || (troubled && world.chance.percent(15));
        if lost {
            world.tally.lost += 1;
            let answer = Err("no-answer".to_owned());
            self.under_way.push((now + ANSWER_MS_MAX, Load::Answer { to: from, life, parcel, answer }));
            return;
        }
        let mut bytes = parcel.envelope.clone();
        if troubled && world.chance.percent(5) {
            let place = usize::try_from(world.chance.next()).unwrap_or(0) % bytes.len().max(1);
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 + u8::try_from(world.chance.below(255)).unwrap_or(0);
                world.tally.altered += 1;
            }
        }
        if troubled && world.chance.percent(10) {
            world.tally.doubled += 1;
            let delay = i64::try_from(world.chance.below(9_000)).unwrap_or(0);
            let (bytes, parcel) = (bytes.clone(), parcel.clone());
            self.under_way
                .push((now + delay, Load::Envelope { to, bytes, from, life, parcel, answers: false }));
        }
        let delay = i64::try_from(world.chance.below(if troubled { 2_000 } else { 200 })).unwrap_or(0);
        self.under_way.push((now + delay, Load::Envelope { to, bytes, from, life, parcel, answers: true }));
    }

    /// What the recipient answers. Now and then it is one that turns the message away for good.
    fn receive(
        &mut self,
        world: &mut World<'_>,
        (from, to): (usize, usize),
        parcel: &Parcel,
        bytes: &[u8],
        troubled: bool,
    ) -> Vec<u8> {
        let message = parcel.errand.message;
        let turns_away = bytes == parcel.envelope
            && *self.turned_away.entry(message).or_insert_with(|| troubled && world.chance.percent(4));
        let (Some(node), Some(sender)) = (world.nodes.get(to), world.nodes.get(from)) else {
            return Vec::new();
        };
        if !turns_away {
            return block_on(node.bureau.clone().receive(bytes, Some(&sender.code)));
        }
        world.tally.turned_away += 1;
        let receipt = Receipt {
            message: Some(message),
            envelope: seal::digest::sha256(bytes),
            digest: Some(parcel.digest),
            from: node.code.clone(),
            at: Timestamp::from_millisecond(world.ms()).unwrap_or(Timestamp::UNIX_EPOCH),
            outcome: Outcome::TurnedAway { code: "mismatch".into() },
            journal: None,
        };
        let identity = world.cast.identity(&node.code);
        identity.ok().and_then(|identity| receipt::sign(&receipt, &identity).ok()).unwrap_or_default()
    }

    fn hand_over(&mut self, world: &mut World<'_>, load: Load, troubled: bool) {
        match load {
            Load::Envelope { to, bytes, from, life, parcel, answers } => {
                let receipt = self.receive(world, (from, to), &parcel, &bytes, troubled);
                if !answers {
                    return;
                }
                let lost = troubled && world.chance.percent(15);
                let (delay, answer) = if lost {
                    world.tally.lost += 1;
                    (ANSWER_MS_MAX, Err("no-answer".to_owned()))
                } else {
                    (i64::try_from(world.chance.below(500)).unwrap_or(0), Ok(receipt))
                };
                self.under_way.push((world.ms() + delay, Load::Answer { to: from, life, parcel, answer }));
            }
            Load::Answer { to, life, parcel, answer } => {
                let Some(node) = world.nodes.get(to) else { return };
                if node.life == life {
                    // A store that fails here leaves the message waiting; it is tried again.
                    let _ = block_on(node.bureau.clone().delivered(&parcel, answer));
                }
            }
        }
    }
}
