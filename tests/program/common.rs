//! What the tests of the program share: running it in a folder of its own.
#![allow(clippy::disallowed_methods, reason = "tests run the program and write files")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the program gave.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// The findings of a JSON output: severity, primary text and the texts of conflicts.
    pub(crate) fn findings(&self) -> Vec<(String, String, Vec<String>)> {
        let text = |value: &serde_json::Value| value.as_str().expect("a string").to_owned();
        let json = self.json();
        let findings = json["findings"].as_array().expect("findings").iter();
        findings
            .map(|finding| {
                let related = finding["related"].as_array().expect("related").iter();
                let conflicts = related.filter(|r| r["role"] == "conflict").map(|r| text(&r["text"])).collect();
                (text(&finding["severity"]), text(&finding["primary"]["text"]), conflicts)
            })
            .collect()
    }
}

/// A folder of drafts and settings that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| folder.write(name, text.as_bytes()));
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }

    /// Runs `factlint` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs it with a text on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        self.run_in(arguments, input, &[])
    }

    /// Runs it with variables of the environment as well.
    pub(crate) fn run_in(&self, arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(arguments)
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("GITLAB_CI")
            .envs(environment.iter().copied())
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().expect("the program ends");
        // A program that reads nothing closes its end first.
        let _ = writer.join().expect("the writer ends");
        ran(&output)
    }
}

fn ran(output: &Output) -> Ran {
    Ran {
        status: output.status.code().expect("an exit status"),
        out: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
        err: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
    }
}
