// The extension: finds the program, starts its language server, and restarts it when it must.

import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { clientOf } from "./client";
import { checkWorkspace, openSettings } from "./commands";
import { findBinary } from "./core/binary";
import { needsRestart, SECTION } from "./core/options";
import { INSTALL, missing, outdated } from "./core/words";
import { Findings } from "./findings";
import { isServer, thisMachine } from "./machine";
import { Status } from "./status";

class Extension implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel("factlint", { log: true });
  readonly #findings = new Findings();
  readonly #status = new Status();
  #client: LanguageClient | undefined;
  #program: string | undefined;
  /** What is to be done, one after the other. */
  #work: Promise<void> = Promise.resolve();

  /** Stops the server if it runs, and starts it unless it is turned off. */
  restart(): Promise<void> {
    return this.#then(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#then(() => this.#stop());
  }

  async checkWorkspace(): Promise<void> {
    await this.#work;
    if (this.#client?.isRunning() === true) await checkWorkspace(this.#client, this.#findings);
    else void vscode.window.showInformationMessage("factlint: the server does not run.");
  }

  async openSettings(): Promise<void> {
    await this.#work;
    await openSettings(this.#program);
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.output.error(error instanceof Error ? error : String(error));
      this.#status.set("stopped");
    });
    return this.#work;
  }

  async #start(): Promise<void> {
    const settings = vscode.workspace.getConfiguration(SECTION);
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
    const found = findBinary(settings.get("path"), thisMachine(folder));
    this.#program = "path" in found ? found.path : undefined;
    if (settings.get("enable") === false) return this.#status.set("off");
    if ("tried" in found) {
      this.output.info(`The program was looked for at:\n${found.tried.join("\n")}`);
      return this.#advise(missing(settings.get("path"), found.tried, process.platform));
    }
    this.#status.set("starting");
    if (!(await isServer(found.path))) return this.#advise(outdated(found.path));
    this.output.info(`Starting ${found.path} lsp`);
    const client = clientOf(found.path, this.output, this.#findings, (uri) => this.#status.checked(uri));
    client.onDidChangeState(({ newState }) => {
      if (this.#client !== client) return;
      if (newState === State.Running) this.#status.set("running", client);
      else this.#status.set(newState === State.Starting ? "starting" : "stopped");
    });
    this.#client = client;
    await client.start();
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#findings.clear();
    // One that did not start cannot be stopped.
    await client?.dispose().catch((error: unknown) => this.output.info(String(error)));
  }

  #advise(message: string): void {
    this.#status.set("missing");
    void vscode.window.showErrorMessage(message, "How to Install", "Open Settings").then((chosen) => {
      if (chosen === "How to Install") void vscode.env.openExternal(vscode.Uri.parse(INSTALL));
      if (chosen === "Open Settings") {
        void vscode.commands.executeCommand("workbench.action.openSettings", "factlint.path");
      }
    });
  }

  dispose(): void {
    this.#findings.dispose();
    this.#status.dispose();
    this.output.dispose();
  }
}

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const own = new Extension();
  extension = own;
  const command = (name: string, work: () => unknown) => vscode.commands.registerCommand(`factlint.${name}`, work);
  context.subscriptions.push(
    own,
    command("restart", () => own.restart()),
    command("showOutput", () => own.output.show()),
    command("checkWorkspace", () => own.checkWorkspace()),
    command("openSettings", () => own.openSettings()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (needsRestart((name) => event.affectsConfiguration(name))) void own.restart();
    }),
  );
  await own.restart();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
