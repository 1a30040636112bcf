//! The outputs of a run and their destinations.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::output::{Output, Stream};
use crate::host::absolute;
use crate::host::files::shown;
use crate::report::{self, Look, Run, Style};
use crate::rules::toml_reader::hint;

/// The code quality report, as GitLab's own templates call it.
const QUALITY: &str = "gl-code-quality-report.json";

/// Where an output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    /// Standard output.
    Stdout,
    /// A file, which is overwritten.
    File(PathBuf),
}

/// One output of a run: `sarif=out.sarif`, `human=-`, `human`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) style: Style,
    pub(super) to: To,
}

impl Wanted {
    /// Reads `FORMAT`, `FORMAT=PATH` or `FORMAT=-`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (name, to) = text.split_once('=').unwrap_or((text, "-"));
        let style = Style::from_name(name).ok_or_else(|| {
            let names: Vec<&str> = Style::ALL.iter().map(|(_, name, _)| *name).collect();
            let all = format!("there is no output `{name}`; the outputs are {}", names.join(", "));
            // A path alone: `-o` is meant.
            if name.contains(['.', '/']) { format!("{all}; to write a file, use -o {name}") } else { all }
        })?;
        match to {
            "" => Err(format!("a path must follow `{name}=`; `-` is standard output")),
            "-" => Ok(Self { style, to: To::Stdout }),
            path => Ok(Self { style, to: To::File(path.into()) }),
        }
    }

    /// A file in a style, or in that of its extension; others than those of a style are for people.
    pub(super) fn to_file(path: &Path, style: Option<Style>) -> anyhow::Result<Self> {
        let text = path.to_string_lossy();
        if let Some((name, rest)) = text.split_once('=').filter(|(name, _)| Style::from_name(name).is_some()) {
            anyhow::bail!("-o takes a path; write `--output {name}={rest}`, or `-o {rest} --format {name}`");
        }
        if text == "-" {
            return Ok(Self { style: style.unwrap_or(Style::Human), to: To::Stdout });
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let of_extension = || match Style::of_extension(&extension) {
            [] => match hint(&extension, Style::extensions()).pop() {
                Some(note) => anyhow::bail!("`.{extension}` is not the extension of a format: {note}"),
                None => Ok(Style::Human),
            },
            [style] => Ok(*style),
            several => {
                let names: Vec<String> = several.iter().map(|style| format!("--format {}", style.name())).collect();
                anyhow::bail!("`.{extension}` may be several formats: add {}", names.join(" or "))
            }
        };
        Ok(Self { style: style.map_or_else(of_extension, Ok)?, to: To::File(path.to_owned()) })
    }
}

/// A CI host, as detected from the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Host {
    /// GitHub Actions, with the file that takes the summary of the step.
    Github(Option<PathBuf>),
    /// GitLab.
    Gitlab,
    /// Any other, or none.
    Other,
}

impl Host {
    /// Looks at the environment.
    pub(super) fn of_environment() -> Self {
        let is_true = |name: &str| std::env::var(name).is_ok_and(|value| value == "true");
        if is_true("GITHUB_ACTIONS") {
            return Self::Github(std::env::var_os("GITHUB_STEP_SUMMARY").map(PathBuf::from));
        }
        if is_true("GITLAB_CI") { Self::Gitlab } else { Self::Other }
    }

    /// The repository folder and the current one, if the host gives the first.
    pub(super) fn repository(&self) -> Option<(String, String)> {
        let name = match self {
            Self::Github(_) => "GITHUB_WORKSPACE",
            Self::Gitlab => "CI_PROJECT_DIR",
            Self::Other => return None,
        };
        let root = std::env::var_os(name).map(PathBuf::from)?;
        Some((shown(&root), shown(&std::env::current_dir().ok()?)))
    }

    pub(super) fn usual(&self) -> Vec<Wanted> {
        let human = Wanted { style: Style::Human, to: To::Stdout };
        match self {
            Self::Github(_) => vec![human, Wanted { style: Style::Github, to: To::Stdout }],
            Self::Gitlab => vec![human, Wanted { style: Style::Gitlab, to: To::File(QUALITY.into()) }],
            Self::Other => vec![human],
        }
    }
}

/// Refuses outputs that would overwrite a draft, the settings or each other. A report of an earlier run in a folder of drafts is no
/// draft: it is taken out.
pub(super) fn check_targets(
    wanted: &[Wanted],
    paths: &[PathBuf],
    settings: Option<&Path>,
    drafts: &mut Vec<PathBuf>,
) -> anyhow::Result<()> {
    let files = wanted.iter().filter_map(|wanted| if let To::File(path) = &wanted.to { Some(path) } else { None });
    let mut known: Vec<PathBuf> = Vec::new();
    for file in files {
        let whole = absolute(file);
        if file.is_dir() {
            anyhow::bail!(
                "{} is a folder: write the report to a file, such as {}",
                shown(file),
                shown(&file.join("report.txt"))
            );
        }
        if known.contains(&whole) {
            anyhow::bail!("two outputs go to {}: write one of them to another file", shown(file));
        }
        if settings.is_some_and(|settings| absolute(settings) == whole) {
            anyhow::bail!("{} has the settings, which a report would overwrite: write it to another file", shown(file));
        }
        if let Some(at) = drafts.iter().position(|draft| absolute(draft) == whole) {
            if paths.contains(&drafts[at]) || !is_report(file) {
                anyhow::bail!("{} is a draft, which a report would overwrite: write it to another file", shown(file));
            }
            drafts.remove(at);
        }
        known.push(whole);
    }
    Ok(())
}

/// Returns `true` for a file that an earlier run has written: for people, a report begins with a finding or with what it counts.
fn is_report(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let first = text.trim_start().lines().next().unwrap_or_default();
    let finding = |severity: &str| {
        first.starts_with(&format!("{severity}["))
            || first.contains(&format!(": {severity}["))
            || first.contains(&format!(": {severity}: "))
    };
    first.is_empty()
        || first.starts_with("### factlint")
        || first.starts_with(['{', '['])
        || ["error", "warning", "hint", "note"].into_iter().any(finding)
}

/// Writes all outputs, even if one of them fails; those of standard output go to `stdout`. Returns the first error.
pub(super) fn write(
    wanted: &[Wanted],
    run: &Run,
    look: &Look<'_>,
    host: &Host,
    output: &Output,
    stdout: Stream,
) -> anyhow::Result<()> {
    let mut done = Ok(());
    for Wanted { style, to } in wanted {
        let written = match to {
            To::Stdout => {
                let look = Look { color: output.colors(stdout), links: output.links(stdout), ..*look };
                output.to(stdout, &report::render(run, *style, &look)).context("the report cannot be written")
            }
            To::File(path) => save(path, &report::render(run, *style, look)),
        };
        done = done.and(written);
    }
    if let Host::Github(Some(summary)) = host
        && wanted.iter().any(|wanted| wanted.style == Style::Github)
    {
        done = done.and(append(summary, &report::render(run, Style::Markdown, look)));
    }
    done
}

fn save(path: &PathBuf, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn append(path: &PathBuf, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let file = fs::OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_a_format_and_a_place() {
        assert_eq!(Wanted::parse("human"), Ok(Wanted { style: Style::Human, to: To::Stdout }));
        assert_eq!(Wanted::parse("json=-"), Ok(Wanted { style: Style::Json, to: To::Stdout }));
        let file = Wanted { style: Style::Sarif, to: To::File("a=b.sarif".into()) };
        assert_eq!(Wanted::parse("sarif=a=b.sarif"), Ok(file));
        assert!(Wanted::parse("saruf=x").is_err_and(|why| why.contains("sarif")));
        assert!(Wanted::parse("sarif=").is_err());
    }

    #[test]
    fn a_host_has_its_usual_outputs() {
        let styles = |host: Host| host.usual().into_iter().map(|wanted| wanted.style).collect::<Vec<_>>();
        assert_eq!(styles(Host::Github(None)), [Style::Human, Style::Github]);
        assert_eq!(styles(Host::Gitlab), [Style::Human, Style::Gitlab]);
        assert_eq!(styles(Host::Other), [Style::Human]);
    }
}
