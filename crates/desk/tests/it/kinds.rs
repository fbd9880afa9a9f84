//! A request of every kind travels through the pages of both desks: opened, filled in, checked, reviewed, approved, carried,
//! received and answered.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use bureau::Command;
use case::form::{FORMS, Form};
use case::id::CaseId;
use case::life::{FieldChange, Stage};
use case::opinion::{Finding, FindingResult, Opinion, Outcome};
use case::request::Kind;

use crate::browser::Browser;
use crate::world::{APPROVER, DUTY, REVIEWER, WRITER, World, act, decide, id, seen};

/// A kind, the bureau that is asked, and fields that leave nothing to ask. Notices go to the General Secretariat.
type Whole = (Kind, &'static str, &'static [(&'static str, &'static str)]);

/// What INTERPOL's rules ask of everything that travels on its channel.
const POLICE: &[(&str, &str)] = &[
    ("request.handling", "restricted"),
    ("request.language", "en"),
    ("case.international_link", "Tickets to the other State."),
    ("selfcheck.quality", "true"),
    ("selfcheck.conditions", "true"),
    ("selfcheck.interest", "true"),
    ("selfcheck.art2_art3", "true"),
];

const WHOLE: &[Whole] = &[
    (
        Kind::InformationRequest,
        "BR",
        &[("request.purpose", "information"), ("request.information_sought", "Since when is the shop let?")],
    ),
    (
        Kind::RedNotice,
        "GS",
        &[
            ("request.purpose", "arrest"),
            ("request.sought_for", "prosecution"),
            ("person.family_name", "ODUYA"),
            ("person.forename", "Pierre"),
            ("person.sex", "male"),
            ("person.birth_date", "1980-02-03"),
            ("person.fingerprints", "true"),
            ("person.status", "accused"),
            ("offence.category", "fraud"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.time", "2023"),
            ("offence.place", "Lyon"),
            ("offence.individual_role", "He signed the contracts and took the money."),
            ("offence.charges", "Fraud"),
            ("offence.law_reference", "Code pénal, art. 313-1"),
            ("offence.max_penalty_months", "60"),
            ("offence.ordinary_law", "true"),
            ("offence.serious", "true"),
            ("offence.excluded_category", "none"),
            ("warrant.present", "true"),
            ("warrant.valid", "true"),
            ("warrant.reference", "7/2024"),
            ("warrant.issuer", "court"),
            ("warrant.authority_competent", "true"),
            ("extradition.intended", "true"),
            ("extradition.assurance", "true"),
            ("extradition.coordinated_at", "2026-11-02"),
            ("extradition.legal_basis", "Treaty of 1996"),
        ],
    ),
    (
        Kind::BlueNotice,
        "GS",
        &[
            ("request.purpose", "locate"),
            ("request.information_sought", "Where does he live?"),
            ("person.known", "true"),
            ("person.family_name", "ODUYA"),
            ("person.forename", "Pierre"),
            ("person.sex", "male"),
            ("person.birth_year", "1980"),
            ("person.physical_description", "Tall, grey hair."),
            ("record.status", "witness"),
            ("record.event", "Fire at the warehouse"),
            ("record.no_restrictive_measure_flag", "true"),
            ("offence.facts_summary", "He saw who set fire to a warehouse."),
        ],
    ),
    (
        Kind::GreenNotice,
        "GS",
        &[
            ("request.purpose", "warn"),
            ("person.family_name", "ODUYA"),
            ("person.forename", "Pierre"),
            ("person.sex", "male"),
            ("person.birth_date", "1980-02-03"),
            ("person.dna", "true"),
            ("record.status", "possible-threat"),
            ("threat.description", "He travels to take work with children."),
            ("threat.assessed_by_authority", "true"),
            ("threat.prior_convictions", "2"),
        ],
    ),
    (
        Kind::YellowNotice,
        "GS",
        &[
            ("request.purpose", "locate"),
            ("missing.unable_to_identify", "false"),
            ("missing.circumstances", "She did not come home from school on 3 November."),
            ("missing.whereabouts_known", "false"),
            ("missing.police_report", "true"),
            ("person.family_name", "ODUYA"),
            ("person.forename", "Ama"),
            ("person.sex", "female"),
            ("person.birth_date", "2012-05-06"),
            ("person.photo", "true"),
            ("person.is_adult", "false"),
            ("record.status", "missing"),
            ("record.minor_flag", "true"),
        ],
    ),
    (
        Kind::BlackNotice,
        "GS",
        &[
            ("request.purpose", "identify"),
            ("body.identified", "false"),
            ("body.discovery", "On 3 November on the beach at Saint-Malo."),
            ("body.police_record", "true"),
            ("body.dna", "true"),
        ],
    ),
    (
        Kind::PurpleNotice,
        "GS",
        &[
            ("request.purpose", "warn"),
            ("mo.description", "Cash machines are opened with gas."),
            ("mo.under_investigation", "false"),
            ("mo.detail", "true"),
            ("mo.novelty", "true"),
            ("mo.match_identifiers", "true"),
            ("mo.prevention_aim", "true"),
            ("mo.prevention_data", "true"),
        ],
    ),
    (
        Kind::OrangeNotice,
        "GS",
        &[
            ("threat.subject", "object-event-or-method"),
            ("request.purpose", "warn"),
            ("threat.description", "Parcels that burn when they are opened."),
            ("threat.imminent", "true"),
            ("threat.assessed_by_authority", "true"),
        ],
    ),
    (
        Kind::SilverNotice,
        "GS",
        &[
            ("asset.action", "locate"),
            ("request.purpose", "locate"),
            ("silver.participant", "true"),
            ("silver.quota_left", "3"),
            ("asset.description", "A yacht of 30 metres."),
            ("asset.link_to_person", "His company bought it."),
            ("judicial_decision.reference", "12/2026"),
            ("person.under_investigation", "true"),
            ("person.family_name", "ODUYA"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.max_penalty_months", "60"),
        ],
    ),
    (
        Kind::Diffusion,
        "BR",
        &[
            ("request.diffusion_purpose", "locate"),
            ("request.purpose", "locate"),
            ("person.family_name", "ODUYA"),
            ("person.status", "suspect"),
            ("offence.category", "fraud"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.time", "2023"),
            ("offence.place", "Lyon"),
            ("offence.individual_role", "He signed the contracts and took the money."),
        ],
    ),
    (
        Kind::ProvisionalArrest,
        "BR",
        &[
            ("request.sought_for", "prosecution"),
            ("arrest.urgency_reason", "He leaves on Friday."),
            ("extradition.intended", "true"),
            ("extradition.treaty_basis", "true"),
            ("person.family_name", "ODUYA"),
            ("person.birth_date", "1980-02-03"),
            ("person.nationality_iso", "FR"),
            ("offence.category", "fraud"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.charges", "Fraud"),
            ("offence.max_penalty_months", "60"),
            ("warrant.present", "true"),
        ],
    ),
    (
        Kind::Extradition,
        "BR",
        &[
            ("request.sought_for", "prosecution"),
            ("request.language_accepted", "true"),
            ("extradition.treaty_basis", "true"),
            ("person.family_name", "ODUYA"),
            ("person.birth_date", "1980-02-03"),
            ("person.nationality_iso", "FR"),
            ("offence.category", "fraud"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.time", "2023"),
            ("offence.place", "Lyon"),
            ("offence.individual_role", "He signed the contracts and took the money."),
            ("offence.charges", "Fraud"),
            ("offence.law_text", "Fraud is punished with five years."),
            ("offence.max_penalty_months", "60"),
            ("offence.dual_criminality", "true"),
            ("warrant.present", "true"),
            ("warrant.copy", "true"),
            ("extradition.jurisdiction_text", "French courts try what is done in France."),
            ("extradition.limitation_text", "Six years."),
        ],
    ),
    (
        Kind::Surrender,
        "ES",
        &[
            ("request.sought_for", "prosecution"),
            ("request.authority", "Tribunal judiciaire de Lyon"),
            ("request.language_accepted", "true"),
            ("person.family_name", "ODUYA"),
            ("person.birth_date", "1980-02-03"),
            ("person.nationality_iso", "FR"),
            ("person.status", "accused"),
            ("offence.category", "fraud"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.time", "2023"),
            ("offence.place", "Lyon"),
            ("offence.individual_role", "He signed the contracts and took the money."),
            ("offence.charges", "Fraud"),
            ("offence.law_reference", "Code pénal, art. 313-1"),
            ("offence.max_penalty_months", "60"),
            ("offence.list_offence", "true"),
            ("warrant.present", "true"),
            ("warrant.reference", "7/2024"),
            ("warrant.issuing_authority", "Tribunal judiciaire de Lyon"),
            ("warrant.issuer", "court"),
            ("warrant.issued_at", "2024-05-06"),
            ("eaw.national_warrant_present", "true"),
        ],
    ),
    (
        Kind::MutualLegalAssistance,
        "BR",
        &[
            ("request.authority", "Tribunal judiciaire de Lyon"),
            ("request.language_accepted", "true"),
            ("mla.authority_in_charge", "Tribunal judiciaire de Lyon"),
            ("mla.purpose", "To show where the money went."),
            ("mla.measures", "bank-records"),
            ("mla.account", "0417-2 at a bank in Santos"),
            ("mla.account_link", "The contracts name it."),
            ("mla.period", "2023"),
            ("offence.category", "fraud"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.law_reference", "Code pénal, art. 313-1"),
        ],
    ),
    (
        Kind::InvestigationOrder,
        "ES",
        &[
            ("request.authority", "Tribunal judiciaire de Lyon"),
            ("eio.issuing_authority", "investigating-judge"),
            ("eio.issuing_authority_competent_in_domestic_case", "true"),
            ("eio.legal_remedy_in_issuing_state", "true"),
            ("request.language_accepted", "true"),
            ("mla.proceeding", "Investigation 12/2026 into fraud"),
            ("mla.purpose", "To show where the money went."),
            ("eio.necessity", "No other record shows it."),
            ("eio.measure", "The records of one account for 2023."),
            ("mla.measures", "bank-records"),
            ("mla.account", "0417-2 at a bank in Cádiz"),
            ("mla.account_link", "The contracts name it."),
            ("mla.period", "2023"),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.law_reference", "Code pénal, art. 313-1"),
        ],
    ),
    (
        Kind::DataAccess,
        "ES",
        &[
            ("request.authority", "Tribunal judiciaire de Lyon"),
            ("data_access.issuer", "court"),
            ("data_access.independent_prior_review", "true"),
            ("data_access.order", "production"),
            ("data_access.category", "traffic"),
            ("data_access.notified", "true"),
            ("mla.data_identifier", "seller@mail.invalid"),
            ("mla.data_time", "March 2023, UTC"),
            ("mla.data_provider", "A provider in Madrid"),
            ("eio.necessity", "No other record shows who answered the buyers."),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.law_reference", "Code pénal, art. 313-1"),
            ("offence.max_penalty_months", "60"),
        ],
    ),
    (
        Kind::DataAccess,
        "BR",
        &[
            ("request.authority", "Tribunal judiciaire de Lyon"),
            ("request.instrument", "COE-185-BUDAPEST"),
            ("data_access.category", "subscriber"),
            ("mla.data_identifier", "seller@mail.invalid"),
            ("mla.data_time", "March 2023, UTC"),
            ("mla.data_provider", "A provider in Santos"),
            ("mla.data_link", "The buyers were answered from this account."),
            ("offence.facts_summary", "He sold flats that did not exist."),
            ("offence.law_reference", "Code pénal, art. 313-1"),
        ],
    ),
    (
        Kind::Message,
        "BR",
        &[
            ("message.text", "A blue van with false plates crossed the border on Sunday."),
            ("request.purpose", "warn"),
        ],
    ),
];

/// The titles of what stands against a request or is asked.
fn open(opinion: &Opinion) -> Vec<&str> {
    let asked = |finding: &&Finding| finding.essential && finding.result == FindingResult::NotKnown;
    let told = opinion.findings.iter().filter(|finding| finding.is_raised() || asked(finding));
    told.map(|finding| &*finding.title).collect()
}

/// The whole way of one request, by plain forms alone; nothing has to be explained on it.
async fn check(world: &World, (kind, to, own): Whole) {
    let code = kind.code();
    let writer = Browser::signed_in(&world.seats["FR"].desk, id(WRITER)).await;
    let opened = writer.post("/new", &format!("kind={code}&to={to}")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{code}: {}", opened.text);
    let path = opened.location().to_owned();
    let case = path.trim_start_matches("/case/").parse().unwrap();

    let form = Form::of(kind).unwrap();
    let fields: Vec<_> = own.iter().chain(POLICE.iter().filter(|(field, _)| form.has(field))).collect();
    let page = writer.get(&format!("{path}/request")).await.text;
    for (field, _) in &fields {
        assert!(page.contains(&format!("name=\"field.{field}\"")), "{code}: no field for `{field}`");
    }
    let typed: Vec<String> = fields
        .iter()
        .map(|(field, text)| format!("seen.{field}=0&field.{field}={}", text.replace(' ', "+")))
        .collect();
    act(&writer, &format!("{path}/draft"), &typed.join("&")).await;
    // A copy that is claimed has to be there.
    if own.contains(&("warrant.copy", "true")) {
        let (name, media_type) = ("warrant.txt".into(), "text/plain".into());
        let copy = Command::Attach { name, media_type, content: b"A synthetic warrant.".to_vec() };
        world.bureau("FR").act(id(WRITER), Some(case), copy, "handling").await.unwrap();
    }
    let opinion = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().opinion;
    assert!(matches!(opinion.outcome(), Outcome::Clear | Outcome::Refer), "{code}: {:#?}", open(&opinion));

    for language in ["en", "fr", "es", "ar"] {
        let letter = writer.get(&format!("{path}/letter?paper=request&language={language}")).await;
        assert!(letter.text.starts_with("%PDF-"), "{code} in {language}: {}", letter.text);
    }
    let names = desk::Names::of("en").unwrap();
    let view = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap();
    let letters = world.bureau("FR").letters(&view, &names);
    let request = letters.iter().find(|row| row.paper == bureau::PaperKind::Request).unwrap();
    // A box is empty where the law still asks for something, and only there.
    let asked = view.opinion.findings.iter().any(Finding::is_open);
    assert_eq!(asked, !request.against.is_empty(), "{code}: {} lacks {:?}", request.title, request.against);

    act(&writer, &format!("{path}/do/submit"), "").await;
    let reviewer = Browser::signed_in(&world.seats["FR"].desk, id(REVIEWER)).await;
    let questions = reviewer.get(&format!("{path}/review")).await.text;
    for rule in questions.split("name=\"rule\" value=\"").skip(1) {
        let rule = rule.split('"').next().unwrap();
        act(
            &reviewer,
            &format!("{path}/review"),
            &format!("rule={rule}&judgement=satisfied&reasons=Weighed.&{}", seen(&questions)),
        )
        .await;
    }
    let approver = Browser::signed_in(&world.seats["FR"].desk, id(APPROVER)).await;
    decide(&approver, &format!("{path}/do/approve")).await;
    world.carry().await;

    let duty = Browser::signed_in(&world.seats[to].desk, id(DUTY)).await;
    let received = format!("/case/{}", world.received_at(to));
    assert!(duty.get("/today").await.text.contains(&received), "{code}");
    assert_eq!(duty.get(&received).await.status, StatusCode::OK, "{code}");
    act(&duty, &format!("{received}/do/accept"), "note=We+begin.").await;
    act(&duty, &format!("{received}/do/answer"), "text=Done.&complete=yes").await;
    for _ in 0..3 {
        world.carry().await;
    }
    let answered = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap().case;
    let heard = world.bureau(to).case(id(DUTY), world.received_at(to), "handling").await.unwrap().case;
    assert_eq!(heard.facts(), answered.facts(), "{code}");
    assert_eq!(answered.stage, Stage::Answered, "{code}");
}

#[tokio::test]
async fn every_kind_travels() {
    let world = World::new().await;
    let kinds: BTreeSet<Kind> = WHOLE.iter().map(|(kind, _, _)| *kind).collect();
    assert!(
        FORMS.iter().all(|form| kinds.contains(&form.kind)),
        "a kind with a form has no whole request here"
    );
    for whole in WHOLE {
        check(&world, *whole).await;
        world.clock.pass(60);
    }
}

/// A draft of a whole request.
async fn draft(world: &World, (kind, to, own): Whole) -> CaseId {
    let fr = world.bureau("FR");
    let to = to.parse().unwrap();
    let open = Command::Open { kind, to, origin: String::new(), circle: Vec::new() };
    let case = fr.act(id(WRITER), None, open, "handling").await.unwrap().case;
    let form = Form::of(kind).unwrap();
    let fields = own.iter().chain(POLICE.iter().filter(|(field, _)| form.has(field)));
    for (field, text) in fields {
        set(world, case, field, Some(text)).await;
    }
    case
}

/// Puts a text into a field, or takes it out.
async fn set(world: &World, case: CaseId, field: &str, text: Option<&str>) {
    let fr = world.bureau("FR");
    let view = fr.case(id(WRITER), case, "handling").await.unwrap();
    let seen = view.case.fields.get(field).map_or(0, |state| state.revision);
    let value = text.and_then(|text| fr.read_field(field, text).unwrap());
    let change = FieldChange { field: field.into(), value, seen };
    fr.act(id(WRITER), Some(case), Command::Edit(vec![change]), "handling").await.unwrap();
}

/// Whether the law asks for something or refuses, and whether the paper lacks something.
async fn stands(world: &World, case: CaseId) -> (bool, bool) {
    let view = world.bureau("FR").case(id(WRITER), case, "handling").await.unwrap();
    let letters = world.bureau("FR").letters(&view, &desk::Names::of("en").unwrap());
    let request = letters.iter().find(|row| row.paper == bureau::PaperKind::Request).unwrap();
    let told = matches!(view.opinion.outcome(), Outcome::Ask | Outcome::Block);
    (told, !request.against.is_empty())
}

/// Fields that a paper has to show and of which no rule makes a condition: without one its box is empty while the opinion stays as it
/// was. This list only shrinks.
const ONLY_ON_PAPER: &[(Kind, &str, &[&str])] = &[
    (
        Kind::Surrender,
        "ES",
        &[
            "request.sought_for",
            "request.language_accepted",
            "person.birth_date",
            "warrant.reference",
            "warrant.issuing_authority",
            "warrant.issued_at",
        ],
    ),
    (
        Kind::InvestigationOrder,
        "ES",
        &["request.language_accepted", "mla.account", "mla.account_link", "mla.period"],
    ),
    (Kind::DataAccess, "ES", &[]),
    (
        Kind::DataAccess,
        "BR",
        &[
            "request.authority",
            "data_access.category",
            "mla.data_provider",
            "mla.data_link",
            "offence.facts_summary",
        ],
    ),
    (Kind::Message, "BR", &[]),
];

#[tokio::test]
async fn what_is_left_out_is_asked_by_the_law_and_missed_on_the_paper_alike() {
    let world = World::new().await;
    for (kind, to, only) in ONLY_ON_PAPER {
        let whole = WHOLE.iter().find(|(known, asked, _)| (known, asked) == (kind, to)).unwrap();
        let case = draft(&world, *whole).await;
        assert_eq!(stands(&world, case).await, (false, false), "{} to {to}", kind.code());
        let mut told = 0;
        for (field, text) in whole.2 {
            set(&world, case, field, None).await;
            let (asked, lacks) = stands(&world, case).await;
            assert_eq!(lacks && !asked, only.contains(field), "{} to {to} without `{field}`", kind.code());
            assert!(lacks || !asked, "{} to {to} without `{field}` has no gap", kind.code());
            told += usize::from(asked);
            set(&world, case, field, Some(text)).await;
        }
        assert!(told > 0, "{} to {to}: nothing is asked for", kind.code());
    }
}
