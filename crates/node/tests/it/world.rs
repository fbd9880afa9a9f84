//! A network of nodes in a temporary directory.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bureau::{Command, Filter, Row};
use case::bureau::{BureauCode, Officer, Role};
use case::id::{CaseId, OfficerId};
use case::life::{FieldChange, Judgement, Stage};
use case::request::Kind;
use desk::SignIn;
use jiff::Timestamp;
use node::join;
use node::network::{Member, join_all};
use node::node::{Node, Plan, system_clock};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

/// The officers of every bureau here: who writes, who judges, who approves.
pub(crate) const WRITER: OfficerId = OfficerId::from_bytes([1; 16]);
pub(crate) const REVIEWER: OfficerId = OfficerId::from_bytes([2; 16]);
pub(crate) const APPROVER: OfficerId = OfficerId::from_bytes([3; 16]);

pub(crate) struct World {
    pub(crate) base: tempfile::TempDir,
    pub(crate) members: Vec<Member>,
    pub(crate) law: Arc<law::Law>,
}

pub(crate) fn code(code: &str) -> BureauCode {
    code.parse().unwrap()
}

fn officers() -> Vec<Officer> {
    [
        (WRITER, "Noor Said", vec![Role::LiaisonOfficer, Role::DutyOfficer]),
        (REVIEWER, "Mina Castel", vec![Role::LegalReviewer]),
        (APPROVER, "Jo Ferro", vec![Role::Approver]),
    ]
    .map(|(id, name, roles)| Officer { id, name: name.into(), roles, language: "en".into() })
    .into()
}

/// A port that was free a moment ago.
pub(crate) async fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

impl World {
    pub(crate) async fn new(codes: &[&str]) -> Self {
        let mut members = Vec::new();
        for text in codes {
            members.push(Member {
                code: code(text),
                name: format!("Bureau {text}"),
                state: text.parse().ok().filter(|_| *text != "GS"),
                languages: vec!["en".into()],
                officers: officers(),
                peers: free_address().await,
            });
        }
        let base = tempfile::tempdir().unwrap();
        join_all(base.path(), &members, Timestamp::now()).unwrap();
        Self { base, members, law: Arc::new(law::Law::shipped().unwrap()) }
    }

    pub(crate) fn member(&self, text: &str) -> &Member {
        self.members.iter().find(|member| member.code == code(text)).unwrap()
    }

    pub(crate) async fn plan(&self, text: &str) -> Plan {
        let member = self.member(text);
        let home = member.home(self.base.path());
        Plan {
            hold: home.hold().unwrap(),
            keys: home.keys(&member.code).unwrap(),
            directory: join::directory(&home, Timestamp::now()).unwrap(),
            home,
            law: self.law.clone(),
            officers: member.officers.clone(),
            store_bytes_max: None,
            clock: system_clock(),
            desk: TcpListener::bind("127.0.0.1:0").await.unwrap(),
            desk_tls: None,
            desk_secure: false,
            sign_in: SignIn::Demo { neighbours: Vec::new() },
            peers: TcpListener::bind(member.peers).await.unwrap(),
        }
    }

    pub(crate) async fn start(&self, text: &str) -> Node {
        Node::start(self.plan(text).await).await.unwrap()
    }
}

/// A question that the law lets go.
pub(crate) async fn send_question(node: &Node, to: &str) -> CaseId {
    let bureau = &node.bureau;
    let open = Command::Open { kind: Kind::InformationRequest, to: code(to), origin: String::new() };
    let id = bureau.act(WRITER, None, open, "test").await.unwrap().case;
    let fields =
        [("person.family_name", "Quillfeather"), ("request.information_sought", "Is the firm registered?")];
    let changes = fields.map(|(field, text)| FieldChange {
        field: field.into(),
        value: bureau.read_field(field, text).unwrap(),
        seen: 0,
    });
    bureau.act(WRITER, Some(id), Command::Edit(changes.into()), "test").await.unwrap();
    let explained = bureau.case(WRITER, id, "test").await.unwrap().opinion.findings;
    let explained =
        explained.into_iter().map(|finding| (finding.rule, "not known here".to_owned())).collect();
    bureau.act(WRITER, Some(id), Command::Submit { explained }, "test").await.unwrap();
    let case = bureau.case(REVIEWER, id, "test").await.unwrap().case;
    for referral in case.referrals {
        let command = Command::Judge {
            rule: referral.finding.rule,
            judgement: Judgement::Satisfied,
            reasons: "looked at".into(),
        };
        bureau.act(REVIEWER, Some(id), command, "test").await.unwrap();
    }
    bureau.act(APPROVER, Some(id), Command::Approve, "test").await.unwrap();
    id
}

pub(crate) fn row(node: &Node, id: CaseId) -> Row {
    rows(node).into_iter().find(|row| row.id == id).unwrap()
}

pub(crate) fn rows(node: &Node) -> Vec<Row> {
    node.bureau.docket(WRITER, &Filter::default()).unwrap().rows
}

/// Waits until it holds, and says how long that took.
pub(crate) async fn until(what: &str, patience: Duration, mut holds: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < patience, "{what} did not come true in {patience:?}");
        sleep(Duration::from_millis(5)).await;
    }
    start.elapsed()
}

pub(crate) async fn until_stage(node: &Node, id: CaseId, stage: Stage) -> Duration {
    until(stage.code(), Duration::from_secs(20), || row(node, id).stage == stage).await
}
