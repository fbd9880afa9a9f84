//! The exercise: many bureaus in one process, from one seed, on a network that loses, doubles, delays, reorders and
//! alters messages, parts, and whose nodes turn messages away or stop at any moment. At the end each request has exactly one outcome, the same
//! on both sides, and every journal verifies.
//!
//! `exercise --seed N` replays one; `exercise --seeds N [--from M]` runs many and names those that fail.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the console")]

mod world;
mod officers;
mod network;
mod verdict;
mod chance;

use std::process::ExitCode;

use world::{Cast, Tally, World};

/// Bureaus that take part.
const BUREAUS: [&str; 5] = ["BR", "FR", "JP", "MA", "US"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |flag: &str| {
        let place = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(place + 1)?.parse::<u64>().ok()
    };
    let seeds = match (number("--seed"), number("--seeds")) {
        (Some(seed), _) => seed..seed + 1,
        (None, Some(count)) => {
            let from = number("--from").unwrap_or(1);
            from..from + count
        }
        (None, None) => {
            eprintln!("exercise --seed N, or exercise --seeds COUNT [--from N]");
            return ExitCode::from(2);
        }
    };
    let Ok(cast) = Cast::new(&BUREAUS) else {
        eprintln!("the law packs or the keys could not be made");
        return ExitCode::from(3);
    };
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let outcomes: Vec<(u64, Result<Tally, String>)> = std::thread::scope(|scope| {
        let run = |worker: u64| {
            let mine = seeds.clone().filter(move |seed| seed % workers == worker);
            let cast = &cast;
            scope.spawn(move || {
                mine.map(|seed| (seed, World::new(cast, seed).and_then(World::run))).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..workers).map(run).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    let missing = (seeds.end - seeds.start).saturating_sub(outcomes.len() as u64);
    let (mut total, mut failed) = (Tally::default(), missing);
    for (seed, outcome) in outcomes {
        match outcome {
            Ok(tally) => total.add(&tally),
            Err(fault) => {
                eprintln!("seed {seed}: {fault}");
                failed += 1;
            }
        }
    }
    println!("{total}");
    println!("exercise: {} passed, {failed} failed", total.worlds);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
