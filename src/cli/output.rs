//! The two streams.

use std::io::{self, Write};

use super::args::Color;

/// One of the two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

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
        self.colors(Stream::Output)
    }

    /// Returns `true` if faults are colored.
    pub(super) fn colors_err(&self) -> bool {
        self.colors(Stream::Error)
    }

    /// Returns `true` if what goes to a stream is colored.
    pub(super) fn colors(&self, stream: Stream) -> bool {
        match (self.color, stream) {
            (Color::Always, _) => true,
            (Color::Never, _) => false,
            (Color::Auto, Stream::Output) => seen(anstream::AutoStream::choice(&io::stdout())),
            (Color::Auto, Stream::Error) => seen(anstream::AutoStream::choice(&io::stderr())),
        }
    }

    /// Returns `true` if what goes to a stream may have links of the terminal in it.
    pub(super) fn links(&self, stream: Stream) -> bool {
        let known = match stream {
            Stream::Output => supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            Stream::Error => supports_hyperlinks::on(supports_hyperlinks::Stream::Stderr),
        };
        known && self.colors(stream)
    }

    /// Prints to standard output. A reader that closes the pipe, as `head` does, is not an error.
    pub(super) fn out(&self, text: &str) -> io::Result<()> {
        gone_is_fine(io::stdout().lock().write_all(text.as_bytes()))
    }

    /// Prints counts and notes to standard error, unless the run is quiet.
    pub(super) fn note(&self, text: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.err(text) }
    }

    /// Prints to one of them.
    pub(super) fn to(&self, stream: Stream, text: &str) -> io::Result<()> {
        match stream {
            Stream::Output => self.out(text),
            Stream::Error => self.err(text),
        }
    }

    /// Prints to standard error.
    pub(super) fn err(&self, text: &str) -> io::Result<()> {
        gone_is_fine(io::stderr().lock().write_all(text.as_bytes()))
    }
}

fn seen(choice: anstream::ColorChoice) -> bool {
    choice != anstream::ColorChoice::Never
}

fn gone_is_fine(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
