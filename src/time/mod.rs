//! Days, days known to be between two days, terms, sets of days, and three-valued verdicts.

mod day;
mod days;
mod term;

pub use day::{Day, When};
pub use days::Days;
pub use term::{Term, Until};

/// Whether a statement is true. Only `No` may become a finding above hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It cannot be true under any reading of the dates.
    No,
    /// It may or may not be true.
    CannotTell,
    /// It is true under every reading of the dates.
    Yes,
}
