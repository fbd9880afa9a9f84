//! Tests of the journal as an auditor meets it: exported, tampered with, read back and verified.

mod program;
mod samples;
mod tamper;
mod world;
