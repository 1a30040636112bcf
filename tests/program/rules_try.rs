//! `factlint rules try`: pieces, values, clauses, where patterns stop, and what came of what they ask.

use crate::common::Folder;

const CHECK: &str = "\
[check]
id = \"house-fee\"
kind = \"formula\"
severity = \"error\"
summary = \"A fee that is not the price times the hours.\"
manual = \"The fee for an hour times the hours makes the total.\"

[[check.pattern]]
text = \"{fee:rate} ...3 for {hours:duration} ... {total:money}\"
holds = \"exact(fee) * exact(hours) == exact(total)\"
message = \"{fee} for {hours} is {like(exact(fee) * exact(hours), total)}\"
except = [\"(before|inside) tax\"]

[[check.flag]]
draft = \"Parking costs $3 an hour, so for four hours that is $15.\"

[[check.pass]]
draft = \"Parking costs $3 an hour, so for four hours that is $12.\"
";

/// The lines that a sentence gives, without the space before them.
fn lines(arguments: &[&str]) -> Vec<String> {
    let folder = Folder::new(&[("fee.toml", CHECK), ("draft.md", "# Fees\n\nIt costs $3 an hour.\n")]);
    let mut all = vec!["rules", "try"];
    all.extend_from_slice(arguments);
    let ran = folder.run(&all);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    ran.out.lines().map(|line| line.trim_start().to_owned()).collect()
}

fn has(lines: &[String], wanted: &[&str]) {
    for line in wanted {
        assert!(lines.iter().any(|known| known == line), "no `{line}` in:\n{}", lines.join("\n"));
    }
}

#[test]
fn a_sentence_is_shown_as_it_is_read() {
    let text = "Polish prime minister Donald Tusk, who joined in 2019, has not paid about 25 percent of $3 million.";
    let shown = lines(&["fee.toml", text]);
    has(
        &shown,
        &[
            "office        \"Polish prime minister\": poland-prime-minister; of \"Polish\"; held by \"Donald Tusk\"",
            "person        \"Donald Tusk\": donald-tusk",
            "nationality   \"Polish\": poland",
            "percent       \"25 percent\": 22.5..27.5, hedged by \"about\"",
            "money         \"$3 million\": 2500000..3500000 dollar",
            "main          \"has not paid\": perfect negated; subject \"Polish prime minister Donald Tusk\"",
            "relative      \"joined\": past; subject \"who\"; attached to \"Tusk\"",
        ],
    );
    // The claim, with its ledger on the line below.
    assert!(shown.iter().any(|line| line.starts_with("mention +2, subject-present \"has not paid\" ")), "{shown:?}");
}

#[test]
fn a_pattern_says_where_it_stops() {
    has(&lines(&["fee.toml", "Rain."]), &["line 8, pattern: starts nowhere: no `{fee:rate}`"]);
    let stopped = "line 8, pattern: stops after \"$3 an hour\": no `for` at \"to park here now\"";
    has(&lines(&["fee.toml", "It costs $3 an hour to park here now."]), &[stopped]);
    let at_the_end = "line 8, pattern: stops after \"$3 an hour for four hours\" at the end: no `{total:money}`";
    has(&lines(&["fee.toml", "It costs $3 an hour for four hours"]), &[at_the_end]);
}

#[test]
fn a_match_shows_its_captures_and_what_came_of_it() {
    let shown = lines(&["fee.toml", "It costs $3 an hour, so for four hours that is $15."]);
    let wanted = [
        "line 8, pattern: fits \"$3 an hour, so for four hours that is $15\"",
        "{fee:rate} \"$3 an hour\": 2.5..3.5 dollar/hour",
        "{hours:duration} \"four hours\": 3.5..4.5 hour",
        "{total:money} \"$15\": 14.5..15.5 dollar",
        "holds exact(fee) * exact(hours) == exact(total): no",
        "12 dollar == 15 dollar: no",
    ];
    let first = shown.iter().position(|line| line == wanted[0]).unwrap_or_else(|| panic!("{shown:?}"));
    assert_eq!(shown[first..first + wanted.len()], wanted);
    let silenced = lines(&["fee.toml", "It costs $3 an hour, so for four hours that is $15 before tax."]);
    has(&silenced, &["suppressed: `except` number 1: \"before tax\""]);
    let quoted = lines(&["fee.toml", "\"It costs $3 an hour, so for four hours that is $15,\" he said."]);
    has(&quoted, &["suppressed: it is in a quotation"]);
}

#[test]
fn a_built_in_check_is_named_by_its_id() {
    let shown = lines(&["age", "--as-of", "2025-01-01", "Jane Holt, 43, was born in 1970."]);
    has(&shown, &["subject name: Jane Holt", "states the birth: between 2 December 1980 and 2 January 1982"]);
    has(&shown, &["states the birth: in 1970", "sentence speaks of 2025-01-01 (--as-of)"]);
    has(&lines(&["acronym", "It rained."]), &["has no patterns"]);
    let known = lines(&["currency", "--as-of", "2025-01-01", "Japan's currency, the won, rose."]);
    has(&known, &["{c:country} \"Japan\": japan", "holds holds(c, m): no"]);
    assert!(known.iter().any(|line| line.starts_with("by world-currencies.toml:")), "{known:?}");
}

#[test]
fn drafts_and_json_are_read_too() {
    has(&lines(&["fee.toml", "draft.md"]), &["3:1 It costs $3 an hour.", "draft.md speaks of an unknown day"]);
    let folder = Folder::new(&[("fee.toml", CHECK)]);
    let json = folder.run_with(&["rules", "try", "--format", "json", "fee.toml", "-"], "It costs $3 an hour.").json();
    let sentence = &json["sentences"][0];
    assert_eq!(
        sentence["values"][0],
        serde_json::json!({"kind": "money", "text": "$3 an hour", "means": "2.5..3.5 dollar/hour"})
    );
    assert_eq!(sentence["checks"][0][0], "house-fee");
    assert_eq!(json["day"]["day"], "unknown");
}

#[test]
fn what_is_not_there_is_a_fault() {
    let folder = Folder::new(&[("broken.toml", "[check]\nid = \"house-fee\"\n")]);
    let ran = folder.run(&["rules", "try", "perc-change", "Rain."]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("no rule is called `perc-change`"), "{}", ran.err);
    for arguments in [["none.toml", "Rain."], ["broken.toml", "Rain."]] {
        let ran = folder.run(&["rules", "try", arguments[0], arguments[1]]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(arguments[0]), "{}", ran.err);
    }
}

#[test]
fn an_example_that_fails_says_how_to_see_why() {
    let check = CHECK.replace("that is $15.\"", "it's $9.\"");
    let ran = Folder::new(&[("fee.toml", &check)]).run(&["rules", "test", "--select", "house-fee", "fee.toml"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let command = "to see why: factlint rules try fee.toml 'Parking costs $3 an hour, so for four hours it'\\''s $9.'";
    assert!(ran.err.contains(command), "{}", ran.err);
}

const FIGURES: &str = "\
[check]
id = \"house-cut\"
kind = \"formula\"
severity = \"warning\"
summary = \"A cut that is not the percentage given with it.\"
manual = \"Two amounts give a percentage.\"

[[check.evidence]]
apart = true
weight = -0.25

[[check.evidence]]
spare = true
weight = -0.5

[[check.pattern]]
figure.p = \"percent\"
figure.a = \"amount\"
figure.b = \"amount\"
needs = [\"cut\"]
within = \"before\"
where = \"a < b\"
holds = \"1 - a / b == widen(p, 0.03)\"
message = \"from {b} to {a} is {percent(1 - a / b)}, not {p}\"
primary = \"p\"
evidence = [
  { text = [\"from {b:amount} ...4 to {a:amount}\"], weight = 1.5 },
  { between = [\"while\"], weight = -2 },
  { if = \"b > 1000\", weight = 3 },
  { same-noun = [\"a\", \"b\"], weight = 0.4 },
]

[[check.flag]]
draft = \"The herd went from 720 cows to 540 cows. It was a cut of [[30 percent]].\"
related = [\"540\", \"720\"]

[[check.pass]]
draft = \"The herd went from 720 cows to 540 cows. It was a cut of 25 percent.\"
";

/// What `rules try` says of the best reading of a draft.
fn evidence(draft: &str) -> Vec<String> {
    let folder = Folder::new(&[("cut.toml", FIGURES)]);
    let ran = folder.run(&["rules", "try", "cut.toml", draft]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    let lines: Vec<&str> = ran.out.lines().map(str::trim_start).collect();
    let first = lines.iter().position(|line| line.contains("figure: fits")).unwrap_or(lines.len());
    let until = lines[first..].iter().position(|line| line.starts_with("evidence in all")).map_or(0, |at| at + 1);
    lines[first..first + until].iter().filter_map(|line| Some(line.strip_prefix("evidence ")?.to_owned())).collect()
}

#[test]
fn the_evidence_for_a_reading_is_shown() {
    let shown = evidence("The herd went from 720 cows to 540 cows. It was a cut of 30 percent.");
    assert_eq!(
        shown,
        ["number 1, `text`: 1.5", "number 4, `same-noun`: 0.4", "number 5, `apart`: -0.25", "in all: 1.65 of 1 needed"]
    );
    let shown = evidence("There were 5,400 cows, while 7,200 goats ate, and a cut of 30 percent came.");
    assert_eq!(shown, ["number 2, `between`: -2", "number 3, `if`: 3", "in all: 1 of 1 needed"]);
    assert_eq!(evidence("There were 540 cows. A cut of 30 percent came."), Vec::<String>::new());
}

#[test]
fn readings_of_figures_are_weighed_against_each_other() {
    let found = |draft: &str| {
        let folder = Folder::new(&[("cut.toml", FIGURES), ("draft.md", draft)]);
        let ran =
            folder.run(&["check", "--rules", "cut.toml", "--select", "house-cut", "--format", "short", "draft.md"]);
        ran.out.lines().filter(|line| line.contains("house-cut")).count()
    };
    assert_eq!(found("The herd went from 720 cows to 540 cows. It was a cut of 30 percent.\n"), 1);
    // Another choice of figures gives 30 percent, with nearly as much evidence.
    assert_eq!(
        found("The herd went from 720 cows to 540 cows, and from 100 goats to 70 goats. It was a cut of 30 percent.\n"),
        0
    );
    // Too little evidence: nothing connects the figures.
    assert_eq!(found("There were 720 cows and 540 cows. It was a cut of 30 percent.\n"), 0);
    // A quotation is somebody else's.
    assert_eq!(
        found("\u{201c}The herd went from 720 cows to 540 cows,\u{201d} he said. It was a cut of 30 percent.\n"),
        0
    );
    // More figures than a passage has.
    let cows: Vec<String> = (0..20).map(|number| format!("{} cows", number * 37 + 11)).collect();
    let table = cows.join(", ");
    assert_eq!(
        found(&format!("The herd went from 720 cows to 540 cows, then {table}, and a cut of 30 percent came.\n")),
        0
    );
}
