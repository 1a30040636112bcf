//! What `factlint day` prints: every claim of a draft with its frame, the cue that gave it and its days, and the day they meet in.

use std::fmt::Write as _;

use serde::Serialize;

use crate::claims::{Bound, Claim, DraftDay, Reading, Statement};
use crate::document::Document;
use crate::frame::{Evidence, Label};
use crate::time::{Day, Days};

/// Columns of a bar.
const WIDTH: i64 = 56;
/// Maximum length of a claim in the table and the chart, in characters.
const WORDS: usize = 36;
/// Years that a chart shows at most on either side of the draft's day.
const REACH: i32 = 30 * 365;

#[derive(Debug, Serialize)]
struct Row {
    line: u32,
    column: u32,
    /// The claiming words.
    text: String,
    /// Identifies the content of the claim.
    content: String,
    label: &'static str,
    /// The rule of the cascade that gave it.
    rule: String,
    /// The words of that reason; null if there are none.
    cue: Option<String>,
    evidence: Vec<Reason>,
    /// Evidence from the whole draft against now; null if there is none.
    weakened: Option<String>,
    /// Days on which the claim can be true: from, and the first day after; null for an open end.
    days: Vec<Range>,
    /// Whether it fits the draft's day; null for what does not speak of it.
    fits: Option<bool>,
    #[serde(skip)]
    shown: Days,
}

/// One reason for now, or against it.
#[derive(Debug, Serialize)]
struct Reason {
    /// A key of `[table.evidence]`, or a word list with a weight.
    cue: String,
    /// Points for now, below zero against it.
    weight: i32,
    /// The words; null if the reason is not tied to words.
    words: Option<String>,
}

/// A date of a draft without a day: it speaks no earlier, or no later.
#[derive(Debug, Serialize)]
struct Dated {
    line: u32,
    column: u32,
    text: String,
    /// The draft is not older than this past event; null for future events.
    not_before: Option<String>,
    /// The last day that is left.
    not_after: Option<String>,
    /// Whether it leaves room for the days that were inferred; null where none were.
    fits: Option<bool>,
}

/// Days `[from, until)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Range {
    from: Option<String>,
    until: Option<String>,
}

/// Everything that is printed of one draft.
#[derive(Debug, Serialize)]
pub struct Shown {
    schema: u32,
    path: String,
    day: Spoken,
    claims: Vec<Row>,
    bounds: Vec<Dated>,
    #[serde(skip)]
    days: Days,
}

/// The day a draft speaks from.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Spoken {
    /// A day, and its source.
    Given { day: String, from: &'static str },
    /// The days that suit the draft's claims best.
    Inferred { days: Vec<Range> },
    /// Nothing says.
    Unknown,
}

fn ranges(days: &Days) -> Vec<Range> {
    let end = |day: Day, open: Day| (day != open).then(|| day.to_string());
    let range = |&(from, until): &(Day, Day)| Range { from: end(from, Day::MIN), until: end(until, Day::MAX) };
    days.ranges().iter().map(range).collect()
}

/// Collects what is shown for a draft.
pub fn shown(document: &Document, reading: &Reading) -> Shown {
    let days = match &reading.day {
        DraftDay::Given(given) => Days::range(given.day, given.day.plus(1)),
        DraftDay::Inferred(days) => days.clone(),
        DraftDay::None => Days::none(),
    };
    let path = document.inputs.first().map_or_else(String::new, |input| input.path.to_string());
    let claims = reading.claims.iter().map(|claim| row(document, claim, reading)).collect();
    let bounds = reading.sweep.bounds.iter().map(|bound| dated(document, bound, &reading.day)).collect();
    Shown { schema: 1, path, day: Spoken::of(&reading.day), claims, bounds, days }
}

fn dated(document: &Document, bound: &Bound, day: &DraftDay) -> Dated {
    let place = document.place(bound.span);
    let start = place.start();
    let end = bound.day().map(|day| day.to_string());
    Dated {
        line: start.line,
        column: start.column,
        text: place.text().to_owned(),
        not_before: end.clone().filter(|_| bound.past),
        not_after: end.filter(|_| !bound.past),
        fits: if let DraftDay::Inferred(days) = day { Some(bound.days.meets(days)) } else { None },
    }
}

fn row(document: &Document, claim: &Claim, reading: &Reading) -> Row {
    let place = document.place(claim.span);
    let start = place.start();
    let holds = matches!(claim.statement, Statement::Holds | Statement::Acting) && claim.never.is_none();
    let shown = if holds { &claim.window.listed } else { &claim.window.possible };
    Row {
        line: start.line,
        column: start.column,
        text: place.text().split_whitespace().collect::<Vec<_>>().join(" "),
        content: claim.key.clone(),
        label: claim.frame.label().word(),
        rule: claim.frame.reason().0.to_owned(),
        cue: claim.frame.reason().1.map(|cue| document.text(cue).to_owned()),
        evidence: evidence(document, claim),
        weakened: claim.weakened().map(str::to_owned),
        days: ranges(shown),
        fits: fits(claim, &reading.day),
        shown: shown.clone(),
    }
}

fn evidence(document: &Document, claim: &Claim) -> Vec<Reason> {
    let reason = |one: &Evidence| Reason {
        cue: one.cue.to_string(),
        weight: one.weight,
        words: one.span.map(|span| document.text(span).to_owned()),
    };
    let story = claim.frame.story.iter().map(|story| Reason {
        cue: "not-before".to_owned(),
        weight: 0,
        words: Some(document.text(story.span).to_owned()),
    });
    claim.frame.evidence.iter().filter(|one| one.weight != 0).map(reason).chain(story).collect()
}

fn fits(claim: &Claim, day: &DraftDay) -> Option<bool> {
    if claim.frame.label() < Label::Free || claim.frame.label() == Label::Anchored {
        return None;
    }
    match day {
        DraftDay::Given(given) => {
            Some(claim.window.graced.contains(given.day) && !claim.window.doubtful.contains(given.day))
        }
        DraftDay::Inferred(days) => Some(claim.window.possible.meets(days)),
        DraftDay::None => None,
    }
}

impl Shown {
    /// One JSON object (docs/json.md).
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("plain data becomes JSON");
        text.push('\n');
        text
    }

    /// The table, then the chart.
    pub fn text(&self, colors: bool) -> String {
        let mut text = self.head();
        if self.claims.is_empty() {
            text.push_str("it makes no claims about known facts\n");
            return text;
        }
        text.push('\n');
        self.claims(&mut text, colors);
        self.dates(&mut text, colors);
        self.chart(&mut text, colors);
        text
    }

    /// The day that the draft speaks from.
    pub(super) fn head(&self) -> String {
        format!("{} speaks of {}\n", self.path, self.day.words())
    }

    /// The claims with their ledgers; nothing where there are none.
    pub(super) fn claims(&self, text: &mut String, colors: bool) {
        if self.claims.is_empty() {
            return;
        }
        let mut rows = vec![["place", "words", "label", "by", "days", "fits"].map(str::to_owned)];
        rows.extend(self.claims.iter().map(Row::cells));
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..6).map(width).collect();
        for (at, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let _ = write!(line, "{cell:<width$}  ");
            }
            let odd = at > 0 && self.claims[at - 1].fits == Some(false);
            let _ = writeln!(text, "{}", painted(line.trim_end(), odd && colors));
            if let Some(ledger) = at.checked_sub(1).and_then(|at| self.claims[at].ledger()) {
                let _ = writeln!(text, "       {ledger}");
            }
        }
    }

    /// The dates that bound the draft's days, below the table.
    fn dates(&self, text: &mut String, colors: bool) {
        for date in &self.bounds {
            let side = if date.not_before.is_some() { "not before" } else { "not after" };
            let day = date.not_before.as_ref().or(date.not_after.as_ref()).map_or("", String::as_str);
            let odd = date.fits == Some(false);
            let sign = if odd { ", which does not fit" } else { "" };
            let line = format!("{}:{}  \"{}\": {side} {day}{sign}", date.line, date.column, clipped(&date.text));
            let _ = writeln!(text, "{}", painted(&line, odd && colors));
        }
    }

    /// One bar a content, over the years; the draft's days as a line.
    fn chart(&self, text: &mut String, colors: bool) {
        let mut bars: Vec<&Row> = Vec::new();
        for row in self.claims.iter().filter(|row| row.fits.is_some() && !row.shown.is_empty()) {
            match bars.iter_mut().find(|bar| bar.content == row.content) {
                Some(bar) if bar.fits == Some(true) && row.fits == Some(false) => *bar = row,
                Some(_) => {}
                None => bars.push(row),
            }
        }
        let Some(axis) = Axis::over(&bars, &self.days) else {
            return;
        };
        let name = bars.iter().map(|bar| clipped(&bar.text).chars().count()).max().unwrap_or(0);
        let (first, last) = (axis.from.year(), axis.until.year() - 1);
        let _ = writeln!(text, "\n{:name$}  {first:<half$}{last:>rest$}", "", half = WIDTH as usize - 4, rest = 4);
        for bar in bars {
            let line = axis.line(&bar.shown, &self.days);
            let odd = bar.fits == Some(false);
            let sign = if odd { "  does not fit" } else { "" };
            let line = format!("{:<name$}  {line}{sign}", clipped(&bar.text));
            let _ = writeln!(text, "{}", painted(line.trim_end(), odd && colors));
        }
        let _ = writeln!(text, "{:name$}  = its days, | the draft's, # both", "");
    }
}

impl Spoken {
    fn of(day: &DraftDay) -> Self {
        match day {
            DraftDay::Given(given) => Self::Given { day: given.day.to_string(), from: given.from.words() },
            DraftDay::Inferred(days) => Self::Inferred { days: ranges(days) },
            DraftDay::None => Self::Unknown,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Given { day, from } => format!("{day} ({from})"),
            Self::Inferred { days } => {
                format!("the days {} (inferred)", days.iter().map(Range::words).collect::<Vec<_>>().join(" or "))
            }
            Self::Unknown => "an unknown day".to_owned(),
        }
    }
}

/// A day for people: "2025-09-23 (front matter)".
pub fn words(day: &DraftDay) -> String {
    Spoken::of(day).words()
}

impl Range {
    fn words(&self) -> String {
        match (&self.from, &self.until) {
            (Some(from), Some(until)) => format!("{from} until {until}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(until)) => format!("before {until}"),
            (None, None) => "any day".to_owned(),
        }
    }
}

impl Row {
    /// The ledger on one line: `mention +2, subject-present "has not" +4`.
    fn ledger(&self) -> Option<String> {
        let entry = |one: &Reason| {
            let words = one.words.as_ref().map_or(String::new(), |words| format!(" \"{}\"", clipped(words)));
            if one.weight == 0 { format!("{}{words}", one.cue) } else { format!("{}{words} {:+}", one.cue, one.weight) }
        };
        let entries: Vec<String> = self.evidence.iter().map(entry).collect();
        (!entries.is_empty()).then(|| entries.join(", "))
    }

    fn cells(&self) -> [String; 6] {
        let mut by = self.rule.clone();
        if let Some(cue) = &self.cue {
            let _ = write!(by, " \"{}\"", clipped(cue));
        }
        if let Some(why) = &self.weakened {
            let _ = write!(by, ", then {why}");
        }
        // Of many terms the last two say enough.
        let mut days: Vec<String> = self.days.iter().rev().take(2).rev().map(Range::words).collect();
        if self.days.len() > 2 {
            days.insert(0, "...".to_owned());
        }
        let fits = match self.fits {
            Some(true) => "yes",
            Some(false) => "no",
            None => "-",
        };
        let place = format!("{}:{}", self.line, self.column);
        let days = if days.is_empty() { "no day".to_owned() } else { days.join(", ") };
        [place, clipped(&self.text), self.label.to_owned(), by, days, fits.to_owned()]
    }
}

/// The years that a chart shows.
struct Axis {
    from: Day,
    until: Day,
}

impl Axis {
    fn over(bars: &[&Row], days: &Days) -> Option<Self> {
        let mut ends: Vec<Day> = bars.iter().flat_map(|bar| bar.shown.ranges()).flat_map(|&(a, b)| [a, b]).collect();
        ends.extend(days.ranges().iter().flat_map(|&(from, until)| [from, until]));
        ends.retain(|&day| day != Day::MIN && day != Day::MAX);
        let centre = days.ranges().first().map(|&(from, _)| from).filter(|&day| day != Day::MIN);
        if let Some(centre) = centre {
            ends.retain(|day| day.since(centre).abs() <= i64::from(REACH));
        }
        let (first, last) = (ends.iter().min()?, ends.iter().max()?);
        let year = |year: i16| Day::new(year, 1, 1);
        Some(Self { from: year(first.year())?, until: year(last.year() + 2)? })
    }

    /// A column is `=` on the claim's days, `|` on the draft's, `#` on both: signs that every terminal has.
    fn line(&self, bar: &Days, day: &Days) -> String {
        let all = self.until.since(self.from);
        let edge = |column: i64| self.from.plus((all * column / WIDTH) as i32);
        let column = |column: i64| {
            let days = Days::range(edge(column), edge(column + 1));
            match (days.meets(bar), days.meets(day)) {
                (true, true) => '#',
                (false, true) => '|',
                (true, false) => '=',
                (false, false) => '.',
            }
        };
        (0..WIDTH).map(column).collect()
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{}...", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn painted(line: &str, red: bool) -> String {
    if red { format!("\u{1b}[31m{line}\u{1b}[0m") } else { line.to_owned() }
}
