//! Every output is read back, and its places are compared with those counted from the bytes.
#![allow(clippy::disallowed_methods, reason = "a test reads a schema")]

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::Event;
use serde_json::Value;

use super::{Look, Run, Style, render};
use crate::findings::{
    Confidence, Edit, Fault, Finding, Fix, Labelled, Related, Relation, Safety, Severity, Silenced, SilencedBy,
};
use crate::text::{Input, Place, Record, Span};

/// A byte order mark, letters of two and four bytes, a tab, line ends of two bytes.
const FIRST: &str = "\u{feff}Zo\u{eb} \u{1f600}\tmet President Holt\r\nof the east. It was\r\na Monday & \"late\".\r\n";
const SECOND: &str = "One.\n\n\u{dc}ber President <Moss>, no more.\n";
const RULES: &str = "# \u{e9}\n[[tenure]]\nholder = \"holt\"\n";

/// A place of the test: path, words, line, column, end line, end column, and both columns in bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    path: String,
    at: [u64; 4],
    bytes: [u64; 2],
}

fn inputs() -> [Arc<Input>; 3] {
    [Input::file("./draft.md", FIRST), Input::file("old drafts/b#2.md", SECOND), Input::file("house/rules.toml", RULES)]
}

fn place(input: &Arc<Input>, words: &str) -> Place {
    let at = input.text.find(words).expect("the words are there");
    Place { input: Arc::clone(input), span: Span::new(at, at + words.len()) }
}

/// Counts from the bytes, without the program's own index of lines.
fn expected(input: &Input, words: &str) -> Expected {
    let at = input.text.find(words).expect("the words are there");
    let count = |end: usize| {
        let before = &input.text.as_bytes()[..end];
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let bytes = &before[start..];
        let bom = u64::from(bytes.starts_with(b"\xef\xbb\xbf"));
        // Bytes that go on a character are those from 0x80 to 0xbf.
        let scalars = bytes.iter().filter(|byte| !(0x80..0xc0).contains(*byte)).count() as u64 - bom;
        (line, scalars + 1, bytes.len() as u64 + 1)
    };
    let (line, column, byte) = count(at);
    let (end_line, end_column, end_byte) = count(at + words.len());
    let path = input.path.trim_start_matches("./").to_owned();
    Expected { path, at: [line, column, end_line, end_column], bytes: [byte, end_byte] }
}

fn finding(severity: Severity, primary: Labelled, related: Vec<Related>, fixes: Vec<Fix>) -> Finding {
    Finding {
        rule: "office-holder".to_owned(),
        severity,
        confidence: Confidence::High,
        message: "these do not fit: [a], 100%".to_owned(),
        primary,
        related,
        notes: vec!["a note".to_owned()],
        fixes,
        facts: Vec::new(),
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

fn run() -> Run {
    let [first, second, rules] = inputs();
    let label = |place, text: &str| Labelled { place, text: text.to_owned() };
    let related = |role, place, text| Related { role, label: label(place, text) };
    let insert = Edit { place: Place { span: Span::new(17, 17), input: Arc::clone(&first) }, insert: "former ".into() };
    let fix = Fix { title: "say former".to_owned(), safety: Safety::Unsafe, edits: vec![insert] };
    let one = finding(
        Severity::Error,
        label(place(&first, "President Holt\r\nof the east"), "needs a day"),
        vec![
            related(Relation::Conflict, place(&second, "President <Moss>"), "in office"),
            related(Relation::Evidence, place(&rules, "\"holt\""), "the row"),
            related(Relation::Same, place(&first, "It was"), ""),
        ],
        vec![fix],
    );
    let two = finding(Severity::Warning, label(place(&first, "Monday"), "a\u{1}b"), Vec::new(), Vec::new());
    let hidden = finding(Severity::Error, label(place(&second, "no more"), "x"), Vec::new(), Vec::new());
    let silenced = Silenced { finding: hidden, by: SilencedBy::Mark, reason: Some("quotes a letter".to_owned()) };
    let fault = Fault::at("unknown-key", place(&rules, "holder"), "unknown key, `holder`").note("did you mean x?");
    Run {
        findings: vec![one, two],
        faults: vec![fault],
        documents: Vec::new(),
        silenced: vec![silenced],
        slots: Vec::new(),
        excluded: Vec::new(),
        unread: Vec::new(),
        facts_to: None,
    }
}

fn primaries() -> [Expected; 2] {
    let [first, ..] = inputs();
    [expected(&first, "President Holt\r\nof the east"), expected(&first, "Monday")]
}

fn others() -> [Expected; 2] {
    let [_, second, rules] = inputs();
    [expected(&second, "President <Moss>"), expected(&rules, "\"holt\"")]
}

fn fault() -> Expected {
    expected(&inputs()[2], "holder")
}

fn printed(style: Style) -> String {
    let checks = crate::embedded::checks_with_manuals();
    render(&run(), style, &Look { checks: &checks, fail_on: Some(Severity::Error), ..Look::default() })
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn the_test_counts_what_a_person_counts() {
    let [one, two] = primaries();
    assert_eq!((one.at, one.bytes), ([1, 11, 2, 12], [18, 12]));
    assert_eq!(two.at, [3, 3, 3, 9]);
    assert_eq!(others()[0].at, [3, 6, 3, 22]);
    assert_eq!(others()[0].bytes, [7, 23]);
}

#[test]
fn json_and_json_lines() {
    let read = |label: &Value| Expected {
        path: label["path"].as_str().expect("a path").trim_start_matches("./").to_owned(),
        at: [&label["start"]["line"], &label["start"]["column"], &label["end"]["line"], &label["end"]["column"]]
            .map(number),
        bytes: [0, 0],
    };
    let plain = |expected: Expected| Expected { bytes: [0, 0], ..expected };
    let whole = json(&printed(Style::Json));
    let lines: Vec<Value> = printed(Style::Jsonl).lines().map(json).collect();
    let types: Vec<&str> = lines.iter().filter_map(|line| line["type"].as_str()).collect();
    assert_eq!(types, ["finding", "finding", "fault", "summary"]);
    for findings in [whole["findings"].as_array().expect("findings").clone(), lines[..2].to_vec()] {
        let found: Vec<Expected> = findings.iter().map(|finding| read(&finding["primary"])).collect();
        assert_eq!(found, primaries().map(plain));
        let found: Vec<Expected> = findings[0]["related"].as_array().expect("related").iter().map(read).collect();
        assert_eq!(found[..2], others().map(plain));
    }
    assert_eq!(number(&whole["faults"][0]["start"]["column"]), fault().at[1]);
    assert_eq!(lines[3]["suppressed"], 1);
}

fn of_sarif(location: &Value) -> Expected {
    let (artifact, region) =
        (&location["physicalLocation"]["artifactLocation"], &location["physicalLocation"]["region"]);
    let uri = artifact["uri"].as_str().expect("a uri");
    let path = percent_encoding::percent_decode_str(uri).decode_utf8().expect("UTF-8").into_owned();
    let at = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&region[key]));
    Expected { path, at, bytes: [0, 0] }
}

#[test]
fn sarif() {
    let log = json(&printed(Style::Sarif));
    let schema = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/sarif-2.1.0.json"));
    // One pattern of the schema contains a bracket that only browsers accept unescaped.
    let schema = schema.expect("the schema").replace("[a-zA-Z]{2}]?$", r"[a-zA-Z]{2}\\]?$");
    let schema = jsonschema::validator_for(&json(&schema)).expect("a schema");
    let wrong: Vec<String> =
        schema.iter_errors(&log).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");

    let plain = |expected: Expected| Expected { bytes: [0, 0], ..expected };
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results");
    let found: Vec<Expected> = results[..2].iter().map(|result| of_sarif(&result["locations"][0])).collect();
    assert_eq!(found, primaries().map(plain));
    let related = results[0]["relatedLocations"].as_array().expect("related");
    assert_eq!(related[..2].iter().map(of_sarif).collect::<Vec<_>>(), others().map(plain));
    assert!(related.iter().all(|location| !location["message"]["text"].as_str().expect("a message").is_empty()));
    assert_eq!(related[0]["physicalLocation"]["region"]["snippet"]["text"], "President <Moss>");
    let message = results[0]["message"]["text"].as_str().expect("a message");
    assert_eq!(message, "these do not fit: \\[a\\], 100% (needs a day): see [President <Moss>](1), [\"holt\"](2).");
    let rule = &run["tool"]["driver"]["rules"][usize::try_from(number(&results[0]["ruleIndex"])).expect("small")];
    assert_eq!(rule["id"], "office-holder");
    assert!(rule["help"]["markdown"].as_str().is_some_and(|help| help.contains("What to do")));
    let replaced = &results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(number(&replaced["deletedRegion"]["startColumn"]), primaries()[0].at[1]);
    assert_eq!(replaced["insertedContent"]["text"], "former ");
    assert_eq!(results[0]["partialFingerprints"]["factlint/v1"], "0123456789abcdef");
    let suppression = &results[2]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["justification"]), (&"inSource".into(), &"quotes a letter".into()));
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(of_sarif(&notification["locations"][0]), plain(fault()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

/// The properties and the message of a workflow command.
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let undo = |text: &str| {
        text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    };
    let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (level, properties) = head.split_once(' ').expect("properties");
    let pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
    (level.to_owned(), pairs.map(|(key, value)| (key.to_owned(), undo(value))).collect(), undo(message))
}

#[test]
fn github() {
    let text = printed(Style::Github);
    let commands: Vec<_> = text.lines().map(command).collect();
    let levels: Vec<&str> = commands.iter().map(|(level, ..)| level.as_str()).collect();
    assert_eq!(levels, ["error", "error", "notice", "warning"], "evidence is in the message, and has no notice");
    let [one, two] = primaries();
    let [moss, _] = others();
    for ((_, properties, _), expected) in commands.iter().zip([fault(), one, moss, two]) {
        let get = |key: &str| properties.get(key).map(|value| value.parse::<u64>().expect("a number"));
        assert_eq!(properties["file"], expected.path);
        assert_eq!((get("line"), get("endLine")), (Some(expected.at[0]), Some(expected.at[2])));
        let one_line = expected.at[0] == expected.at[2];
        assert_eq!(get("col"), one_line.then_some(expected.at[1]));
        assert_eq!(get("endColumn"), one_line.then_some(expected.at[3]));
    }
    assert!(commands[1].2.contains("100%") && commands[1].2.contains("\"President <Moss>\" at old drafts/b#2.md:3:6"));
}

#[test]
fn github_shows_ten_of_a_level() {
    let [first, ..] = inputs();
    let one = || {
        let primary = Labelled { place: place(&first, "Monday"), text: String::new() };
        let other = Labelled { place: place(&first, "It was"), text: "x".to_owned() };
        finding(Severity::Error, primary, vec![Related { role: Relation::Conflict, label: other }], Vec::new())
    };
    let run = Run { findings: (0..12).map(|_| one()).collect(), ..Run::default() };
    let text = render(&run, Style::Github, &Look::default());
    let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("::error "), count("::notice ")), (10, 1), "one place has one notice");
    assert!(text.ends_with(
        "2 annotations GitHub shows only ten annotations of each level per step: see the step summary for the rest\n"
    ));
    let whole = render(&run, Style::Markdown, &Look::default());
    assert_eq!(whole.matches("**error**").count(), 12);
}

#[test]
fn gitlab() {
    let list = json(&printed(Style::Gitlab));
    let issues = list.as_array().expect("a list");
    let [one, two] = primaries();
    for (issue, expected) in issues.iter().zip([fault(), one, two]) {
        assert_eq!(issue["location"]["path"], expected.path);
        let lines = &issue["location"]["lines"];
        assert_eq!((number(&lines["begin"]), number(&lines["end"])), (expected.at[0], expected.at[2]));
    }
    let mut names: Vec<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!((issues.len(), names.len()), (3, 3));
    assert_eq!(issues[1]["severity"], "major");
}

#[test]
fn rdjson_and_rdjsonl() {
    let whole = json(&printed(Style::Rdjson));
    let lines: Vec<Value> = printed(Style::Rdjsonl).lines().map(json).collect();
    let [one, two] = primaries();
    for diagnostics in [whole["diagnostics"].as_array().expect("diagnostics").clone(), lines] {
        let read = |location: &Value| {
            let (start, end) = (&location["range"]["start"], &location["range"]["end"]);
            let path = location["path"].as_str().expect("a path").to_owned();
            let at = [number(&start["line"]), 0, number(&end["line"]), 0];
            Expected { path, at, bytes: [number(&start["column"]), number(&end["column"])] }
        };
        let lines_only = |expected: Expected| {
            let [line, _, end, _] = expected.at;
            Expected { at: [line, 0, end, 0], ..expected }
        };
        let found: Vec<Expected> = diagnostics.iter().map(|diagnostic| read(&diagnostic["location"])).collect();
        assert_eq!(found, [fault(), one.clone(), two.clone()].map(lines_only));
        let related = diagnostics[1]["related_locations"].as_array().expect("related");
        let found: Vec<Expected> = related.iter().map(|related| read(&related["location"])).collect();
        assert_eq!(found, others().map(lines_only));
        let severities: Vec<&str> = diagnostics.iter().filter_map(|d| d["severity"].as_str()).collect();
        assert_eq!(severities, ["ERROR", "ERROR", "WARNING"]);
        assert_eq!(number(&diagnostics[1]["suggestions"][0]["range"]["start"]["column"]), one.bytes[0]);
    }
}

/// Every element of an XML text with its attributes, in order. Panics if it is not XML.
fn elements(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    let value = quick_xml::escape::unescape(&attribute.value).expect("entities").into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                let name = element.name().as_ref().to_owned();
                found.push((name, attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn junit() {
    let text = printed(Style::Junit);
    let found = elements(&text);
    assert_eq!(found[0].1["tests"], "3");
    assert_eq!((found[0].1["failures"].as_str(), found[0].1["errors"].as_str()), ("1", "1"));
    // A warning fails no run, unless it is asked for.
    let count = |name: &str| found.iter().filter(|(known, _)| known == name).count();
    assert_eq!([count("failure"), count("system-out"), count("error")], [1, 1, 1]);
    for (least, failures) in [(Some(Severity::Hint), "2"), (Some(Severity::Warning), "2"), (None, "0")] {
        let text = render(&run(), Style::Junit, &Look { fail_on: least, ..Look::default() });
        assert_eq!(elements(&text)[0].1["failures"], failures);
    }
    let cases: Vec<_> = found.iter().filter(|(name, _)| name == "testcase").map(|(_, attributes)| attributes).collect();
    let [one, two] = primaries();
    for (case, expected) in cases.iter().zip([&one, &two, &fault()]) {
        assert_eq!((&case["file"], case["line"].as_str()), (&expected.path, expected.at[0].to_string().as_str()));
    }
    assert_eq!(cases[0]["name"], format!("office-holder at {}:{}", one.at[0], one.at[1]));
    // XML 1.0 cannot represent U+0001.
    assert!(text.contains("a\u{fffd}b") && text.contains("President &lt;Moss&gt;"));
}

#[test]
fn checkstyle() {
    let found = elements(&printed(Style::Checkstyle));
    let mut path = String::new();
    let mut places = Vec::new();
    for (name, attributes) in found {
        match name.as_str() {
            "file" => path.clone_from(&attributes["name"]),
            "error" => {
                let at = ["line", "column"].map(|key| attributes[key].parse::<u64>().expect("a number"));
                places.push((path.clone(), at, attributes["source"].clone()));
            }
            _ => {}
        }
    }
    let expected = |expected: &Expected, rule: &str| {
        (expected.path.clone(), [expected.at[0], expected.at[1]], format!("factlint.{rule}"))
    };
    let [one, two] = primaries();
    let all = [expected(&one, "office-holder"), expected(&two, "office-holder"), expected(&fault(), "unknown-key")];
    assert_eq!(places, all);
}

/// The places, levels and messages of the lines of compilers.
fn compiled(text: &str) -> Vec<(String, u64, u64, String, String)> {
    let line = regex::Regex::new(r"^(.+?):([0-9]+):([0-9]+): (error|warning|note): (.+)$").expect("a pattern");
    let read = |text: &str| {
        let found = line.captures(text).unwrap_or_else(|| panic!("{text}"));
        let number = |at: usize| found[at].parse().expect("a number");
        (found[1].to_owned(), number(2), number(3), found[4].to_owned(), found[5].to_owned())
    };
    text.lines().map(read).collect()
}

#[test]
fn gcc_lines_are_those_of_compilers() {
    let lines = compiled(&printed(Style::Gcc));
    let [one, two] = primaries();
    let [moss, row] = others();
    let places: Vec<_> =
        lines.iter().map(|(path, line, column, ..)| (path.trim_start_matches("./"), *line, *column)).collect();
    let expected = [&one, &moss, &row, &two].map(|place| (place.path.as_str(), place.at[0], place.at[1]));
    assert_eq!(places, expected);
    let levels: Vec<&str> = lines.iter().map(|(.., level, _)| level.as_str()).collect();
    assert_eq!(levels, ["error", "note", "note", "warning"]);
    assert_eq!(lines[0].4, "these do not fit: [a], 100% (needs a day) [office-holder]");
    assert_eq!(lines[1].4, "\"President <Moss>\": in office");
    let faults = super::faults(&run().faults, Style::Gcc, false);
    let at = fault();
    assert_eq!(
        faults,
        format!(
            "{}:{}:{}: error: unknown key, `holder` (did you mean x?) [unknown-key]\n",
            at.path, at.at[0], at.at[1]
        )
    );
}

#[test]
fn lines_begin_with_a_place_in_records_and_parts_too() {
    let record = {
        let record = Record { number: 3, lines: (3, 3), id: Some("a7".into()) };
        Input::field("a.jsonl", &record, "text", 0, "One.\nMonday came.")
    };
    let part = Input::part("b.docx", "word/footnotes.xml", "One.\nMonday came.");
    let of = |input: &Arc<Input>| {
        let label = |words: &str, text: &str| Labelled { place: place(input, words), text: text.to_owned() };
        let other = Related { role: Relation::Conflict, label: label("One", "the first") };
        finding(Severity::Error, label("Monday", "a Tuesday"), vec![other], Vec::new())
    };
    let run = Run { findings: vec![of(&record), of(&part)], ..Run::default() };
    let message = "these do not fit: [a], 100% (a Tuesday)";
    let short = render(&run, Style::Short, &Look::default());
    let inside = ["record 3 (a7), text 2:1", "word/footnotes.xml, paragraph 2, character 1"];
    let first = ["record 3 (a7), text 1:1", "word/footnotes.xml, paragraph 1, character 1"];
    assert_eq!(
        short,
        format!(
            "a.jsonl:3:1: error[office-holder] {}: {message}; see \"One\" at a.jsonl:3 ({})\n\
             b.docx:1:1: error[office-holder] {}: {message}; see \"One\" at b.docx:1 ({})\n",
            inside[0], first[0], inside[1], first[1]
        )
    );
    let gcc = compiled(&render(&run, Style::Gcc, &Look::default()));
    assert_eq!(
        gcc.iter().map(|(path, line, ..)| (path.as_str(), *line)).collect::<Vec<_>>(),
        [("a.jsonl", 3), ("a.jsonl", 3), ("b.docx", 1), ("b.docx", 1)]
    );
    assert_eq!(gcc[0].4, format!("{}: {message} [office-holder]", inside[0]));
    assert_eq!(gcc[3].4, format!("{}: \"One\": the first", first[1]));
}

#[test]
fn one_date_of_the_draft_is_no_notice_for_every_finding() {
    let [first, second, _] = inputs();
    let one = |words: &str| {
        let label = |place, text: &str| Labelled { place, text: text.to_owned() };
        let day = Related { role: Relation::Evidence, label: label(place(&first, "Monday"), "the day of the draft") };
        finding(Severity::Error, label(place(&second, words), "x"), vec![day], Vec::new())
    };
    let run = Run { findings: ["One", "President", "no more"].map(one).to_vec(), ..Run::default() };
    let text = render(&run, Style::Github, &Look::default());
    assert_eq!((text.matches("::error ").count(), text.matches("::notice ").count()), (3, 0));
    assert_eq!(text.matches("the day of the draft").count(), 3);
    // In SARIF a place says once what the message says.
    let log = json(&render(&run, Style::Sarif, &Look::default()));
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["message"]["text"], "these do not fit: \\[a\\], 100% (x): see [Monday](1).");
    assert_eq!(result["locations"][0]["message"], Value::Null);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "the day of the draft");
}

#[test]
fn rules_are_links_where_terminals_have_them() {
    let checks = crate::embedded::checks_with_manuals();
    let look = Look { checks: &checks, links: true, ..Look::default() };
    let page = "https://github.com/factlint/factlint/blob/main/docs/checks/office-holder.md";
    let linked = render(&run(), Style::Human, &look);
    assert!(
        linked.starts_with(&format!("error[\u{1b}]8;;{page}\u{1b}\\office-holder\u{1b}]8;;\u{1b}\\]: ")),
        "{linked}"
    );
    let own = [checks.iter().find(|check| check.id == "office-holder").expect("a check").path.clone()];
    for look in [Look { links: false, ..look }, Look { own: &own, ..look }] {
        assert!(render(&run(), Style::Human, &look).starts_with("error[office-holder]: "));
    }
}

#[test]
fn outputs_for_people_tell_the_same_places() {
    let told = |expected: &Expected| format!("{}:{}:{}", expected.path, expected.at[0], expected.at[1]);
    let [one, two] = primaries();
    let [moss, row] = others();
    let human = printed(Style::Human);
    let markdown = printed(Style::Markdown);
    for place in [&one, &two, &moss, &row] {
        assert!(markdown.contains(&format!("`{}`", told(place))), "{} in {markdown}", told(place));
    }
    // Only the first place of a file has its column in a drawing.
    for place in [&one, &two, &moss, &row] {
        assert!(human.contains(&told(place)), "{} in {human}", told(place));
    }
    let short = printed(Style::Short);
    let starts: Vec<&str> = short.lines().filter_map(|line| line.split_once(": ").map(|(start, _)| start)).collect();
    assert_eq!(starts, [format!("./{}", told(&one)), format!("./{}", told(&two))]);
}
