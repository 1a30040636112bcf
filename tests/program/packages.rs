//! What a release makes besides the archives: the wheel, the image, the Homebrew formula and the repository of the pre-commit hook.
#![allow(clippy::disallowed_methods, reason = "tests run scripts and read files")]
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output};

use crate::common::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LINUX: [&str; 2] = ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"];

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A folder with files of the repository: scripts start from the folder above their own.
fn copied(names: &[&str]) -> Folder {
    let folder = Folder::new(&[]);
    names.iter().for_each(|name| folder.write(name, read(name).as_bytes()));
    folder
}

fn bash(folder: &Folder, script: &str, arguments: &[&str]) -> Output {
    let ran = Command::new("bash").arg(folder.path().join(script)).args(arguments).output().expect("bash");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    ran
}

#[test]
fn the_formula_names_every_archive_with_its_sum() {
    let folder = copied(&[".ci/release/formula.sh"]);
    let targets = [LINUX[0], LINUX[1], "aarch64-apple-darwin", "x86_64-apple-darwin"];
    for (number, target) in targets.iter().enumerate() {
        let sum = format!("{number}abc  factlint-{target}.tar.gz\n");
        folder.write(&format!("dist/factlint-{target}.tar.gz.sha256"), sum.as_bytes());
    }
    let formula = String::from_utf8(bash(&folder, ".ci/release/formula.sh", &["v1.2.3"]).stdout).expect("UTF-8");
    for (number, target) in targets.iter().enumerate() {
        let lines = format!("/releases/download/v1.2.3/factlint-{target}.tar.gz\"\n      sha256 \"{number}abc\"\n");
        assert!(formula.contains(&lines), "{target} in {formula}");
    }
    assert!(formula.contains("  version \"1.2.3\"\n") && formula.contains("man1.install Dir[\"man/*.1\"]"));
    // The draft of its test has the finding that it expects.
    let draft = formula.split("write \"").nth(1).and_then(|rest| rest.split("\\n").next()).expect("a draft");
    let ran = Folder::new(&[("draft.md", draft)]).run(&["check", "--no-config", "--format", "short", "draft.md"]);
    assert!(ran.status == 1 && ran.out.contains("weekday"), "{}", ran.out);
    folder.write("factlint.rb", formula.as_bytes());
    if let Ok(checked) = Command::new("ruby").arg("-c").arg(folder.path().join("factlint.rb")).output() {
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn the_image_holds_the_program_of_each_platform() {
    let folder = copied(&[".ci/release/image.sh", ".ci/release/Containerfile"]);
    for target in LINUX {
        folder.write("stage/factlint", target.as_bytes());
        let path = folder.path();
        std::fs::create_dir_all(path.join("dist")).expect("a folder");
        let archive = format!("dist/factlint-{target}.tar.gz");
        let packed = Command::new("tar").args(["-czf", &archive, "-C", "stage", "."]).current_dir(path).status();
        assert!(packed.is_ok_and(|status| status.success()));
    }
    bash(&folder, ".ci/release/image.sh", &["image"]);
    let held = |name: &str| std::fs::read_to_string(folder.path().join("image").join(name)).expect("a file");
    assert_eq!((held("amd64/factlint").as_str(), held("arm64/factlint").as_str()), (LINUX[0], LINUX[1]));
    assert!(held("Containerfile").contains("COPY ${TARGETARCH}/factlint "));
}

#[test]
fn the_repository_of_the_hook_depends_on_the_wheel_of_the_version() {
    let folder = copied(&[".ci/release/mirror.sh", ".pre-commit-hooks.yaml", "LICENSE-MIT", "LICENSE-APACHE"]);
    bash(&folder, ".ci/release/mirror.sh", &["v1.2.3", "hook"]);
    let held = |name: &str| std::fs::read_to_string(folder.path().join("hook").join(name)).expect("a file");
    assert!(held("pyproject.toml").contains("dependencies = [\"factlint==1.2.3\"]"));
    let hooks = held(".pre-commit-hooks.yaml");
    assert!(
        hooks.starts_with("- id: factlint\n  name: factlint\n") && hooks.contains("  language: python\n"),
        "{hooks}"
    );
    assert_eq!(hooks.matches("- id: ").count(), 1, "{hooks}");
    // It runs what the hook of the source runs, but for where the program comes from.
    let source = read(".pre-commit-hooks.yaml");
    for key in ["entry", "types_or", "require_serial"] {
        let line = |text: &str| text.lines().find(|line| line.trim_start().starts_with(key)).map(str::to_owned);
        assert!(line(&hooks).is_some() && line(&hooks) == line(&source), "{key}");
    }
    assert!(held("README.md").contains("rev: v1.2.3"));
}

#[test]
fn packages_have_the_name_and_licence_of_the_crate() {
    let parsed = |name: &str| read(name).parse::<toml_edit::DocumentMut>().expect("TOML");
    let (crate_file, wheel) = (parsed("Cargo.toml"), parsed("pyproject.toml"));
    for key in ["name", "description", "license"] {
        assert_eq!(crate_file["package"][key].as_str(), wheel["project"][key].as_str(), "{key}");
    }
    assert_eq!(wheel["tool"]["maturin"]["bindings"].as_str(), Some("bin"));
    // `cargo binstall` asks for the archives that the workflow packs.
    let metadata = &crate_file["package"]["metadata"]["binstall"];
    assert_eq!(metadata["bin-dir"].as_str(), Some("{ bin }{ binary-ext }"), "the archive has no folder");
    let workflow = read(".github/workflows/release.yml");
    for target in LINUX {
        assert!(workflow.contains(&format!("target: {target} ")), "{target}");
        let gnu = target.replace("musl", "gnu");
        let address = metadata["overrides"][gnu.as_str()]["pkg-url"].as_str().unwrap_or_default();
        assert!(address.ends_with(&format!("/{{ name }}-{target}.tar.gz")), "{address}");
    }
    assert!(read(".ci/release/pack.sh").contains("dist/factlint-$target.tar.gz"));
    for script in ["formula.sh", "image.sh", "mirror.sh", "notes.sh", "pack.sh", "version.sh"] {
        assert!(workflow.contains(&format!(".ci/release/{script}")), "no job runs {script}");
    }
}
