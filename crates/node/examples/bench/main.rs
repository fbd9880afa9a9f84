//! Measurements, printed as one JSON object a line: `{"name", "unit", "n", "value", "note"}`. `cargo xtask bench` makes
//! `docs/benchmarks.md` of them.
//!
//! With the words `node FOLDER CASES` the program is the process in which one node with so many cases is measured.

mod large;
mod travel;
mod parts;
mod fill;
mod play;
mod page;
mod check;
mod letter;
mod clock;
mod site;
mod figure;

use std::path::Path;

use figure::Outcome;

#[tokio::main]
async fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let law = || site::law();
    match words.as_slice() {
        ["node", folder, cases] => large::node(Path::new(folder), cases.parse()?).await,
        ["check"] => check::measure(&*law()?),
        ["letter"] => letter::measure(&*law()?),
        ["clock"] => clock::measure(&*law()?),
        ["travel"] => travel::measure(&law()?).await,
        ["large"] => large::measure(&law()?).await,
        [] => {
            let law = law()?;
            check::measure(&law)?;
            letter::measure(&law)?;
            clock::measure(&law)?;
            travel::measure(&law).await?;
            large::measure(&law).await
        }
        _ => Err("write `check`, `letter`, `clock`, `travel`, `large`, or nothing for all".into()),
    }
}
