//! Bureaus, States and officers.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::fact::Value;
use crate::id::OfficerId;

/// Longest bureau code, in letters.
pub const BUREAU_CODE_LETTERS_MAX: usize = 12;

/// The codes of ISO 3166-1 alpha-2, and `XK` as INTERPOL and the European Union write Kosovo; in order, a blank between two.
const STATES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW \
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME \
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
    PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK \
    YE YT ZA ZM ZW";

/// Text that is not a code of the kind expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// Not a bureau's code.
    #[error("a bureau's code has 2 to {BUREAU_CODE_LETTERS_MAX} capital letters, digits or hyphens")]
    Bureau,
    /// Not a State's code.
    #[error("a State has a code of two capital letters of ISO 3166-1, as FR")]
    State,
}

/// A bureau's code in the directory, such as `FR` or `GS`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BureauCode(String);

impl BureauCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BureauCode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let fits = (2..=BUREAU_CODE_LETTERS_MAX).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        if fits && plain { Ok(Self(text.to_owned())) } else { Err(BadCode::Bureau) }
    }
}

impl fmt::Display for BureauCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BureauCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A State, ISO 3166-1 alpha-2.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StateCode([u8; 2]);

impl StateCode {
    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl FromStr for StateCode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        match text.as_bytes() {
            [a, b] if STATES.split(' ').any(|known| known == text) => Ok(Self([*a, *b])),
            _ => Err(BadCode::State),
        }
    }
}

impl fmt::Display for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an officer is posted to do. One officer may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Prepares, sends and answers requests.
    LiaisonOfficer,
    /// Decides what needs judgement.
    LegalReviewer,
    /// Approves what leaves.
    Approver,
    /// Receives and decides at any hour.
    DutyOfficer,
    /// Sees who looked at what and why.
    DataProtectionOfficer,
    /// Runs the node; sees no case.
    Administrator,
    /// A prosecutor, judge, court or ministry of the bureau's State, who does no work of the bureau: sees the one request on which a
    /// task was given to them, and answers.
    Authority,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 7] = [
        Role::LiaisonOfficer,
        Role::LegalReviewer,
        Role::Approver,
        Role::DutyOfficer,
        Role::DataProtectionOfficer,
        Role::Administrator,
        Role::Authority,
    ];

    /// As journals and catalogues write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Role::LiaisonOfficer => "liaison-officer",
            Role::LegalReviewer => "legal-reviewer",
            Role::Approver => "approver",
            Role::DutyOfficer => "duty-officer",
            Role::DataProtectionOfficer => "data-protection-officer",
            Role::Administrator => "administrator",
            Role::Authority => "authority",
        }
    }

    /// The role with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A level of confidentiality of what a case holds, and the clearance of who may see it. Rising: INTERPOL's Rules on the
/// Processing of Data, articles 112(1) and 114.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// INTERPOL FOR OFFICIAL USE ONLY; what no level was given has this one (article 112(3)).
    OfficialUse,
    /// INTERPOL RESTRICTED.
    Restricted,
    /// INTERPOL CONFIDENTIAL.
    Confidential,
}

impl Level {
    /// Every level, rising.
    pub const ALL: [Level; 3] = [Level::OfficialUse, Level::Restricted, Level::Confidential];

    /// As requests and configurations write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Level::OfficialUse => "for-official-use-only",
            Level::Restricted => "restricted",
            Level::Confidential => "confidential",
        }
    }

    /// The higher of what a request and its record say. A level that is not known counts as the highest; where none was given, the lowest
    /// (INTERPOL's Rules on the Processing of Data, article 112(3)).
    #[must_use]
    pub fn stated<'a>(fact: impl Fn(&str) -> Option<&'a Value>) -> Level {
        let stated = ["request.handling", "record.confidentiality"].into_iter().filter_map(fact);
        let levels = stated
            .filter(|value| value.text() != Some("not-set"))
            .map(|value| value.text().and_then(Level::parse).unwrap_or(Level::Confidential));
        levels.max().unwrap_or(Level::OfficialUse)
    }

    /// The level with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// An officer of this bureau.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Their identifier.
    pub id: OfficerId,
    /// Name as colleagues write it.
    pub name: String,
    /// What they are posted to do.
    pub roles: Vec<Role>,
    /// The highest level of confidentiality that they may see.
    pub clearance: Level,
    /// The language they read, BCP 47.
    pub language: String,
    /// What they are certified for.
    pub certificates: Vec<Certificate>,
}

/// That an officer is trained for something for which a bureau's policy asks for it, such as work with covert sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// For what, as the policy names it.
    pub name: String,
    /// The last day on which it counts.
    pub until: Date,
}

impl Officer {
    /// As they stand on a day: with the certificates that count then.
    #[must_use]
    pub fn on(&self, day: Date) -> Self {
        let mut officer = self.clone();
        officer.certificates.retain(|certificate| day <= certificate.until);
        officer
    }

    /// Whether they hold this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
