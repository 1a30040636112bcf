//! Standard input under the name of a file: its format, its settings, and its fixed text.

use crate::common::Folder;

const FLAWED: &str =
    "The Biden administration has not endorsed the plan. On Friday President Trump will meet the senators.\n";
const FIXED: &str =
    "The Biden administration has not endorsed the plan. On Friday former President Trump will meet the senators.\n";
const USED: &str = "The hall is open. <!-- factlint-ignore weekday -->\n";

fn folder() -> Folder {
    Folder::new(&[
        ("a.md", "It rained.\n"),
        ("quiet/factlint.toml", "ignore = [\"office-holder\"]\nexclude = [\"old/\"]\n"),
        ("strict/factlint.toml", "fail-on = \"warning\"\n"),
    ])
}

#[test]
fn a_name_asks_for_standard_input() {
    let folder = folder();
    for call in [&["check", "--stdin-filename", "news/x.md"][..], &["check", "-", "--stdin-filename", "news/x.md"]] {
        let ran = folder.run_with(&[call, &["--format", "short"]].concat(), FLAWED);
        assert!(ran.status == 1 && ran.out.starts_with("news/x.md:1:"), "{}{}", ran.out, ran.err);
        assert_eq!(ran.err, "1 error in 1 draft\n");
    }
    let both = folder.run_with(&["check", "-", "a.md", "--stdin-filename", "x.md"], FLAWED);
    assert_eq!(both.err.lines().next_back(), Some("1 error in 2 drafts"));
    let wrong = folder.run_with(&["check", "a.md", "--stdin-filename", "x.md"], FLAWED);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("do not include standard input: leave them out, or add `-`"), "{}", wrong.err);
}

#[test]
fn the_settings_are_those_of_the_named_path() {
    let folder = folder();
    let status = |name: &str, more: &[&str], text: &str| {
        let ran = folder.run_with(&[&["check", "--stdin-filename", name], more].concat(), text);
        (ran.status, ran.err)
    };
    let fine = (0, "no findings in 1 draft\n".to_owned());
    assert_eq!(status("quiet/x.md", &[], FLAWED), fine);
    assert_eq!(status("quiet/new/folder/x.md", &[], FLAWED), fine);
    assert_eq!(status("x.md", &[], FLAWED).0, 1);
    assert_eq!(status("quiet/x.md", &["--no-config"], FLAWED).0, 1);
    assert_eq!(status("strict/x.md", &[], USED).0, 1, "`fail-on` is that of the path too");
    assert_eq!(status("x.md", &[], USED).0, 0);
    let whole = folder.path().join("quiet/x.md");
    assert_eq!(status(whole.to_str().expect("UTF-8"), &[], FLAWED), fine);
    // The format too: a record a line.
    let (code, said) = status("x.jsonl", &[], "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    assert_eq!((code, said.as_str()), (0, "no findings in 2 drafts\n"));
}

#[test]
fn fixes_of_standard_input_are_printed() {
    let folder = folder();
    let run = |more: &[&str], text: &str| folder.run_with(&[&["check", "-", "--format", "short"], more].concat(), text);
    let ran = run(&["--unsafe-fixes"], FLAWED);
    assert_eq!((ran.status, ran.out.as_str()), (0, FIXED));
    assert_eq!(ran.err, "no findings in 1 draft\n1 fix made in 1 draft\n");
    // What is not fixed is printed as it is, and reported on the error stream.
    let ran = run(&["--fix"], FLAWED);
    assert_eq!((ran.status, ran.out.as_str()), (1, FLAWED));
    assert!(ran.err.starts_with("-:1:") && ran.err.contains("error[office-holder]"), "{}", ran.err);
    assert_eq!(run(&["--fix", "--stdin-filename", "a.md"], USED).out, "The hall is open.\n");
    for text in ["", "\u{feff}One.\r\nTwo. \r\n", "No line end"] {
        assert_eq!(run(&["--fix"], text).out, text);
    }
    let records = "{\"text\": \"One.\"}\n";
    assert_eq!(run(&["--fix", "--format-in", "jsonl"], records).out, records);
    let plain = |more: &[&str], text: &str| folder.run_with(&[&["check", "-"], more].concat(), text);
    let diff = plain(&["--unsafe-fixes", "--diff"], FLAWED);
    assert!(diff.status == 1 && diff.out.starts_with("--- a/-\n+++ b/-\n@@"), "{}", diff.out);
    assert_eq!(plain(&["--diff"], "One.\n").out, "");
}

#[test]
fn an_excluded_name_is_left_out_only_if_forced() {
    let folder = folder();
    let run = |more: &[&str]| {
        folder.run_with(
            &[&["check", "--stdin-filename", "quiet/old/x.md", "--select", "office-holder"], more].concat(),
            FLAWED,
        )
    };
    assert_eq!(run(&[]).err.lines().next_back(), Some("no findings in 1 draft"));
    let ran = run(&["--force-exclude"]);
    assert_eq!(ran.out, "");
    // The settings of the folder turn the only selected rule off, which is reported too.
    assert!(ran.err.starts_with("warning[no-rules]: quiet/factlint.toml: no rule is left to run\n"), "{}", ran.err);
    assert!(ran.err.ends_with("\nno findings in 0 drafts; 1 excluded by the settings\n"), "{}", ran.err);
    assert_eq!(run(&["--force-exclude", "--unsafe-fixes"]).out, FLAWED);
}
