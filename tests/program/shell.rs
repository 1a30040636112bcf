//! Shell steps of hooks, actions and releases, run here as their hosts run them; and what the files say.
#![allow(clippy::disallowed_methods, reason = "tests run scripts and read files")]
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output};

use crate::common::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FLAWED: &str =
    "The Biden administration has not endorsed the plan. President Trump will meet the senators on Friday.\n";

/// Runs a script of the repository in a folder, with the program on the path.
fn script(folder: &Path, name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().expect("a folder").display().to_string();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    Command::new("bash")
        .arg(Path::new(ROOT).join(name))
        .args(arguments)
        .current_dir(folder)
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITLAB_CI")
        .env_remove("GITHUB_STEP_SUMMARY")
        .env("PATH", path)
        .envs(environment.iter().copied())
        .output()
        .expect("bash")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_action_checks_annotates_and_tells_the_status() {
    let folder = Folder::new(&[("news/a b.md", "One.\n"), ("news/c.md", FLAWED), ("other.md", FLAWED)]);
    let outputs = folder.path().join("outputs");
    let environment = [
        ("FACTLINT_PATHS", "news\nother.md"),
        ("FACTLINT_ARGS", "--hints"),
        ("FACTLINT_SARIF", "out.sarif"),
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_ACTION_PATH", ROOT),
        ("GITHUB_OUTPUT", outputs.to_str().expect("UTF-8")),
    ];
    let ran = script(folder.path(), ".ci/action/check.sh", &[], &environment);
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = out(&ran);
    assert_eq!(text.matches("::error file=").count(), 2, "{text}");
    assert!(text.starts_with(&format!("::add-matcher::{ROOT}/.ci/action/matcher.json\n")), "{text}");
    assert_eq!(std::fs::read_to_string(&outputs).expect("outputs"), "status=1\n");
    let log = std::fs::read_to_string(folder.path().join("out.sarif")).expect("a report");
    assert!(log.contains("\"2.1.0\""));
    let clean = script(folder.path(), ".ci/action/check.sh", &[], &[("FACTLINT_PATHS", "news/a*")]);
    assert_eq!(clean.status.code(), Some(2), "patterns are not opened by the shell: {}", out(&clean));
}

#[test]
fn the_problem_matcher_reads_the_short_format() {
    let text = std::fs::read_to_string(Path::new(ROOT).join(".ci/action/matcher.json")).expect("a matcher");
    let matcher: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let pattern = &matcher["problemMatcher"][0]["pattern"][0];
    let regex = regex::Regex::new(pattern["regexp"].as_str().expect("a pattern")).expect("a pattern");
    let line = Folder::new(&[("a.md", FLAWED)]).run(&["check", "--format", "short"]).out;
    let found = regex.captures(line.trim_end()).expect("a match");
    let group = |key: &str| &found[usize::try_from(pattern[key].as_u64().expect("a number")).expect("small")];
    assert_eq!(
        ["file", "line", "column", "severity", "code"].map(group),
        ["a.md", "1", "53", "error", "office-holder"]
    );
}

#[test]
fn the_release_packs_the_program_and_knows_its_version() {
    let version = env!("CARGO_PKG_VERSION");
    let folder = Folder::new(&[]);
    for name in ["Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        folder.write(name, &std::fs::read(Path::new(ROOT).join(name)).expect("a file"));
    }
    for name in [".ci/release/version.sh", ".ci/release/notes.sh", ".ci/release/pack.sh"] {
        folder.write(name, &std::fs::read(Path::new(ROOT).join(name)).expect("a script"));
    }
    let run = |name: &str, arguments: &[&str]| {
        Command::new("bash").arg(folder.path().join(name)).args(arguments).output().expect("bash")
    };
    let wrong = run(".ci/release/version.sh", &["v99.0.0"]);
    assert!(!wrong.status.success() && String::from_utf8_lossy(&wrong.stderr).contains(version));
    folder.write("CHANGELOG.md", format!("# Changelog\n\n## {version}\n\n- New.\n\n## 0.0.1\n\n- Old.\n").as_bytes());
    let tag = format!("v{version}");
    assert!(run(".ci/release/version.sh", &[&tag]).status.success());
    assert_eq!(out(&run(".ci/release/notes.sh", &[&tag])).trim(), "- New.");

    let binaries = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().expect("a folder");
    let packed = run(".ci/release/pack.sh", &["here", binaries.to_str().expect("UTF-8")]);
    assert!(packed.status.success(), "{}", String::from_utf8_lossy(&packed.stderr));
    let dist = folder.path().join("dist");
    let listed = Command::new("tar").arg("-tzf").arg(dist.join("factlint-here.tar.gz")).output().expect("tar");
    for name in ["./factlint\n", "./man/factlint-rules-try.1\n", "./LICENSE-MIT\n", "./completions/factlint.fish\n"] {
        assert!(out(&listed).contains(name), "{name} in {}", out(&listed));
    }
    let checked = Command::new("sha256sum").args(["-c", "factlint-here.tar.gz.sha256"]).current_dir(&dist).output();
    assert!(checked.is_ok_and(|checked| checked.status.success()));
}

#[test]
fn the_action_installs_from_a_release_and_checks_its_sum() {
    // A release as a folder: curl reads file: URLs.
    let folder = Folder::new(&[]);
    let target = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "x86_64-unknown-linux-musl",
        ("linux", "aarch64") => "aarch64-unknown-linux-musl",
        _ => return,
    };
    if Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    folder.write("stage/factlint", b"#!/bin/sh\necho it runs\n");
    let place = folder.path().join("r/download/v1.0.0");
    std::fs::create_dir_all(&place).expect("a folder");
    let pack = format!(
        "chmod +x stage/factlint && tar -czf r/download/v1.0.0/factlint-{target}.tar.gz -C stage . && cd r/download/v1.0.0 && sha256sum factlint-{target}.tar.gz > factlint-{target}.tar.gz.sha256"
    );
    assert!(Command::new("sh").args(["-c", &pack]).current_dir(folder.path()).status().is_ok_and(|s| s.success()));
    let (paths, temp) = (folder.path().join("paths"), folder.path().join("temp"));
    let releases = format!("file://{}", folder.path().join("r").display());
    let environment = [
        ("FACTLINT_VERSION", "1.0.0"),
        ("FACTLINT_RELEASES", releases.as_str()),
        ("GITHUB_PATH", paths.to_str().expect("UTF-8")),
        ("RUNNER_TEMP", temp.to_str().expect("UTF-8")),
    ];
    let ran = script(folder.path(), ".ci/action/install.sh", &[], &environment);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let bin = std::fs::read_to_string(&paths).expect("a path");
    let said = Command::new(Path::new(bin.trim()).join("factlint")).output().expect("it runs");
    assert_eq!(out(&said), "it runs\n");
    // Without a version, that of the action is asked for.
    let own = "[package]\nname = \"factlint\"\nversion = \"1.0.0\"\n";
    folder.write("action/Cargo.toml", own.as_bytes());
    let action = folder.path().join("action");
    let of_action = [&environment[1..], &[("GITHUB_ACTION_PATH", action.to_str().expect("UTF-8"))]].concat();
    assert!(script(folder.path(), ".ci/action/install.sh", &[], &of_action).status.success());
    std::fs::write(place.join(format!("factlint-{target}.tar.gz.sha256")), "0000  x\n").expect("a sum");
    let refused = script(folder.path(), ".ci/action/install.sh", &[], &environment);
    assert!(!refused.status.success(), "a wrong sum is refused");
}

#[test]
fn the_job_of_gitlab_fetches_a_release_and_checks_its_sum() {
    if std::env::consts::OS != "linux" || Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let job = std::fs::read_to_string(Path::new(ROOT).join(".ci/gitlab/factlint.yml")).expect("a job");
    let steps = job.split("    - |\n").nth(1).and_then(|rest| rest.split("  script:").next()).expect("a script");
    let steps: String = steps.lines().map(|line| line.trim_start_matches("      ").to_owned() + "\n").collect();
    let folder = Folder::new(&[("stage/factlint", "#!/bin/sh\necho it runs\n")]);
    let name = format!("factlint-{}-unknown-linux-musl.tar.gz", std::env::consts::ARCH);
    let home = folder.path().display().to_string();
    // Nothing is written outside the test's folder.
    let steps = steps.replace("/tmp", &format!("{home}/tmp"));
    let pack = format!(
        "mkdir -p tmp r/download/v1.0.0 && chmod +x stage/factlint && cd r/download/v1.0.0 && tar -czf {name} -C {home}/stage . && sha256sum {name} >{name}.sha256"
    );
    let run = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-e", "-c", script]).current_dir(folder.path());
        command.env("FACTLINT_RELEASES", format!("file://{home}/r")).env("FACTLINT_VERSION", "1.0.0");
        command.output().expect("a shell")
    };
    assert!(run(&pack).status.success());
    let ran = run(&format!("{steps}factlint"));
    assert!(out(&ran).ends_with("it runs\n"), "{}{}", out(&ran), String::from_utf8_lossy(&ran.stderr));
    std::fs::write(folder.path().join("r/download/v1.0.0").join(format!("{name}.sha256")), format!("00  {name}\n"))
        .expect("a sum");
    assert!(!run(&steps).status.success(), "a wrong sum is refused");
}

#[test]
fn pages_and_templates_name_this_version() {
    let read = |name: &str| std::fs::read_to_string(Path::new(ROOT).join(name)).expect("a file");
    let named = regex::Regex::new(r#"(?:factlint@v|raw/v|rev: v|FACTLINT_VERSION: ")([0-9.]+)"#).expect("a pattern");
    let mut count = 0;
    for name in ["docs/ci/github.md", "docs/ci/gitlab.md", "docs/ci/pre-commit.md", ".ci/gitlab/factlint.yml"] {
        for found in named.captures_iter(&read(name)) {
            assert_eq!(&found[1], env!("CARGO_PKG_VERSION"), "{name}");
            count += 1;
        }
    }
    assert!(count >= 5, "{count} places");
    let workflow = read(".github/workflows/release.yml");
    let pinned = regex::Regex::new("^[A-Za-z0-9-]+/[a-z-]+@[0-9a-f]{40} # v").expect("a pattern");
    for action in workflow.lines().filter_map(|line| line.split("uses: ").nth(1)) {
        assert!(pinned.is_match(action), "{action} is pinned by no commit");
    }
}

#[test]
fn the_job_of_gitlab_and_the_hook_of_the_page_run() {
    let read = |name: &str| std::fs::read_to_string(Path::new(ROOT).join(name)).expect("a file");
    let program = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().expect("a folder").display().to_string();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    let job = read(".ci/gitlab/factlint.yml");
    let line = job.lines().find_map(|line| line.trim().strip_prefix("- factlint check")).expect("the call");
    let folder = Folder::new(&[("a.md", FLAWED)]);
    let run = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(folder.path()).env("PATH", &path).env("FACTLINT_PATHS", ".");
        command.env_remove("GITHUB_ACTIONS").output().expect("a shell")
    };
    assert_eq!(run(&format!("factlint check{line}")).status.code(), Some(1));
    for report in ["gl-code-quality-report.json", "factlint.xml"] {
        assert!(folder.path().join(report).exists() && job.contains(report), "{report}");
    }
    // The hook of git on the page: only what is staged is checked.
    let page = read("docs/ci/pre-commit.md");
    let hook = page.split("#!/bin/sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a hook");
    folder.write("b c.md", b"One.\n");
    run("git init -q . && git add 'b c.md'");
    assert_eq!(run(hook).status.code(), Some(0));
    run("git add a.md");
    assert_ne!(run(hook).status.code(), Some(0));
}
