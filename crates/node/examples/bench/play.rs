//! Requests as officers make them: two bureaus in memory, every act through the door.

use bureau::memory::MemoryStore;
use bureau::ports::{Batch, Clock, Store};
use bureau::{Bureau, Command, Filter};
use case::ground::Ground;
use case::handling::Handling;
use case::id::CaseId;
use case::life::{FieldChange, Stage};
use case::request::Kind;
use node::exercise;
use node::store::SqliteStore;

use crate::figure::Outcome;
use crate::site::{APPROVER, REVIEWER, Site, WRITER};

/// Why the officers act, as the journal records it.
const PURPOSE: &str = "fraud investigation";

/// What the requests of the measurements state: as many fields as a real one of middling size.
const FIELDS: [(&str, &str); 26] = [
    ("request.purpose", "information"),
    ("request.information_sought", "Who holds the account named below, since when, and who may draw on it?"),
    ("case.international_link", "The money left by way of two banks in the requested State."),
    ("request.urgency", "normal"),
    ("request.handling", "restricted"),
    ("request.language", "en"),
    ("request.due", "2027-03-01"),
    ("request.reason", "The hearing of the suspect is set for March."),
    ("case.investigation_reference", "PNF-21-118-000-437"),
    ("person.family_name", "Quillfeather"),
    ("person.forename", "Ambrose"),
    ("person.original_script", "Quillfeather Ambrose"),
    ("person.sex", "male"),
    ("person.birth_date", "1971-04-09"),
    ("person.birth_place", "Valletta"),
    ("person.nationality_iso", "MT"),
    ("person.id_documents", "passport 0000000 of Malta, identity card 0000000M"),
    ("person.status", "suspect"),
    ("person.is_adult", "true"),
    ("person.aliases", "A. Quill, Ambroise Plumet"),
    ("person.location", "believed to live in the requested State since 2024"),
    ("offence.category", "fraud"),
    (
        "offence.facts_summary",
        "Between January and June 2025 he had forty-one invoices for advice that was never given paid by a \
         hospital whose accounts he kept. The sums, 1.3 million euros in all, went to a company that he owns through a \
         nominee, and from there, in parts below ten thousand, to an account in the requested State.",
    ),
    ("offence.time", "January to June 2025"),
    ("offence.place", "Lyon"),
    ("offence.charges", "fraud by a person entrusted with accounts"),
];

/// How far a request is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Until {
    Draft,
    Approval,
    Delivered,
    Read,
    Accepted,
    Answered,
    Refused,
}

/// A bureau with what it stored.
pub(crate) struct Desk {
    pub(crate) bureau: Bureau,
    pub(crate) store: MemoryStore,
}

impl Desk {
    pub(crate) async fn new(site: &Site, code: &str, clock: impl Clock + 'static) -> Outcome<Self> {
        let store = MemoryStore::default();
        Ok(Self { bureau: site.bureau(code, store.clone(), clock).await?, store })
    }

    /// Everything stored, written to a file in one transaction.
    pub(crate) async fn copy_to(&self, file: &SqliteStore) -> Outcome<()> {
        let (entries, mut checkpoints) = self.store.contents();
        let checkpoint = checkpoints.pop().ok_or("the journal is empty")?;
        Ok(file
            .append(Batch { entries, keys: self.store.keys().await?, erased: Vec::new(), checkpoint })
            .await?)
    }
}

/// Takes a new request as far as wanted, and gives the case of the bureau that asks.
pub(crate) async fn play(from: &Desk, to: &Desk, until: Until) -> Outcome<CaseId> {
    let asking = &from.bureau;
    let open = Command::Open {
        kind: Kind::InformationRequest,
        to: to.bureau.me().clone(),
        origin: String::new(),
        circle: Vec::new(),
    };
    let id = asking.act(WRITER, None, open, PURPOSE).await?.case;
    let mut changes = Vec::new();
    for (field, text) in FIELDS {
        changes.push(FieldChange { field: field.into(), value: asking.read_field(field, text)?, seen: 0 });
    }
    asking.act(WRITER, Some(id), Command::Edit(changes), PURPOSE).await?;
    if until < Until::Approval {
        return Ok(id);
    }
    let seen = submit(asking, id).await?;
    if until >= Until::Delivered {
        asking.act(APPROVER, Some(id), Command::Approve { seen }, PURPOSE).await?;
        carry(from, to).await?;
        answer(from, to, until).await?;
    }
    Ok(id)
}

/// Gives the revision that the reviewer read.
async fn submit(bureau: &Bureau, id: CaseId) -> Outcome<u64> {
    let findings = bureau.case(WRITER, id, PURPOSE).await?.opinion.findings;
    let explained = findings.into_iter().filter(|finding| finding.essential);
    let explained = explained.map(|finding| (finding.rule, "not known here".to_owned())).collect();
    bureau.act(WRITER, Some(id), Command::Submit { explained }, PURPOSE).await?;
    let reasons = "It is for the requested State to say.";
    Ok(exercise::judge(bureau, (REVIEWER, PURPOSE), id, reasons).await?)
}

/// The other bureau deals with what came last.
async fn answer(from: &Desk, to: &Desk, until: Until) -> Outcome<()> {
    if until < Until::Read {
        return Ok(());
    }
    let unread = Filter { stage: Some(Stage::Delivered), ..Filter::default() };
    let rows = to.bureau.docket(WRITER, &unread)?.rows;
    // One that was left unread before stays so: its officer has not come in yet.
    let id = rows.iter().max_by_key(|row| row.changed_at).ok_or("nothing was received")?.id;
    to.bureau.case(WRITER, id, PURPOSE).await?;
    let mut commands = Vec::new();
    if until != Until::Read && until != Until::Refused {
        commands.push(Command::Accept { note: "The bank is being asked.".into(), expected: None });
    }
    if until == Until::Answered {
        let text = "The account was opened in 2024; its holder alone may draw on it.".into();
        commands.push(Command::Answer { text, complete: true, handling: Handling::default() });
    }
    if until == Until::Refused {
        let reasons = "It concerns a matter that is before our own courts.".into();
        commands.push(Command::Refuse { grounds: vec![Ground::EssentialInterests], reasons });
    }
    for command in commands {
        to.bureau.act(WRITER, Some(id), command, PURPOSE).await?;
    }
    carry(to, from).await
}

/// Carries by hand what waits.
async fn carry(from: &Desk, to: &Desk) -> Outcome<()> {
    loop {
        let errands = from.bureau.due();
        if errands.is_empty() {
            return Ok(());
        }
        for errand in errands {
            let parcel = from.bureau.parcel(&errand).await?;
            let receipt = to.bureau.receive(&parcel.envelope, None).await;
            from.bureau.delivered(&parcel, Ok(receipt)).await?;
        }
    }
}
