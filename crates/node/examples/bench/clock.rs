//! Clocks: the periods that run in a whole docket, from the steps of each case.

use case::bureau::StateCode;
use case::life::Side;
use case::request::Kind;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use law::Law;
use law::clock::Taken;

use crate::figure::{Outcome, ms, now, print};

/// Cases of a docket.
const CASES: [usize; 2] = [10_000, 100_000];
/// What was done in each of them.
const STEPS: [&str; 4] = ["located", "arrested-provisionally", "custody-prolonged", "hearing-appointed"];
/// Between which States, in turn.
const BETWEEN: [(&str, &str); 4] = [("FR", "CH"), ("BR", "FR"), ("DE", "IT"), ("US", "CA")];

pub(crate) fn measure(law: &Law) -> Outcome<()> {
    let between: Vec<(Option<StateCode>, Option<StateCode>)> = BETWEEN
        .iter()
        .map(|(from, to)| Ok((Some(from.parse()?), Some(to.parse()?))))
        .collect::<Outcome<_>>()?;
    for cases in CASES {
        let days: Vec<Date> = (0..cases).map(day).collect();
        let begun = now();
        let running: usize = days
            .iter()
            .zip(between.iter().cycle())
            .map(|(day, between)| {
                let taken = STEPS.map(|step| Taken {
                    step,
                    side: Side::Requested,
                    place: 0,
                    day: *day,
                    time: None,
                    at: None,
                });
                law.clocks(Kind::ProvisionalArrest, *between, &taken).len()
            })
            .sum();
        let took = begun.elapsed();
        let note = format!("{running} clocks run; four steps a case; aim under 1 s for 100,000");
        print("clocks of a docket", ms(took), "ms", cases, &note)?;
    }
    Ok(())
}

/// A day of the year, another one for each case.
fn day(place: usize) -> Date {
    let days = i32::try_from(place % 365).unwrap_or_default();
    date(2026, 1, 1).saturating_add(days.days())
}
