//! The program `comity`.
fn main() {}
