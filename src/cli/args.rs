//! The command line.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::reports::Wanted;
use crate::host::files::STDIN;
use crate::host::sources::{RULES, SETTINGS, Sources};
use crate::report::{self, Style};
use crate::settings::{AsOf, FailOn};
use crate::time;

const EXIT_STATUS: &str = "Exit status: 0 no finding at or above --fail-on, 1 findings, 2 a problem \
(a broken rule file, an unreadable draft); everything else is still checked and printed.";

/// Headings of the help.
const DRAFTS: &str = "Drafts";
const OUTPUT: &str = "Output";
const FIXES: &str = "Fixes";
/// The version of the program, and the last day that its facts know of.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (facts to ", env!("FACTLINT_FACTS_TO"), ")");

/// Questions to the facts that have nothing to do with the age of packs.
const QUESTIONS: [&str; 4] = ["name", "office", "coverage", "query"];

/// Flags that ask for a report of the findings.
const REPORTS: [&str; 3] = ["format", "output", "output_file"];

/// Flags that need a check of the drafts.
const FIXING: [&str; 5] = ["fix", "unsafe_fixes", "add_ignore", "diff", "statistics"];

/// Reports statements of a draft that cannot both be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version = VERSION, about, after_help = EXIT_STATUS, max_term_width = 100)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to color the output.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = OUTPUT)]
    pub(super) color: Color,
    /// Print only results and errors: no counts, notes or progress.
    #[arg(long, short, global = true, help_heading = OUTPUT)]
    pub(super) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts: files, folders, or - for standard input
    Check(Box<Check>),
    /// Show which time each claim of a draft speaks of, and the day of the draft
    Day(Box<Day>),
    /// Look up holders of offices, and the age of the facts
    Facts(Box<Facts>),
    /// Create a pack of facts from query results, or update one
    #[command(subcommand)]
    Import(Import),
    /// Serve an editor: the language server, on standard input and output
    Lsp,
    /// List, check or test rule files
    #[command(subcommand)]
    Rules(Rules),
    /// Record all current findings, so that later runs show only new ones
    Baseline {
        /// Fail if there are new findings: the baseline may only shrink.
        #[arg(long)]
        ratchet: bool,
        #[command(flatten)]
        lint: Box<Lint>,
    },
    /// Print shell completions
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man(1)
    Man {
        /// Command to describe: check, "rules test" [default: all of factlint].
        command: Vec<String>,
        /// Write one page per command to a folder: factlint.1, factlint-check.1.
        #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
        dir: Option<PathBuf>,
    },
    /// Show or explain the settings
    #[command(subcommand)]
    Config(Config),
    /// Write a commented settings file for the current folder
    Init {
        /// Folder [default: the current one].
        folder: Option<PathBuf>,
    },
    /// Print the manual and the examples of a rule
    Explain {
        /// Id of the rule, for example `office-holder`.
        rule: String,
        #[command(flatten)]
        sources: Sources,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print the settings for a draft or folder, and where each is set
    Show {
        /// A draft or folder [default: the current folder].
        path: Option<PathBuf>,
    },
    /// Explain a key
    Explain {
        /// Name of the key, for example `fail-on`.
        key: String,
    },
    /// Print the JSON Schema of settings files
    Schema,
}

/// What `check` and `baseline` share: which drafts are checked, and by which rules.
#[derive(Debug, Default, Clone, Args)]
pub(super) struct Lint {
    /// Files, folders, or - for standard input [default: the current folder].
    pub(super) paths: Vec<PathBuf>,
    /// Input format, regardless of the extension: plain, markdown, mdx, jsonl, json, notebook, mail, html, docx, asciidoc, rst or
    /// latex.
    #[arg(long, value_name = "FORMAT", help_heading = DRAFTS)]
    pub(super) format_in: Option<String>,
    /// Field of JSON records with the text, for example body.text [default: text, or the assistant's messages].
    #[arg(long, value_name = "FIELD", help_heading = DRAFTS)]
    pub(super) text_field: Option<String>,
    /// Field of JSON records with their id [default: id].
    #[arg(long, value_name = "FIELD", help_heading = DRAFTS)]
    pub(super) id_field: Option<String>,
    /// Field of JSON records with their date [default: date].
    #[arg(long, value_name = "FIELD", help_heading = DRAFTS)]
    pub(super) date_field: Option<String>,
    /// Read standard input as the draft of this path, which determines its format and settings.
    #[arg(long, value_name = "PATH", help_heading = DRAFTS)]
    pub(super) stdin_filename: Option<String>,
    /// Leave out files and folders that match a pattern, besides those of the settings; may be repeated, or separated by commas.
    #[arg(long, value_name = "PATTERN", value_delimiter = ',', help_heading = DRAFTS)]
    pub(super) exclude: Vec<String>,
    /// Also leave out files named on the command line that `exclude` matches.
    #[arg(long, help_heading = DRAFTS)]
    pub(super) force_exclude: bool,
    /// Transcript to compare quotations with word for word; may be repeated.
    #[arg(long, value_name = "FILE", help_heading = DRAFTS)]
    pub(super) transcript: Vec<PathBuf>,
    /// The day of all drafts: YYYY-MM-DD, or `today` by the system clock (UTC).
    #[arg(long, value_name = "DAY", value_parser = as_of, help_heading = DRAFTS)]
    pub(super) as_of: Option<AsOf>,
    /// Maximum size of a file, in megabytes (10^6 bytes) [default: 100]
    #[arg(long, value_name = "MB", value_parser = megabytes, allow_negative_numbers = true, help_heading = DRAFTS)]
    pub(super) max_size: Option<u64>,
    /// Run only these rules; may be repeated, or separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES)]
    pub(super) select: Vec<String>,
    /// Also run these rules, which are off by default; may be repeated, or separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES)]
    pub(super) extend_select: Vec<String>,
    /// Do not run these rules; may be repeated, or separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = RULES)]
    pub(super) ignore: Vec<String>,
    /// File of known findings [default: factlint-baseline.json next to the settings, if it exists]
    #[arg(long, value_name = "FILE", help_heading = SETTINGS)]
    pub(super) baseline: Option<PathBuf>,
    /// Number of files checked in parallel [default: one per processor]
    #[arg(long, value_name = "NUMBER", value_parser = threads, allow_negative_numbers = true)]
    pub(super) threads: Option<usize>,
    /// Print which settings apply, the day of each draft, and what is suppressed.
    #[arg(long, short, conflicts_with = "quiet", help_heading = OUTPUT)]
    pub(super) verbose: bool,
    #[command(flatten)]
    pub(super) sources: Sources,
}

impl Lint {
    /// The paths to check: a name for standard input asks for it.
    pub(super) fn drafts(&self) -> Cow<'_, [PathBuf]> {
        match (self.paths.as_slice(), &self.stdin_filename) {
            ([], Some(_)) => Cow::Owned(vec![PathBuf::from(STDIN)]),
            ([], None) => Cow::Owned(vec![PathBuf::from(".")]),
            (paths, _) => Cow::Borrowed(paths),
        }
    }
}

/// Flags of `factlint check`.
#[derive(Debug, Default, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) lint: Lint,
    /// Report only findings in lines that changed since a git revision, or since this branch left it.
    #[arg(long, value_name = "REV", allow_hyphen_values = true, help_heading = DRAFTS)]
    pub(super) since: Option<String>,
    /// Also show known findings.
    #[arg(long, conflicts_with = "baseline", help_heading = SETTINGS)]
    pub(super) no_baseline: bool,
    /// Output format [default: human; on GitHub Actions also github, on GitLab also a code quality report]
    #[arg(
        long,
        short,
        visible_alias = "output-format",
        ignore_case = true,
        value_name = "FORMAT",
        value_parser = styles(),
        conflicts_with = "output",
        help_heading = OUTPUT
    )]
    pub(super) format: Option<Style>,
    /// Write the report to a file; without --format, an extension such as .json or .sarif determines the format
    #[arg(long, short = 'o', value_name = "FILE", conflicts_with = "output", help_heading = OUTPUT)]
    pub(super) output_file: Option<PathBuf>,
    /// Write several formats, each to a file, or to standard output with `-`: --output sarif=out.sarif --output human=-
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Wanted::parse, help_heading = OUTPUT)]
    pub(super) output: Vec<Wanted>,
    /// List the files and the reader that takes each, or why none does, and check nothing.
    #[arg(long, conflicts_with_all = REPORTS, conflicts_with_all = FIXING, help_heading = OUTPUT)]
    pub(super) show_files: bool,
    /// Count findings by rule instead of printing them.
    #[arg(long, conflicts_with_all = REPORTS, help_heading = OUTPUT)]
    pub(super) statistics: bool,
    /// Also print hints.
    #[arg(long, help_heading = OUTPUT)]
    pub(super) hints: bool,
    /// Minimum severity for exit status 1: error, warning, hint or never [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on, help_heading = OUTPUT)]
    pub(super) fail_on: Option<FailOn>,
    /// Exit with status 0 even if there are findings, as --fail-on never does.
    #[arg(long, conflicts_with = "fail_on", help_heading = OUTPUT)]
    pub(super) exit_zero: bool,
    /// Apply fixes that keep the meaning.
    #[arg(long, help_heading = FIXES)]
    pub(super) fix: bool,
    /// Also apply fixes that change the meaning.
    #[arg(long, help_heading = FIXES)]
    pub(super) unsafe_fixes: bool,
    /// Write an ignore comment for every finding, with a reason if one is given: --add-ignore="quotes a letter"
    #[arg(long, value_name = "REASON", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    #[arg(value_parser = one_line, conflicts_with_all = ["fix", "unsafe_fixes"], help_heading = FIXES)]
    pub(super) add_ignore: Option<String>,
    /// Show what fixes would change without applying them; with --unsafe-fixes, all fixes.
    #[arg(long, conflicts_with_all = REPORTS, help_heading = FIXES)]
    pub(super) diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct Day {
    /// The draft, or - for standard input.
    pub(super) path: PathBuf,
    /// The day of the draft: YYYY-MM-DD, or `today` by the system clock (UTC).
    #[arg(long, value_name = "DAY", value_parser = as_of)]
    pub(super) as_of: Option<AsOf>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("asked").required(true).args(["name", "office", "stale", "coverage", "query"]))]
pub(super) struct Facts {
    /// A person, an office or a place, as a draft names it or by id: "Antony Blinken", "president of France", Poland.
    pub(super) name: Option<String>,
    /// Only facts that may hold on this day: YYYY-MM-DD.
    #[arg(long, value_name = "DAY", value_parser = a_day, conflicts_with_all = ["stale", "coverage", "query"])]
    pub(super) on: Option<time::Day>,
    /// Offices with this title: "foreign minister".
    #[arg(long, value_name = "TITLE")]
    pub(super) office: Option<String>,
    /// The country or organisation of the office.
    #[arg(long, value_name = "PLACE", requires = "office", conflicts_with_all = ["name", "stale", "coverage", "query"])]
    pub(super) of: Option<String>,
    /// List the packs by age, the oldest first.
    #[arg(long)]
    pub(super) stale: bool,
    /// Only packs that are older than this, and exit status 1 if there are any.
    #[arg(long, value_name = "DAYS", requires = "stale", conflicts_with_all = QUESTIONS, value_parser = clap::value_parser!(i64).range(0..))]
    pub(super) older_than: Option<i64>,
    /// The day for --stale: YYYY-MM-DD, or `today` by the system clock (UTC) [default: today]
    #[arg(long, value_name = "DAY", value_parser = as_of, requires = "stale", conflicts_with_all = QUESTIONS)]
    pub(super) as_of: Option<AsOf>,
    /// Print the Wikidata query that updates a pack with `factlint import wikidata`: united-states/executive.
    #[arg(long, value_name = "PACK")]
    pub(super) query: Option<String>,
    /// Count the listed facts by country.
    #[arg(long)]
    pub(super) coverage: bool,
    /// Output format.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Import results of the query that `factlint facts --query` prints: SPARQL JSON, or CSV with the same columns
    Wikidata(Box<ImportWikidata>),
}

#[derive(Debug, Args)]
pub(super) struct ImportWikidata {
    /// The results.
    pub(super) file: PathBuf,
    /// The day on which the query was run, when open terms were verified: YYYY-MM-DD.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(super) verified: time::Day,
    /// Pack to merge them into, or to create. Without it, the pack is printed.
    #[arg(long, value_name = "PACK")]
    pub(super) into: Option<PathBuf>,
    /// Print the changes to the pack as a diff without writing it.
    #[arg(long)]
    pub(super) diff: bool,
    /// Id of a new pack [default: the file's name]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Id of the place to which the offices belong, if the results name no listed place.
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
    /// One JSON object, for `day` one per draft
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Rules {
    /// List all checks
    List {
        /// Output format.
        #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
        format: AnswerFormat,
        #[command(flatten)]
        sources: Sources,
    },
    /// Report all faults in rule files
    Check {
        /// Folders or files of rules, in addition to those of the settings.
        paths: Vec<PathBuf>,
        #[command(flatten)]
        sources: Sources,
    },
    /// Run the examples of all checks, or of those in some files
    Test {
        /// Folders or files of rules: only their examples are run [default: all checks].
        paths: Vec<PathBuf>,
        /// Test only these rules.
        #[arg(long, value_name = "RULE", value_delimiter = ',')]
        select: Vec<String>,
        #[command(flatten)]
        sources: Sources,
    },
    /// Show how a sentence or a draft is read, and where each pattern of a rule file stops
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
    /// The day of the draft: YYYY-MM-DD, or `today` by the system clock (UTC).
    #[arg(long, value_name = "DAY", value_parser = as_of)]
    pub(super) as_of: Option<AsOf>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(super) format: AnswerFormat,
    #[command(flatten)]
    pub(super) sources: Sources,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    /// If the output is a terminal and `NO_COLOR` is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn styles() -> impl TypedValueParser<Value = Style> {
    let names = Style::ALL.map(|(_, name, what)| PossibleValue::new(name).help(what));
    PossibleValuesParser::new(names).map(|name| Style::from_name(&name.to_lowercase()).expect("it is one of them"))
}

#[allow(clippy::unnecessary_wraps, reason = "parsers of values may fail")]
fn one_line(text: &str) -> Result<String, String> {
    Ok(report::one_line(text))
}

fn a_day(text: &str) -> Result<time::Day, String> {
    time::Day::parse(text).ok_or_else(|| "expected a day such as 2025-01-20".to_owned())
}

fn as_of(text: &str) -> Result<AsOf, String> {
    AsOf::parse(text).ok_or_else(|| "expected a day such as 2025-01-20, or `today`".to_owned())
}

fn megabytes(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| (1..=4_000).contains(number));
    number.ok_or_else(|| "expected a number of megabytes from 1 to 4000, such as 100".to_owned())
}

fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|&number| number > 0);
    number.ok_or_else(|| "expected a number from 1; without the flag, there is one thread per processor".to_owned())
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::parse(text).ok_or_else(|| "expected error, warning, hint or never".to_owned())
}
