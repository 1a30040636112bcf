//! The bar of a long run: there on a terminal, and nowhere else.
#![allow(clippy::disallowed_methods, reason = "tests start programs and make pipes")]
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::Folder;

/// What a run of more than a second shows; `None` where `script` of util-linux, which makes a terminal, is not there. The run
/// is long because its first draft is a pipe that somebody is slow to write to.
fn shown(terminal: bool, environment: &[(&str, &str)], slow: bool) -> Option<String> {
    let known = Command::new("script").arg("--version").output().ok()?;
    if !String::from_utf8_lossy(&known.stdout).contains("util-linux") {
        return None;
    }
    let folder = Folder::new(&[("b.md", "Two.\n"), ("c.md", "Three.\n"), ("d.md", "Four.\n")]);
    assert!(Command::new("mkfifo").arg("a.md").current_dir(folder.path()).status().is_ok_and(|made| made.success()));
    let call = format!("'{}' check --threads 1 a.md b.md c.md d.md", env!("CARGO_BIN_EXE_factlint"));
    let mut command = Command::new(if terminal { "script" } else { "sh" });
    let arguments = if terminal { vec!["-qec", &call, "/dev/null"] } else { vec!["-c", &call] };
    command.args(arguments).current_dir(folder.path()).env("TERM", "xterm");
    for host in ["CI", "GITHUB_ACTIONS", "GITLAB_CI"] {
        command.env_remove(host);
    }
    command.envs(environment.iter().copied()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("a shell");
    let writer = {
        let (pipe, started) = (folder.path().join("a.md"), Instant::now());
        std::thread::spawn(move || {
            // It opens once the program reads.
            let mut file = std::fs::OpenOptions::new().write(true).open(pipe).expect("a pipe");
            std::thread::sleep(Duration::from_millis(if slow { 1_300 } else { 0 }));
            std::io::Write::write_all(&mut file, b"One.\n").expect("the program reads");
            started.elapsed()
        })
    };
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it writes");
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn a_long_run_shows_a_bar_on_a_terminal_and_takes_it_away() {
    let Some(seen) = shown(true, &[], true) else { return };
    assert!(seen.contains(" of 4 drafts, "), "{seen:?}");
    // What is left on the last line is the count of findings.
    let left = seen.rsplit("\u{1b}[2K").next().unwrap_or_default();
    assert_eq!(left.trim(), "no findings in 4 drafts", "{seen:?}");
}

#[test]
fn no_bar_in_a_pipe_on_a_host_or_in_a_short_run() {
    for (terminal, environment, slow) in
        [(false, &[][..], true), (true, &[("CI", "true")][..], true), (true, &[][..], false)]
    {
        let Some(seen) = shown(terminal, environment, slow) else { return };
        assert_eq!(seen.trim(), "no findings in 4 drafts", "{terminal} {environment:?}");
    }
}

#[test]
fn the_server_says_on_a_terminal_what_it_waits_for() {
    let call = format!("'{}' lsp", env!("CARGO_BIN_EXE_factlint"));
    let mut command = Command::new("script");
    // Without input, the terminal ends like one on which Ctrl-D is pressed.
    let Ok(output) = command.args(["-qec", &call, "/dev/null"]).stdin(Stdio::null()).output() else { return };
    let seen = String::from_utf8_lossy(&output.stdout);
    assert!(seen.contains("note: `factlint lsp` waits for an editor on standard input"), "{seen:?}");
}
