//! Rule files: dated facts, words and checks, parsed from TOML, linked, validated and looked up.

mod checks;
mod duplicates;
mod evidence;
mod expressions;
mod facts;
mod first_words;
pub mod formula;
pub mod keys;
mod lazy_rows;
mod lexicon;
mod load;
mod model;
mod normalise;
mod pattern_keys;
mod patterns;
mod query;
mod raw_rows;
mod table;
pub mod template;
pub mod toml_reader;
mod validate;
mod words;

pub use checks::{KindSpec, OptionSort, OptionSpec};
pub use facts::Facts;
pub use load::{ListUse, Read, RuleSet, extend, read};
pub use model::*;
pub use normalise::fold;
pub use query::{Named, on};
pub use table::{Table, encode};
