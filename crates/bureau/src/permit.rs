//! Who may do what. Deny by default: a command that is not in the table for a role is refused.

use case::bureau::{Officer, Role};

use Role::{Administrator, Approver, DataProtectionOfficer, DutyOfficer, LegalReviewer, LiaisonOfficer};

/// Commands and the roles that may give them.
const TABLE: &[(&str, &[Role])] = &[
    ("open", &[LiaisonOfficer, DutyOfficer]),
    ("edit", &[LiaisonOfficer, DutyOfficer]),
    ("attach", &[LiaisonOfficer, DutyOfficer]),
    ("detach", &[LiaisonOfficer, DutyOfficer]),
    ("submit", &[LiaisonOfficer, DutyOfficer]),
    ("judge", &[LegalReviewer]),
    ("send-back", &[LegalReviewer, Approver]),
    ("approve", &[Approver]),
    ("withdraw", &[LiaisonOfficer, DutyOfficer]),
    ("accept", &[LiaisonOfficer, DutyOfficer]),
    ("ask-more", &[LiaisonOfficer, DutyOfficer]),
    ("forward", &[LiaisonOfficer, DutyOfficer]),
    ("answer", &[LiaisonOfficer, DutyOfficer]),
    ("refuse", &[LiaisonOfficer, DutyOfficer]),
    ("assign", &[LiaisonOfficer, DutyOfficer, Approver]),
    ("note", &[LiaisonOfficer, DutyOfficer, LegalReviewer, Approver]),
    ("close", &[LiaisonOfficer, DutyOfficer]),
    ("look", &[LiaisonOfficer, DutyOfficer, LegalReviewer, Approver, DataProtectionOfficer]),
    ("list", &[LiaisonOfficer, DutyOfficer, LegalReviewer, Approver, DataProtectionOfficer]),
    ("recover", &[Administrator]),
    ("end-sessions", &[Administrator]),
    ("oversee", &[DataProtectionOfficer, Approver, Administrator]),
];

/// An officer's leave to give one command. It is made here only: an act or a look that nobody asked about does not compile.
#[derive(Clone, Copy)]
pub(crate) struct Permitted<'a>(&'a Officer);

impl<'a> Permitted<'a> {
    /// Leave for this officer to give this command; none where no posting of theirs has it.
    pub(crate) fn for_command(officer: &'a Officer, command: &str) -> Option<Self> {
        may(officer, command).then_some(Self(officer))
    }

    /// Who has leave.
    pub(crate) const fn officer(self) -> &'a Officer {
        self.0
    }
}

/// Whether this officer may give this command.
#[must_use]
pub fn may(officer: &Officer, command: &str) -> bool {
    TABLE
        .iter()
        .find(|(known, _)| *known == command)
        .is_some_and(|(_, roles)| roles.iter().any(|role| officer.is(*role)))
}

/// The whole table as text, one line a command: what the register of permissions shows.
#[must_use]
pub fn permissions() -> String {
    let mut text = String::new();
    for (command, roles) in TABLE {
        let roles: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        text.push_str(&format!("{command}: {}\n", roles.join(", ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use case::id::OfficerId;

    use super::*;

    fn check(role: Role, command: &str, expected: bool) {
        let officer = Officer {
            id: OfficerId::from_bytes([1; 16]),
            name: "Amal Haddad".into(),
            roles: vec![role],
            language: "en".into(),
        };
        assert_eq!(may(&officer, command), expected, "{role:?} {command}");
    }

    #[test]
    fn denied_unless_listed() {
        check(LiaisonOfficer, "edit", true);
        check(LiaisonOfficer, "approve", false);
        check(LegalReviewer, "judge", true);
        check(Approver, "judge", false);
        check(Administrator, "look", false);
        check(Administrator, "list", false);
        check(DataProtectionOfficer, "edit", false);
        check(Approver, "no such command", false);
    }
}
