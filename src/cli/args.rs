//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::reports::Wanted;
use crate::report::Style;
use crate::settings::{AsOf, FailOn};
use crate::time;

const EXIT_STATUS: &str = "Exit status: 0 no finding at or above --fail-on, 1 findings, 2 something could not be done \
(a broken rule file, an unreadable draft); the rest is still checked and printed.";

/// Marks the statements of a draft that cannot both be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about, after_help = EXIT_STATUS, max_term_width = 100)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to color the output.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts: files, folders (docs/formats.md lists the endings), or - for standard input
    Check(Box<Check>),
    /// Show what a draft says of its own time, and the day it speaks from
    Day(Box<Day>),
    /// Look up who held what when, and how old the facts are
    Facts(Box<Facts>),
    /// Make a pack of facts from a query's results, or bring one up to date
    #[command(subcommand)]
    Import(Import),
    /// List, check or test rule files
    #[command(subcommand)]
    Rules(Rules),
    /// Record all findings as known, so that later runs show only new ones
    Baseline {
        /// Write only where no finding is new: the baseline may shrink and never grow.
        #[arg(long)]
        ratchet: bool,
        #[command(flatten)]
        check: Box<Check>,
    },
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man(1)
    Man,
    /// Show or explain settings
    #[command(subcommand)]
    Config(Config),
    /// Write a settings file with comments, after a look at the tree
    Init {
        /// Folder; the current one where none is named.
        folder: Option<PathBuf>,
    },
    /// Print the manual and the examples of a rule
    Explain {
        /// Id of the rule, as `office-holder`.
        rule: String,
        #[command(flatten)]
        sources: Sources,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print the settings that hold for a draft or folder, and where each is set
    Show {
        /// A draft or folder; the current folder where none is named.
        path: Option<PathBuf>,
    },
    /// Tell what a key means
    Explain {
        /// Name of the key, as `fail-on`.
        key: String,
    },
    /// Print the JSON Schema of settings files
    Schema,
}

#[derive(Debug, Default, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Check {
    /// Files, folders, or - for standard input; the current folder where none is named.
    pub(super) paths: Vec<PathBuf>,
    /// How to print [default: human; on GitHub Actions also github, on GitLab also a code quality report]
    #[arg(long, value_name = "FORMAT", value_parser = styles(), conflicts_with = "output")]
    pub(super) format: Option<Style>,
    /// Print in a format to a file, or to standard output with `-`; may be repeated: --output sarif=out.sarif --output human=-
    #[arg(long, value_name = "FORMAT[=PATH]", value_parser = Wanted::parse)]
    pub(super) output: Vec<Wanted>,
    /// How to read, whatever the file's ending: plain, markdown, jsonl, html, docx, asciidoc,
    /// rst or latex.
    #[arg(long, value_name = "FORMAT")]
    pub(super) format_in: Option<String>,
    /// Path to show for standard input, and to tell its format by.
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<String>,
    /// What was said: quotations that do not stand in it word for word are found; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub(super) transcript: Vec<PathBuf>,
    /// Only findings with a place in lines that differ from a git revision, or from where this branch left it.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(super) since: Option<String>,
    /// The day that all drafts speak from: YYYY-MM-DD, or `today` by this machine's clock (UTC).
    #[arg(long, value_name = "DAY", value_parser = as_of)]
    pub(super) as_of: Option<AsOf>,
    /// Least severity that makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    pub(super) fail_on: Option<FailOn>,
    /// Only these rules; may be repeated, or hold commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// These rules too, which are off by themselves; may be repeated, or hold commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) extend_select: Vec<String>,
    /// Not these rules; may be repeated, or hold commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Apply the fixes that keep the meaning.
    #[arg(long)]
    pub(super) fix: bool,
    /// Apply the fixes that change what is said, too.
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what fixes would change, and change nothing; with --unsafe-fixes, all fixes.
    #[arg(long)]
    pub(super) diff: bool,
    /// File of known findings [default: factlint-baseline.json beside the settings, where there is one]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub(super) baseline: Option<PathBuf>,
    /// Show known findings too.
    #[arg(long)]
    pub(super) no_baseline: bool,
    /// Count findings by rule, in the place of the findings.
    #[arg(long)]
    pub(super) statistics: bool,
    /// Print hints too.
    #[arg(long)]
    pub(super) hints: bool,
    /// Files checked at a time [default: one for each processor]
    #[arg(long, value_name = "NUMBER")]
    pub(super) threads: Option<usize>,
    /// Largest file that is read, in megabytes (10^6 bytes) [default: 100]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=4_000))]
    pub(super) max_size: Option<u64>,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Args)]
pub(super) struct Day {
    /// The draft, or - for standard input.
    pub(super) path: PathBuf,
    /// The day that it speaks from: YYYY-MM-DD, or `today` by this machine's clock (UTC).
    #[arg(long, value_name = "DAY", value_parser = as_of)]
    pub(super) as_of: Option<AsOf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("asked").required(true).args(["name", "office", "stale", "coverage"]))]
pub(super) struct Facts {
    /// A person's name or id, an office's id, or a place: "Antony Blinken", us-secretary-of-state, Poland.
    pub(super) name: Option<String>,
    /// Only what may hold on this day: YYYY-MM-DD.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(super) on: Option<time::Day>,
    /// Offices by their title: "foreign minister".
    #[arg(long, value_name = "TITLE")]
    pub(super) office: Option<String>,
    /// Of which country or organisation.
    #[arg(long, value_name = "PLACE", requires = "office")]
    pub(super) of: Option<String>,
    /// List the packs by age, the stalest first.
    #[arg(long)]
    pub(super) stale: bool,
    /// The day for --stale: YYYY-MM-DD, or `today` by this machine's clock (UTC) [default: today]
    #[arg(long, value_name = "DAY", value_parser = as_of, requires = "stale")]
    pub(super) as_of: Option<AsOf>,
    /// Count what is listed, by country.
    #[arg(long)]
    pub(super) coverage: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Results of the query of docs/wikidata.rq: SPARQL JSON, or CSV of the same columns
    Wikidata(Box<ImportWikidata>),
}

#[derive(Debug, Args)]
pub(super) struct ImportWikidata {
    /// The results.
    pub(super) file: PathBuf,
    /// The day on which the query was run: open terms are known right through it. YYYY-MM-DD.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(super) verified: time::Day,
    /// Pack to merge them into; a new one is made. Without it a pack is printed.
    #[arg(long, value_name = "PACK")]
    pub(super) into: Option<PathBuf>,
    /// Print how the pack would change, line by line, and write nothing.
    #[arg(long)]
    pub(super) diff: bool,
    /// Id of a new pack [default: the file's name]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Id of the place whose offices these are, where the results name none that is listed.
    #[arg(long, value_name = "PLACE")]
    pub(super) of: Option<String>,
    #[command(flatten)]
    pub(super) sources: Sources,
}

/// How answers that are no findings are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum AnswerFormat {
    /// For people
    Human,
    /// One JSON object, for `day` one a draft (docs/json.md)
    Json,
}

/// Where rules and settings come from.
#[derive(Debug, Default, Clone, Args)]
pub(super) struct Sources {
    /// Folder or file of further rules; may be repeated.
    #[arg(long = "rules", value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Leave the embedded rules out.
    #[arg(long)]
    pub(super) no_default_rules: bool,
    /// Settings file; else `factlint.toml` of this folder or the nearest folder above it.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no settings file.
    #[arg(long)]
    pub(super) no_config: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Rules {
    /// List all checks that would run
    List {
        #[command(flatten)]
        sources: Sources,
    },
    /// Report every fault of rule files
    Check {
        /// Folders or files of rules, besides those of the settings.
        paths: Vec<PathBuf>,
        #[command(flatten)]
        sources: Sources,
    },
    /// Run the examples of all checks
    Test {
        /// Folders or files of rules, besides those of the settings.
        paths: Vec<PathBuf>,
        /// Only these rules.
        #[arg(long, value_name = "RULE", value_delimiter = ',')]
        select: Vec<String>,
        #[command(flatten)]
        sources: Sources,
    },
    /// Show how a sentence or a draft is read, and what came of each pattern of a rule file
    Try(Box<Try>),
    /// Print the JSON Schema of rule files
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct Try {
    /// A rule file, or the id of a check.
    #[arg(value_name = "FILE")]
    pub(super) rule: String,
    /// A sentence, the path of a draft, or - for standard input.
    #[arg(value_name = "SENTENCE")]
    pub(super) text: String,
    /// The day that it speaks from: YYYY-MM-DD, or `today` by this machine's clock (UTC).
    #[arg(long, value_name = "DAY", value_parser = as_of)]
    pub(super) as_of: Option<AsOf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    /// Where the output is a terminal and `NO_COLOR` is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn styles() -> impl TypedValueParser<Value = Style> {
    let names = Style::ALL.map(|(_, name, what)| PossibleValue::new(name).help(what));
    PossibleValuesParser::new(names).map(|name| Style::from_name(&name).expect("it is one of them"))
}

fn a_day(text: &str) -> Result<time::Day, String> {
    time::Day::parse(text).ok_or_else(|| "a day is written 2025-01-20".to_owned())
}

fn as_of(text: &str) -> Result<AsOf, String> {
    AsOf::parse(text).ok_or_else(|| "a day is written 2025-01-20, or `today`".to_owned())
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::parse(text).ok_or_else(|| "the words are error, warning, hint and never".to_owned())
}
