//! A document that the editor has open.

use std::collections::BTreeMap;
use std::sync::Arc;

use gen_lsp_types::Diagnostic;
use lsp_server::RequestId;
use url::Url;

use super::checked::Checked;
use super::navigation::Question;
use crate::document::Format;
use crate::engine::Cancel;
use crate::project::Version;
use crate::text::Buffer;

/// What a document is.
#[derive(Debug)]
pub(super) enum Content {
    /// A draft.
    Draft {
        /// The newest version that was checked.
        checked: Option<Arc<Checked>>,
        /// Stops the check that is running.
        running: Cancel,
        /// Requests that wait for it.
        waiting: Vec<(RequestId, Question)>,
    },
    /// Settings or rules, with their faults.
    Config(Vec<Diagnostic>),
    /// Another file.
    Other,
}

/// The documents that the editor has open.
pub(super) type Documents = BTreeMap<Url, Open>;

/// An open document.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) uri: Url,
    pub(super) version: Version,
    pub(super) buffer: Buffer,
    /// The reader that the editor's language asks for, if the name of the file asks for none.
    pub(super) format: Option<Format>,
    pub(super) content: Content,
}

impl Open {
    /// The check of the version that the editor has.
    pub(super) fn current(&self) -> Option<&Arc<Checked>> {
        match &self.content {
            Content::Draft { checked, .. } => checked.as_ref().filter(|checked| checked.answer.version == self.version),
            Content::Config(_) | Content::Other => None,
        }
    }
}

/// The reader for a language of the editor.
pub(super) fn format_of(language: &str) -> Option<Format> {
    let format = match language {
        "markdown" | "rmd" | "quarto" => Format::Markdown,
        "mdx" => Format::Mdx,
        "html" => Format::Html,
        "latex" | "tex" => Format::Latex,
        "restructuredtext" | "rst" => Format::ReStructuredText,
        "asciidoc" | "asciidoctor" => Format::AsciiDoc,
        "jsonl" => Format::JsonLines,
        "plaintext" | "text" | "plain" => Format::Plain,
        _ => return None,
    };
    Some(format)
}
