//! Letters: one of ten pages, and memory over a thousand.

use bureau::{PaperAsked, PaperKind, draw_paper, paper_forms};
use case::bureau::Level;
use case::fact::Facts;
use case::request::Kind;
use desk::Names;
use jiff::civil::date;
use law::Law;

use crate::figure::{Outcome, median, ms, print};
use crate::large::resident_bytes;

/// Letters of ten pages drawn.
const LONG: usize = 100;
/// Letters whose memory is measured.
const MANY: [usize; 2] = [100, 1_000];
/// A sentence of which a long text is made.
const SENTENCE: &str =
    "Between March and May the money went through the accounts named, with no business behind it. ";
/// Sentences that fill about ten pages.
const SENTENCES: usize = 180;

pub(crate) fn measure(law: &Law) -> Outcome<()> {
    let mut at = 0;
    let mut pages = 0;
    let took = median(LONG, || {
        at += 1;
        pages = draw(law, at, SENTENCES)?;
        Ok(())
    })?;
    let note = format!("{pages} pages in Arabic and English, each with other words; aim under 150 ms");
    print("a long letter", ms(took), "ms", LONG, &note)?;
    for letters in MANY {
        let took = median(letters, || {
            at += 1;
            draw(law, at, 1)
        })?;
        let memory = resident_bytes()? as f64 / f64::from(1 << 20);
        let note = format!("a letter takes {:.1} ms; this process with the law and the fonts", ms(took));
        print("resident memory after letters", memory, "MB", letters, &note)?;
    }
    Ok(())
}

/// Draws a letter that differs from every other one; how many pages it has.
fn draw(law: &Law, number: usize, sentences: usize) -> Outcome<usize> {
    let long = SENTENCE.repeat(sentences) + &number.to_string();
    let facts: Facts = [
        ("person.family_name", "محمد".to_owned()),
        ("request.reason", long.clone()),
        ("offence.facts_summary", long),
    ]
    .map(|(name, text)| (name.to_owned(), case::fact::Value::Text(text)))
    .into();
    let asked = PaperAsked {
        paper: PaperKind::Request,
        kind: Kind::MutualLegalAssistance,
        from: Some("FR".parse()?),
        to: Some("KE".parse()?),
        on: date(2026, 2, 28),
        reference: None,
        level: Level::OfficialUse,
        facts: &facts,
    };
    let names = Names::of("ar").ok_or("papers are written in Arabic")?;
    Ok(draw_paper(law, paper_forms()?, &asked, &names)?.typeset()?.pages)
}
