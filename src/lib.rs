//! factlint reads a draft, works out the day the draft speaks from, and reports every pair of statements that cannot
//! both be true, with the places of both sides.
//!
//! A [`Project`] holds rules and settings and checks texts. It reads no file and no clock: what embeds it hands over what it read.
//!
//! ```
//! use factlint::{Cancel, Project, Setup};
//!
//! let rules = factlint::embedded::rules();
//! let mut faults = Vec::new();
//! let project = Project::new(Setup { rules, ..Setup::default() }, &mut faults);
//! let text = "---\ndate: 2025-09-24\n---\n\nPresident Donald Trump spoke. The administration of President Joe Biden has not endorsed it.";
//! let answer = project.check_text("draft.md", None, text, 1, &Cancel::default()).expect("nobody cancels it");
//!
//! let finding = &answer.findings[0];
//! assert_eq!(finding.rule, "office-holder");
//! assert_eq!(finding.primary.place.text(), "The administration of President Joe Biden");
//! assert!(finding.related.iter().any(|one| one.label.place.text() == "President Donald Trump"));
//! ```
//!
//! Without the feature `program`, which is on by default, there is no command line and no language server, and the library needs
//! no crate for either. What these pages do not show is internal, and changes without notice.
//!
//! Each layer may use only those before it: `text`, `findings`, `time`, `rules`, `embedded`, `document`, `language`,
//! `frame`, `claims`, `kinds`, `engine`, `examples`, `report`, `settings`, `project`, `host`, `lsp`, `cli`.

#[doc(hidden)]
pub mod claims;
#[cfg(feature = "program")]
#[doc(hidden)]
pub mod cli;
pub mod document;
pub mod embedded;
pub mod engine;
#[doc(hidden)]
pub mod examples;
pub mod findings;
#[doc(hidden)]
pub mod frame;
#[cfg(feature = "program")]
mod host;
#[doc(hidden)]
pub mod kinds;
#[doc(hidden)]
pub mod language;
#[cfg(feature = "program")]
mod lsp;
pub mod project;
#[doc(hidden)]
pub mod report;
pub mod rules;
pub mod settings;
pub mod text;
pub mod time;

pub use claims::DraftDay;
pub use document::{Document, Format};
pub use engine::{Cancel, Engine, Options, Report};
pub use findings::{Fault, Finding, Severity};
pub use kinds::Slot;
pub use project::{Answer, Inspected, Overrides, Project, Setup};
pub use rules::RuleSet;
pub use settings::Settings;
pub use text::{Buffer, Encoding, Input, Place, Point};
pub use time::Day;
