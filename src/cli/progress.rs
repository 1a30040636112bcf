//! A progress bar on terminals, for runs of more than a second.

use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take before a bar is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Returns `true` on CI hosts: some give their jobs a terminal and keep all its output.
fn is_host() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// The progress bar of a run. It is drawn on standard error if that is a terminal, and cleared at the end.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: OnceLock<()>,
    terminal: bool,
}

impl Progress {
    /// Creates a bar for a number of drafts; a quiet run shows none.
    pub(super) fn new(drafts: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(drafts as u64), ProgressDrawTarget::hidden());
        let terminal = !quiet && std::io::stderr().is_terminal() && !is_host();
        Self { bar, started: Instant::now(), shown: OnceLock::new(), terminal }
    }

    /// One draft is done.
    pub(super) fn step(&self) {
        if !self.terminal {
            return;
        }
        self.bar.inc(1);
        if self.started.elapsed() > PATIENCE {
            self.shown.get_or_init(|| {
                let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} drafts, {eta} left");
                self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            });
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
