//! Every command block of the README and of docs/ is run, and prints what the page says.
#![allow(clippy::disallowed_methods, reason = "a test reads the pages")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A `console` block: commands after `$ `, and what they print, both streams.
struct Block {
    page: PathBuf,
    line: usize,
    commands: Vec<(String, String)>,
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

fn blocks(page: &Path) -> Vec<Block> {
    let text = fs::read_to_string(page).expect("a page");
    let mut found: Vec<Block> = Vec::new();
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        match (inside, line) {
            (false, "```console") => {
                inside = true;
                found.push(Block { page: page.to_owned(), line: number + 1, commands: Vec::new() });
            }
            (true, "```") => inside = false,
            (true, line) => {
                let commands = &mut found.last_mut().expect("an open block").commands;
                if let Some(command) = line.strip_prefix("$ ") {
                    commands.push((command.to_owned(), String::new()));
                } else if let Some((_, output)) = commands.last_mut() {
                    *output += line;
                    output.push('\n');
                }
            }
            (false, _) => {}
        }
    }
    found
}

/// Runs a command in the repository, with the program that the tests were built with in the place of an installed one.
fn run(command: &str) -> String {
    let program = env!("CARGO_BIN_EXE_factlint");
    let folder = Path::new(program).parent().expect("a folder").display();
    let command = command.replace("cargo run --locked -- ", "factlint ");
    let script = format!("PATH='{folder}':\"$PATH\"; export PATH; {{ {command}; }} 2>&1");
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITLAB_CI")
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Commands that a test cannot run within itself, or that change the machine.
fn is_left_out(command: &str) -> bool {
    ["cargo test", "cargo install", "cargo bench", "cargo insta", ".ci/run", "git clone"]
        .iter()
        .any(|c| command.starts_with(c))
        || command.contains("CORPORA")
}

/// Puts what a command prints now into its page.
fn rewrite(page: &Path, command: &str, said: &str, printed: &str) {
    let text = fs::read_to_string(page).expect("a page");
    let old = format!("$ {command}\n{}\n", said.trim_end());
    let new = format!("$ {command}\n{}\n", printed.trim_end());
    fs::write(page, text.replacen(&old, &new, 1)).expect("the page is written");
}

#[test]
fn command_blocks_print_what_the_pages_say() {
    let update = std::env::var("UPDATE_DOCS").is_ok();
    let mut wrong = Vec::new();
    let mut run_count = 0;
    for page in pages() {
        for block in blocks(&page) {
            for (command, said) in block.commands.iter().filter(|(command, _)| !is_left_out(command)) {
                run_count += 1;
                let printed = run(command);
                if update && !said.is_empty() && printed.trim_end() != said.trim_end() {
                    rewrite(&block.page, command, said, &printed);
                    continue;
                }
                if !said.is_empty() && printed.trim_end() != said.trim_end() {
                    wrong.push(format!("{}:{}: $ {command}\n{printed}", block.page.display(), block.line));
                }
                if printed.contains("not found")
                    || printed.contains("panicked")
                    || printed.contains("Usage:") && !command.contains("--help")
                {
                    wrong.push(format!("{}:{}: $ {command} does not run\n{printed}", block.page.display(), block.line));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run_count >= 3, "only {run_count} commands were found");
}

#[test]
fn the_readme_begins_with_the_two_commands() {
    let readme = blocks(&Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let first: Vec<&str> = readme.iter().flat_map(|block| &block.commands).map(|(c, _)| c.as_str()).take(2).collect();
    assert_eq!(first, ["cargo run --locked -- check examples/", "cargo test --locked"]);
    let before_a_merge = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).expect("a script");
    assert!(before_a_merge.lines().any(|line| line == first[1]), "`.ci/run` runs the tests in another way");
}

#[test]
fn every_check_has_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
    let update = std::env::var("UPDATE_DOCS").is_ok();
    let mut wrong = Vec::new();
    let mut expected = Vec::new();
    for check in factlint::embedded::checks_with_manuals() {
        let (page, text) = (folder.join(format!("{}.md", check.id)), factlint::report::manual::markdown(&check));
        if update {
            fs::write(&page, &text).expect("a page");
        }
        if fs::read_to_string(&page).unwrap_or_default() != text {
            wrong.push(check.id.clone());
        }
        expected.push(page);
    }
    let pages = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    wrong.extend(pages.filter(|page| !expected.contains(page)).map(|page| page.display().to_string()));
    assert!(wrong.is_empty(), "`UPDATE_DOCS=1 cargo test` updates these: {wrong:?}");
}
