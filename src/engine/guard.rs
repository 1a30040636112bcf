//! What keeps one check from costing the others: cancellation, and panics that are caught.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::findings::Fault;

/// Where to report a panic.
const REPORT_AT: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");

/// Stops a check that nobody waits for any more. Clones are the same flag.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the check to stop at its next step.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns `true` if the check is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs work that may panic. Answers the message of the panic.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What the work shares with others is filled once and only read afterwards, so a panic leaves nothing half written.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
    })
}

/// The fault of a draft in which something panicked.
pub(super) fn panicked(what: &str, path: &str, message: &str) -> Fault {
    let message = format!("{what} failed on this draft: {message}");
    Fault::of_file("internal-error", path, message).note(format!("please report it: {REPORT_AT}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Format};
    use crate::engine::{Engine, Options, Report};
    use crate::kinds::{Draft, Outcome, Run};
    use crate::rules::Check;
    use crate::text::Input;

    #[test]
    fn a_panic_becomes_its_message() {
        assert_eq!(guarded(|| 7), Ok(7));
        assert_eq!(guarded(|| -> u8 { panic!("no {}", "way") }), Err("no way".to_owned()));
        assert_eq!(guarded(|| -> u8 { std::panic::panic_any(7_u8) }), Err("no message".to_owned()));
    }

    /// A check that fails on every draft.
    #[derive(Debug)]
    struct Broken;

    impl Run for Broken {
        fn run(&self, _check: &Check, _draft: &Draft<'_>) -> Outcome {
            panic!("no rows")
        }
    }

    const DRAFT: &str = "---\ndate: 2025-09-24\n---\n\nThey met on Monday, 23 September 2025. President Joe Biden will sign the bill.\n";

    #[test]
    fn a_check_that_panics_costs_its_own_findings_alone() {
        let mut engine = Engine::new(crate::embedded::rules(), Options::default());
        let document = document::read(Format::Markdown, &Input::file("draft.md", DRAFT));
        let rules = |report: &Report| report.findings.iter().map(|one| one.rule.clone()).collect::<Vec<_>>();
        assert_eq!(rules(&engine.check(&document)), ["weekday", "office-holder"]);
        let at = engine.rules.checks.iter().position(|check| check.id == "weekday").expect("it is built in");
        engine.runs[at] = Some(Box::new(Broken));
        let report = engine.check(&document);
        assert_eq!(rules(&report), ["office-holder"]);
        let [fault] = report.faults.as_slice() else { panic!("{:?}", report.faults) };
        assert_eq!((fault.code, fault.is_error()), ("internal-error", true));
        assert_eq!(fault.message, "rule `weekday` failed on this draft: no rows");
    }

    #[test]
    fn a_cancelled_check_has_no_report() {
        let engine = Engine::new(crate::embedded::rules(), Options::default());
        let document = document::read(Format::Markdown, &Input::file("draft.md", DRAFT));
        let cancel = Cancel::default();
        assert!(engine.check_until(&document, &cancel).is_some());
        cancel.clone().cancel();
        assert!(engine.check_until(&document, &cancel).is_none());
    }
}
