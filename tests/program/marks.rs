//! Ignore comments that are nearly right: other comments of a format, words of other tools, and slips.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::Folder;

const SLIP: &str = "The vote is on Wednesday, Sept. 23, 2025.";

/// What a draft gives in the short format, without places, and the line that counts.
fn checked(name: &str, text: &str, more: &[&str]) -> (Vec<String>, String, String) {
    let folder = Folder::new(&[(name, text)]);
    let ran = folder.run(&[&["check", "--format", "short"], more].concat());
    let rules =
        ran.out.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned())).collect();
    let left = std::fs::read_to_string(folder.path().join(name)).expect("it is there");
    (rules, ran.err.lines().next_back().unwrap_or_default().to_owned(), left)
}

#[test]
fn a_draft_with_a_mark_keeps_its_other_findings() {
    // The mark covers the poster, and not the vote.
    let text = "The old poster said Wednesday, Sept. 23, 2025. <!-- factlint-ignore weekday: quotes the old poster -->\n\nThe vote is on Wednesday, Sept. 23, 2025.\n";
    let ran = Folder::new(&[("a.md", text)]).run(&["check", "--format", "short"]);
    assert!(ran.out.starts_with("a.md:3:16: error[weekday]"), "{}", ran.out);
    assert_eq!(ran.err, "1 error in 1 draft; 1 suppressed\n");
}

#[test]
fn every_comment_of_markdown_may_hold_a_mark() {
    for mark in [
        "<!-- factlint-ignore weekday -->",
        "<!--- factlint-ignore weekday --->",
        "<!-- factlint-ignore=weekday -->",
        "<!-- factlint-ignore(weekday) -->",
        "<!-- factlint-ignore weekday; -->",
        "[//]: # (factlint-ignore weekday)",
        "[//]: # (factlint-ignore weekday: he said so \\(twice\\))",
        "[//]: # \"factlint-ignore weekday: as printed\"",
        "[//]: # 'factlint-ignore weekday'",
        "[comment]: <> (factlint-ignore weekday)",
        "[_]: <#> (factlint-ignore weekday)",
        "{/* factlint-ignore weekday */}",
        "{/* factlint-ignore weekday: quotes\nthe *old* `poster` */}",
        "{# factlint-ignore weekday #}",
        "{{/* factlint-ignore weekday */}}",
        "{{!-- factlint-ignore weekday: a *poster* --}}",
    ] {
        for text in [format!("It rained.\n\n{mark}\n\n{SLIP}\n\nIt snowed.\n"), format!("# Head\n{mark}\n\n{SLIP}\n")] {
            let (rules, count, left) = checked("a.md", &text, &["--fix"]);
            assert_eq!((rules.len(), count.as_str()), (0, "no findings in 1 draft; 1 suppressed"), "{text}");
            assert_eq!(left, text);
        }
    }
    // Inside a paragraph too, and only there.
    for mark in ["<!-- factlint-ignore weekday -->", "{/* factlint-ignore weekday */}", "{# factlint-ignore weekday #}"]
    {
        let text = format!("It rained. {mark} {SLIP}\n\n{SLIP}\n");
        assert_eq!(checked("a.md", &text, &[]).1, "1 error in 1 draft; 1 suppressed", "{mark}");
    }
}

#[test]
fn code_and_pages_about_marks_hold_none() {
    for text in [
        "```\n[//]: # (factlint-ignore weekday)\n```\n",
        "    {/* factlint-ignore weekday */}\n",
        "Write `<!-- factlint-ignore weekday -->` above it.\n",
        "```markdown\n<!-- factlint-disable weekday -->\n```\n",
        "# factlint-ignore\n",
        "Comments with factlint-ignore are described below: factlint-ignore weekday.\n",
        "<!-- factlint is run on these pages -->\n",
        "[docs]: https://example.org/factlint-ignore (factlint-ignore)\n",
        "<!-- textlint-disable weekday -->\n\n<!-- prettier-ignore -->\n",
    ] {
        let (rules, count, _) = checked("a.md", text, &[]);
        assert_eq!((rules.len(), count.as_str()), (0, "no findings in 1 draft"), "{text}");
    }
}

#[test]
fn near_misses_are_reported_and_mended() {
    for (wrong, right) in [
        ("factlint-ingore weekday: why", "factlint-ignore weekday: why"),
        ("factlint ignore weekday", "factlint-ignore weekday"),
        ("factlint: ignore weekday", "factlint-ignore weekday"),
        ("Factlint-ignore weekday", "factlint-ignore weekday"),
        ("factlint_ignore weekday", "factlint-ignore weekday"),
        ("factlint-ignore-next-line weekday", "factlint-ignore-line weekday"),
        ("factlint-disable-next-line weekday: why", "factlint-ignore-line weekday: why"),
        ("fact-lint-ignore weekday", "factlint-ignore weekday"),
        ("factlint ignore wekday", "factlint-ignore weekday"),
        ("factlint-ignore wekday: why", "factlint-ignore weekday: why"),
        ("factlint-ignore Weekday", "factlint-ignore weekday"),
        ("factlint-ignore factlint/weekday", "factlint-ignore weekday"),
        ("factlint-ignore week_day: why", "factlint-ignore weekday: why"),
        ("factlint-ignore weekday quotes a poster", "factlint-ignore weekday: quotes a poster"),
        ("factlint-ignore weekday -- quotes a poster", "factlint-ignore weekday: quotes a poster"),
        ("factlint-ignore weekday (a poster of 2019)", "factlint-ignore weekday: a poster of 2019)"),
    ] {
        // The text of a comment is the same in every format.
        for (name, open, close) in [("a.md", "<!-- ", " -->"), ("a.tex", "% ", "")] {
            let text = format!("{open}{wrong}{close}\n\n{SLIP}\n");
            let (rules, ..) = checked(name, &text, &[]);
            let works = wrong.contains("weekday ") && wrong.starts_with("factlint-ignore weekday");
            let expected: &[&str] = if works { &["unused-suppression"] } else { &["unused-suppression", "weekday"] };
            assert_eq!(rules, expected, "{name}: {wrong}");
            let (rules, count, left) = checked(name, &text, &["--fix"]);
            assert_eq!(left, format!("{open}{right}{close}\n\n{SLIP}\n"), "{name}");
            let fixes = if wrong == "factlint ignore wekday" { "2 fixes" } else { "1 fix" };
            assert_eq!((rules.len(), count), (0, format!("{fixes} made in 1 draft")), "{name}: {wrong}");
        }
    }
}

#[test]
fn what_other_tools_read_in_two_ways_is_mended_only_on_request() {
    let text = format!("<!-- factlint-disable weekday -->\n\n{SLIP}\n");
    let (rules, _, left) = checked("a.md", &text, &["--fix"]);
    assert_eq!((rules.len(), left.as_str()), (2, text.as_str()));
    assert_eq!(
        checked("a.md", &text, &["--unsafe-fixes", "--select", "weekday,unused-suppression"]).2,
        text.replace("disable", "ignore")
    );
    for other in ["factlint:disable=weekday", "factlint off", "nofactlint", "ignore-factlint weekday", "factlint: noqa"]
    {
        let (rules, _, left) = checked("a.md", &format!("<!-- {other} -->\n\n{SLIP}\n"), &["--fix"]);
        assert!(rules.contains(&"unused-suppression".to_owned()) && rules.len() == 2, "{other}: {rules:?}, {left}");
    }
    let ran = Folder::new(&[("a.md", &text)]).run(&["check"]);
    assert!(ran.out.contains("`factlint-disable` is unknown; use factlint-ignore, -line, -file, -start or -end"));
    assert!(ran.out.contains("= write factlint-ignore\n"), "{}", ran.out);
}

#[test]
fn a_name_that_is_no_rule_is_never_removed() {
    for mark in [
        "factlint-ignore house-prices: our own list",
        "factlint-ignore quotes a letter of 2019",
        "factlint-ignore weekday, house-prices",
        "factlint-ignore-file xyz",
        "factlint-ignore house-prices, capital",
    ] {
        let text = format!("<!-- {mark} -->\n\n{SLIP}\n");
        let (rules, _, left) = checked("a.md", &text, &["--fix", "--unsafe-fixes"]);
        assert_eq!(left, text);
        assert!(rules.contains(&"unused-suppression".to_owned()), "{mark}: {rules:?}");
    }
    // A rule that exists and finds nothing is.
    let text = format!("<!-- factlint-ignore weekday, capital -->\n\n{SLIP}\n");
    assert_eq!(checked("a.md", &text, &["--fix"]).2, format!("<!-- factlint-ignore weekday -->\n\n{SLIP}\n"));
    // Front matter keeps its quotation marks.
    let text = format!("---\nfactlint-ignore: [\"wekday\", 'captal']\n---\n{SLIP}\n");
    assert!(checked("a.md", &text, &["--fix"]).2.starts_with("---\nfactlint-ignore: [\"weekday\", 'capital']\n---\n"));
}

#[test]
fn a_comment_of_another_format_is_reported() {
    for (name, comment) in [
        ("a.rst", "<!-- factlint-ignore weekday -->"),
        ("a.tex", "// factlint-ignore weekday"),
        ("a.adoc", "<!-- factlint-ignore weekday: why -->"),
        ("a.txt", "# factlint-ignore weekday"),
        ("a.txt", "[//]: # (factlint-ignore weekday)"),
        ("a.md", "// factlint-ignore weekday"),
        ("a.md", "# factlint-ignore weekday"),
        ("a.md", "/* factlint ignore weekday */"),
        ("a.md", "% factlint-ignore wekday"),
        ("a.md", "@factlint-ignore weekday"),
        ("a.md", "[factlint-ignore weekday]"),
        ("a.md", "< !-- factlint-ignore weekday -->"),
        ("a.html", "<p>{/* factlint-ignore weekday */}</p>"),
    ] {
        let (rules, ..) = checked(name, &format!("It rained.\n\n{comment}\n\n{SLIP}\n"), &[]);
        let mut rules = rules;
        rules.sort();
        assert_eq!(rules, ["unused-suppression", "weekday"], "{name}: {comment}");
        let ran = Folder::new(&[(name, comment)]).run(&["check"]);
        assert!(ran.out.contains("is not in a comment of this format"), "{name}: {}", ran.out);
    }
    // Below a text, a definition of Markdown is text too.
    let (rules, ..) = checked("a.md", &format!("{SLIP}\n[//]: # (factlint-ignore weekday)\n"), &[]);
    assert_eq!(rules, ["weekday", "unused-suppression"]);
    // In records as well.
    let record = serde_json::json!({"text": format!("It rained.\n\n// factlint-ignore weekday\n\n{SLIP}")});
    assert_eq!(checked("a.jsonl", &record.to_string(), &[]).0.len(), 2);
}

#[test]
fn a_comment_in_a_paragraph_of_plain_text_is_a_mark() {
    let text = format!("It rained.\n\n{SLIP} <!-- factlint-ignore weekday: a poster -->\nIt snowed.\n\n{SLIP}\n");
    assert_eq!(checked("a.txt", &text, &[]).1, "1 error in 1 draft; 1 suppressed");
    let text = format!("{SLIP} <!-- an ordinary comment -->\n");
    assert_eq!(checked("a.txt", &text, &[]).1, "1 error in 1 draft");
}

#[test]
fn marks_for_rules_that_could_not_run_are_not_unused() {
    let text = "<!-- factlint-ignore quotation-source: an older version -->\nHe said: \"We shall never leave this old hall of ours behind.\"\n";
    let speech = "We will never leave this old hall of ours behind.\n";
    let folder = Folder::new(&[("a.md", text), ("speech.txt", speech)]);
    assert_eq!(folder.run(&["check", "a.md", "--fix"]).err, "no findings in 1 draft\n");
    let with = folder.run(&["check", "a.md", "--transcript", "speech.txt"]);
    assert_eq!(with.err, "no findings in 1 draft; 1 suppressed\n", "{}", with.out);
    folder.write("speech.txt", b"We shall never leave this old hall of ours behind.\n");
    assert!(folder.run(&["check", "a.md", "--transcript", "speech.txt"]).out.contains("unused-suppression"));
}

#[test]
fn needed_marks_stay() {
    let other = "President Trump will meet the senators on Friday.";
    let side = "The Biden administration has not endorsed it.";
    let mark = "<!-- factlint-ignore office-holder: as printed -->";
    for text in [
        // Both sides, every mention, a stretch around a mark, two rules of one mark.
        format!("{side} {mark}\n\n{other} {mark}\n"),
        format!(
            "{SLIP} <!-- factlint-ignore weekday -->\n\n{SLIP} <!-- factlint-ignore weekday -->\n\n{SLIP} <!-- factlint-ignore weekday -->\n"
        ),
        format!(
            "<!-- factlint-ignore-start office-holder -->\n\n{side} {mark}\n\n<!-- factlint-ignore-end -->\n\n{other}\n"
        ),
        format!("{side} {SLIP} <!-- factlint-ignore office-holder, weekday -->\n\n{other}\n"),
        format!("<!-- factlint-ignore-file office-holder -->\n\n{side} {mark}\n\n{other}\n"),
        format!("- {SLIP} <!-- factlint-ignore-line weekday -->\n- {SLIP} <!-- factlint-ignore-line weekday -->\n"),
    ] {
        let (rules, _, left) = checked("a.md", &text, &["--fix"]);
        assert_eq!((rules.as_slice(), left.as_str()), (&[][..], text.as_str()));
    }
}

#[test]
fn a_key_of_front_matter_that_is_nearly_right_is_a_warning() {
    for key in [
        "factlint_ignore",
        "factlintIgnore",
        "Factlint-Ignore",
        "factlint-disable",
        "factlint-ingore",
        "factlint-ignore-file",
        "factlint",
    ] {
        for (text, place) in [
            (format!("---\ntitle: x\n{key}: weekday\n---\n{SLIP}\n"), "a.md:3:1"),
            (format!("+++\ntitle = \"x\"\n{key} = \"weekday\"\n+++\n{SLIP}\n"), "a.md:3:1"),
        ] {
            let ran = Folder::new(&[("a.md", &text)]).run(&["check", "--format", "short"]);
            let warning = format!(
                "{place}: warning[unknown-key] `{key}` is no key of front matter that factlint reads: use `factlint-ignore`"
            );
            assert!(ran.status == 1 && ran.err.contains(&warning), "{text}{}", ran.err);
        }
    }
    let text = format!("---\nfactlint-theme: dark\nlinter: factlint-ignore\nfactlint-ignore: weekday\n---\n{SLIP}\n");
    assert_eq!(Folder::new(&[("a.md", &text)]).run(&["check"]).err, "no findings in 1 draft; 1 suppressed\n");
}
