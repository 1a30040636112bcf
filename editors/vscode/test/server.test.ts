// The real server, and what it answers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  CodeActionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  HoverRequest,
  InlayHintRequest,
  PublishDiagnosticsNotification,
  TextDocumentContentRequest,
  WorkspaceDiagnosticRequest,
  type CodeAction,
  type Diagnostic,
  type Location,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { DAY, dayWords, isUnknownRequest, type DayParams } from "../src/core/server";
import { flawedText, skip } from "./program";
import { capabilities, open, place, pull, start, stop, uri, wordsAt, type Session } from "./session";

/** The text after some edits, which do not overlap. */
function edited(text: string, edits: TextEdit[]): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, line) => sum + line.length + 1, 0) + character;
  const last = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return last.reduce((text, { range, newText }) => text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)), text);
}

describe("a client that asks for diagnostics", { skip }, () => {
  let session: Session;
  let version = 1;

  before(async () => {
    session = await start(capabilities, { inlayDay: true });
    await open(session, flawedText);
  });
  after(() => stop(session));

  test("counts positions in UTF-16, and may ask for documents of the server", () => {
    assert.equal(session.server.capabilities.positionEncoding, "utf-16");
    assert.deepEqual(session.server.capabilities.workspace?.textDocumentContent, { schemes: ["factlint-facts"] });
  });

  test("gets the finding with both places", async () => {
    const [found, ...others] = await pull(session);
    assert.ok(found && others.length === 0, JSON.stringify(others));
    assert.equal(found.code, "office-holder");
    assert.equal(found.severity, 1);
    assert.equal(wordsAt(found.range), "The administration of President Joe Biden");
    const places = found.relatedInformation!.map(({ location }) => [location.uri, wordsAt(location.range)]);
    assert.deepEqual(places, [
      [uri, "President Donald Trump"],
      [uri, "Secretary of State Marco Rubio"],
    ]);
  });

  test("hears about the day, and about a person", async () => {
    const { connection } = session;
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
    assert.match(String(hints?.[0]?.label), /from 2025-01-21 \(inferred\)/);
    const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: place("Marco Rubio") });
    assert.match(JSON.stringify(hover?.contents), /Secretary of State/);
  });

  test("hears the day, unless the server is older than the request", async (test) => {
    const params: DayParams = { textDocument: { uri } };
    try {
      assert.equal(dayWords(await session.connection.sendRequest(DAY, params)), "the days from 2025-01-21 (inferred)");
    } catch (error) {
      assert.ok(isUnknownRequest(error), String(error));
      test.skip(`the server does not know ${DAY}`);
    }
  });

  test("goes to a document of the server, and reads it", async () => {
    const { connection } = session;
    const where = { textDocument: { uri }, position: place("Marco Rubio") };
    const locations = (await connection.sendRequest(DefinitionRequest.type, where)) as Location[];
    assert.equal(locations.length, 1);
    assert.equal(locations[0]!.uri, "factlint-facts:/Marco%20Rubio.txt");
    const { text } = await connection.sendRequest(TextDocumentContentRequest.type, { uri: locations[0]!.uri });
    assert.match(text, /Marco Rubio/);
    const nobody = connection.sendRequest(TextDocumentContentRequest.type, { uri: "factlint-facts:/Nobody%20Ever.txt" });
    await assert.rejects(nobody, /nobody of this name/);
  });

  test("checks the workspace", async () => {
    const report = await session.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    const item = report.items.find((item) => item.uri === uri);
    assert.ok(item?.kind === "full" && item.items.length === 1, JSON.stringify(report.items));
  });

  test("applies the fix, and the finding is gone", async () => {
    const { connection } = session;
    const [found] = await pull(session);
    const wanted = { textDocument: { uri }, range: found!.range, context: { diagnostics: [found!], only: ["quickfix"] } };
    const actions = (await connection.sendRequest(CodeActionRequest.type, wanted)) as CodeAction[];
    const fix = actions.find(({ title }) => title.includes("former"));
    assert.ok(fix, actions.map(({ title }) => title).join("; "));
    const change = fix.edit?.documentChanges?.[0];
    assert.ok(change && "edits" in change && change.textDocument.version === version, JSON.stringify(fix));
    const text = edited(flawedText, change.edits as TextEdit[]);
    assert.match(text, /administration of former President Joe Biden/);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: ++version },
      contentChanges: change.edits.map((edit) => ({ range: edit.range, text: (edit as TextEdit).newText })),
    });
    assert.deepEqual(await pull(session), []);
  });
});

test("a client that does not ask has the diagnostics pushed, with its options", { skip }, async () => {
  const session = await start({ textDocument: { publishDiagnostics: {} } });
  const pushed = new Promise<Diagnostic[]>((resolve) =>
    session.connection.onNotification(PublishDiagnosticsNotification.type, (params) => resolve(params.diagnostics)),
  );
  await open(session, flawedText);
  assert.equal((await pushed).length, 1);
  await stop(session);

  const ignoring = await start(capabilities, { ignore: ["office-holder"] });
  await open(ignoring, flawedText);
  assert.deepEqual(await pull(ignoring), []);
  await stop(ignoring);
});
