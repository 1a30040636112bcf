//! Marks for silence, in each format's own comments: the block, the line, the stretch and the file.

use crate::common::Folder;

const SIDES: [&str; 2] =
    ["The Biden administration has not endorsed it.", "President Trump will meet the senators on Friday."];

/// How a format opens and closes a comment, and a file of it; `{}` holds the paragraphs.
const FORMATS: [(&str, &str, &str, &str); 8] = [
    ("a.md", "<!-- ", " -->", "{}"),
    ("a.txt", "<!-- ", " -->", "{}"),
    ("a.html", "<!-- ", " -->", "<!DOCTYPE html><body>\n{}</body>"),
    ("a.adoc", "// ", "", "{}"),
    ("a.rst", ".. ", "", "{}"),
    ("a.tex", "% ", "", "{}"),
    ("b.tex", "% ", "", "\\documentclass{article}\n\\begin{document}\n{}\\end{document}\n"),
    ("a.markdown", "<!-- ", " -->", "---\ntitle: Head\n---\n\n{}"),
];

/// Exit status and the line that counts, where comments stand around the two sides of a contradiction.
fn counted(format: (&str, &str, &str, &str), comments: [&str; 3]) -> (i32, String) {
    let (name, open, close, file) = format;
    let comment = |text: &str| if text.is_empty() { String::new() } else { format!("{open}{text}{close}\n\n") };
    let side = |text: &str| if file.starts_with("<!") { format!("<p>{text}</p>\n\n") } else { format!("{text}\n\n") };
    let [before, between, after] = comments.map(comment);
    let text = [before, side(SIDES[0]), between, side(SIDES[1]), after, side("It rained.")].concat();
    let ran = Folder::new(&[(name, &file.replace("{}", &text))]).run(&["check"]);
    (ran.status, ran.err.lines().next_back().unwrap_or_default().to_owned())
}

#[test]
fn every_mark_holds_in_the_comments_of_every_format() {
    let silenced = (0, "no findings in 1 draft; 1 suppressed".to_owned());
    for format in FORMATS {
        let name = format.0;
        assert_eq!(counted(format, ["", "", ""]), (1, "1 error in 1 draft".to_owned()), "{name}");
        assert_eq!(counted(format, ["an ordinary comment", "", ""]).0, 1, "{name}");
        for marks in [
            ["factlint-ignore office-holder: quotes a letter", "", ""],
            ["", "factlint-ignore office-holder", ""],
            ["", "factlint-ignore", ""],
            ["factlint-ignore-start office-holder", "factlint-ignore-end", ""],
            ["", "factlint-ignore-start office-holder: old", "factlint-ignore-end office-holder"],
            ["", "", "factlint-ignore-file office-holder: a parody"],
        ] {
            assert_eq!(counted(format, marks), silenced, "{name} {marks:?}");
        }
        let open = (0, "1 warning in 1 draft; 1 suppressed".to_owned());
        assert_eq!(counted(format, ["", "factlint-ignore-start", ""]), open, "{name}: a start without an end");
        let (status, said) = counted(format, ["", "", "factlint-ignore office-holder"]);
        assert_eq!((status, said.as_str()), (1, "1 error, 1 warning in 1 draft"), "{name}: a mark at another place");
    }
}

#[test]
fn a_line_is_covered_in_the_comments_of_every_format() {
    for (name, open, close, file) in FORMATS {
        let [one, other] = SIDES;
        let text = format!("{one}\n\n{open}factlint-ignore-line office-holder{close}\n{other}\n");
        let text = if file.starts_with("<!") { format!("<p>{text}</p>\n") } else { text };
        // After a comment of reStructuredText stands a blank line.
        for text in [text.clone(), text.replace("holder -->\n", "holder -->\n\n").replace("holder\n", "holder\n\n")] {
            let ran = Folder::new(&[(name, &file.replace("{}", &text))]).run(&["check"]);
            let said = ran.err.lines().next_back();
            assert_eq!(said, Some("no findings in 1 draft; 1 suppressed"), "{name}: {text}{}", ran.out);
        }
    }
}

/// The places that are reported, and the line that counts.
fn reported(name: &str, text: &str) -> (Vec<String>, String) {
    let ran = Folder::new(&[(name, text)]).run(&["check", "--format", "short"]);
    let places = ran.out.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    (places, ran.err.lines().next_back().unwrap_or_default().to_owned())
}

#[test]
fn a_mark_covers_its_place_and_no_other_of_the_same() {
    let poster = "The old poster said Wednesday, Sept. 23, 2025.";
    let mark = "<!-- factlint-ignore weekday: quotes the old poster -->";
    let text = format!("{poster} {mark}\n\nThe vote is on Wednesday, Sept. 23, 2025.\n");
    let (places, count) = reported("a.md", &text);
    assert_eq!(places, ["a.md:3:16: error[weekday]"]);
    assert_eq!(count, "1 error in 1 draft; 1 suppressed");
    let (places, count) = reported("a.md", &format!("{text}\n{poster} {mark}\n"));
    assert_eq!(places, ["a.md:3:16: error[weekday]"], "no mark is unused");
    assert_eq!(count, "1 error in 1 draft; 2 suppressed");
}

#[test]
fn each_mark_has_a_finding_of_its_own() {
    let side = "The Biden administration has not endorsed it.";
    let mark = "<!-- factlint-ignore office-holder: as printed -->";
    let draft = |sides: &[&str]| format!("---\ndate: 2025-09-23\n---\n\n{}\n", sides.join("\n\n"));
    let marked = format!("{side} {mark}");
    let (places, count) = reported("a.md", &draft(&[&marked, side]));
    assert_eq!((places.len(), count.as_str()), (1, "1 error in 1 draft; 1 suppressed"));
    assert!(places[0].starts_with("a.md:7:"), "{places:?}");
    let (places, count) = reported("a.md", &draft(&[&marked, side, &marked]));
    assert_eq!((places.len(), count.as_str()), (1, "1 error in 1 draft; 2 suppressed"));
    // Without a day two statements contradict each other: a mark at either side silences both, one at another place neither.
    let other = "President Trump will meet the senators on Friday.";
    let (places, count) = reported("a.md", &[&marked, side, other].join("\n\n"));
    assert_eq!((places.len(), count.as_str()), (1, "1 error in 1 draft; 1 suppressed"));
    let both = [&format!("{side} {mark}"), other, ""].join("\n\n");
    assert_eq!(reported("a.md", &both), (Vec::new(), "no findings in 1 draft; 1 suppressed".to_owned()));
}

#[test]
fn fixes_keep_the_marks_that_are_needed() {
    let line = "The old poster said Wednesday, Sept. 23, 2025. <!-- factlint-ignore weekday: quotes the poster -->\n";
    let text = format!("{line}\n{line}");
    let folder = Folder::new(&[("a.md", &text)]);
    assert_eq!(folder.run(&["check", "--fix"]).err, "no findings in 1 draft; 2 suppressed\n");
    #[allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]
    let left = std::fs::read_to_string(folder.path().join("a.md")).expect("it is there");
    assert_eq!(left, text);
}

#[test]
fn rows_of_names_and_contractions_are_no_misspelt_surnames() {
    let warned = |text: &str| {
        let ran = Folder::new(&[("draft.md", text)]).run(&[
            "check",
            "--select",
            "near-name",
            "--format",
            "short",
            "draft.md",
        ]);
        ran.out.contains("warning[near-name]")
    };
    // A team sheet has surnames that are alike.
    assert!(!warned(
        "The captain Shane Horgan is back. Ireland: Murphy, Dempsey, Sheahan, Horan, Miller, Easterby, Duffy.\n"
    ));
    assert!(warned("The captain Shane Horgan is back. On Friday Horan was hurt.\n"));
    assert!(!warned("The clerk Kelly Weill opened the hall. \u{201c}We\u{2019}ll see,\u{201d} said the mayor.\n"));
}
