//! `JUnit` and Checkstyle, the two reports that are XML.

use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::location::{Spot, in_one_line, one_line, shown};
use super::{Look, Run};
use crate::findings::{Fault, Finding, Severity};

/// `JUnit`: one test suite per file, a test case per finding, which fails if it makes the run fail, a passed one for a file without
/// findings, and an error per fault. So the report fails exactly if the exit status is not 0.
pub(super) fn junit(run: &Run, look: &Look<'_>) -> String {
    let mut files: BTreeMap<String, (Vec<&Fault>, Vec<&Finding>)> = BTreeMap::new();
    for document in &run.documents {
        files.entry(shown(&document.path)).or_default();
    }
    for fault in run.faults.iter().filter(|fault| fault.is_error()) {
        files.entry(shown(fault.path.as_deref().unwrap_or("factlint"))).or_default().0.push(fault);
    }
    for finding in run.shown(look.hints) {
        files.entry(shown(&finding.primary.place.input.path)).or_default().1.push(finding);
    }
    let cases = |(faults, findings): &(Vec<_>, Vec<_>)| (faults.len() + findings.len()).max(1);
    let total: usize = files.values().map(cases).sum();
    let fails = |finding: &Finding| look.fail_on.is_some_and(|least| finding.severity >= least);
    let failing = |findings: &[&Finding]| findings.iter().filter(|finding| fails(finding)).count();
    let failures: usize = files.values().map(|(_, findings)| failing(findings)).sum();
    let mut xml = Xml::new();
    let counts = [
        ("tests", total),
        ("failures", failures),
        ("errors", run.faults.iter().filter(|fault| fault.is_error()).count()),
    ];
    let [tests, failed, errors] = counts.map(|(_, count)| count.to_string());
    xml.open("testsuites", &[("name", "factlint"), ("tests", &tests), ("failures", &failed), ("errors", &errors)]);
    for (path, file) in &files {
        let [tests, failed, errors] = [cases(file), failing(&file.1), file.0.len()].map(|count| count.to_string());
        xml.open("testsuite", &[("name", path), ("tests", &tests), ("failures", &failed), ("errors", &errors)]);
        if file.0.is_empty() && file.1.is_empty() {
            xml.empty("testcase", &[("classname", path), ("name", "factlint"), ("file", path)]);
        }
        for fault in &file.0 {
            let line = fault.place.as_ref().map_or(1, |place| Spot::of(place).start.line).to_string();
            case(&mut xml, path, fault.code, &line, ("error", fault.code), &fault.message, &fault.notes.join("\n"));
        }
        for finding in &file.1 {
            let spot = Spot::of(&finding.primary.place);
            let described = spot.describe();
            let name =
                format!("{} at {}", finding.rule, described.strip_prefix(&format!("{path}:")).unwrap_or(&described));
            let message = one_line(&finding.message);
            let line = spot.start.line.to_string();
            let text = full_text(finding);
            if fails(finding) {
                case(&mut xml, path, &name, &line, ("failure", finding.severity.word()), &message, &text);
            } else {
                xml.open("testcase", &[("classname", path), ("name", &name), ("file", path), ("line", &line)]);
                xml.open("system-out", &[]);
                xml.text(&format!("{}: {message}\n{text}", finding.severity.word()));
                xml.close("system-out");
                xml.close("testcase");
            }
        }
        xml.close("testsuite");
    }
    xml.close("testsuites");
    xml.finish()
}

fn case(xml: &mut Xml, path: &str, name: &str, line: &str, what: (&str, &str), message: &str, text: &str) {
    xml.open("testcase", &[("classname", path), ("name", name), ("file", path), ("line", line)]);
    xml.open(what.0, &[("type", what.1), ("message", message)]);
    xml.text(text);
    xml.close(what.0);
    xml.close("testcase");
}

/// Every place and note of a finding, one per line.
fn full_text(finding: &Finding) -> String {
    let line = |place: &crate::text::Place, text: &str| {
        format!("{}: \"{}\" {}", Spot::of(place).describe(), one_line(place.text()), one_line(text))
    };
    let mut lines = vec![line(&finding.primary.place, &finding.primary.text)];
    lines.extend(finding.related.iter().map(|related| line(&related.label.place, &related.label.text)));
    lines.extend(finding.fixes.iter().map(|fix| fix.title.clone()));
    lines.extend(finding.notes.iter().cloned());
    lines.join("\n")
}

/// Checkstyle: an element a file, an `error` a finding.
pub(super) fn checkstyle(run: &Run, look: &Look<'_>) -> String {
    let mut files: BTreeMap<String, Vec<[String; 5]>> = BTreeMap::new();
    for fault in &run.faults {
        let at = fault.place.as_ref().map(Spot::of);
        let (line, column) = at.map_or((1, 1), |spot| (spot.start.line, spot.start.column));
        let severity = fault.severity.word().to_owned();
        let row = [line.to_string(), column.to_string(), severity, fault.message.clone(), fault.code.to_owned()];
        files.entry(shown(fault.path.as_deref().unwrap_or("factlint"))).or_default().push(row);
    }
    for finding in run.shown(look.hints) {
        let spot = Spot::of(&finding.primary.place);
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "info",
        };
        let (line, column) = (spot.start.line.to_string(), spot.start.column.to_string());
        let row = [line, column, severity.to_owned(), in_one_line(finding), finding.rule.clone()];
        files.entry(spot.path).or_default().push(row);
    }
    let mut xml = Xml::new();
    xml.open("checkstyle", &[("version", "4.3")]);
    for (path, rows) in &files {
        xml.open("file", &[("name", path)]);
        for [line, column, severity, message, source] in rows {
            let source = format!("factlint.{source}");
            xml.empty(
                "error",
                &[
                    ("line", line),
                    ("column", column),
                    ("severity", severity),
                    ("message", message),
                    ("source", &source),
                ],
            );
        }
        xml.close("file");
    }
    xml.close("checkstyle");
    xml.finish()
}

/// A writer that keeps only characters which XML 1.0 allows.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 2));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes what is written");
    }

    fn element(name: &str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
        let mut element = BytesStart::new(name.to_owned());
        for (key, value) in attributes {
            element.push_attribute((*key, allowed(value).as_str()));
        }
        element
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(Self::element(name, attributes)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(Self::element(name, attributes)));
    }

    fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&allowed(text))));
    }

    fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name.to_owned())));
    }

    fn finish(self) -> String {
        let mut text = String::from_utf8(self.0.into_inner()).expect("all that was written is UTF-8");
        text.push('\n');
        text
    }
}

/// The text with a placeholder for every character that XML 1.0 cannot represent.
fn allowed(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect()
}
