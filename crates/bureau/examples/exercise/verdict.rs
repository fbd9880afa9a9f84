//! The verdict on a world: one outcome for each request, the same on both sides; what was said is what was heard, once
//! and in order; every journal verifies, and every bureau witnesses the others'.

use std::collections::BTreeMap;

use bureau::WitnessAnswer;
use case::bureau::BureauCode;
use case::exchange::RecallOutcome;
use case::id::{MessageId, OfficerId, RequestId};
use case::life::{Case, Side};
use futures::executor::block_on;
use journal::checkpoint::SignedCheckpoint;
use journal::export::ExportedEntry;
use journal::note::VerifierKey;
use journal::trust::Trust;
use journal::verify::verify;
use seal::note::{NoteVerifier, is_signed_by};

use crate::officers::cases;
use crate::world::{Node, World};

const LIAISON: OfficerId = OfficerId::from_bytes([1; 16]);
const APPROVER: OfficerId = OfficerId::from_bytes([3; 16]);

/// Judges a world; gives the number of messages that were said in it.
pub(crate) fn judge(world: &World<'_>) -> Result<u64, String> {
    let mut sides: BTreeMap<RequestId, Vec<(BureauCode, Case)>> = BTreeMap::new();
    for (place, id, _, _) in cases(world) {
        let Some(node) = world.nodes.get(place) else { continue };
        let view = block_on(node.bureau.case(LIAISON, id, "verdict")).map_err(|fault| fault.to_string())?;
        sides.entry(view.case.request).or_default().push((node.code.clone(), view.case));
    }
    let messages = sides.values().flatten().map(|(_, case)| u64::from(case.said)).sum();
    for (request, sides) in &sides {
        one_outcome(sides).map_err(|fault| format!("{request}: {fault}"))?;
    }
    for node in &world.nodes {
        everybody_else_witnesses(world, node).map_err(|fault| format!("{}: {fault}", node.code))?;
    }
    for node in &world.nodes {
        journal_verifies(world, node).map_err(|fault| format!("{}: {fault}", node.code))?;
        nobody_contradicts_themselves(node).map_err(|fault| format!("{}: {fault}", node.code))?;
    }
    Ok(messages)
}

fn one_outcome(sides: &[(BureauCode, Case)]) -> Result<(), String> {
    let [(_, a), (_, b)] = sides else {
        // Where a request was recalled the other side may have erased its case, and has told so.
        let told = sides.iter().any(|(_, case)| case.was_sent() && !was_deleted(case));
        return if told { Err(format!("{} sides hold it", sides.len())) } else { Ok(()) };
    };
    if a.side == b.side {
        return Err("both sides believe they are the same side".into());
    }
    if a.stage != b.stage || !a.stage.is_final() {
        return Err(format!("one side is at {}, the other at {}", a.stage.code(), b.stage.code()));
    }
    let (asking, asked) = if a.side == Side::Requesting { (a, b) } else { (b, a) };
    for from in [&asking.from, &asking.to] {
        let said = told_by(if from == &asking.from { asking } else { asked }, from);
        let heard = told_by(if from == &asking.from { asked } else { asking }, from);
        if said != heard {
            return Err(format!(
                "{from} said {} messages and {} were heard, or in another order",
                said.len(),
                heard.len()
            ));
        }
    }
    let blocked = asked.told.iter().any(|told| asked.is_blocked(told.message));
    if asking.facts() != asked.facts() && !blocked {
        return Err("the fields differ".into());
    }
    Ok(())
}

/// Crashes, lost answers and clocks that jump make no bureau contradict what it had stated of its journal.
fn nobody_contradicts_themselves(node: &Node) -> Result<(), String> {
    let seen = block_on(node.bureau.oversight(APPROVER)).map_err(|fault| fault.to_string())?;
    match seen.contradictions.first() {
        None => Ok(()),
        Some((_, witnessed)) => Err(format!("it saw a contradiction: {witnessed:?}")),
    }
}

/// Whatever was lost on the way, every other bureau cosigns the journal as it stands, against all that it cosigned before.
fn everybody_else_witnesses(world: &World<'_>, node: &Node) -> Result<(), String> {
    for witness in world.nodes.iter().filter(|witness| witness.code != node.code) {
        let mut next =
            Some(block_on(node.bureau.submission(&witness.code)).map_err(|fault| fault.to_string())?);
        let mut came_to = WitnessAnswer::Later;
        while let Some(submitted) = next {
            let body = submitted.submission.to_string();
            came_to = block_on(witness.bureau.add_checkpoint(&node.code, body.as_bytes()));
            if came_to == WitnessAnswer::Later {
                // It writes only so many down in a minute, and a minute of its journal lasts until a clock that was set back is
                // where it had been: it is asked again when every clock is.
                world.now.fetch_add(7_200_000, std::sync::atomic::Ordering::Relaxed);
                came_to = block_on(witness.bureau.add_checkpoint(&node.code, body.as_bytes()));
            }
            next = block_on(node.bureau.witnessed(&submitted, Ok(came_to.clone())))
                .map_err(|fault| fault.to_string())?;
        }
        if !matches!(came_to, WitnessAnswer::Cosigned(_)) {
            return Err(format!("{} does not witness its journal: {came_to:?}", witness.code));
        }
    }
    Ok(())
}

/// Whether the other side has said that it deleted the case.
fn was_deleted(case: &Case) -> bool {
    let mut answers = case.recalls().into_iter().filter_map(|recall| recall.answer);
    case.side == Side::Requesting && answers.any(|(_, outcome, ..)| outcome == RecallOutcome::Deleted)
}

fn told_by(case: &Case, from: &BureauCode) -> Vec<MessageId> {
    let counts = case.told.iter().filter(|told| !told.turned_away);
    counts.filter(|told| told.from == *from).map(|told| told.message).collect()
}

fn journal_verifies(world: &World<'_>, node: &Node) -> Result<(), String> {
    let (entries, notes) = node.store.contents();
    let verifier = verifier(world, node)?;
    let key: VerifierKey = verifier.vkey().parse().map_err(|fault| format!("{fault}"))?;
    let mut witnesses = Vec::new();
    for other in world.nodes.iter().filter(|other| other.code != node.code) {
        let key = self::verifier(world, other)?.witness_vkey();
        witnesses.push(key.parse().map_err(|fault| format!("{fault}"))?);
    }
    let entries = entries
        .into_iter()
        .map(|entry| Ok(ExportedEntry { header: entry.header.to_bytes(), body: entry.body }));
    let checkpoints: Vec<SignedCheckpoint> = notes
        .iter()
        .map(|note| note.parse())
        .collect::<Result<_, _>>()
        .map_err(|fault| format!("{fault}"))?;
    let trust = Trust { witnesses: &witnesses, ..Trust::in_key(&key, &is_signed_by) };
    let report = verify(entries, checkpoints.into_iter().map(Ok), &trust);
    if report.is_verified() { Ok(()) } else { Err(report.to_string()) }
}

fn verifier(world: &World<'_>, node: &Node) -> Result<NoteVerifier, String> {
    let public = world.cast.public(&node.code).ok_or("it is not in the directory")?;
    NoteVerifier::new(&format!("comity/{}", node.code), public).map_err(|fault| fault.to_string())
}
