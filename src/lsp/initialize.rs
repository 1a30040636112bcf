//! What client and server can do.

use std::path::PathBuf;

use gen_lsp_types::{InitializeParams, WorkspaceFolders};
use serde_json::{Value, json};

use super::navigation::SCHEME;
use super::positions;
use super::uris;
use crate::host::Texts;
use crate::text::Encoding;

/// What the client can do, as far as the server asks.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of the protocol")]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// It asks for diagnostics, so none are pushed for open drafts.
    pub(super) pulls: bool,
    /// It asks again when the server says so.
    pub(super) refreshes: bool,
    /// It asks for inlay hints again when the server says so.
    pub(super) refreshes_hints: bool,
    /// It watches files for the server.
    pub(super) watches: bool,
    /// It answers questions for its configuration.
    pub(super) configures: bool,
    /// It has edits of code actions computed when they are chosen.
    pub(super) resolves: bool,
    /// Edits may create files.
    pub(super) creates: bool,
    /// Edits may name the version of a document.
    pub(super) versions: bool,
    /// It opens documents that only the server has.
    pub(super) contents: bool,
    /// The folders that are open.
    pub(super) folders: Vec<PathBuf>,
    /// Files for documents that only the server has.
    pub(super) texts: Texts,
}

impl Client {
    #[expect(deprecated, reason = "older clients name their folder only here")]
    pub(super) fn of(params: &InitializeParams) -> Self {
        let all = &params.capabilities;
        let text = all.text_document.as_ref();
        let workspace = all.workspace.as_ref();
        let edits = workspace.and_then(|one| one.workspace_edit.as_ref());
        let of_actions = text.and_then(|text| text.code_action.as_ref());
        let offered = all.general.as_ref().and_then(|one| one.position_encodings.clone()).unwrap_or_default();
        let resolved = of_actions.and_then(|one| one.resolve_support.as_ref());
        let folders = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(list)) => list.iter().map(|folder| folder.uri.clone()).collect(),
            _ => params.root_uri.clone().into_iter().collect::<Vec<_>>(),
        };
        let watched = workspace.and_then(|one| one.did_change_watched_files.as_ref());
        Self {
            texts: Texts::default(),
            encoding: positions::negotiated(&offered),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes: workspace.and_then(|one| one.diagnostics.as_ref()?.refresh_support).unwrap_or(false),
            refreshes_hints: workspace.and_then(|one| one.inlay_hint.as_ref()?.refresh_support).unwrap_or(false),
            watches: watched.and_then(|one| one.dynamic_registration).unwrap_or(false),
            configures: workspace.and_then(|one| one.configuration).unwrap_or(false),
            resolves: resolved.is_some_and(|support| support.properties.iter().any(|name| name == "edit")),
            creates: edits.is_some_and(|one| one.resource_operations.as_ref().is_some_and(|kinds| !kinds.is_empty())),
            versions: edits.and_then(|one| one.document_changes).unwrap_or(false),
            contents: workspace.is_some_and(|one| one.text_document_content.is_some()),
            folders: folders.iter().filter_map(uris::file).collect(),
        }
    }

    /// The answer to `initialize`.
    pub(super) fn answer(&self) -> Value {
        json!({
            "capabilities": {
                "positionEncoding": positions::kind(self.encoding),
                "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "documentHighlightProvider": true,
                "inlayHintProvider": true,
                "completionProvider": { "triggerCharacters": ["=", "\"", "["] },
                "codeActionProvider": { "codeActionKinds": KINDS, "resolveProvider": true },
                "diagnosticProvider": {
                    "identifier": "factlint",
                    "interFileDependencies": true,
                    "workspaceDiagnostics": true,
                    "workDoneProgress": true
                },
                "workspace": {
                    "workspaceFolders": { "supported": true, "changeNotifications": true },
                    "textDocumentContent": { "schemes": [SCHEME] }
                }
            },
            "serverInfo": { "name": "factlint", "version": env!("CARGO_PKG_VERSION") }
        })
    }
}

/// Kinds of code actions.
const KINDS: [&str; 3] = ["quickfix", "refactor.rewrite", "source.fixAll.factlint"];
