// The item in the status bar: the day of the draft that is edited.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { DAY, dayWords, isUnknownRequest, SELECTOR, type DayParams } from "./core/server";
import { statusOf, type State } from "./core/words";

/** Shows what the server does, and the day of the draft. */
export class Status implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("factlint.day", vscode.StatusBarAlignment.Right, 50);
  readonly #disposables: vscode.Disposable[];
  #state: State = "off";
  #client: LanguageClient | undefined;
  #day: string | undefined;
  /** The number of the last question: answers to others come too late. */
  #asked = 0;

  constructor() {
    this.#item.name = "factlint";
    this.#item.command = "factlint.showOutput";
    this.#disposables = [this.#item, vscode.window.onDidChangeActiveTextEditor(() => void this.#ask(true))];
    this.#show();
  }

  /** Takes the state of the server, and its client while it runs. */
  set(state: State, client?: LanguageClient): void {
    this.#state = state;
    this.#client = client;
    void this.#ask(true);
  }

  /** A document was checked: its day may be another one. */
  checked(uri: vscode.Uri): void {
    if (vscode.window.activeTextEditor?.document.uri.toString() === uri.toString()) void this.#ask(false);
  }

  async #ask(isOther: boolean): Promise<void> {
    const asked = ++this.#asked;
    const document = vscode.window.activeTextEditor?.document;
    const client = this.#client;
    if (isOther) {
      this.#day = undefined;
      this.#show();
    }
    if (client === undefined || !isDraft(document)) return;
    const params: DayParams = { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } };
    try {
      const answer: unknown = await client.sendRequest(DAY, params);
      if (asked !== this.#asked) return;
      this.#day = dayWords(answer);
      this.#show();
    } catch (error) {
      // An older server knows no days, so it is not asked again.
      if (isUnknownRequest(error) && this.#client === client) this.#client = undefined;
    }
  }

  #show(): void {
    const { text, tooltip, isWarning } = statusOf(this.#state, this.#day);
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.backgroundColor = isWarning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    if (isDraft(vscode.window.activeTextEditor?.document)) this.#item.show();
    else this.#item.hide();
  }

  dispose(): void {
    this.#disposables.forEach((one) => one.dispose());
  }
}

function isDraft(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && vscode.languages.match(SELECTOR, document) > 0;
}
