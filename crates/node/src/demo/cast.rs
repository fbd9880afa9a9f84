//! Who is who in the demonstration. All persons are made up.

use case::bureau::{Level, Officer, Role};
use case::id::OfficerId;

use Role::{
    Administrator, Approver, Authority, DataProtectionOfficer, DutyOfficer, LegalReviewer, LiaisonOfficer,
};

/// A bureau of the demonstration.
pub(super) struct Part {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) state: Option<&'static str>,
    pub(super) languages: &'static [&'static str],
    /// Name, language and posting.
    pub(super) officers: &'static [(&'static str, &'static str, Role)],
    /// Whether its node runs from the beginning.
    pub(super) is_on: bool,
}

/// Every bureau; the first one signs the directory.
pub(super) const PARTS: &[Part] = &[
    Part {
        code: "GS",
        name: "General Secretariat, Lyon",
        state: None,
        languages: &["en", "fr", "es", "ar"],
        officers: &[
            ("Yusuf Al-Khatib", "ar", LiaisonOfficer),
            ("Ingrid Solberg", "en", LegalReviewer),
            ("Kwame Mensah", "en", Approver),
            ("Mei-Ling Chow", "en", DutyOfficer),
            ("Andrei Popescu", "en", DataProtectionOfficer),
        ],
        is_on: true,
    },
    Part {
        code: "FR",
        name: "National Central Bureau, Paris",
        state: Some("FR"),
        languages: &["fr", "en"],
        officers: &[
            ("Camille Laurent", "en", LiaisonOfficer),
            ("Idris Benali", "en", LegalReviewer),
            ("Solène Kervella", "en", Approver),
            ("Mathis Nguyen", "en", DutyOfficer),
            ("Agathe Diallo", "en", DataProtectionOfficer),
            ("Bastien Keita", "en", Administrator),
            ("Claire Morvan, public prosecutor", "fr", Authority),
        ],
        is_on: true,
    },
    Part {
        code: "US",
        name: "National Central Bureau, Washington",
        state: Some("US"),
        languages: &["en", "es"],
        officers: &[
            ("Maria Delgado", "en", LiaisonOfficer),
            ("Samuel Whitehorse", "en", LegalReviewer),
            ("Priya Raman", "en", Approver),
            ("Darnell Brooks", "en", DutyOfficer),
            ("Hannah Goldberg", "en", DataProtectionOfficer),
            ("Marcus Oyelaran, Department of Justice", "en", Authority),
        ],
        is_on: true,
    },
    Part {
        code: "BR",
        name: "National Central Bureau, Brasília",
        state: Some("BR"),
        languages: &["pt", "es", "en"],
        officers: &[
            ("Luana Teixeira", "en", LiaisonOfficer),
            ("Rafael Yamamoto", "en", LegalReviewer),
            ("Beatriz Nascimento", "en", Approver),
            ("Caio Albuquerque", "en", DutyOfficer),
            ("Iracema Duarte", "en", DataProtectionOfficer),
            ("Otávio Sarmento, federal judge", "en", Authority),
        ],
        is_on: true,
    },
    Part {
        code: "JP",
        name: "National Central Bureau, Tokyo",
        state: Some("JP"),
        languages: &["ja", "en"],
        officers: &[
            ("Haruka Mori", "en", LiaisonOfficer),
            ("Kenji Sato", "en", LegalReviewer),
            ("Aiko Tanabe", "en", Approver),
            ("Ren Fujita", "en", DutyOfficer),
        ],
        is_on: false,
    },
];

impl Part {
    /// Its officers; a name gives the same identifier at every start.
    pub(super) fn officers(&self) -> Vec<Officer> {
        self.officers
            .iter()
            .map(|(name, language, role)| {
                let [id, _] = halves(seal::digest::sha256(format!("{} {name}", self.code).as_bytes()));
                Officer {
                    id: OfficerId::from_bytes(id),
                    name: (*name).to_owned(),
                    roles: vec![*role],
                    clearance: Level::Confidential,
                    language: (*language).to_owned(),
                    certificates: Vec::new(),
                }
            })
            .collect()
    }
}

fn halves(bytes: [u8; 32]) -> [[u8; 16]; 2] {
    let mut halves = [[0; 16]; 2];
    for (half, chunk) in halves.iter_mut().zip(bytes.chunks_exact(16)) {
        half.copy_from_slice(chunk);
    }
    halves
}

/// An officer's postings in words.
pub(super) fn roles(officer: &Officer) -> String {
    officer.roles.iter().map(|role| role.code().replace('-', " ")).collect::<Vec<_>>().join(", ")
}
