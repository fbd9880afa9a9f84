//! Work for a node, as officers would give it: for the tests that kill nodes and for measurements.

use bureau::{Bureau, Command, DoorFault, Filter};
use case::bureau::{BureauCode, Level, Officer, Role};
use case::id::{CaseId, OfficerId};
use case::life::{FieldChange, Judgement, Side, Stage};
use case::request::Kind;

/// Writes and answers.
pub const WRITER: OfficerId = OfficerId::from_bytes([1; 16]);
/// Decides questions.
pub const REVIEWER: OfficerId = OfficerId::from_bytes([2; 16]);
/// Approves.
pub const APPROVER: OfficerId = OfficerId::from_bytes([3; 16]);
/// Why they act.
const PURPOSE: &str = "exercise";

/// The officers of every bureau of an exercise. All are made up.
#[must_use]
pub fn officers() -> Vec<Officer> {
    [
        (WRITER, "Noor Said", vec![Role::LiaisonOfficer, Role::DutyOfficer]),
        (REVIEWER, "Mina Castel", vec![Role::LegalReviewer]),
        (APPROVER, "Jo Ferro", vec![Role::Approver, Role::DataProtectionOfficer]),
    ]
    .map(|(id, name, roles)| Officer {
        id,
        name: name.to_owned(),
        roles,
        clearance: Level::Confidential,
        language: "en".to_owned(),
        certificates: Vec::new(),
    })
    .into()
}

/// Opens a question to another bureau and brings it to the outbox.
///
/// # Errors
/// What the door answers; the case then stays where it was.
pub async fn send_question(bureau: &Bureau, to: &BureauCode, name: &str) -> Result<CaseId, DoorFault> {
    let open = Command::Open {
        kind: Kind::InformationRequest,
        to: to.clone(),
        origin: String::new(),
        circle: Vec::new(),
    };
    let id = bureau.act(WRITER, None, open, PURPOSE).await?.case;
    let fields = [
        ("person.family_name", name),
        ("request.purpose", "information"),
        ("request.urgency", "normal"),
        ("request.handling", "for-official-use-only"),
        ("request.information_sought", "Is the firm of this person on the register of companies?"),
    ];
    let mut changes = Vec::new();
    for (field, text) in fields {
        changes.push(FieldChange {
            field: field.to_owned(),
            value: bureau.read_field(field, text)?,
            seen: 0,
        });
    }
    bureau.act(WRITER, Some(id), Command::Edit(changes), PURPOSE).await?;
    let findings = bureau.case(WRITER, id, PURPOSE).await?.opinion.findings;
    let explained = findings.into_iter().map(|finding| (finding.rule, "not known here".to_owned())).collect();
    bureau.act(WRITER, Some(id), Command::Submit { explained }, PURPOSE).await?;
    let seen = judge(bureau, (REVIEWER, PURPOSE), id, "nothing stands in the way").await?;
    bureau.act(APPROVER, Some(id), Command::Approve { seen }, PURPOSE).await?;
    Ok(id)
}

/// Has an officer find, for this purpose and with these reasons, that nothing in a case stands in the way; gives the revision of the
/// case that they read.
///
/// # Errors
/// What the door answers.
pub async fn judge(
    bureau: &Bureau,
    (who, purpose): (OfficerId, &str),
    id: CaseId,
    reasons: &str,
) -> Result<u64, DoorFault> {
    let case = bureau.case(who, id, purpose).await?.case;
    let seen = case.revision;
    for referral in case.referrals.iter().filter(|referral| referral.decision.is_none()) {
        let judge = Command::Judge {
            rule: referral.finding.rule.clone(),
            judgement: Judgement::Satisfied,
            weighed: Vec::new(),
            reasons: reasons.to_owned(),
            seen,
        };
        bureau.act(who, Some(id), judge, purpose).await?;
    }
    Ok(seen)
}

/// Reads and accepts what has come in, at most a page of it; `told` hears the reference of each one accepted.
///
/// # Errors
/// What the door answers.
pub async fn accept_received(bureau: &Bureau, told: impl Fn(&str)) -> Result<usize, DoorFault> {
    let mut accepted = 0;
    for stage in [Stage::Delivered, Stage::Read] {
        let filter = Filter { side: Some(Side::Requested), stage: Some(stage), ..Filter::default() };
        for row in bureau.docket(WRITER, &filter)?.rows {
            bureau.case(WRITER, row.id, PURPOSE).await?;
            let accept = Command::Accept { note: "in hand".to_owned(), expected: None };
            bureau.act(WRITER, Some(row.id), accept, PURPOSE).await?;
            told(&row.reference);
            accepted += 1;
        }
    }
    Ok(accepted)
}
