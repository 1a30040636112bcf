//! Reads `[[check.pattern]]` and checks every text in it, with the place of each fault.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;

use super::checks::severity;
use super::evidence::{self, Row};
use super::expressions::{ExpressionReader, pattern};
use super::formula::{
    self, Anchor, Capture, PartOf, Rule, Scope, Sort, Source, Statement, SubjectSort, Transform, Where, Within,
};
use super::toml_reader::{Section, Sink, hint};

/// Values of the check that apply to all of its patterns.
#[derive(Debug, Default)]
pub(super) struct Defaults {
    pub(super) message: Option<Spanned<String>>,
    pub(super) labels: Vec<(String, Spanned<String>)>,
    /// Whether each pattern gives a value, and what messages show is captures ([`OptionSort::Slots`](super::OptionSort::Slots)).
    pub(super) slots: bool,
    /// Whether each pattern is a statement ([`OptionSort::Statements`](super::OptionSort::Statements)).
    pub(super) statements: bool,
    /// Whether the kind is known and takes no statements.
    pub(super) no_statements: bool,
    /// What speaks for readings of every pattern with figures, and what against them.
    pub(super) evidence: Vec<Row>,
    /// The events that patterns count from, which other patterns of the check must give.
    pub(super) events: RefCell<Vec<Use>>,
}

/// A word list that a pattern names, and where: whether there is such a list is known when all files are read.
pub(super) type Use = (String, Range<usize>);

/// Reads one table. A table with several texts yields several rules that differ only in the text.
pub(super) fn rules(mut section: Section<'_>, defaults: &Defaults, uses: &mut Vec<Use>, sink: &mut Sink) -> Vec<Rule> {
    let reading = Reading::of(&mut section, sink);
    section.finish(sink);
    if let Some(gives) = reading.gives.as_ref().filter(|_| defaults.no_statements) {
        sink.fault("unknown-key", gives.span(), "`gives` needs a check of kind `line`");
    }
    let event =
        |word: &Spanned<String>| Anchor::of(word.get_ref()).event().map(|event| (event.to_owned(), word.span()));
    defaults.events.borrow_mut().extend(reading.at.iter().filter_map(event));
    let mut found = Vec::new();
    for source in reading.sources(uses, sink) {
        found.extend(reading.rule(source, defaults, uses, sink));
    }
    found
}

/// The keys of one table, as written.
struct Reading {
    line: u32,
    header: Range<usize>,
    texts: Vec<Spanned<String>>,
    regex: Option<Spanned<String>>,
    /// The patterns of each part, in the order of the file.
    parts: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// The types of figures, in the order of the file.
    figures: Vec<(Spanned<String>, Spanned<String>)>,
    needs: Vec<Spanned<String>>,
    evidence: Vec<Row>,
    enough: i32,
    within: Within,
    most: u8,
    groups: Vec<(Spanned<String>, Spanned<String>)>,
    with: Option<Spanned<String>>,
    same: Option<Spanned<String>>,
    value: Option<Spanned<String>>,
    scope: Scope,
    when: Option<Spanned<String>>,
    holds: Option<Spanned<String>>,
    message: Option<Spanned<String>>,
    note: Option<Spanned<String>>,
    primary: Option<Spanned<String>>,
    identity: Vec<Spanned<String>>,
    labels: Vec<(Spanned<String>, Spanned<String>)>,
    fixes: Vec<(Spanned<String>, Spanned<String>)>,
    severity: Option<crate::findings::Severity>,
    except: Vec<(Where, Spanned<String>)>,
    quoted: bool,
    gives: Option<Spanned<String>>,
    by: Option<Transform>,
    of: Option<SubjectSort>,
    at: Vec<Spanned<String>>,
}

/// Readings that are not too many, where a rule does not say.
const MOST: i64 = 2;
/// Evidence that is enough, in hundredths, where a rule does not say.
const ENOUGH: i32 = 100;

/// The types that figures may have.
pub(super) const FIGURES: [Sort; 9] = [
    Sort::Percent,
    Sort::Amount,
    Sort::Number,
    Sort::Money,
    Sort::Quantity,
    Sort::Measure,
    Sort::Duration,
    Sort::Fraction,
    Sort::Points,
];

/// The words for them in a file.
pub(super) const FIGURE_WORDS: [&str; 18] = [
    "percent",
    "amount",
    "number",
    "money",
    "quantity",
    "measure",
    "duration",
    "fraction",
    "points",
    "percent*",
    "amount*",
    "number*",
    "money*",
    "quantity*",
    "measure*",
    "duration*",
    "fraction*",
    "points*",
];

const EXCEPT: [(&str, Where); 7] = [
    ("except-paragraph", Where::Paragraph),
    ("except", Where::Sentence),
    ("except-inside", Where::Inside),
    ("except-before", Where::Before),
    ("except-after", Where::After),
    ("except-between", Where::Between),
    ("inside", Where::Missing),
];

impl Reading {
    fn of(section: &mut Section<'_>, sink: &mut Sink) -> Self {
        let table = |section: &mut Section<'_>, key, sink: &mut Sink| {
            section.section(key, sink).map(|table| table.all_strings(sink)).unwrap_or_default()
        };
        let mut except = Vec::new();
        for (key, place) in EXCEPT {
            except.extend(section.strings(key, sink).into_iter().map(|text| (place, text)));
        }
        let mut parts = section.section("part", sink).map(|table| table.all_lists(sink)).unwrap_or_default();
        parts.sort_by_key(|(name, _)| name.span().start);
        let mut figures = table(section, "figure", sink);
        figures.sort_by_key(|(name, _)| name.span().start);
        let within = section.string("within", sink).and_then(|word| within(&word, sink)).unwrap_or(Within::Sentence);
        let most = section.integer("most", 1..=20, sink).unwrap_or(MOST) as u8;
        let scope = section.string("scope", sink).and_then(|word| scope(&word, sink)).unwrap_or(Scope::Sentence);
        let reading = Self {
            line: sink.line(section.range.start),
            header: section.range.clone(),
            texts: section.strings("text", sink),
            regex: section.string("regex", sink),
            parts,
            figures,
            needs: section.strings("needs", sink),
            evidence: evidence::rows(section, sink),
            enough: evidence::points(section, "enough", sink).unwrap_or(ENOUGH),
            within,
            most,
            groups: table(section, "groups", sink),
            with: section.string("with", sink),
            same: section.string("same", sink),
            value: section.string("value", sink),
            scope,
            when: section.string("where", sink),
            holds: section.string("holds", sink),
            message: section.string("message", sink),
            note: section.string("note", sink),
            primary: section.string("primary", sink),
            identity: section.strings("identity", sink),
            labels: table(section, "label", sink),
            fixes: table(section, "fix", sink),
            severity: section.string("severity", sink).and_then(|word| severity(&word, sink)),
            except,
            quoted: section.boolean("quoted", sink).unwrap_or(false),
            gives: section.string("gives", sink),
            by: section.string("by", sink).and_then(|word| one_of("by", &word, &Transform::ALL, sink)),
            of: section.string("of", sink).and_then(|word| one_of("of", &word, &SubjectSort::ALL, sink)),
            at: section.strings("at", sink),
        };
        let given = [
            !reading.texts.is_empty(),
            reading.regex.is_some(),
            !reading.parts.is_empty(),
            !reading.figures.is_empty(),
        ];
        if given.into_iter().filter(|given| *given).count() != 1 && !section.is_misspelt("text") {
            let message = "a pattern needs either `text`, `regex`, `part` or `figure`";
            sink.fault("missing-key", reading.header.clone(), message);
        }
        if reading.figures.is_empty()
            && let Some(key) = ["needs", "evidence", "enough"].into_iter().find(|key| section.has(key))
        {
            sink.fault("missing-key", section.range_of(key), format!("`{key}` needs `figure`"));
        }
        reading
    }

    fn sources(&self, uses: &mut Vec<Use>, sink: &mut Sink) -> Vec<Source> {
        let mut found: Vec<Source> =
            self.texts.iter().filter_map(|text| pattern(text, uses, sink)).map(Source::Pattern).collect();
        found.extend(self.regex.as_ref().and_then(|regex| self.regex(regex, sink)));
        found.extend(self.parts(uses, sink));
        found.extend(self.figures(uses, sink));
        found
    }

    /// Figures, the first of which is derived from the others. A star after a type means two figures or more.
    fn figures(&self, uses: &mut Vec<Use>, sink: &mut Sink) -> Option<Source> {
        let capture = |(name, sort): &(Spanned<String>, Spanned<String>)| {
            let word = sort.get_ref().strip_suffix('*');
            let found = Sort::from_name(word.unwrap_or(sort.get_ref())).filter(|sort| FIGURES.contains(sort));
            let Some(found) = found else {
                let notes = hint(sort.get_ref(), FIGURES.iter().map(|sort| sort.name()));
                let message = format!("there is no type of figure `{}`", sort.get_ref());
                sink.fault("unknown-sort", sort.span(), message).notes = notes;
                return None;
            };
            Some(Capture { name: name.get_ref().clone(), sort: found, list: None, many: word.is_some() })
        };
        let captures = self.figures.iter().map(capture).collect::<Option<Vec<_>>>()?;
        if captures.first()?.many || captures.len() < 2 {
            let message = "`figure` needs one figure, and the figures that it is derived from";
            sink.fault("bad-pattern", self.figures[0].0.span(), message);
            return None;
        }
        let needs = self.needs.iter().map(|text| pattern(text, uses, sink)).collect::<Option<_>>()?;
        Some(Source::Figures { captures, needs, within: self.within })
    }

    /// The parts, with all of their captures; a name means the same type of value in every part.
    fn parts(&self, uses: &mut Vec<Use>, sink: &mut Sink) -> Option<Source> {
        let mut captures: Vec<Capture> = Vec::new();
        let mut parts = Vec::new();
        for (name, texts) in &self.parts {
            let mut patterns = Vec::new();
            for text in texts {
                let pattern = pattern(text, uses, sink)?;
                let mut numbers = Vec::new();
                for capture in &pattern.captures {
                    let known = captures.iter().position(|known| known.name == capture.name);
                    if known.is_some_and(|known| captures[known].value() != capture.value()) {
                        let message = format!("`{}` is another type of value in another part", capture.name);
                        sink.fault("bad-pattern", text.span(), message);
                        return None;
                    }
                    numbers.push(known.unwrap_or(captures.len()) as u8);
                    if known.is_none() {
                        captures.push(capture.clone());
                    }
                }
                patterns.push((pattern, numbers));
            }
            parts.push(PartOf { name: name.get_ref().clone(), patterns });
        }
        (!parts.is_empty()).then_some(Source::Parts { parts, within: self.within, captures })
    }

    fn regex(&self, text: &Spanned<String>, sink: &mut Sink) -> Option<Source> {
        let regex = match regex::Regex::new(text.get_ref()) {
            Ok(regex) => regex,
            Err(error) => {
                let message = error.to_string();
                let last = message.lines().last().unwrap_or("").trim_start_matches("error: ");
                sink.fault("bad-regex", text.span(), format!("invalid `regex`: {last}"));
                return None;
            }
        };
        let mut captures = Vec::new();
        for name in regex.capture_names().flatten() {
            let said = self.groups.iter().find(|(group, _)| group.get_ref() == name);
            let sort = said.map_or(Some(Sort::Number), |(_, sort)| Sort::from_name(sort.get_ref()));
            let Some(sort) = sort else {
                let (_, said) = said?;
                let notes = hint(said.get_ref(), Sort::names());
                sink.fault("unknown-sort", said.span(), format!("there is no type of value `{}`", said.get_ref()))
                    .notes = notes;
                return None;
            };
            captures.push(Capture { name: name.to_owned(), sort, list: None, many: false });
        }
        for (group, _) in &self.groups {
            if !captures.iter().any(|capture| capture.name == *group.get_ref()) {
                let notes = hint(group.get_ref(), captures.iter().map(|capture| capture.name.as_str()));
                sink.fault("unknown-group", group.span(), format!("`regex` has no group `{}`", group.get_ref()))
                    .notes = notes;
            }
        }
        Some(Source::Regex { regex: text.get_ref().clone(), captures })
    }

    fn rule(&self, source: Source, defaults: &Defaults, uses: &mut Vec<Use>, sink: &mut Sink) -> Option<Rule> {
        if defaults.statements && self.gives.is_none() {
            let message = "a pattern of this kind needs `gives`: the event that it dates";
            sink.fault("missing-key", self.header.clone(), message);
            return None;
        }
        let (with, same, captures) = self.pair(&source, uses, sink)?;
        let judge = ExpressionReader { captures: &captures, bare: defaults.slots };
        let value = match &self.value {
            Some(name) => Some(judge.capture(name, sink)?),
            None if defaults.slots => {
                let message = "a pattern of this kind needs `value`: the capture to compare";
                sink.fault("missing-key", self.header.clone(), message);
                return None;
            }
            None => None,
        };
        let truth = |text: &Option<Spanned<String>>, sink: &mut Sink| match text {
            Some(text) => judge.truth(text, sink).map(Some),
            None => Some(None),
        };
        let asked =
            [&self.when, &self.holds].map(|text| text.as_ref().map_or_else(String::new, |text| text.get_ref().clone()));
        let when = truth(&self.when, sink)?;
        let holds = truth(&self.holds, sink)?;
        // The messages of statements are the check's: they show two of them.
        let common = defaults.message.as_ref().filter(|_| self.gives.is_none());
        let message = self.message.as_ref().or(common);
        let message = message.map_or(Some(Vec::new()), |text| judge.template(text, sink))?;
        let note = self.note.as_ref().map_or(Some(Vec::new()), |text| judge.template(text, sink))?;
        let primary = match &self.primary {
            Some(name) => match formula::range(name.get_ref(), &captures) {
                Some(range) => Some(range),
                None => judge.capture(name, sink).map(|at| Some((at, at)))?,
            },
            None => None,
        };
        let identity = self.identity.iter().filter_map(|text| judge.template(text, sink)).collect();
        let mut labels = judge.table(&self.labels, sink);
        for (name, text) in &defaults.labels {
            // A check's own label is for the patterns that have such a capture.
            if let Some(number) = captures.iter().position(|capture| capture.name == *name)
                && !labels.iter().any(|(known, _)| usize::from(*known) == number)
            {
                labels.extend(judge.template(text, sink).map(|template| (number as u8, template)));
            }
        }
        let except =
            self.except.iter().filter_map(|(place, text)| Some((*place, pattern(text, uses, sink)?))).collect();
        let fixes = judge.table(&self.fixes, sink);
        let evidence = match source {
            Source::Figures { .. } => self.weighed(defaults, &captures, uses, sink),
            _ => Vec::new(),
        };
        Some(Rule {
            source,
            with,
            same,
            value,
            scope: self.scope,
            when,
            holds,
            asked,
            message,
            primary,
            identity,
            note,
            labels,
            fixes,
            severity: self.severity,
            except,
            evidence,
            enough: self.enough,
            most: self.most,
            quoted: self.quoted,
            statement: self.statement(),
            line: self.line,
            captures,
        })
    }

    /// What a match states.
    fn statement(&self) -> Option<Statement> {
        Some(Statement {
            gives: self.gives.as_ref()?.get_ref().clone(),
            by: self.by.unwrap_or(Transform::Date),
            of: self.of.unwrap_or(SubjectSort::Person),
            at: self.at.iter().map(|word| Anchor::of(word.get_ref())).collect(),
        })
    }

    /// The evidence of the rule and of its check.
    fn weighed(
        &self,
        defaults: &Defaults,
        captures: &[Capture],
        uses: &mut Vec<Use>,
        sink: &mut Sink,
    ) -> Vec<formula::Evidence> {
        let rows = self.evidence.iter().map(|row| (row, false)).chain(defaults.evidence.iter().map(|row| (row, true)));
        rows.filter_map(|(row, shared)| row.ready(captures, shared, uses, sink)).collect()
    }

    /// The second of a pair, the shared capture, and all captures by their names in expressions.
    #[expect(clippy::type_complexity, reason = "three things that are found together")]
    fn pair(
        &self,
        source: &Source,
        uses: &mut Vec<Use>,
        sink: &mut Sink,
    ) -> Option<(Option<Source>, Option<(u8, u8)>, Vec<Capture>)> {
        let mut captures = source.captures().to_vec();
        let Some(same) = &self.same else {
            if let Some(with) = &self.with {
                sink.fault("missing-key", with.span(), "`with` needs `same`: the capture that both matches share");
                return None;
            }
            if self.value.is_some() {
                captures.extend(source.captures().iter().map(twin));
            }
            return Some((None, None, captures));
        };
        let judge = ExpressionReader { captures: source.captures(), bare: false };
        let first = judge.capture(same, sink)?;
        let second = match &self.with {
            Some(with) => Source::Pattern(pattern(with, uses, sink)?),
            None => source.clone(),
        };
        let Some(twin) = second.captures().iter().position(|capture| capture.name == *same.get_ref()) else {
            sink.fault("unknown-capture", same.span(), format!("`with` has no capture `{}`", same.get_ref()));
            return None;
        };
        let count = captures.len();
        for capture in second.captures() {
            let taken = source.captures().iter().any(|known| known.name == capture.name);
            let name = if taken { format!("{}2", capture.name) } else { capture.name.clone() };
            captures.push(Capture { name, ..capture.clone() });
        }
        Some((Some(second), Some((first, (count + twin) as u8)), captures))
    }
}

/// The same capture of a second match of one pattern.
fn twin(capture: &Capture) -> Capture {
    Capture { name: format!("{}2", capture.name), ..capture.clone() }
}

fn within(word: &Spanned<String>, sink: &mut Sink) -> Option<Within> {
    let found = Within::ALL.iter().find(|(_, name)| name == word.get_ref()).map(|(within, _)| *within);
    if found.is_none() {
        let notes = hint(word.get_ref(), Within::ALL.iter().map(|(_, name)| *name));
        sink.fault(
            "unknown-value",
            word.span(),
            "`within` must be \"sentence\", \"passage\", \"story\", \"before\", \"left\" or \"draft\"",
        )
        .notes = notes;
    }
    found
}

/// The value of a word among those that a key takes.
fn one_of<T: Copy>(key: &str, word: &Spanned<String>, all: &[(T, &'static str)], sink: &mut Sink) -> Option<T> {
    let found = all.iter().find(|(_, name)| name == word.get_ref()).map(|(value, _)| *value);
    if found.is_none() {
        let names: Vec<String> = all.iter().map(|(_, name)| format!("\"{name}\"")).collect();
        let notes = hint(word.get_ref(), all.iter().map(|(_, name)| *name));
        let message = format!("`{key}` must be one of {}", names.join(", "));
        sink.fault("unknown-value", word.span(), message).notes = notes;
    }
    found
}

fn scope(word: &Spanned<String>, sink: &mut Sink) -> Option<Scope> {
    let found = Scope::ALL.iter().find(|(_, name)| name == word.get_ref()).map(|(scope, _)| *scope);
    if found.is_none() {
        let notes = hint(word.get_ref(), Scope::ALL.iter().map(|(_, name)| *name));
        sink.fault(
            "unknown-value",
            word.span(),
            "`scope` must be \"sentence\", \"paragraph\", \"section\", \"document\" or \"project\"",
        )
        .notes = notes;
    }
    found
}
