//! The figures of a node, as a monitor scrapes them over a socket.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;

use bureau::DoorFault;
use case::life::Stage;
use case::request::Kind;
use jiff::Timestamp;
use node::exercise::{self, APPROVER, WRITER};
use node::node::{Node, Plan};
use node::store::Place;
use node::web;
use tokio::net::TcpListener;

use crate::command_line::{ask, comity, init, try_ask};
use crate::world::{World, code, free_address, rows, send_question, until, until_stage};

/// A scrape that was read: what each name is, and each series with its value.
pub(crate) struct Scrape {
    kinds: BTreeMap<String, String>,
    series: BTreeMap<String, f64>,
}

impl Scrape {
    pub(crate) fn of(node: &Node) -> Self {
        Self::at(node.metrics.unwrap())
    }

    fn at(address: SocketAddr) -> Self {
        let answer = ask(address, "GET /metrics");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("content-type: application/openmetrics-text; version=1.0.0"), "{head}");
        Self::read(body)
    }

    /// Reads the text and holds it to the format: each name is explained and typed before its samples, which stand together,
    /// once each, and the buckets of a histogram rise to its count.
    fn read(text: &str) -> Self {
        let mut read = Self { kinds: BTreeMap::new(), series: BTreeMap::new() };
        let (mut explained, mut current) = (String::new(), String::new());
        let lines = text.strip_suffix("# EOF\n").unwrap();
        for line in lines.lines() {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, words) = help.split_once(' ').unwrap();
                assert!(name.starts_with("comity_") && words.ends_with('.'), "{line}");
                explained = name.to_owned();
            } else if let Some(kind) = line.strip_prefix("# TYPE ") {
                let (name, kind) = kind.split_once(' ').unwrap();
                assert_eq!(name, explained, "it is explained first");
                assert!(read.kinds.insert(name.to_owned(), kind.to_owned()).is_none(), "{name} stands twice");
                current = name.to_owned();
            } else if let Some(unit) = line.strip_prefix("# UNIT ") {
                assert_eq!(unit, format!("{current} seconds"));
                assert!(current.ends_with("_seconds"), "{line}");
            } else {
                read.sample(&current, line);
            }
        }
        read.series.keys().filter(|series| series.contains("_bucket{")).for_each(|series| read.rises(series));
        read
    }

    fn sample(&mut self, current: &str, line: &str) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        let (name, labels) = series
            .split_once('{')
            .map_or((series, ""), |(name, rest)| (name, rest.strip_suffix('}').unwrap()));
        let endings: &[&str] = match self.kinds[current].as_str() {
            "counter" => &["_total"],
            "histogram" => &["_bucket", "_sum", "_count"],
            "gauge" => &[""],
            _ => &[],
        };
        assert!(endings.iter().any(|ending| name == format!("{current}{ending}")), "{line}");
        for label in labels.split_inclusive("\",").filter(|label| !label.is_empty()) {
            let (key, value) = label.trim_end_matches(',').split_once("=\"").unwrap();
            assert!(key.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
            assert!(!value.strip_suffix('"').unwrap().contains(['"', '\\', '\n']), "{line}");
        }
        assert!(self.series.insert(series.to_owned(), value.parse().unwrap()).is_none(), "{line}");
    }

    /// A bucket holds no less than the one before it, and the last as many as there are.
    fn rises(&self, series: &str) {
        let (name, labels) = series.split_once("_bucket{").unwrap();
        let (bound, rest) = labels.strip_prefix("le=\"").unwrap().split_once('"').unwrap();
        let rest = rest.trim_start_matches(',');
        if bound == "+Inf" {
            let count = if rest == "}" { format!("{name}_count") } else { format!("{name}_count{{{rest}") };
            assert_eq!(self.series[series], self.series[&count], "{series}");
        } else {
            let all = format!("{name}_bucket{{le=\"+Inf\"{}", &labels[5 + bound.len()..]);
            assert!(self.series[series] <= self.series[&all], "{series}");
        }
    }

    pub(crate) fn value(&self, series: &str) -> f64 {
        let found = self.series.get(series);
        assert!(found.is_some(), "no {series} in {:#?}", self.series);
        *found.unwrap()
    }

    /// The sum of all series whose text begins so.
    fn sum(&self, start: &str) -> f64 {
        self.series.iter().filter(|(series, _)| series.starts_with(start)).map(|(_, value)| value).sum()
    }

    /// What every label says, but for versions.
    pub(crate) fn said(&self) -> Vec<&str> {
        let series = self.series.keys().filter(|series| !series.contains("_info{"));
        series.flat_map(|series| series.split('"').skip(1).step_by(2)).collect()
    }
}

/// A plan with a place where its figures are asked for.
async fn watched(world: &World, text: &str) -> Plan {
    let metrics = Some(TcpListener::bind("127.0.0.1:0").await.unwrap());
    Plan { metrics, ..world.plan(text).await }
}

pub(crate) async fn start(world: &World, text: &str) -> Node {
    Node::start(watched(world, text).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_rise_when_a_message_travels() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (fr, us) = (start(&world, "FR").await, start(&world, "US").await);
    let before = [Scrape::of(&fr), Scrape::of(&us)];
    assert_eq!(before[0].value("comity_deliveries_total{outcome=\"taken\"}"), 0.0);
    let sent = send_question(&fr, "US").await;
    until_stage(&fr, sent, Stage::Delivered).await;
    exercise::accept_received(&us.bureau, |_| {}).await.unwrap();
    until_stage(&fr, sent, Stage::Accepted).await;
    let witnessed = || Scrape::of(&fr).value("comity_cosignatures_total{outcome=\"cosigned\"}") == 1.0;
    until("the journal is witnessed", Duration::from_secs(20), witnessed).await;
    let [fr_now, us_now] = [Scrape::of(&fr), Scrape::of(&us)];
    assert!(fr_now.value("comity_journal_entries_witnessed") > 1.0);
    assert!(us_now.value("comity_checkpoints_submitted_total{outcome=\"cosigned\"}") >= 1.0);
    assert_eq!(us_now.sum("comity_journal_contradictions_total{"), 0.0);
    assert_eq!(fr_now.value("comity_deliveries_total{outcome=\"taken\"}"), 1.0);
    assert!(us_now.value("comity_envelopes_total{outcome=\"taken\",code=\"\"}") >= 1.0);
    assert!(fr_now.sum("comity_envelopes_total{outcome=\"taken\"") >= 2.0, "that it was read, and accepted");
    assert!(fr_now.value("comity_delivery_duration_seconds_count{outcome=\"answered\"}") >= 1.0);
    assert_eq!(fr_now.value("comity_messages_waiting{bureau=\"US\"}"), 0.0);
    assert_eq!(fr_now.value("comity_messages_waiting{bureau=\"GS\"}"), 0.0);
    assert_eq!(fr_now.value("comity_messages_waiting_oldest_age_seconds"), 0.0);
    for (then, now) in before.iter().zip([&fr_now, &us_now]) {
        for rises in ["comity_journal_entries", "comity_store_append_duration_seconds_count"] {
            assert!(now.value(rises) > then.value(rises), "{rises}");
        }
        let age = now_in_seconds() - now.value("comity_journal_checkpoint_timestamp_seconds");
        assert!((-1.0..60.0).contains(&age), "{age}");
        assert_eq!(now.value("comity_health{state=\"ok\"}"), 1.0);
        assert_eq!(now.sum("comity_health{"), 1.0, "it is in one state");
        assert_eq!(now.sum("comity_store_faults_total{"), 0.0);
        assert!(now.value("comity_directory_expiry_timestamp_seconds") > now_in_seconds());
    }
    let size = fr.doctor.store.size().await.unwrap();
    assert_eq!(Scrape::of(&fr).value("comity_journal_entries"), size as f64);
    let answered = "listener=\"peers\",method=\"POST\",route=\"/v1/envelopes\",status=\"2xx\"}";
    assert!(us_now.value(&format!("comity_http_request_duration_seconds_count{{{answered}")) >= 1.0);
    fr.stop().await;
    us.stop().await;

    let again = start(&world, "FR").await;
    let size = again.doctor.store.size().await.unwrap();
    assert_eq!(Scrape::of(&again).value("comity_journal_entries"), size as f64, "also after a restart");
    again.stop().await;
}

fn now_in_seconds() -> f64 {
    Timestamp::now().as_second() as f64
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_seen_with_its_age_and_why() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = start(&world, "FR").await;
    send_question(&fr, "US").await;
    let late = || Scrape::of(&fr).value("comity_messages_waiting_oldest_age_seconds") >= 1.0;
    until("the age of what waits", Duration::from_secs(20), late).await;
    let seen = Scrape::of(&fr);
    assert_eq!(seen.value("comity_messages_waiting{bureau=\"US\"}"), 1.0);
    assert!(seen.value("comity_deliveries_total{outcome=\"unreachable\"}") >= 1.0);
    assert!(seen.value("comity_delivery_duration_seconds_count{outcome=\"not-answered\"}") >= 1.0);
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_takes_nothing_more_is_seen() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let file = world.member("FR").home(world.base.path()).journal_file();
    let small = Place { bytes_max: Some(400 * 1024), ..Place::file(file) };
    let plan = Plan { store: small.open().await.unwrap(), ..watched(&world, "FR").await };
    let fr = Node::start(plan).await.unwrap();
    while exercise::send_question(&fr.bureau, &code("US"), "Quillfeather").await.is_ok() {}
    let seen = Scrape::of(&fr);
    assert!(seen.value("comity_store_faults_total{fault=\"full\"}") >= 1.0);
    assert_eq!(seen.value("comity_health{state=\"disk-full\"}"), 1.0);
    assert_eq!(seen.value("comity_health{state=\"ok\"}"), 0.0);
    assert!(!rows(&fr).is_empty());
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_counted_by_route_and_never_by_path() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let fr = start(&world, "FR").await;
    let asked = [
        "GET /case/case-00000000000000000000000001",
        "GET /case/case-00000000000000000000000002",
        "GET /docket?words=Quillfeather",
        "GET /Quillfeather",
        "QUILLFEATHER /today",
        "POST /sign-in",
    ];
    asked.iter().for_each(|request| drop(ask(fr.desk, request)));
    let open = bureau::Command::Open {
        kind: Kind::InformationRequest,
        to: code("US"),
        origin: String::new(),
        circle: Vec::new(),
    };
    let refused = fr.bureau.act(APPROVER, None, open, "test").await;
    assert!(matches!(refused, Err(DoorFault::NotPermitted { .. })), "{refused:?}");
    fr.bureau.not_let_in(WRITER, "passkey-copied").await.unwrap();
    let seen = Scrape::of(&fr);
    let count = |method: &str, route: &str, status: &str| {
        let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
        seen.value(&format!("comity_http_request_duration_seconds_count{{listener=\"desk\",{labels}}}"))
    };
    assert_eq!(count("GET", "/case/{id}", "3xx"), 2.0);
    assert_eq!(count("GET", "/docket", "3xx"), 1.0);
    assert_eq!(count("GET", "none", "4xx"), 1.0);
    assert_eq!(count("other", "/today", "4xx"), 1.0);
    assert_eq!(seen.value("comity_refusals_total{code=\"not-permitted\"}"), 1.0);
    assert_eq!(seen.value("comity_sign_ins_total{outcome=\"passkey-copied\"}"), 1.0);
    assert_eq!(seen.value("comity_sessions_open"), 0.0);
    let said = seen.said().join("\n").to_lowercase();
    assert!(!said.contains("quillfeather") && !said.contains("case-"), "{said}");
    fr.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_on_which_the_desks_certificate_expires_is_told() {
    let world = World::new(&["GS"]).await;
    let mut wanted = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    wanted.not_after = rcgen::date_time_ymd(2101, 3, 4);
    let key = rcgen::KeyPair::generate().unwrap();
    let files = ["desk.crt", "desk.key"].map(|name| world.base.path().join(name));
    std::fs::write(&files[0], wanted.self_signed(&key).unwrap().pem()).unwrap();
    std::fs::write(&files[1], key.serialize_pem()).unwrap();
    let tls = web::tls(&files[0], &files[1]).unwrap();
    let gs = Node::start(Plan { desk_tls: Some(tls), ..watched(&world, "GS").await }).await.unwrap();
    let day: Timestamp = "2101-03-04T00:00:00Z".parse().unwrap();
    let told = Scrape::of(&gs).value("comity_desk_certificate_expiry_timestamp_seconds");
    assert_eq!(told, day.as_second() as f64);
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_no_figures_but_where_the_configuration_asks_for_them() {
    let base = tempfile::tempdir().unwrap();
    let gs = init(base.path(), "GS", &["--secretariat"]);
    let introduction = format!("{gs}/introduction.toml");
    assert!(comity(&["directory", "issue", "--data", &gs, &introduction]).status.success());
    let (desk, peers, figures) = (free_address().await, free_address().await, free_address().await);
    let serve = |metrics: &[(&str, String)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command.args(["serve", "--data", &gs]).env("COMITY_DESK_LISTEN", desk.to_string());
        command.env("COMITY_PEERS_LISTEN", peers.to_string()).envs(metrics.iter().cloned());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    for (metrics, expected) in [(vec![], false), (vec![("COMITY_METRICS_LISTEN", figures.to_string())], true)]
    {
        let mut child = serve(&metrics).spawn().unwrap();
        until("the desk", Duration::from_secs(20), || try_ask(desk, "GET /healthz").is_ok()).await;
        assert!(ask(desk, "GET /metrics").starts_with("HTTP/1.1 404"), "the desk has no figures");
        assert_eq!(try_ask(figures, "GET /metrics").is_ok(), expected);
        if expected {
            let build = format!("comity_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"));
            assert_eq!(Scrape::at(figures).value(&build), 1.0);
            assert!(ask(figures, "GET /today").starts_with("HTTP/1.1 404"), "and the figures have no desk");
        }
        assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let everywhere = ("COMITY_METRICS_LISTEN", format!("0.0.0.0:{}", figures.port()));
    let refused = serve(&[everywhere]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let says = String::from_utf8(refused.stderr).unwrap();
    assert!(says.contains("metrics.listen") && says.contains("beyond_this_machine"), "{says}");
}
