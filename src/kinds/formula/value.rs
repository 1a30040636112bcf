//! Values of expressions.

use super::number::Num;
use super::relations::Things;
use crate::language::values::DateValue;
use crate::time::{Verdict, When};

/// A value, or that nothing can be said.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Val {
    /// A number or quantity.
    Num(Num),
    /// A date: its possible days, and its written parts.
    Date { when: Option<When>, written: Option<DateValue> },
    /// Days of the week, one bit each from Monday on.
    Weekdays(u8),
    /// Words.
    Text(String),
    /// People, places, offices.
    Known(Things),
    /// Yes, no, or unknown.
    Truth(Verdict),
    /// The captures of a list.
    List(Vec<Val>),
    /// A missing capture, an incompatible unit, or an unknown day.
    Unknown,
}

impl Val {
    pub(super) fn num(self) -> Option<Num> {
        if let Self::Num(num) = self { Some(num) } else { None }
    }

    pub(super) fn when(&self) -> Option<When> {
        if let Self::Date { when, .. } = self { *when } else { None }
    }

    pub(super) fn written(&self) -> Option<DateValue> {
        if let Self::Date { written, .. } = self { *written } else { None }
    }

    /// People, places or offices, if there are any.
    pub(super) fn known(things: Things) -> Self {
        if things.all.is_empty() { Self::Unknown } else { Self::Known(things) }
    }

    /// As a verdict; unknown for other values.
    pub(super) fn verdict(&self) -> Verdict {
        if let Self::Truth(verdict) = self { *verdict } else { Verdict::CannotTell }
    }
}

impl From<Option<Num>> for Val {
    fn from(num: Option<Num>) -> Self {
        num.map_or(Self::Unknown, Self::Num)
    }
}

impl From<bool> for Val {
    fn from(answer: bool) -> Self {
        Self::Truth(if answer { Verdict::Yes } else { Verdict::No })
    }
}
