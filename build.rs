//! Compiles `rules/` into the form that the program embeds. A fault in a rule file fails the build, with its place.

#![allow(dead_code, missing_docs, unreachable_pub, unused_imports, clippy::disallowed_methods, clippy::print_stderr)]

#[path = "src/findings/mod.rs"]
mod findings;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/time/mod.rs"]
mod time;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, process};

fn main() {
    println!("cargo:rerun-if-changed=rules");
    for module in ["findings", "rules", "text", "time"] {
        println!("cargo:rerun-if-changed=src/{module}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut files = Vec::new();
    gather(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let read = rules::read(rules::Facts::default(), &files, &[]);
    let mut faults = read.faults.clone();
    faults.extend(read.judge_lists(&read.words));
    for fault in &faults {
        let at = fault
            .place
            .as_ref()
            .map_or(String::new(), |place| format!("{}:{}", place.start().line, place.start().column));
        eprintln!(
            "rules/{}:{at}: {} [{}] {}",
            fault.path.as_deref().unwrap_or(""),
            fault.message,
            fault.code,
            fault.notes.join("; ")
        );
    }
    if !faults.is_empty() {
        process::exit(1);
    }
    let day = read.facts.packs.iter().map(|pack| pack.verified).max().expect("there are facts");
    println!("cargo:rustc-env=FACTLINT_FACTS_TO={day}");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let write = |name: &str, bytes: Vec<u8>| fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    write("facts.bin", rules::encode(&read.facts));
    write("words.bin", postcard::to_stdvec(&read.words).expect("words are plain data"));
    let mut checks = read.checks;
    checks.sort_by(|a, b| a.id.cmp(&b.id));
    write("manuals.bin", postcard::to_stdvec(&checks).expect("checks are plain data"));
    for check in &mut checks {
        check.manual = String::new();
        check.examples = Vec::new();
    }
    write("checks.bin", postcard::to_stdvec(&checks).expect("checks are plain data"));
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<Arc<text::Input>>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.map(|entry| entry.expect("a folder can be listed")) {
        let path = entry.path();
        if path.is_dir() {
            gather(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/");
            files.push(text::Input::file(&name, text));
        }
    }
}
