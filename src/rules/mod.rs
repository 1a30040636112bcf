//! Rule files: dated facts, words and checks, read from TOML, linked, judged and looked up.
//!
//! May name: `text`, `findings`, `time`. Readers never fail: they answer what could be read, and every fault.

mod model;

pub use model::*;
