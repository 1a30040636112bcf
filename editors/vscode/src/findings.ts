// The collections with the findings of open documents, and of the workspace when it was checked.

import * as vscode from "vscode";
import { DiagnosticCollectionSource, type DiagnosticCollectionProvider } from "vscode-languageclient/node";
import { extras } from "./core/findings";

/** Findings of open documents are asked for by the client; those of the workspace only on command. */
export class Findings implements vscode.Disposable {
  readonly #workspace = vscode.languages.createDiagnosticCollection("factlint workspace");
  #open: vscode.DiagnosticCollection | undefined;
  #checked = false;
  readonly #disposables: vscode.Disposable[];

  constructor() {
    this.#disposables = [
      this.#workspace,
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document.uri)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputText && !isShown(input.uri)) this.#close(input.uri);
        }
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#delete(uri))),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => this.#delete(oldUri))),
    ];
  }

  /** What gives the client its collections. */
  readonly provider: DiagnosticCollectionProvider = {
    create: (name, source) => {
      const collection = vscode.languages.createDiagnosticCollection(name);
      if (source === DiagnosticCollectionSource.pull) this.#open = collection;
      return collection;
    },
    dispose: (collection) => {
      if (this.#open === collection) this.#open = undefined;
      collection.dispose();
    },
  };

  /** Takes the findings of an open document: what the workspace says of it too is not shown twice. */
  pulled(uri: vscode.Uri, findings: readonly vscode.Diagnostic[]): void {
    const others = this.#workspace.get(uri);
    if (others !== undefined && others.length > 0) this.#workspace.set(uri, extras(others, findings));
  }

  /** Takes the findings of every draft of the workspace. */
  checked(drafts: readonly (readonly [vscode.Uri, vscode.Diagnostic[]])[]): void {
    this.#checked = true;
    this.#workspace.clear();
    for (const [uri, findings] of drafts) {
      this.#workspace.set(uri, extras(findings, this.#open?.get(uri) ?? []));
    }
  }

  /** Forgets everything: the server has stopped. */
  clear(): void {
    this.#checked = false;
    this.#workspace.clear();
  }

  /** A document that is closed keeps its findings only if those of the whole workspace are shown. */
  #close(uri: vscode.Uri): void {
    const shown = this.#open?.get(uri) ?? [];
    this.#open?.delete(uri);
    if (this.#checked && uri.scheme === "file") {
      this.#workspace.set(uri, [...shown, ...extras(this.#workspace.get(uri) ?? [], shown)]);
    }
  }

  #delete(uri: vscode.Uri): void {
    this.#open?.delete(uri);
    this.#workspace.delete(uri);
  }

  dispose(): void {
    this.#disposables.forEach((one) => one.dispose());
  }
}

function isShown(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}
