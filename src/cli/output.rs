//! The two streams.

use std::io::{self, Write};

use super::args::Color;

/// Where text goes, and whether it is colored.
pub(super) struct Output {
    color: Color,
    quiet: bool,
}

impl Output {
    pub(super) fn new(color: Color, quiet: bool) -> Self {
        Self { color, quiet }
    }

    /// Returns `true` if only results and errors are printed.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Returns `true` if findings are colored.
    pub(super) fn colors_out(&self) -> bool {
        self.colors(anstream::AutoStream::choice(&io::stdout()))
    }

    /// Returns `true` if faults are colored.
    pub(super) fn colors_err(&self) -> bool {
        self.colors(anstream::AutoStream::choice(&io::stderr()))
    }

    fn colors(&self, seen: anstream::ColorChoice) -> bool {
        match self.color {
            Color::Auto => seen != anstream::ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        }
    }

    /// Prints to standard output. A reader that closes the pipe, as `head` does, is not an error.
    pub(super) fn out(&self, text: &str) -> io::Result<()> {
        gone_is_fine(io::stdout().lock().write_all(text.as_bytes()))
    }

    /// Prints counts and notes to standard error, unless the run is quiet.
    pub(super) fn note(&self, text: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.err(text) }
    }

    /// Prints to standard error.
    pub(super) fn err(&self, text: &str) -> io::Result<()> {
        gone_is_fine(io::stderr().lock().write_all(text.as_bytes()))
    }
}

fn gone_is_fine(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
