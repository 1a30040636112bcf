//! Rule files: dated facts, words and checks, read from TOML, linked, judged and looked up.
//!
//! May name: `text`, `findings`, `time`. Readers never fail: they answer what could be read, and every fault. `build.rs` compiles
//! this module too, so it names nothing that a build makes.

mod checks;
mod doors;
mod facts;
mod fold;
pub mod formula;
mod judge;
mod kept;
pub mod keys;
mod lexicon;
mod load;
mod model;
mod patterns;
mod query;
mod raw;
mod table;
pub mod template;
mod twins;
pub mod walk;
mod words;

pub use checks::{KindSpec, OptionSort, OptionSpec};
pub use facts::Facts;
pub use fold::fold;
pub use load::{ListUse, Read, RuleSet, extend, read};
pub use model::*;
pub use query::{Named, on};
pub use table::{Table, encode};
