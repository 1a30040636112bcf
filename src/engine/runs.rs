//! Runs the checks of a draft, in one thread or in several that share what is read of it.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::Engine;
use super::guard::{Cancel, guarded};
use crate::kinds::{Draft, Outcome, Run, Slot};
use crate::language::analysis::Analysis;
use crate::rules::Check;

/// Bytes of prose from which threads are worth their start.
const WORTH_THREADS: usize = 2_000;

/// What a check found in a draft, or the message of its panic.
pub(super) type Found = Result<(Outcome, Vec<Slot>), String>;

/// A check with its prepared run.
type Ready<'a> = (&'a Check, &'a dyn Run);

impl Engine {
    /// Reads a draft, while another thread, if there is one, reads its sentences from the last one back.
    pub(super) fn reading_ahead<T>(&self, analysis: &Analysis<'_>, read: impl FnOnce() -> T) -> T {
        if self.threads(analysis) < 2 {
            return read();
        }
        let is_read = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let ahead = || {
                let sentences = analysis.sentences.iter().rev();
                let mut left = sentences.take_while(|_| !is_read.load(Ordering::Relaxed));
                left.all(|sentence| guarded(|| sentence.pieces(&self.rules.table)).is_ok())
            };
            scope.spawn(ahead);
            // Dropped in a panic too, so that the other thread ends.
            let _end = End(&is_read);
            read()
        })
    }

    /// The threads that share a draft.
    fn threads(&self, analysis: &Analysis<'_>) -> usize {
        if analysis.prose().len() < WORTH_THREADS { 1 } else { self.options.threads }
    }

    /// What each wanted check of a language finds, in the order of the checks; `None` if the run was cancelled.
    pub(super) fn outcomes(&self, draft: &Draft<'_>, language: &str, cancel: &Cancel) -> Option<Vec<(&Check, Found)>> {
        let all = self.rules.checks.iter().zip(&self.runs);
        let wanted = all.filter(|(check, _)| check.language == language && self.wanted(check));
        let ready: Vec<Ready<'_>> = wanted.filter_map(|(check, run)| Some((check, run.as_deref()?))).collect();
        let threads = self.threads(draft.analysis);
        let next = AtomicUsize::new(0);
        let take = || share(&ready, &next, draft, cancel);
        let mut found: Vec<(usize, Found)> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
            let own = take();
            let others = others.into_iter().flat_map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            own.into_iter().chain(others).collect()
        });
        if cancel.is_cancelled() {
            return None;
        }
        found.sort_by_key(|&(number, _)| number);
        Some(found.into_iter().map(|(number, found)| (ready[number].0, found)).collect())
    }
}

/// Sets a flag when it is dropped.
struct End<'f>(&'f AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs the next check that no thread has taken, until there are no more.
fn share(ready: &[Ready<'_>], next: &AtomicUsize, draft: &Draft<'_>, cancel: &Cancel) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some((check, run)) = ready.get(number).filter(|_| !cancel.is_cancelled()) else { return found };
        found.push((number, guarded(|| (run.run(check, draft), run.slots(check, draft)))));
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{self, Format};
    use crate::engine::{Engine, Options};
    use crate::text::Input;

    #[test]
    fn threads_share_a_draft_and_report_the_same() {
        let day = |day| {
            format!(
                "On Friday, {day} September 2025, President Donald Trump spoke. The Biden administration opposes it.\n\n"
            )
        };
        let text = format!("---\ndate: 2025-09-24\n---\n\n{}", (1..=28).map(day).collect::<String>());
        let document = document::read(Format::Markdown, &Input::file("draft.md", text.as_str()));
        let report = |threads| {
            let engine = Engine::new(crate::embedded::rules(), Options { threads, ..Options::default() });
            format!("{:?}", engine.check(&document))
        };
        let alone = report(0);
        assert!(alone.contains("\"weekday\"") && alone.contains("\"office-holder\""), "{alone}");
        for threads in [1, 2, 5] {
            assert_eq!(report(threads), alone, "{threads} threads");
        }
    }
}
