//! Objects that are held as evidence: the chain of custody of each, from what both sides have reported and what stands, and what the chain
//! leaves open. Nothing is refused for a gap: what happened, happened, and whoever reads the chain has to see it.

use std::fmt;

use case::exchange::{Exhibit, Report};
use case::life::{Case, Step};
use jiff::Timestamp;
use law::Law;
use law::step::{Custody, Step as Known};

use crate::advice;
use crate::door::Bureau;
use crate::fault::DoorFault;

/// An object and its chain of custody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain<'a> {
    /// The mark or number by which both sides know it.
    pub mark: &'a str,
    /// What it is, as was said last.
    pub what: &'a str,
    /// Its entries, in the order in which they happened.
    pub links: Vec<Link<'a>>,
    /// Who has it now, where, and under which seal.
    pub held: Held<'a>,
}

/// An entry of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    /// The report of it.
    pub step: Step<'a>,
    /// What it says of the object.
    pub exhibit: &'a Exhibit,
    /// What was done.
    pub custody: Custody,
    /// What it leaves open, after the entries before it.
    pub gaps: Vec<Gap<'a>>,
}

/// Something that a chain leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap<'a> {
    /// What.
    pub kind: GapKind,
    /// The seal or holder by the entries before; empty where that is not what it is about.
    pub had: &'a str,
    /// The seal or holder by this entry.
    pub found: &'a str,
}

/// What a chain can leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// The first entry is not that it was taken: how it came here is not told.
    NotTaken,
    /// It was taken twice.
    TakenAgain,
    /// Something was done with it after it was destroyed.
    AfterEnd,
    /// Somebody else did it than whoever had it last.
    Holder,
    /// It bears another seal than the last one, or one that nobody is told to have put on.
    Seal,
    /// It was sealed anew, or examined without its seal, and no opening is told.
    NotOpened,
    /// It is under seal, and the entry does not say under which it was found.
    SealUntold,
    /// Its seal was opened, and it was not sealed again.
    LeftOpen,
    /// Several things were done on one day, and of this one the time is not told: its place among them is not sure.
    Untimed,
}

impl GapKind {
    /// Every kind.
    pub const ALL: [GapKind; 9] = [
        GapKind::NotTaken,
        GapKind::TakenAgain,
        GapKind::AfterEnd,
        GapKind::Holder,
        GapKind::Seal,
        GapKind::NotOpened,
        GapKind::SealUntold,
        GapKind::LeftOpen,
        GapKind::Untimed,
    ];

    /// As catalogues name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            GapKind::NotTaken => "not-taken",
            GapKind::TakenAgain => "taken-again",
            GapKind::AfterEnd => "after-end",
            GapKind::Holder => "holder",
            GapKind::Seal => "seal",
            GapKind::NotOpened => "not-opened",
            GapKind::SealUntold => "seal-untold",
            GapKind::LeftOpen => "left-open",
            GapKind::Untimed => "untimed",
        }
    }
}

impl Gap<'_> {
    /// What was before and what is told now, where it is about that.
    #[must_use]
    pub fn values(&self) -> String {
        let all: Vec<&str> = [self.had, self.found].into_iter().filter(|text| !text.is_empty()).collect();
        all.join(" / ")
    }
}

impl fmt::Display for Gap<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            GapKind::NotTaken => "how it was taken is not told",
            GapKind::TakenAgain => "it was taken before",
            GapKind::AfterEnd => "it was destroyed before",
            GapKind::Holder => "somebody else had it last",
            GapKind::Seal => "the seal is not the last one that is told",
            GapKind::NotOpened => "no opening of its seal is told",
            GapKind::SealUntold => "the seal under which it was found is not told",
            GapKind::LeftOpen => "its seal was opened and it was not sealed again",
            GapKind::Untimed => "the time is not told, so its place within the day is not sure",
        })?;
        let values = self.values();
        if values.is_empty() { Ok(()) } else { write!(f, ": {values}") }
    }
}

/// Who has an object, where, and under which seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held<'a> {
    /// Who has it; none once it was destroyed.
    pub holder: Option<&'a str>,
    /// Where it was last.
    pub place: &'a str,
    /// The seal that it bears; none where it bears none.
    pub seal: Option<&'a str>,
    /// The entry by which its seal was opened, while it was not sealed again.
    opened: Option<usize>,
    /// What was done last; none before the first entry.
    last: Option<Custody>,
}

impl<'a> Held<'a> {
    /// What an entry leaves open, after those before it.
    fn gaps(&self, custody: Custody, exhibit: &'a Exhibit) -> Vec<Gap<'a>> {
        let gap = |kind, had, found| Gap { kind, had, found };
        let Some(last) = self.last else {
            let begins = custody == Custody::Taken;
            return if begins { Vec::new() } else { vec![gap(GapKind::NotTaken, "", "")] };
        };
        if custody == Custody::Taken {
            // What was given back may be taken anew.
            let again = last != Custody::Returned;
            return if again { vec![gap(GapKind::TakenAgain, "", "")] } else { Vec::new() };
        }
        let ended = (last == Custody::Destroyed).then(|| gap(GapKind::AfterEnd, "", ""));
        let other = self.holder.filter(|holder| !is_same(holder, &exhibit.by));
        let other = other.map(|holder| gap(GapKind::Holder, holder, exhibit.by.as_str()));
        let leaves = matches!(custody, Custody::HandedOver | Custody::Returned);
        let open = (leaves && self.opened.is_some()).then(|| gap(GapKind::LeftOpen, "", ""));
        [ended, other, self.gap_of_seal(custody, &exhibit.seal), open].into_iter().flatten().collect()
    }

    fn gap_of_seal(&self, custody: Custody, found: &'a str) -> Option<Gap<'a>> {
        let had = self.seal.unwrap_or_default();
        let kind = match (custody, had, found) {
            (Custody::Sealed, "", _) => return None,
            // Whoever opens it and names no seal opens the one that it has.
            (Custody::Opened, "", _) => GapKind::Seal,
            (Custody::Opened, _, "") => return None,
            (_, had, found) if is_same(had, found) => return None,
            (Custody::Sealed, _, _) | (Custody::Examined, _, "") => GapKind::NotOpened,
            (_, _, "") => GapKind::SealUntold,
            _ => GapKind::Seal,
        };
        Some(Gap { kind, had, found })
    }

    /// How it is held after an entry, the one of this number.
    fn after(self, number: usize, custody: Custody, exhibit: &'a Exhibit) -> Self {
        let told = Some(exhibit.seal.as_str()).filter(|seal| !seal.is_empty());
        let holder = if exhibit.to.is_empty() { &exhibit.by } else { &exhibit.to };
        Held {
            holder: (custody != Custody::Destroyed).then_some(holder.as_str()),
            place: &exhibit.place,
            seal: match custody {
                Custody::Opened => None,
                Custody::Taken => told,
                _ => told.or(self.seal),
            },
            opened: match custody {
                Custody::Opened => Some(number),
                Custody::Sealed | Custody::Taken | Custody::Destroyed => None,
                _ => self.opened,
            },
            last: Some(custody),
        }
    }
}

/// What each of the entries of one object leaves open, in their order, and how it is held after the last.
fn follow<'a>(entries: &[(Custody, &'a Exhibit)]) -> (Vec<Vec<Gap<'a>>>, Held<'a>) {
    let mut held = Held::default();
    let mut all: Vec<Vec<Gap<'a>>> = Vec::new();
    for (number, (custody, exhibit)) in entries.iter().enumerate() {
        all.push(held.gaps(*custody, exhibit));
        held = held.after(number, *custody, exhibit);
    }
    if let Some(gaps) = held.opened.and_then(|number| all.get_mut(number)) {
        gaps.push(Gap { kind: GapKind::LeftOpen, had: "", found: "" });
    }
    (all, held)
}

/// Names and numbers are compared as people do: without the blanks around them and without regard to capitals.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

impl Bureau {
    /// The objects of a case with their chains of custody, in the order of their first entries.
    #[must_use]
    pub fn exhibits<'a>(&self, case: &'a Case) -> Vec<Chain<'a>> {
        chains(&self.0.law, case)
    }
}

pub(crate) fn chains<'a>(law: &Law, case: &'a Case) -> Vec<Chain<'a>> {
    let mut all: Vec<Vec<Link<'a>>> = Vec::new();
    for step in advice::course(law, case) {
        let custody = law.step(&step.report.step).and_then(|known| known.custody);
        let (Some(custody), Some(exhibit)) = (custody, &step.report.exhibit) else { continue };
        let link = Link { step, exhibit, custody, gaps: Vec::new() };
        let same = |links: &&mut Vec<Link<'a>>| {
            links.first().is_some_and(|first| is_same(&first.exhibit.mark, &exhibit.mark))
        };
        match all.iter_mut().find(same) {
            Some(links) => links.push(link),
            None => all.push(vec![link]),
        }
    }
    all.into_iter().filter_map(chain).collect()
}

fn chain(mut links: Vec<Link<'_>>) -> Option<Chain<'_>> {
    // Across time zones the clocks of two places do not tell which was first.
    if links.iter().all(|link| link.at().is_some()) {
        links.sort_by_key(Link::at);
    }
    let entries: Vec<(Custody, &Exhibit)> = links.iter().map(|link| (link.custody, link.exhibit)).collect();
    let (gaps, held) = follow(&entries);
    let days: Vec<_> = links.iter().map(|link| link.step.report.happened.day).collect();
    for (link, gaps) in links.iter_mut().zip(gaps) {
        let day = link.step.report.happened.day;
        let untimed = link.step.time().is_none() && days.iter().filter(|other| **other == day).count() > 1;
        link.gaps = gaps;
        link.gaps.extend(untimed.then_some(Gap { kind: GapKind::Untimed, had: "", found: "" }));
    }
    let mark = &links.first()?.exhibit.mark;
    let what = links.iter().rev().map(|link| link.exhibit.what.as_str()).find(|what| !what.is_empty());
    Some(Chain { mark, what: what.unwrap_or_default(), links, held })
}

impl Link<'_> {
    /// The instant, where the time and a zone that is known here are told.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        advice::moment(&self.step.report.happened).map(|at| at.timestamp())
    }
}

/// Whether a report says of an object what its step asks for, and nothing where the step is about none.
pub(crate) fn fits(known: &Known, report: &Report) -> Result<(), DoorFault> {
    let Some(custody) = known.custody else {
        return if report.exhibit.is_none() { Ok(()) } else { Err(DoorFault::NotOfExhibit) };
    };
    let nothing = Exhibit::default();
    let parts = report.exhibit.as_ref().unwrap_or(&nothing).parts();
    let needed = |part: &str| match part {
        "what" => custody == Custody::Taken,
        "seal" => custody == Custody::Sealed,
        "to" => matches!(custody, Custody::HandedOver | Custody::Returned),
        _ => true,
    };
    let lacks = parts.into_iter().find(|(part, text)| needed(part) && text.trim().is_empty());
    lacks.map_or(Ok(()), |(part, _)| Err(DoorFault::ExhibitLacks { part }))
}

#[cfg(test)]
mod tests;
