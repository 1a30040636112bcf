//! The language of formula checks: typed captures, the expressions over them, and the patterns that find them.

mod expression;
mod lexer;
mod parse;
mod pattern;
mod rule;
mod sorts;
mod template;
#[cfg(test)]
mod tests;
mod typing;

pub use expression::{Expr, Function, Op};
pub use parse::{expression, range, sign};
pub use pattern::{Capture, Gap, Node, Pattern, pattern};
pub use rule::{
    Anchor, Evidence, Part, PartOf, Rule, Scope, Sign, Source, Statement, SubjectSort, Template, Transform, Where,
    Within,
};
pub use sorts::{Sort, Type};
pub use template::template;

/// An error in an expression or a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Bytes of the text that was read.
    pub range: std::ops::Range<usize>,
    /// What is wrong, and what was expected.
    pub message: String,
    /// The most similar known name, if there is one.
    pub notes: Vec<String>,
}

impl Wrong {
    fn at(range: std::ops::Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), notes: Vec::new() }
    }

    fn unknown<'a>(
        range: std::ops::Range<usize>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let notes = super::toml_reader::hint(name, known);
        Self { range, message: format!("there is no {what} `{name}`"), notes }
    }
}
