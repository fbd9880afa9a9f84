//! A node with many cases: its start, its memory, its lists and pages. Each is measured in a process of its own.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use bureau::ports::Store;
use bureau::{Bureau, Filter};
use law::Law;
use node::audit;
use node::node::Node;
use node::store::SqliteStore;

use crate::figure::{Outcome, median, middle, ms, now, print};
use crate::fill::fill;
use crate::page::Visitor;
use crate::site::{self, APPROVER, REVIEWER, Site, WRITER};
use case::life::Stage;

/// Sizes of the docket, in cases.
const SIZES: [usize; 2] = [1_000, 100_000];
/// Headers and cases read at a time, as the bureau does at its start.
const HEADERS_PER_READ: u32 = 50_000;
const CASES_PER_READ: u32 = 500;
/// Times that a list or page is asked for.
const TIMES: usize = 101;

/// Fills a journal of each size and measures a node on it.
pub(crate) async fn measure(law: &Arc<Law>) -> Outcome<()> {
    for cases in SIZES {
        let site = Site::new(law).await?;
        let entries = fill(&site, cases).await?;
        let bytes = fs::metadata(site.home("FR").journal_file())?.len();
        let note = format!("{entries} entries, {} bytes each", bytes / entries);
        print("file of the journal", bytes as f64 / 1e6, "MB", cases, &note)?;
        let mut child = Command::new(std::env::current_exe()?);
        child.arg("node").arg(site.base()).arg(cases.to_string());
        if !child.status()?.success() {
            return Err(format!("the node with {cases} cases failed").into());
        }
        verify(&site).await?;
    }
    Ok(())
}

async fn verify(site: &Site) -> Outcome<()> {
    let start = now();
    let report = audit::verify_home(&site.home("FR"), Vec::new()).await?;
    let took = start.elapsed();
    if !report.is_verified() {
        return Err(report.to_string().into());
    }
    let entries = usize::try_from(report.entries)?;
    let note = format!("{:.1} s in all; {} signed checkpoints", took.as_secs_f64(), report.checkpoints);
    print("verifying a journal", entries as f64 / took.as_secs_f64(), "entries a second", entries, &note)
}

/// What the process for one node does.
pub(crate) async fn node(base: &Path, cases: usize) -> Outcome<()> {
    let law = site::law()?;
    let before = resident_bytes()?;
    let (headers, entries) = reading(base).await?;
    let plan = site::plan(base, "FR", &law, site::ANY_PORT.parse()?).await?;
    let start = now();
    let node = Node::start(plan).await?;
    let took = start.elapsed();
    let note = format!(
        "{:.0} µs a case, the file in the system's cache; reading alone takes {:.1} s for the headers and {:.1} s for the \
         entries, the rest is opening and folding them",
        ms(took) * 1_000.0 / cases as f64,
        headers.as_secs_f64(),
        entries.as_secs_f64()
    );
    print("start of a node", took.as_secs_f64(), "s", cases, &note)?;
    let after = resident_bytes()?;
    let note = format!("{:.0} MB before the start, with the law loaded", before as f64 / 1e6);
    print("resident memory of a node", after as f64 / 1e6, "MB", cases, &note)?;
    policy(&node.bureau, cases).await?;
    lists(&node.bureau, cases)?;
    pages(&node, cases).await?;
    node.stop().await;
    Ok(())
}

/// How long the store takes for what a start reads: every header, then every entry by case.
async fn reading(base: &Path) -> Outcome<(Duration, Duration)> {
    let store = SqliteStore::open_to_read(&site::home(base, "FR").journal_file()).await?;
    let (start, mut place) = (now(), 0);
    loop {
        let headers = store.headers(place, HEADERS_PER_READ).await?;
        place += u64::try_from(headers.len())?;
        if headers.is_empty() {
            break;
        }
    }
    let of_headers = start.elapsed();
    let (start, mut after) = (now(), None);
    while let Some((last, _)) = store.cases(after, CASES_PER_READ).await?.last() {
        after = Some(*last);
    }
    Ok((of_headers, start.elapsed()))
}

/// One decision of the policy, and the first list that an officer asks for after a start: what policy sees of each case is
/// judged then, once for all cases that look alike.
async fn policy(bureau: &Bureau, cases: usize) -> Outcome<()> {
    let start = now();
    let first = bureau.docket(REVIEWER, &Filter::default())?;
    print("docket, the first after a start", ms(start.elapsed()), "ms", cases, "aim under 50 ms")?;
    let case = first.rows.first().ok_or("no case")?.id;
    let case = bureau.case(WRITER, case, "bench").await?.case;
    let officer = bureau.officers().first().ok_or("no officer")?;
    let took = median(TIMES, || Ok(bureau.may_in(officer, "look", &case)))?;
    let note = "as much again for each further circle that cases are kept to";
    print("one decision of the policy", ms(took) * 1_000.0, "µs", cases, note)
}

fn lists(bureau: &Bureau, cases: usize) -> Outcome<()> {
    let all = Filter::default();
    let found = Filter { text: "-000042".into(), ..Filter::default() };
    let last = Filter { page: usize::MAX, ..Filter::default() };
    for (name, filter) in
        [("docket, first page", &all), ("docket, last page", &last), ("docket, by text", &found)]
    {
        let total = bureau.docket(WRITER, filter)?.total;
        let took = median(TIMES, || Ok(bureau.docket(WRITER, filter)?))?;
        print(name, ms(took), "ms", cases, &format!("{total} cases fit; aim under 20 ms"))?;
    }
    for (name, officer) in [("today of a duty officer", WRITER), ("today of an approver", APPROVER)] {
        let took = median(TIMES, || Ok(bureau.today(officer)?))?;
        print(name, ms(took), "ms", cases, "aim under 20 ms")?;
    }
    Ok(())
}

async fn pages(node: &Node, cases: usize) -> Outcome<()> {
    let visitor = Visitor::sign_in(node.desk, WRITER).await?;
    let drafts = Filter { stage: Some(Stage::Draft), ..Filter::default() };
    let draft = node.bureau.docket(WRITER, &drafts)?.rows.first().ok_or("no draft")?.id;
    let case = format!("/case/{draft}");
    for (name, path) in
        [("docket as a page", "/docket"), ("today as a page", "/today"), ("a draft as a page", case.as_str())]
    {
        let mut took = Vec::with_capacity(TIMES);
        let mut bytes = 0;
        for _ in 0..TIMES {
            let start = now();
            bytes = visitor.get(path).await?.len();
            took.push(start.elapsed());
        }
        let note = format!("HTML of {bytes} bytes over HTTP on this machine; aim under 20 ms");
        print(name, ms(middle(took)?), "ms", cases, &note)?;
    }
    let mut took = Vec::with_capacity(TIMES);
    for time in 0..TIMES {
        let start = now();
        visitor.save(draft, "request.reason", &format!("reason {time}")).await?;
        took.push(start.elapsed());
    }
    let note = "one field typed: durable in the journal, checked again, findings back; aim under 20 ms";
    print("a field saved", ms(middle(took)?), "ms", cases, note)
}

/// Bytes of this process that are in memory: `VmRSS` of proc(5), in kibibytes.
pub(crate) fn resident_bytes() -> Outcome<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes * 1024)
}
