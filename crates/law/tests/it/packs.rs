//! Every case of every pack.

use law::{Law, load};

/// Loads one pack with the facts of all, so that a fault in another pack does not hide this one's, and runs its cases.
fn check(pack: &str) {
    let own = format!("packs/{pack}/");
    let shared = |path: &str| {
        path.starts_with("data/")
            || path.ends_with("/pack.toml")
            || path.ends_with("/facts.toml")
            || path.ends_with(".instruments.toml")
    };
    let of_pack =
        load::shipped_files().iter().copied().filter(|(path, _)| shared(path) || path.starts_with(&own));
    let law = Law::load(of_pack).unwrap_or_else(|faults| panic!("{}", lines(&faults)));
    let faults = law.case_faults();
    assert!(faults.is_empty(), "{}", lines(&faults));
}

fn lines<T: ToString>(faults: &[T]) -> String {
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    format!("{} faults\n{}", lines.len(), lines.join("\n"))
}

#[test]
fn interpol() {
    check("interpol");
}

#[test]
fn judicial() {
    check("judicial");
}

#[test]
fn the_law_loads_whole() {
    Law::shipped().unwrap_or_else(|faults| panic!("{}", lines(&faults)));
}
