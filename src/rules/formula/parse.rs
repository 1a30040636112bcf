//! Parses an expression and checks names and types.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::expression::{Expr, Function, Op};
use super::lexer::{Lexeme, lexemes};
use super::pattern::Capture;
use super::sorts::Type;
use super::{Wrong, typing};

/// Deepest nesting: rule files are not meant to be deeper, and a reader must not run out of stack.
const DEEPEST: usize = 40;

/// Reads an expression over captures.
pub fn expression(text: &str, captures: &[Capture]) -> Result<(Expr, Type), Wrong> {
    let mut parser = Parser { rest: lexemes(text)?.into_iter().peekable(), end: text.len(), captures, depth: 0 };
    if parser.rest.peek().is_none() {
        return Err(Wrong::at(0..text.len(), "the expression is empty"));
    }
    let whole = parser.or()?;
    match parser.rest.next() {
        None => Ok((whole.expr, whole.yields)),
        Some((_, range)) => Err(Wrong::at(range.clone(), format!("unexpected `{}`", &text[range]))),
    }
}

/// An expression with its type and position.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) expr: Expr,
    pub(super) yields: Type,
    pub(super) range: Range<usize>,
}

struct Parser<'c> {
    rest: Peekable<IntoIter<(Lexeme, Range<usize>)>>,
    end: usize,
    captures: &'c [Capture],
    depth: usize,
}

/// Operators of one rank.
type Rank = &'static [(&'static str, Op)];

const COMPARISONS: Rank = &[
    ("==", Op::Equal),
    ("!=", Op::Unequal),
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    ("<", Op::Less),
    (">", Op::More),
];
/// The sign of a comparison; empty for other operators.
pub fn sign(op: Op) -> &'static str {
    COMPARISONS.iter().find(|(_, known)| *known == op).map_or("", |(sign, _)| sign)
}

const SUMS: Rank = &[("+", Op::Add), ("-", Op::Subtract)];
const PRODUCTS: Rank = &[("*", Op::Multiply), ("/", Op::Divide)];

impl Parser<'_> {
    fn word(&mut self, word: &str) -> Option<Range<usize>> {
        self.rest.next_if(|(lexeme, _)| matches!(lexeme, Lexeme::Name(name) if name == word)).map(|(_, range)| range)
    }

    fn mark(&mut self, mark: &str) -> Option<Range<usize>> {
        self.rest.next_if(|(lexeme, _)| matches!(lexeme, Lexeme::Mark(known) if *known == mark)).map(|(_, range)| range)
    }

    fn operator(&mut self, rank: Rank) -> Option<Op> {
        rank.iter().find_map(|&(mark, op)| self.mark(mark).map(|_| op))
    }

    fn or(&mut self) -> Result<Typed, Wrong> {
        let mut left = self.and()?;
        while self.word("or").is_some() {
            left = typing::binary(Op::Or, left, self.and()?)?;
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Typed, Wrong> {
        let mut left = self.not()?;
        while self.word("and").is_some() {
            left = typing::binary(Op::And, left, self.not()?)?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Typed, Wrong> {
        match self.word("not") {
            Some(range) => {
                self.deeper(range.clone())?;
                let inner = self.not()?;
                self.depth -= 1;
                typing::not(range, inner)
            }
            None => self.comparison(),
        }
    }

    fn comparison(&mut self) -> Result<Typed, Wrong> {
        let left = self.sum()?;
        let Some(op) = self.operator(COMPARISONS) else {
            return Ok(left);
        };
        let found = typing::binary(op, left, self.sum()?)?;
        if let Some((Lexeme::Mark(mark), range)) = self.rest.peek()
            && COMPARISONS.iter().any(|(known, _)| known == mark)
        {
            return Err(Wrong::at(range.clone(), "comparisons cannot be chained: join two with `and`"));
        }
        Ok(found)
    }

    fn sum(&mut self) -> Result<Typed, Wrong> {
        let mut left = self.product()?;
        while let Some(op) = self.operator(SUMS) {
            left = typing::binary(op, left, self.product()?)?;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Typed, Wrong> {
        let mut left = self.unary()?;
        while let Some(op) = self.operator(PRODUCTS) {
            left = typing::binary(op, left, self.unary()?)?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Typed, Wrong> {
        match self.mark("-") {
            Some(range) => {
                self.deeper(range.clone())?;
                let inner = self.unary()?;
                self.depth -= 1;
                typing::negate(range, inner)
            }
            None => self.primary(),
        }
    }

    fn deeper(&mut self, range: Range<usize>) -> Result<(), Wrong> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Wrong::at(range, "the expression is nested too deeply")) } else { Ok(()) }
    }

    fn primary(&mut self) -> Result<Typed, Wrong> {
        let Some((lexeme, range)) = self.rest.next() else {
            return Err(Wrong::at(self.end..self.end, "the expression is incomplete"));
        };
        match lexeme {
            Lexeme::Number(number) => {
                let share = if self.mark("%").is_some() { number / 100.0 } else { number };
                Ok(Typed { expr: Expr::Number(share), yields: Type::Number, range })
            }
            Lexeme::Text(text) => Ok(Typed { expr: Expr::Text(text), yields: Type::Text, range }),
            Lexeme::Name(name) if matches!(self.rest.peek(), Some((Lexeme::Mark("("), _))) => self.call(&name, range),
            Lexeme::Name(name) => self.named(&name, range),
            Lexeme::Mark("(") => {
                self.deeper(range.clone())?;
                let inner = self.or()?;
                let close = self.close(range.clone())?;
                self.depth -= 1;
                Ok(Typed { range: range.start..close.end, ..inner })
            }
            Lexeme::Mark(mark) => Err(Wrong::at(range, format!("unexpected `{mark}`"))),
        }
    }

    fn close(&mut self, open: Range<usize>) -> Result<Range<usize>, Wrong> {
        self.mark(")").ok_or_else(|| Wrong::at(open, "unmatched `(`"))
    }

    fn named(&self, name: &str, range: Range<usize>) -> Result<Typed, Wrong> {
        if let Some((_, expr, yields)) = WORDS.iter().find(|(word, ..)| *word == name) {
            return Ok(Typed { expr: expr.clone(), yields: *yields, range });
        }
        let Some(at) = self.captures.iter().position(|capture| capture.name == name) else {
            let known =
                self.captures.iter().map(|capture| capture.name.as_str()).chain(WORDS.iter().map(|(word, ..)| *word));
            return Err(Wrong::unknown(range, "capture", name, known));
        };
        Ok(Typed { expr: Expr::Capture(at as u8), yields: self.captures[at].value(), range })
    }

    fn call(&mut self, name: &str, range: Range<usize>) -> Result<Typed, Wrong> {
        let Some(function) = Function::from_name(name) else {
            return Err(Wrong::unknown(range, "function", name, Function::names()));
        };
        let open = self.mark("(").unwrap_or(range.clone());
        self.deeper(open.clone())?;
        let mut arguments = Vec::new();
        if self.mark(")").is_none() {
            loop {
                arguments.push(self.or()?);
                if self.mark(",").is_none() {
                    break;
                }
            }
            self.close(open)?;
        }
        self.depth -= 1;
        typing::call(function, name, range, arguments)
    }
}

/// Words of expressions: the day of the draft, a day that is not given, the words of a match.
static WORDS: [(&str, Expr, Type); 3] =
    [("today", Expr::Today, Type::Date), ("unknown", Expr::Unknown, Type::Date), ("match", Expr::Match, Type::Text)];

/// Reads "a..b": two captures, and the text between them.
pub fn range(text: &str, captures: &[Capture]) -> Option<(u8, u8)> {
    let number = |name: &str| captures.iter().position(|capture| capture.name == name).map(|at| at as u8);
    let (from, to) = text.split_once("..")?;
    Some((number(from)?, number(to)?))
}
