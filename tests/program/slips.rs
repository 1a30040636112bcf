//! More mistakes of somebody who has read only `factlint --help`: in flags, settings, marks and files. Each gets a message with
//! its place and advice, and none passes in silence.
#![allow(clippy::disallowed_methods, reason = "tests read what the program wrote")]

use crate::common::Folder;

const SLIP: &str = "The vote is on Wednesday, Sept. 23, 2025.\n";

/// Runs a command line in a folder of files; both streams.
fn said(files: &[(&str, &str)], arguments: &str) -> (i32, String) {
    let ran = Folder::new(files).run(&arguments.split(' ').collect::<Vec<_>>());
    (ran.status, ran.out + &ran.err)
}

/// A run in a folder with a flawed draft and a file, with words of the message and of its advice.
fn tells(file: (&str, &str), arguments: &str, words: &[&str]) {
    let (_, said) = said(&[("draft.md", SLIP), file], arguments);
    for word in words {
        assert!(said.contains(word), "`factlint {arguments}` with {file:?} does not say \"{word}\": {said}");
    }
}

const OTHER: (&str, &str) = ("other.md", "One.\n");

#[test]
fn a_report_never_overwrites_a_draft() {
    let folder = Folder::new(&[("draft.md", SLIP), ("notes/a.md", SLIP)]);
    for arguments in [
        &["check", "-o", "draft.md"][..],
        &["check", "draft.md", "-o", "./draft.md"],
        &["check", "--output", "json=notes/a.md"],
        &["check", "notes", "--output", "sarif=notes/a.md"],
    ] {
        let ran = folder.run(arguments);
        let advice = "is a draft, which a report would overwrite: write it to another file";
        assert!(ran.status == 2 && ran.err.contains(advice), "{arguments:?}: {}", ran.err);
    }
    for name in ["draft.md", "notes/a.md"] {
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).expect("a draft"), SLIP);
    }
    // A report of an earlier run is none.
    for name in ["report.md", "report.txt", "notes/report.txt"] {
        for _ in 0..2 {
            let ran = folder.run(&["check", "-o", name]);
            assert_eq!((ran.status, ran.err.as_str()), (1, "2 errors in 2 drafts\n"), "{name}");
        }
        std::fs::remove_file(folder.path().join(name)).expect("a report");
    }
    folder.write("factlint.toml", b"select = [\"weekday\"]\n");
    let ran = folder.run(&["check", "-o", "factlint.toml"]);
    assert!(ran.status == 2 && ran.err.contains("factlint.toml has the settings"), "{}", ran.err);
}

#[test]
fn mistakes_in_outputs_and_paths() {
    tells(OTHER, "check --output json=a.json --output sarif=./a.json", &["two outputs go to a.json", "another file"]);
    tells(OTHER, "check https://example.org/a.md", &["only files are read", "save the page"]);
    tells(OTHER, "check --text-field body draft.md", &["`--text-field` has no effect", "JSON Lines (.jsonl)"]);
    tells(OTHER, "check --format-in md", &["no format is called `md`", "did you mean `markdown`?"]);
    let (status, said) = said(&[("draft.md", SLIP)], "check draft.md ./draft.md . --format short");
    assert!(status == 1 && said.ends_with("1 error in 1 draft\n"), "each draft counts once: {said}");
}

#[test]
fn flags_of_other_linters_have_advice() {
    for (flags, advice) in [
        ("-r", "folders are read with all folders in them"),
        ("--lang en", "`language` in factlint.toml"),
        ("--stdin", "`factlint check -`"),
        ("--write", "`--fix` writes safe fixes"),
        ("-j 4", "`--threads`"),
        ("--json", "`--format json`"),
        ("--date 2025-01-01", "`--as-of`"),
        ("--disable weekday", "`--ignore`"),
        ("--strict", "`--fail-on warning`"),
        ("--no-color", "`--color never`"),
        ("--no-ignore", "read if it is named"),
    ] {
        tells(OTHER, &format!("check {flags}"), &["unexpected argument", advice]);
    }
}

#[test]
fn commands_of_other_linters_and_flags_in_the_wrong_place_have_advice() {
    for (arguments, advice) in [
        ("lint draft.md", "drafts are checked by `factlint check`"),
        ("fix draft.md", "`factlint check --fix`"),
        ("version", "`factlint --version`"),
        ("list", "`factlint rules list`"),
        ("-v check draft.md", "`-v` is a flag of `factlint check`, and follows it"),
        ("--fix draft.md", "`factlint check --fix`"),
        ("baseline --since main", "`--since` is a flag of `factlint check`"),
        ("man check day", "`check` has no commands"),
        ("help chek", "did you mean `check`?"),
        ("facts Angela Merkel", "`factlint facts \"Angela Merkel\"`"),
        ("explain weekday age", "name one at a time: `factlint explain age`"),
        ("rules list weekday", "`factlint explain weekday` prints the manual"),
        ("day draft.md other.md", "name one draft at a time: `factlint day other.md`"),
    ] {
        tells(OTHER, arguments, &[advice]);
    }
}

#[test]
fn values_of_flags_that_never_fit_are_noticed() {
    for (flags, advice) in [
        ("--threads 0", "expected a number from 1"),
        ("--threads auto", "one thread per processor"),
        ("--max-size -1", "a number of megabytes from 1 to 4000"),
        ("--select all", "rules are named one by one; without `select`, all run that are on by default"),
        ("--select week*", "rules are named one by one"),
        ("--show-files --fix", "cannot be used with"),
        ("--show-files -f json", "cannot be used with"),
        ("--show-files none.md", "none.md: cannot be read"),
        ("--no-default-rules", "`--rules`, or `rules` in factlint.toml, names rule files"),
        ("--transcript draft.md draft.md", "draft.md is compared with itself: it is a draft and a transcript"),
        ("--exclude draft.md draft.md", "`--exclude draft.md` does not leave out draft.md, which is named"),
        ("-o .", ". is a folder: write the report to a file, such as report.txt"),
    ] {
        tells(OTHER, &format!("check {flags}"), &[advice]);
    }
    assert_eq!(said(&[OTHER], "check --show-files none.md").0, 2);
    let record = ("a.jsonl", "{\"text\": \"One.\", \"when\": \"2025-01-20\"}\n");
    for field in ["--date-field", "--id-field"] {
        tells(
            record,
            &format!("check {field} wen a.jsonl"),
            &["no record has a field `wen`", "its records have `text`, `when`"],
        );
    }
    assert_eq!(said(&[record], "check --date-field when a.jsonl").1, "no findings in 1 draft\n");
}

#[test]
fn files_that_are_not_there_are_looked_for() {
    for (path, advice) in [
        ("draft", "did you mean `draft.md`?"),
        ("Draft.md", "did you mean `draft.md`?"),
        ("dratf.md", "did you mean `draft.md`?"),
        ("draft.md:1:16", "name the file without line and column: `draft.md`"),
        ("draft.md,other.md", "separate paths with spaces: draft.md other.md"),
        ("~/drafts", "`~` is expanded by the shell"),
        ("file:///x/draft.md", "write the path alone: `/x/draft.md`"),
        ("--add-ignore quotes", "a reason follows an equals sign"),
        ("--transcript draft.txt", "did you mean `draft.md`?"),
        ("--config other.mb", "did you mean `other.md`?"),
    ] {
        tells(OTHER, &format!("check {path}"), &["cannot be read", advice]);
    }
    tells(OTHER, "day dratf.md", &["cannot be read", "did you mean `draft.md`?"]);
}

#[cfg(unix)]
#[test]
fn links_are_counted_unless_what_they_lead_to_is_read() {
    let folder = Folder::new(&[("real/a.md", SLIP), ("drafts/b.md", "One.\n"), ("empty/c.rs", "")]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, folder.path().join(at)).expect("a link");
    link("../real", "drafts/more");
    link("nowhere.md", "drafts/gone.md");
    link("b.md", "drafts/same.md");
    link("../real/a.md", "empty/a.md");
    assert_eq!(folder.run(&["check", "drafts"]).err, "no findings in 1 draft; 2 files not read\n");
    let ran = folder.run(&["check", "drafts", "--show-files"]);
    assert!(ran.out.contains("drafts/more: not read: a link, which is not followed"), "{}", ran.out);
    let ran = folder.run(&["check", "empty"]);
    assert!(
        ran.err.starts_with("warning: no drafts in empty: empty/a.md is a link, which is not followed"),
        "{}",
        ran.err
    );
    assert_eq!(folder.run(&["check", "drafts/more", "empty/a.md", "--format", "short"]).status, 1);
    assert_eq!(folder.run(&["check", "."]).err, "1 error in 2 drafts; 1 file not read\n");
    assert!(folder.run(&["check", "drafts/gone.md"]).err.contains("it is a link to nothing"));
}

#[test]
fn runs_that_have_nothing_to_do_say_why() {
    tells(OTHER, "check --diff", &["nothing would be changed", "without --diff the findings are printed"]);
    let (_, text) = said(&[("draft.md", SLIP)], "check --transcript draft.md");
    assert!(text.contains("warning: no drafts in .: draft.md is excluded, or a transcript"), "{text}");
    let (_, text) = said(&[("draft.md", SLIP), ("main.rs", "")], "check --exclude draft.md");
    assert!(text.contains("warning: no drafts in .: draft.md is excluded, or a transcript"), "{text}");
    let folder = Folder::new(&[("draft.md", SLIP)]);
    for arguments in [&["init", "--quiet", "."][..], &["add", "."], &["commit", "--quiet", "--message", "a"]] {
        let mut git = std::process::Command::new("git");
        let names = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        assert!(git.args(names).args(arguments).current_dir(folder.path()).status().expect("git").success());
    }
    let ran = folder.run(&["check", "--since", "2025-01-01"]);
    assert!(ran.status == 2 && ran.err.contains("a revision is a branch, a tag or a commit"), "{}", ran.err);
}

#[test]
fn names_of_rules_are_known_as_reports_and_pages_have_them() {
    for name in ["weekday.md", "factlint/weekday", "Weekday", "docs/checks/weekday.md", "rules/checks/weekday.toml"] {
        tells(OTHER, &format!("explain {name}"), &["no rule is called", "did you mean `weekday`?"]);
    }
    tells(OTHER, "rules test weekday", &["weekday", "`factlint rules test --select weekday`"]);
}

#[test]
fn rule_folders_without_rules_are_noticed() {
    let settings = ("factlint.toml", "rules = [\"house/\"]\n");
    let (_, text) = said(&[("draft.md", SLIP), ("house/readme.md", "Ours.\n"), settings], "check --format short");
    assert!(text.contains("factlint.toml:1:10: warning[no-rule-files] house/ contains no rule file"), "{text}");
    assert!(text.contains("rule files end in .toml"), "{text}");
    let (status, text) = said(&[("house/readme.md", "Ours.\n")], "rules check house");
    assert!(status == 2 && text.contains("house contains no rule file"), "{text}");
    let settings = ("factlint.toml", "rules = [\"house/*.toml\"]\n");
    tells(settings, "check --format short", &["factlint.toml:1:10", "patterns are not expanded here: name the folder"]);
}

#[test]
fn settings_that_are_not_read_are_noticed() {
    for (name, text, said) in [
        (".factlint.yml", "select: age\n", "`factlint init` writes one"),
        ("factlint.tml", "select = [\"age\"]\n", "`factlint init` writes one"),
        ("Factlint.toml", "select = [\"age\"]\n", "`factlint init` writes one"),
        ("setup.cfg", "[factlint]\nselect = age\n", "`factlint init` writes one"),
        ("factlint.toml.txt", "select = [\"age\"]\n", "`factlint init` writes one"),
        ("fact-lint.toml", "select = [\"age\"]\n", "`factlint init` writes one"),
        (".factlintignore", "draft.md\n", "write its patterns into `exclude` of `factlint.toml`"),
    ] {
        tells(
            (name, text),
            "check --format short",
            &[&format!("{name}:1:1: warning[unread-settings] is not read"), said],
        );
    }
    tells(("factlint.toml/a.txt", "One.\n"), "check", &["factlint.toml: is a folder, not a file"]);
    tells(("setup.cfg", "[metadata]\nname = a\n"), "check --format short", &["1 error in 1 draft"]);
}

#[test]
fn values_of_settings_that_never_fit_are_noticed() {
    for (text, words) in [
        ("formats = { \"drafts/*.md\" = \"markdown\" }\n", ["factlint.toml:1:13", "`formats` maps endings to formats"]),
        ("formats = { page = \"md\" }\n", ["factlint.toml:1:20", "did you mean `markdown`?"]),
        ("exclude = [\"$HOME/old\"]\n", ["factlint.toml:1:12", "variables are not expanded"]),
    ] {
        let (status, text) = said(&[("draft.md", SLIP), ("factlint.toml", text)], "check --format short");
        assert!(status == 2 && words.iter().all(|word| text.contains(word)), "{words:?}: {text}");
    }
}

#[test]
fn settings_in_another_syntax_or_without_a_meaning_are_noticed() {
    for (text, words) in [
        ("threads = 4\n", ["factlint.toml:1:1", "`--threads` is a flag of `factlint check`, and no setting"]),
        ("colour = 1\n", ["factlint.toml:1:1", "`factlint config show` lists the settings"]),
        ("select: [weekday]\n", ["factlint.toml:1:", "settings are TOML"]),
        ("{\"select\": [\"weekday\"]}\n", ["factlint.toml:1:1", "settings are TOML"]),
        ("extends = [\"https://example.org/a.toml\"]\n", ["factlint.toml:1:12", "only files are read"]),
        ("select = []\n", ["factlint.toml:1:", "`select` is empty, so all rules run that are on by default"]),
        ("[per-file-ignores]\n\"draft.md\" = []\n", ["factlint.toml:2:1", "nothing is ignored in `draft.md`"]),
    ] {
        tells(("factlint.toml", text), "check --format short", &words);
    }
    // It takes out the list of another file.
    let files = [
        ("draft.md", SLIP),
        ("base.toml", "select = [\"age\"]\n"),
        ("factlint.toml", "extends = \"base.toml\"\nselect = []\n"),
    ];
    assert!(said(&files, "check").1.ends_with("\n1 error in 1 draft\n"));
}

/// What is said of a draft.
fn of_draft(text: &str) -> String {
    said(&[("draft.md", text)], "check --format short").1
}

#[test]
fn a_rule_behind_the_colon_of_a_mark_is_noticed() {
    let text = format!("<!-- factlint-ignore: weekday -->\n\n{SLIP}");
    let told = of_draft(&text);
    assert!(
        told.contains("draft.md:1:1: warning[unused-suppression] this ignore comment applies to all rules"),
        "{told}"
    );
    let folder = Folder::new(&[("draft.md", &text)]);
    let ran = folder.run(&["check", "--fix"]);
    assert_eq!(ran.err, "no findings in 1 draft; 1 suppressed\n1 fix made in 1 draft\n", "{}", ran.out);
    let now = std::fs::read_to_string(folder.path().join("draft.md")).expect("a draft");
    assert_eq!(now, text.replace("ignore:", "ignore"));
    let reason = of_draft(&format!("<!-- factlint-ignore: the poster has this weekday -->\n\n{SLIP}"));
    assert_eq!(reason, "no findings in 1 draft; 1 suppressed\n");
}

#[test]
fn a_start_without_an_end_is_noticed() {
    for end in ["", "<!-- factlint-ignore-end age -->\n"] {
        let told = of_draft(&format!("<!-- factlint-ignore-start weekday -->\n\n{SLIP}\n{end}\n{SLIP}"));
        let warning = "draft.md:1:1: warning[unclosed-suppression] this ignore comment has no end, so it covers everything after it";
        assert!(told.contains(warning) && told.contains("2 suppressed"), "{told}");
    }
    let told = said(&[("draft.md", &format!("<!-- factlint-ignore-start weekday -->\n\n{SLIP}"))], "check").1;
    assert!(told.contains("= write factlint-ignore-end in a comment where it ends"), "{told}");
    let closed = of_draft(&format!("<!-- factlint-ignore-start -->\n\n{SLIP}\n<!-- factlint-ignore-end -->\n"));
    assert_eq!(closed, "no findings in 1 draft; 1 suppressed\n");
    // It suppresses nothing: one warning is enough.
    let idle = of_draft("<!-- factlint-ignore-start weekday -->\n\nOne.\n");
    assert!(idle.contains("unused-suppression") && idle.contains("1 warning in 1 draft"), "{idle}");
}

#[test]
fn a_comment_without_an_end_is_noticed() {
    for (name, text) in [
        ("draft.md", format!("One.\n\n<!-- factlint-ignore weekday\n\n{SLIP}")),
        ("draft.html", format!("<p>One.</p>\n\n<!-- to do\n\n<p>{SLIP}</p>\n")),
    ] {
        let told = said(&[(name, &text)], "check --format short").1;
        let warning = format!("{name}:3:1: warning[unclosed-comment] this comment never ends");
        assert!(told.contains(&warning) && told.contains("close it with `-->`"), "{told}");
    }
    assert!(
        !of_draft(&format!("<!-- one -->\n\n{SLIP}\n<!-- two\nlines -->\n\n```html\n<!-- code\n```\n"))
            .contains("unclosed")
    );
}

#[test]
fn code_without_an_end_is_noticed() {
    for (fence, text) in [("```", "```sh\nls\n"), ("~~~~", "~~~~\nls\n~~~\n")] {
        let told = of_draft(&format!("One.\n\n{text}\n{SLIP}"));
        let warning =
            "draft.md:3:1: warning[unclosed-code] this block of code never ends, so the text after it is not read";
        assert!(told.contains(warning) && told.contains(&format!("close it with another {fence}")), "{told}");
    }
    for closed in [
        "```\nls\n```\n",
        "- One.\n\n  ```\n  ls\n  ```\n",
        "> ```\n> ls\n> ```\n",
        "    ls\n",
        "```\nls\n````\n",
        "- ```\n  ls\n\nTwo.\n",
    ] {
        assert!(!of_draft(&format!("One.\n\n{closed}")).contains("unclosed"), "{closed}");
    }
}

#[test]
fn front_matter_that_says_nothing_is_noticed() {
    for (front, words) in [
        ("factlint-ignore: []", ["draft.md:2:1: warning[empty-list]", "`factlint-ignore: [weekday]`"]),
        ("factlint-ignore:", ["draft.md:2:1: warning[empty-list]", "lists no rules"]),
        ("as-of: 2025-09-23", ["draft.md:2:1: warning[unknown-key]", "use `date`"]),
        ("factlint:\n  ignore: weekday", ["draft.md:2:1: warning[unknown-key]", "use `factlint-ignore`"]),
        ("factlint-ignore weekday", ["draft.md:2:1: warning[no-colon]", "write `factlint-ignore: ...`"]),
        ("date 2025-09-23", ["draft.md:2:1: warning[no-colon]", "write `date: ...`"]),
        ("date: 0025-09-23", ["draft.md:2:7: warning[bad-date]", "write it as 2025-01-20"]),
        ("frame: narative", ["draft.md:2:8: warning[unknown-value]", "did you mean `narrative`?"]),
    ] {
        let told = of_draft(&format!("---\n{front}\ntitle: A\n---\n\n{SLIP}"));
        assert!(told.contains("error[weekday]"), "{front}: {told}");
        assert!(words.iter().all(|word| told.contains(word)), "{front}: {told}");
    }
    let list = of_draft(&format!("---\nfactlint-ignore:\n  - weekday\n---\n\n{SLIP}"));
    assert_eq!(list, "no findings in 1 draft; 1 suppressed\n");
    assert!(
        of_draft(&format!("+++\nfactlint-ignore = []\n+++\n\n{SLIP}")).contains("draft.md:2:19: warning[empty-list]")
    );
    assert!(!of_draft(&format!("---\nframe: iframe\n---\n\n{SLIP}")).contains("unknown-value"));
}

#[test]
fn files_that_are_something_else_are_noticed() {
    let folder = Folder::new(&[]);
    let wide: Vec<u8> = SLIP.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("wide.md", &wide);
    folder.write("zip.txt", b"PK\x03\x04\x14\0\0\0\x08\0word-by-word-in-a-package-of-many-small-parts-and-pieces\0");
    folder.write("page.md", format!("<!DOCTYPE html>\n<html><body><p>{SLIP}</p></body></html>\n").as_bytes());
    folder
        .write("list.jsonl", format!("[\n{{\"text\": \"{}\"}},\n{{\"text\": \"One.\"}}\n]\n", SLIP.trim()).as_bytes());
    folder.write("comma.jsonl", format!("{{\"text\": \"{}\"}},\n", SLIP.trim()).as_bytes());
    folder.write("text.docx", SLIP.as_bytes());
    folder.write("null.json", b"null\n");
    folder.write("empty.jsonl", b"\n");
    folder.write("link.gdoc", b"{\"url\": \"https://docs.google.com/document/d/x\"}\n");
    for (name, words) in [
        ("wide.md", ["wide.md:1:1: error[invalid-utf8]", "UTF-16 without a byte order mark; save it as UTF-8"]),
        ("zip.txt", ["zip.txt:1:1: error[invalid-utf8]", "it looks like a binary file"]),
        ("page.md", ["page.md:2:31: error[weekday]", "1 error in 1 draft"]),
        ("list.jsonl", ["list.jsonl:2:1: error[weekday]", "1 error in 2 drafts"]),
        ("comma.jsonl", ["comma.jsonl:1:1: error[bad-record]", "JSON Lines have no commas between records"]),
        ("null.json", ["null.json:1:1: warning[no-records] has no records", "a record is an object with its text"]),
        ("empty.jsonl", ["empty.jsonl:1:1: warning[no-records] has no records", "a record is an object"]),
        ("text.docx", ["text.docx:1:1: error[bad-package]", "`--format-in plain`"]),
        ("link.gdoc", ["is a link to a document, which is not read", "download the document"]),
    ] {
        let ran = folder.run(&["check", name, "--format", "short"]);
        let told = ran.out + &ran.err;
        assert!(words.iter().all(|word| told.contains(word)), "{name}: {told}");
    }
}

#[test]
fn drafts_that_an_ignore_file_hides_are_noticed() {
    for files in [
        &[("notes/a.md", SLIP), (".gitignore", "notes/\n")][..],
        &[(".notes/a.md", SLIP)],
        &[("notes/a.md", SLIP), (".ignore", "*.md\n")],
    ] {
        let (status, told) = said(files, "check");
        assert_eq!(status, 0, "{told}");
        assert!(
            told.contains("warning: no drafts in .: ") && told.contains("name it to check it"),
            "{files:?}: {told}"
        );
    }
    let (_, told) = said(&[("a.rs", "fn main() {}\n")], "check");
    assert!(told.contains("has another ending (.rs)") && !told.contains("hidden"), "{told}");
}
