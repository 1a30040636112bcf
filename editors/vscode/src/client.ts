// The client of the language server.

import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, type LanguageClientOptions } from "vscode-languageclient/node";
import { optionsOf, SECTION } from "./core/options";
import { SELECTOR, serverOf } from "./core/server";
import type { Findings } from "./findings";

/** The options of the server in the settings of the editor. */
export function currentOptions(): object {
  const section = vscode.workspace.getConfiguration(SECTION);
  return optionsOf((name) => section.get(name));
}

/** A client of the program at a path. `onChecked` hears that a document was checked. */
export function clientOf(
  path: string,
  output: vscode.LogOutputChannel,
  findings: Findings,
  onChecked: (uri: vscode.Uri) => void,
): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions: currentOptions,
    synchronize: { configurationSection: SECTION },
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticPullOptions: { onChange: true, onSave: true },
    diagnosticCollectionProvider: findings.provider,
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) return answers;
          return answers.map((answer, at) => (params.items[at]?.section === SECTION ? currentOptions() : answer));
        },
      },
      async provideDiagnostics(document, known, token, next) {
        // The client asks once more when a document closes, which the server cannot answer.
        if (!("uri" in document) || document.isClosed) return undefined;
        const report = await next(document, known, token);
        if (report?.kind === "full") findings.pulled(document.uri, report.items);
        onChecked(document.uri);
        return report;
      },
      // The client would have the whole workspace checked every two seconds. There is a command for it.
      provideWorkspaceDiagnostics: (_known, token) =>
        new Promise((resolve) => token.onCancellationRequested(() => resolve({ items: [] }))),
    },
  };
  return new LanguageClient(SECTION, "factlint", serverOf(path), options);
}
