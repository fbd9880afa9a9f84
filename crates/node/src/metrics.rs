//! `GET /metrics`: the figures of a node for a Prometheus server, in the OpenMetrics text format. They are read when they are
//! asked for; whoever asks learns how much is going on and with which bureaus, and never about whom.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bureau::ports::Clock;
use bureau::{Bureau, Counts, Figures, WitnessAnswer};
use desk::Sessions;
use jiff::Timestamp;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use tokio::time::timeout;

use crate::health::{Doctor, STATES};
use crate::meters::{Counters, Labels, Meters};

/// Format of the answer.
const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// How long the figures wait for a look at the node's health: a store that hangs must not keep them from being seen.
const LOOK_TIME_MAX: Duration = Duration::from_secs(3);
/// The state of a node whose health was not known in time.
const NO_ANSWER: &str = "no-answer";
// What an alert may wait for is shown before it has come up: a series that begins with its first event is not seen to rise.
const DELIVERY_OUTCOMES: [&str; 3] = ["taken", "turned-away", "later"];
const REFUSALS: [&str; 2] = ["no-case", "not-permitted"];
const CONTRADICTIONS: [&str; 2] = ["receipt", "checkpoint"];
const SIGN_INS: [&str; 3] = ["passkey", "passkey-copied", "unlock"];

/// What the figures are read from.
#[derive(Clone)]
pub struct Gauged {
    /// The bureau.
    pub bureau: Bureau,
    /// Its health.
    pub doctor: Doctor,
    /// What was counted at the effects.
    pub meters: Meters,
    /// Who has signed in.
    pub sessions: Sessions,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// When the desk's certificate expires, where the desk has one.
    pub certificate_expires_at: Option<Timestamp>,
}

/// The route.
pub fn routes(gauged: Gauged) -> Router {
    Router::new().route("/metrics", get(answer)).with_state(gauged)
}

async fn answer(State(gauged): State<Gauged>) -> Response {
    let looked = timeout(LOOK_TIME_MAX, gauged.doctor.looked()).await;
    let mut registry = begin(looked.map_or(NO_ANSWER, |health| health.state));
    let figures = gauged.bureau.figures();
    tell_of_messages(&mut registry, &figures, &gauged);
    tell_of_witnesses(&mut registry, &figures);
    tell_of_officers(&mut registry, &figures.counts, &gauged);
    tell_of_the_node(&mut registry, &figures, &gauged);
    page(&registry)
}

fn page(registry: &Registry) -> Response {
    let mut text = String::new();
    match encode(&mut text, registry) {
        Ok(()) => ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What any process tells: which program it is, and its state. The library puts a full stop after each explanation, the unit
/// after a name that has one, and `_total` after the name of what is counted.
fn begin(state: &str) -> Registry {
    let mut registry = Registry::with_prefix("comity");
    version(&mut registry, "build_info", "The program", env!("CARGO_PKG_VERSION"));
    let states = STATES.into_iter().chain([NO_ANSWER]);
    let states = states.map(|known| (known.to_owned(), i64::from(known == state)));
    gauges(&mut registry, "health", "1 for the state of the node, as /healthz tells it", "state", states);
    registry
}

fn tell_of_messages(registry: &mut Registry, figures: &Figures, gauged: &Gauged) {
    let waiting = figures.waiting.iter().map(|(bureau, count)| (bureau.to_string(), whole(*count)));
    gauges(registry, "messages_waiting", "Messages that wait to be delivered, by bureau", "bureau", waiting);
    let age = figures.oldest_since.map(|since| gauged.clock.now().duration_since(since).as_secs().max(0));
    let help = "For how long the oldest message waits to be delivered; 0 where none waits";
    seconds(registry, "messages_waiting_oldest_age", help, age.unwrap_or(0));

    let help = "Tries to deliver a message, by the receipt that came or why none did";
    let tries = figures.counts.deliveries.iter().map(|(outcome, count)| (label("outcome", outcome), *count));
    registry.register("deliveries", help, counters("outcome", &DELIVERY_OUTCOMES, tries));
    let help = "How long tries to deliver a message took";
    registry.register_with_unit("delivery_duration", help, Unit::Seconds, gauged.meters.deliveries.clone());

    let envelopes = figures.counts.envelopes.iter();
    let envelopes = envelopes.map(|((outcome, code), count)| {
        (vec![("outcome", (*outcome).to_owned()), ("code", code.clone())], *count)
    });
    let help = "Envelopes that other bureaus sent, by what they were told and why";
    registry.register("envelopes", help, counters("outcome", &[], envelopes));
    let help = "Envelopes that were turned away before they were read, by code";
    registry.register("envelopes_unread", help, gauged.meters.unread.clone());
}

fn tell_of_witnesses(registry: &mut Registry, figures: &Figures) {
    let witnessed: Gauge = Gauge::default();
    witnessed.set(whole(figures.entries_witnessed));
    registry.register(
        "journal_entries_witnessed",
        "Entries in the journal that some bureau has cosigned",
        witnessed,
    );
    let counts = &figures.counts;
    let asked = counts.cosignatures.iter().map(|(outcome, count)| (label("outcome", outcome), *count));
    let help = "Checkpoints that were put to a witness, by what it answered or why nothing was had";
    registry.register("cosignatures", help, counters("outcome", &WitnessAnswer::CODES, asked));
    let answered = counts.checkpoints.iter().map(|(outcome, count)| (label("outcome", outcome), *count));
    let help = "Checkpoints that other bureaus submitted to be witnessed, by what they were answered";
    registry.register("checkpoints_submitted", help, counters("outcome", &WitnessAnswer::CODES, answered));
    let found = counts.contradictions.iter().map(|(place, count)| (label("place", place), *count));
    let help = "Contradictions in what other bureaus state of their journals, by where they were found";
    registry.register("journal_contradictions", help, counters("place", &CONTRADICTIONS, found));
}

fn tell_of_officers(registry: &mut Registry, counts: &Counts, gauged: &Gauged) {
    let refusals = counts.refusals.iter().map(|(code, count)| (label("code", code), *count));
    registry.register(
        "refusals",
        "What officers wanted and may not, by code",
        counters("code", &REFUSALS, refusals),
    );
    let sign_ins = counts.sign_ins.iter().map(|(how, count)| (label("outcome", how), *count));
    registry.register(
        "sign_ins",
        "Signing in: how, or the code for why not",
        counters("outcome", &SIGN_INS, sign_ins),
    );
    let open: Gauge = Gauge::default();
    open.set(i64::try_from(gauged.sessions.open(gauged.clock.now())).unwrap_or(i64::MAX));
    registry.register("sessions_open", "Sessions that have not ended, locked ones among them", open);
    let help = "Requests until their answers began, by route";
    registry.register_with_unit("http_request_duration", help, Unit::Seconds, gauged.meters.requests.clone());
}

fn tell_of_the_node(registry: &mut Registry, figures: &Figures, gauged: &Gauged) {
    let Gauged { meters, bureau, certificate_expires_at, .. } = gauged;
    registry.register("journal_entries", "Entries in the journal", meters.entries.clone());
    let help = "When the last entry was written, and the checkpoint over it";
    let written = meters.checkpoint_at.clone();
    registry.register_with_unit("journal_checkpoint_timestamp", help, Unit::Seconds, written);
    let help = "How long it took to make the entries of an act durable";
    registry.register_with_unit("store_append_duration", help, Unit::Seconds, meters.appends.clone());
    registry.register(
        "store_faults",
        "What the store could not do, by how it failed",
        meters.store_faults.clone(),
    );

    let help = "When the directory of bureaus in use runs out";
    seconds(registry, "directory_expiry_timestamp", help, figures.directory_expires_at.as_second());
    if let Some(at) = certificate_expires_at {
        let help = "When the certificate of the desk expires";
        seconds(registry, "desk_certificate_expiry_timestamp", help, at.as_second());
    }
    version(registry, "law_info", "The law in use", bureau.law_version());
}

/// A version, beside a 1: readers of the older format do not know the type `info`.
fn version(registry: &mut Registry, name: &str, help: &str, version: &str) {
    gauges(registry, name, help, "version", [(version.to_owned(), 1)].into_iter());
}

fn seconds(registry: &mut Registry, name: &str, help: &str, value: i64) {
    let gauge: Gauge = Gauge::default();
    gauge.set(value);
    registry.register_with_unit(name, help, Unit::Seconds, gauge);
}

/// One value for each of a closed set.
fn gauges(
    registry: &mut Registry,
    name: &str,
    help: &str,
    key: &'static str,
    values: impl Iterator<Item = (String, i64)>,
) {
    let family = Family::<Labels, Gauge>::default();
    for (value, number) in values {
        family.get_or_create(&label(key, &value)).set(number);
    }
    registry.register(name, help, family);
}

/// What was counted; `begun` stands there from the beginning.
fn counters(key: &'static str, begun: &[&str], counts: impl Iterator<Item = (Labels, u64)>) -> Counters {
    let family = Counters::default();
    let begun = begun.iter().map(|value| (label(key, value), 0));
    for (labels, count) in begun.chain(counts) {
        family.get_or_create(&labels).inc_by(count);
    }
    family
}

fn label(key: &'static str, value: &str) -> Labels {
    vec![(key, value.to_owned())]
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
