//! The rules that are built into the program, as `build.rs` compiled them.

use crate::rules::{Check, RuleSet, Table, Words};

static FACTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/facts.bin"));
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
static CHECKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/checks.bin"));
static MANUALS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/manuals.bin"));

/// The facts: opened, not parsed.
pub fn table() -> Table {
    Table::open_static(FACTS).expect("the build wrote a table")
}

/// The words of every language.
pub fn words() -> Vec<Words> {
    postcard::from_bytes(WORDS).expect("the build wrote words")
}

/// The checks without manuals and examples: all that linting needs.
pub fn checks() -> Vec<Check> {
    postcard::from_bytes(CHECKS).expect("the build wrote checks")
}

/// The checks with manuals and examples.
pub fn checks_with_manuals() -> Vec<Check> {
    postcard::from_bytes(MANUALS).expect("the build wrote manuals")
}

/// All rules, without manuals and examples.
pub fn rules() -> RuleSet {
    RuleSet { table: table(), words: words(), checks: checks() }
}
