//! What `factlint rules list` prints: every check, with the severity that it has under some settings.

use std::fmt::Write as _;

use serde::Serialize;

use super::page;
use crate::engine::Options;
use crate::findings::Severity;
use crate::rules::Check;

/// One check under some settings.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    id: &'a str,
    kind: &'a str,
    language: &'a str,
    /// The greatest severity of its findings.
    severity: &'static str,
    /// Whether it runs.
    enabled: bool,
    summary: &'a str,
    /// The file that defines it; below the rules folder of the program if it is built in.
    path: &'a str,
    line: u32,
    built_in: bool,
    /// The address of its manual; null for checks of a project.
    page: Option<String>,
}

/// Lists checks; `own` are the paths of rule files that are not built in.
pub fn listed<'a>(checks: &'a [Check], own: &[String], options: &Options) -> Vec<Listed<'a>> {
    let one = |check: &'a Check| Listed {
        id: &check.id,
        kind: &check.kind,
        language: &check.language,
        severity: severity(check, options).word(),
        enabled: options.wants(check),
        summary: &check.summary,
        path: &check.path,
        line: check.line,
        built_in: !own.contains(&check.path),
        page: page(check, own),
    };
    checks.iter().map(one).collect()
}

fn severity(check: &Check, options: &Options) -> Severity {
    options.severity.get(&check.id).copied().flatten().unwrap_or(check.severity)
}

/// The checks for people: id, kind, severity or `off`, summary, and the file of a project's own.
pub fn text(listed: &[Listed<'_>]) -> String {
    let wide = listed.iter().map(|check| check.id.len()).max().unwrap_or(0);
    listed.iter().fold(String::new(), |mut text, check| {
        let from = if check.built_in { String::new() } else { format!(" ({})", check.path) };
        let severity = if check.enabled { check.severity } else { "off" };
        let _ = writeln!(text, "{:wide$}  {:10}  {severity:7}  {}{from}", check.id, check.kind, check.summary);
        text
    })
}

/// The checks as JSON: `{"schema": 1, "rules": [...]}`.
pub fn json(listed: &[Listed<'_>]) -> String {
    #[derive(Serialize)]
    struct Shape<'a> {
        schema: u32,
        rules: &'a [Listed<'a>],
    }
    let shape = Shape { schema: 1, rules: listed };
    serde_json::to_string_pretty(&shape).expect("plain data becomes JSON") + "\n"
}
