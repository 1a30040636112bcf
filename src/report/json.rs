//! The JSON shape of `docs/json.md`, schema 1. Nothing internal is serialised: every key is written here.

use serde::Serialize;

use super::{DocumentSummary, Excluded, Run, UnreadFiles};
use crate::claims::DraftDay;
use crate::findings::{Edit, FactRef, Fault, Finding, Fix, Labelled, Related, Severity};
use crate::text::Position;
use crate::time::Day;

/// A whole run, one object and a line break.
pub(super) fn run(run: &Run) -> String {
    let shape = RunShape {
        schema: 1,
        findings: run.findings.iter().map(FindingShape::of).collect(),
        faults: run.faults.iter().map(FaultShape::of).collect(),
        documents: run.documents.iter().map(|document| DocumentShape::of(document, run)).collect(),
        excluded: run.excluded.iter().map(ExcludedShape::of).collect(),
        unread: run.unread.iter().map(UnreadShape::of).collect(),
        summary: SummaryShape::of(run),
    };
    let mut text = serde_json::to_string_pretty(&shape).expect("plain data becomes JSON");
    text.push('\n');
    text
}

/// As JSON Lines: findings, faults, documents, and the summary last, distinguished by `type`.
pub(super) fn lines(run: &Run) -> String {
    let mut text = String::new();
    let mut add = |line: serde_json::Result<String>| {
        text += &line.expect("plain data becomes JSON");
        text.push('\n');
    };
    for finding in &run.findings {
        add(serde_json::to_string(&LineShape { kind: "finding", shape: FindingShape::of(finding) }));
    }
    for fault in &run.faults {
        add(serde_json::to_string(&LineShape { kind: "fault", shape: FaultShape::of(fault) }));
    }
    for document in &run.documents {
        add(serde_json::to_string(&LineShape { kind: "document", shape: DocumentShape::of(document, run) }));
    }
    for unread in &run.unread {
        add(serde_json::to_string(&LineShape { kind: "unread", shape: UnreadShape::of(unread) }));
    }
    for excluded in &run.excluded {
        add(serde_json::to_string(&LineShape { kind: "excluded", shape: ExcludedShape::of(excluded) }));
    }
    add(serde_json::to_string(&LineShape { kind: "summary", shape: SummaryShape::of(run) }));
    text
}

#[derive(Serialize)]
struct LineShape<T> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    shape: T,
}

#[derive(Serialize)]
struct RunShape<'a> {
    schema: u32,
    findings: Vec<FindingShape<'a>>,
    faults: Vec<FaultShape<'a>>,
    documents: Vec<DocumentShape<'a>>,
    excluded: Vec<ExcludedShape<'a>>,
    unread: Vec<UnreadShape<'a>>,
    summary: SummaryShape,
}

#[derive(Serialize)]
struct SummaryShape {
    documents: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    suppressed: usize,
    faults: usize,
    skipped: usize,
    excluded: usize,
    unread: usize,
    outdated: usize,
    facts_to: Option<String>,
}

impl SummaryShape {
    fn of(run: &Run) -> Self {
        Self {
            documents: run.documents.len(),
            errors: run.count(Severity::Error),
            warnings: run.count(Severity::Warning),
            hints: run.count(Severity::Hint),
            suppressed: run.silenced.len(),
            faults: run.faults.len(),
            skipped: run.skipped().count(),
            excluded: run.excluded.len(),
            unread: run.unread.iter().map(|unread| unread.files).sum(),
            outdated: run.outdated().count(),
            facts_to: run.facts_to.map(|day| day.to_string()),
        }
    }
}

#[derive(Serialize)]
struct UnreadShape<'a> {
    path: Option<&'a str>,
    ending: Option<&'a str>,
    files: usize,
    reason: &'a str,
    advice: Option<&'a str>,
}

impl<'a> UnreadShape<'a> {
    fn of(unread: &'a UnreadFiles) -> Self {
        let UnreadFiles { path, ending, files, reason, advice, .. } = unread;
        Self { path: path.as_deref(), ending: ending.as_deref(), files: *files, reason, advice: advice.as_deref() }
    }
}

#[derive(Serialize)]
struct ExcludedShape<'a> {
    path: &'a str,
    pattern: &'a str,
}

impl<'a> ExcludedShape<'a> {
    fn of(excluded: &'a Excluded) -> Self {
        Self { path: &excluded.path, pattern: &excluded.pattern }
    }
}

#[derive(Serialize)]
struct FindingShape<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    primary: LabelShape<'a>,
    related: Vec<RelatedShape<'a>>,
    notes: &'a [String],
    fixes: Vec<FixShape<'a>>,
    facts: Vec<FactShape<'a>>,
    fingerprint: &'a str,
}

impl<'a> FindingShape<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            rule: &finding.rule,
            severity: finding.severity.word(),
            confidence: finding.confidence.word(),
            message: &finding.message,
            primary: LabelShape::of(&finding.primary),
            related: finding.related.iter().map(RelatedShape::of).collect(),
            notes: &finding.notes,
            fixes: finding.fixes.iter().map(FixShape::of).collect(),
            facts: finding.facts.iter().map(FactShape::of).collect(),
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct LabelShape<'a> {
    path: &'a str,
    document: Option<&'a str>,
    record: Option<u32>,
    part: Option<&'a str>,
    field: &'a str,
    text: &'a str,
    label: &'a str,
    start: PositionShape,
    end: PositionShape,
}

impl<'a> LabelShape<'a> {
    fn of(label: &'a Labelled) -> Self {
        let input = &label.place.input;
        Self {
            path: &input.path,
            document: input.document.as_deref(),
            record: input.record,
            part: input.part.as_deref(),
            field: &input.field,
            text: label.place.text(),
            label: &label.text,
            start: PositionShape::of(label.place.start()),
            end: PositionShape::of(label.place.end()),
        }
    }
}

#[derive(Serialize)]
struct RelatedShape<'a> {
    role: &'static str,
    #[serde(flatten)]
    label: LabelShape<'a>,
}

impl<'a> RelatedShape<'a> {
    fn of(related: &'a Related) -> Self {
        Self { role: related.role.word(), label: LabelShape::of(&related.label) }
    }
}

#[derive(Serialize)]
struct PositionShape {
    offset: u32,
    line: u32,
    column: u32,
}

impl PositionShape {
    fn of(at: Position) -> Self {
        Self { offset: at.offset, line: at.line, column: at.column }
    }
}

#[derive(Serialize)]
struct FixShape<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<EditShape<'a>>,
}

impl<'a> FixShape<'a> {
    fn of(fix: &'a Fix) -> Self {
        Self { title: &fix.title, safety: fix.safety.word(), edits: fix.edits.iter().map(EditShape::of).collect() }
    }
}

#[derive(Serialize)]
struct EditShape<'a> {
    path: &'a str,
    record: Option<u32>,
    field: &'a str,
    start: u32,
    end: u32,
    insert: &'a str,
}

impl<'a> EditShape<'a> {
    fn of(edit: &'a Edit) -> Self {
        let Edit { place, insert } = edit;
        let [start, end] = [place.span.start, place.span.end].map(|at| place.input.source_offset(at));
        Self { path: &place.input.path, record: place.input.record, field: &place.input.field, start, end, insert }
    }
}

#[derive(Serialize)]
struct FactShape<'a> {
    path: &'a str,
    line: u32,
    verified: Option<&'a str>,
    holder: Option<&'a str>,
    office: Option<&'a str>,
    from: Option<&'a str>,
    until: Option<&'a str>,
    source: Option<&'a str>,
}

impl<'a> FactShape<'a> {
    fn of(fact: &'a FactRef) -> Self {
        let said = fact.said.as_ref();
        Self {
            path: &fact.path,
            line: fact.line,
            verified: fact.verified.as_deref(),
            holder: said.map(|said| said.holder.as_str()),
            office: said.and_then(|said| said.office.as_deref()),
            from: said.and_then(|said| said.from.as_deref()),
            until: said.and_then(|said| said.until.as_deref()),
            source: fact.source.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct FaultShape<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    path: Option<&'a str>,
    start: Option<PositionShape>,
    end: Option<PositionShape>,
    notes: &'a [String],
}

impl<'a> FaultShape<'a> {
    fn of(fault: &'a Fault) -> Self {
        Self {
            severity: fault.severity.word(),
            code: fault.code,
            message: &fault.message,
            path: fault.path.as_deref(),
            start: fault.place.as_ref().map(|place| PositionShape::of(place.start())),
            end: fault.place.as_ref().map(|place| PositionShape::of(place.end())),
            notes: &fault.notes,
        }
    }
}

#[derive(Serialize)]
struct DocumentShape<'a> {
    path: &'a str,
    document: Option<&'a str>,
    record: Option<u32>,
    day: Option<DayShape>,
    day_from: Option<&'static str>,
    outdated: bool,
    skipped: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DayShape {
    Given(String),
    Inferred(Vec<RangeShape>),
}

#[derive(Serialize)]
struct RangeShape {
    from: Option<String>,
    until: Option<String>,
}

impl<'a> DocumentShape<'a> {
    fn of(document: &'a DocumentSummary, run: &Run) -> Self {
        let end = |day: Day| (day != Day::MIN && day != Day::MAX).then(|| day.to_string());
        let (day, day_from) = match &document.day {
            DraftDay::Given(given) => (Some(DayShape::Given(given.day.to_string())), Some(given.from.words())),
            DraftDay::Inferred(days) => {
                let ranges =
                    days.ranges().iter().map(|&(from, until)| RangeShape { from: end(from), until: end(until) });
                (Some(DayShape::Inferred(ranges.collect())), Some("inferred"))
            }
            DraftDay::None => (None, None),
        };
        let skipped = document.why_skipped();
        let (path, record) = (&document.path, document.record);
        let (document, outdated) = (document.document.as_deref(), run.is_outdated(document));
        Self { path, document, record, day, day_from, outdated, skipped }
    }
}
