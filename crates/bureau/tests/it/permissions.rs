//! Who may do what, as the register of permissions shows it.

/// A change of this file is a change of policy: read it as one.
const EXPECTED: &str = include_str!("../output/permissions.txt");

#[test]
fn the_table_of_permissions_is_the_one_agreed() {
    assert_eq!(bureau::permissions(), EXPECTED);
}
