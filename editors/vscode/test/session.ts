// A session with the real server, started as the extension starts it.

import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { optionsOf } from "../src/core/options";
import { serverOf } from "../src/core/server";
import { flawed, flawedText, program, root } from "./program";

/** The address of the flawed example. */
export const uri = pathToFileURL(flawed).href;

/** What Visual Studio Code can do, as far as the server asks. */
export const capabilities: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
    codeAction: { resolveSupport: { properties: ["edit"] } },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    textDocumentContent: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

/** A running server with its connection. */
export interface Session {
  process: ChildProcess;
  connection: ProtocolConnection;
  server: InitializeResult;
}

/** Starts the server, with settings of the editor. */
export async function start(capabilities: ClientCapabilities, settings: Record<string, unknown> = {}): Promise<Session> {
  const { command, args } = serverOf(program!);
  const process = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(process.stdout!),
    new StreamMessageWriter(process.stdin!),
  );
  connection.listen();
  const server = await connection.sendRequest(InitializeRequest.type, {
    processId: globalThis.process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities,
    initializationOptions: optionsOf((name) => settings[name]),
    workspaceFolders: [{ uri: pathToFileURL(`${root}/examples`).href, name: "examples" }],
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return { process, connection, server };
}

/** Opens a document, by default the flawed example. */
export async function open({ connection }: Session, text: string, at = uri, languageId = "markdown"): Promise<void> {
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: at, languageId, version: 1, text },
  });
}

/** Stops the server, which must leave with status 0. */
export async function stop({ process, connection }: Session): Promise<void> {
  const left = once(process, "exit");
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  assert.deepEqual(await left, [0, null]);
  connection.dispose();
}

/** The diagnostics of the flawed example. */
export async function pull({ connection }: Session): Promise<Diagnostic[]> {
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  assert.equal(report.kind, "full");
  return report.kind === "full" ? report.items : [];
}

/** The place of some words. */
export function place(words: string): { line: number; character: number } {
  const before = flawedText.slice(0, flawedText.indexOf(words)).split("\n");
  return { line: before.length - 1, character: before[before.length - 1]!.length };
}

/** The words of a range on one line. */
export function wordsAt({ start, end }: Diagnostic["range"]): string {
  return flawedText.split("\n")[start.line]!.slice(start.character, end.character);
}
