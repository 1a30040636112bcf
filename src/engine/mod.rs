//! The only entry: rules and options once, then a report for every document. No IO, no clock.

mod guard;
mod languages;
mod own;
mod runs;
mod silence;

pub use guard::Cancel;
pub use languages::{LANGUAGE_CODES, Skipped, is_language_code, main_language};

use guard::{guarded, panicked};
use languages::Languages;
use own::{Own, ReportInput};
use silence::Marks;

use std::collections::BTreeMap;

use crate::claims::{DraftDay, Reader, Reading};
use crate::document::{DayFrom, Document, GivenDay};
use crate::findings::{Fault, Finding, Severity, Silenced};
use crate::kinds::{Draft, KINDS, Run, Slot, Titled, Trace, Transcript, Wording, across, needs_transcripts, owner};
use crate::language::analysis::Analysis;
use crate::language::day::given_days;
use crate::rules::{Check, KindSpec, RuleSet};
use crate::time::Day;

/// The specifications of every kind and of the engine's own reports, for reading rule files.
pub fn specs() -> Vec<KindSpec> {
    KINDS.iter().map(|kind| kind.spec).chain(own::REPORTS.iter().map(|own| own.spec)).collect()
}

/// Returns `true` if a check is about ignore comments, which depends on the findings of other checks.
pub fn looks_at_marks(check: &Check) -> bool {
    own::report(check).is_some_and(|own| !own.silenced)
}

/// The language of drafts if nothing says which.
const DEFAULT: &str = "en";

/// Options of an engine.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only these checks, by id; empty: all that are on by default.
    pub select: Vec<String>,
    /// These besides.
    pub extend_select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// The day every draft speaks from, whatever it says itself.
    pub as_of: Option<Day>,
    /// The language of drafts that do not say: `en` unless given.
    pub language: Option<String>,
    /// The maximum severity of a check's findings, by id; `None`: the check is off.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// Whether ignore comments must give a reason.
    pub require_reasons: bool,
    /// Transcripts to compare quotations with.
    pub transcripts: Vec<Document>,
    /// Threads that share the checks of one draft; 0 and 1 both mean that of the caller. Reports are the same for any number.
    pub threads: usize,
}

impl Options {
    /// Returns `true` if a check runs. A check that is off by default runs if it is selected or given a severity.
    pub fn wants(&self, check: &Check) -> bool {
        let named = |list: &[String]| list.contains(&check.id);
        let severity = self.severity.get(&check.id);
        let selected = if self.select.is_empty() {
            check.enabled || severity.is_some_and(Option::is_some)
        } else {
            named(&self.select)
        };
        (selected || named(&self.extend_select)) && !named(&self.ignore) && severity != Some(&None)
    }
}

/// Rules made ready for use. Immutable: share it between threads.
#[derive(Debug)]
pub struct Engine {
    rules: RuleSet,
    readers: BTreeMap<String, Reader>,
    languages: Languages,
    /// The prepared run of each check; `None` if it is not wanted, or its language or kind is unknown.
    runs: Vec<Option<Box<dyn Run>>>,
    options: Options,
    transcripts: Vec<Transcript>,
}

/// The result of checking one document.
#[derive(Debug)]
pub struct Report {
    /// Sorted by place, then by check.
    pub findings: Vec<Finding>,
    /// Faults of the document's reader.
    pub faults: Vec<Fault>,
    /// The day the draft speaks from.
    pub day: DraftDay,
    /// Findings suppressed by ignore comments.
    pub silenced: Vec<Silenced>,
    /// How many things each check looked at, by its id: mentions, matches of its patterns, names.
    pub read: BTreeMap<String, usize>,
    /// What checks of scope `project` compare with other documents, for [`Engine::across`].
    pub slots: Vec<Slot>,
    /// Why the document was not checked, if it was not.
    pub skipped: Option<Skipped>,
}

impl Report {
    /// The report of a document that is not checked.
    fn empty(faults: Vec<Fault>, day: DraftDay) -> Self {
        let (findings, silenced, slots) = (Vec::new(), Vec::new(), Vec::new());
        Self { findings, faults, day, silenced, read: BTreeMap::new(), slots, skipped: None }
    }
}

/// The path of the file that a document is from.
fn path_of(document: &Document) -> &str {
    document.inputs.last().map_or("", |input| &input.path)
}

impl Engine {
    /// Makes rules ready.
    pub fn new(rules: RuleSet, options: Options) -> Self {
        let readers: BTreeMap<String, Reader> = rules
            .words
            .iter()
            .enumerate()
            .map(|(number, words)| (words.language.clone(), Reader::new(number, words)))
            .collect();
        let runs = rules.checks.iter().map(|check| {
            let reader = readers.get(&check.language).filter(|_| options.wants(check))?;
            let kind = KINDS.iter().find(|kind| kind.spec.name == check.kind)?;
            Some((kind.prepare)(check, &rules.words[reader.number], &reader.cues))
        });
        let transcripts = options.transcripts.iter().map(|document| Transcript::new(document.clone())).collect();
        let languages = Languages::new(&rules.words);
        Self { runs: runs.collect(), rules, readers, languages, options, transcripts }
    }

    /// Warnings about the word lists that the program reads and a language does not have, so that nothing is found by them.
    pub fn faults(&self) -> Vec<Fault> {
        let fault = |(language, reader): (&String, &Reader)| {
            let missing: Vec<String> = reader.cues.missing().iter().map(|list| format!("`{list}`")).collect();
            let message = format!("the words of language `{language}` lack the lists {}", missing.join(", "));
            (!missing.is_empty()).then(|| Fault::of_call("missing-list", message).warning())
        };
        self.readers.iter().filter_map(fault).collect()
    }

    /// The rules in use.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Checks one document.
    pub fn check(&self, document: &Document) -> Report {
        self.check_until(document, &Cancel::default()).expect("nobody cancels it")
    }

    /// Checks one document; `None` if it was cancelled. A check that panics costs its own findings alone, and is a fault.
    pub fn check_until(&self, document: &Document, cancel: &Cancel) -> Option<Report> {
        let mut faults = document.faults.clone();
        faults.extend(self.languages.warning(document));
        let Some((language, reader)) = self.reader(document) else {
            let skipped = self.skips(document);
            return Some(Report { skipped, ..Report::empty(faults, self.given_day(document, None)) });
        };
        let checked = guarded(|| self.checked(document, language, reader, cancel));
        match checked {
            Ok(report) => {
                report.map(|report| Report { faults: faults.into_iter().chain(report.faults).collect(), ..report })
            }
            Err(message) => {
                faults.push(panicked("reading", path_of(document), &message));
                Some(Report::empty(faults, DraftDay::None))
            }
        }
    }

    fn checked(&self, document: &Document, language: &str, reader: &Reader, cancel: &Cancel) -> Option<Report> {
        let mut faults = Vec::new();
        let analysis = reader.analysis(document);
        let reading = self.reading_ahead(&analysis, || self.read_with(document, reader, &analysis));
        let draft = self.draft(document, reader, &analysis, &reading);
        let mut findings: Vec<Finding> = Vec::new();
        let mut read = Vec::new();
        let mut slots = Vec::new();
        let mut marks = Marks::new(&document.ignores);
        for (check, outcome) in self.outcomes(&draft, language, cancel)? {
            match outcome {
                Ok((found, slotted)) => {
                    findings.extend(found.findings);
                    slots.extend(slotted);
                    read.push((check.id.clone(), found.read));
                }
                Err(message) => faults.push(panicked(&format!("rule `{}`", check.id), path_of(document), &message)),
            }
        }
        let all = self.options.select.is_empty() && self.options.ignore.is_empty();
        let ran = |check: &Check| self.wanted(check) && !(self.transcripts.is_empty() && needs_transcripts(check));
        // Marks are of no language.
        let spoken = |check: &Check, own: &Own| !own.silenced || check.language == language;
        let reports = self.rules.checks.iter().filter(|check| self.wanted(check));
        let reports = reports.filter_map(|check| Some((check, own::report(check)?)));
        let reports: Vec<(&Check, &Own)> = reports.filter(|(check, own)| spoken(check, own)).collect();
        read.extend(reports.iter().map(|(check, own)| (check.id.clone(), (own.read)(&draft))));
        let run = |marks: &Marks<'_>, silenced: bool| -> Vec<Finding> {
            let input = ReportInput { draft: &draft, marks, ran: &ran, all, reasons: self.options.require_reasons };
            let asked = reports.iter().filter(|(_, own)| own.silenced == silenced);
            asked.flat_map(|(check, own)| (own.run)(check, &input)).collect()
        };
        findings.extend(run(&marks, true));
        let (mut findings, silenced) = marks.silence(findings);
        slots.retain(|slot| !marks.hides(&slot.check, &slot.place));
        findings.extend(run(&marks, false));
        findings.iter_mut().for_each(|finding| self.weigh(finding));
        findings.sort_by(|a, b| (&a.primary.place, &a.rule, &a.message).cmp(&(&b.primary.place, &b.rule, &b.message)));
        let read = read.into_iter().collect();
        Some(Report { silenced, findings, faults, day: reading.day, read, slots, skipped: None })
    }

    /// Contradictions between documents of a run, of the checks of scope `project`; `slots` are those of all their reports, in the
    /// order of the documents.
    pub fn across(&self, slots: &[Slot]) -> Vec<Finding> {
        if slots.is_empty() {
            return Vec::new();
        }
        let checks: Vec<Check> = self.rules.checks.iter().filter(|check| self.wanted(check)).cloned().collect();
        let mut findings = across(&checks, slots);
        findings.iter_mut().for_each(|finding| self.weigh(finding));
        findings
    }

    /// The wanted checks that compare the documents of a run with a file, each with the end of its path.
    pub fn owners(&self) -> impl Iterator<Item = (&str, &str)> {
        let wanted = self.rules.checks.iter().filter(|check| self.wanted(check));
        wanted.filter_map(|check| Some((check.id.as_str(), owner(check)?)))
    }

    /// The reading of a document, for tools and rule authors; `None` if there are no rules for its language.
    pub fn read(&self, document: &Document) -> Option<Reading> {
        self.reader(document).map(|(_, reader)| self.read_with(document, reader, &reader.analysis(document)))
    }

    /// A document as checks see it, for rule authors; `None` where no rules are in its language.
    pub fn explain<T>(&self, document: &Document, tell: impl FnOnce(&Draft<'_>, &Reading) -> T) -> Option<T> {
        let (_, reader) = self.reader(document)?;
        let analysis = reader.analysis(document);
        let reading = self.read_with(document, reader, &analysis);
        Some(tell(&self.draft(document, reader, &analysis, &reading), &reading))
    }

    /// The results of the patterns of the wanted checks in a sentence.
    pub fn traces(&self, draft: &Draft<'_>, sentence: usize) -> Vec<(&str, Vec<Trace>)> {
        let all = self.rules.checks.iter().zip(&self.runs);
        let wanted = all.filter_map(|(check, run)| Some((check, run.as_ref()?)));
        wanted.map(|(check, run)| (check.id.as_str(), run.trace(check, draft, sentence))).collect()
    }

    fn draft<'a>(
        &'a self,
        document: &'a Document,
        reader: &Reader,
        analysis: &'a Analysis<'a>,
        reading: &'a Reading,
    ) -> Draft<'a> {
        Draft {
            document,
            analysis,
            mentions: reading.mentions,
            claims: &reading.claims,
            day: &reading.day,
            sweep: &reading.sweep,
            transcripts: &self.transcripts,
            checks: &self.rules.checks,
            table: &self.rules.table,
            words: &self.rules.words[reader.number],
            wording: Wording::new(&self.rules.words[reader.number]),
            titled: Titled::default(),
        }
    }

    fn reader(&self, document: &Document) -> Option<(&str, &Reader)> {
        if self.seems(document).is_some() {
            return None;
        }
        let code = self.languages.code(self.language(document).unwrap_or(DEFAULT));
        self.readers.get_key_value(&code).map(|(name, reader)| (name.as_str(), reader))
    }

    /// Why a document is not checked; `None` if it is.
    pub fn skips(&self, document: &Document) -> Option<Skipped> {
        if self.reader(document).is_some() {
            return None;
        }
        let language = || self.language(document).unwrap_or(DEFAULT).to_owned();
        Some(self.seems(document).map_or_else(|| Skipped::NoRules(language()), Skipped::Seems))
    }

    /// Another language that a document seems to be in, if nothing says which.
    fn seems(&self, document: &Document) -> Option<&'static str> {
        if self.language(document).is_some() { None } else { self.languages.other(&document.prose) }
    }

    /// The language that a document declares, or that of the options.
    fn language<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        document.language.as_deref().or(self.options.language.as_deref())
    }

    /// Returns `true` if a rule is among those that run.
    pub fn runs(&self, rule: &str) -> bool {
        self.rules.checks.iter().any(|check| check.id == rule && self.wanted(check))
    }

    fn wanted(&self, check: &Check) -> bool {
        self.options.wants(check)
    }

    /// Limits the severity of a finding to that set for its check.
    fn weigh(&self, finding: &mut Finding) {
        if let Some(&Some(wanted)) = self.options.severity.get(&finding.rule)
            && let Some(check) = self.rules.checks.iter().find(|check| check.id == finding.rule)
        {
            let plain = finding.severity >= check.severity;
            finding.severity = if plain { wanted } else { finding.severity.min(wanted) };
        }
    }

    fn given_day(&self, document: &Document, read: Option<(&Reader, &Analysis<'_>)>) -> DraftDay {
        if let Some(day) = self.options.as_of {
            return DraftDay::Given(GivenDay { day, from: DayFrom::AsOf, place: None });
        }
        let mut days: Vec<GivenDay> =
            document.days.iter().filter(|given| given.from != DayFrom::Properties).cloned().collect();
        // Dates in the text count only if there is no better source.
        if let Some((reader, analysis)) = read.filter(|_| days.iter().all(|given| given.from >= DayFrom::Dateline)) {
            days.extend(given_days(document, analysis, &self.rules.words[reader.number]));
        }
        match days.into_iter().min_by_key(|given| given.from) {
            Some(given) => DraftDay::Given(given),
            None => DraftDay::None,
        }
    }

    fn read_with(&self, document: &Document, reader: &Reader, analysis: &Analysis<'_>) -> Reading {
        let read = |day| Reading::of(analysis, reader, &self.rules.table, day, document.narrative);
        let reading = read(self.given_day(document, Some((reader, analysis))));
        // File properties are written by programs, so they may narrow down the day of the draft, but never contradict it.
        let properties = document.days.iter().find(|given| given.from == DayFrom::Properties);
        match properties.filter(|given| reading.allows(given.day)) {
            Some(given) => read(DraftDay::Given(given.clone())),
            None => reading,
        }
    }
}
