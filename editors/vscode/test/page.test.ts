// The page of the server: what it says that the server answers. UPDATE_DOCS=1 puts the answers of today there.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import { CodeActionRequest, HoverRequest, InlayHintRequest, type CodeAction, type Hover } from "vscode-languageserver-protocol/node";
import { DAY } from "../src/core/server";
import { flawed, flawedText, root, skip } from "./program";
import { capabilities, open, place, pull, start, stop, uri, wordsAt, type Session } from "./session";

const page = join(root, "docs", "lsp.md");
const dated = "---\ndate: 2025-09-23\n---\n\nNothing is wrong here.\n";
const settings = 'fail-on = "warning"\n';

/** The block behind a mark. */
const block = (text: string, mark: string) => {
  const start = text.indexOf("\n", text.indexOf(`<!-- server: ${mark} -->\n\`\`\``) + mark.length + 18) + 1;
  return { start, end: text.indexOf("```", start) };
};

function says(mark: string, answer: string): void {
  const text = readFileSync(page, "utf8");
  assert.ok(text.includes(`<!-- server: ${mark} -->\n`), `the page has no block "${mark}"`);
  const { start, end } = block(text, mark);
  const lines = `${answer.trimEnd()}\n`;
  if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(page, text.slice(0, start) + lines + text.slice(end));
  else assert.equal(text.slice(start, end), lines, "UPDATE_DOCS=1 npm test updates docs/lsp.md");
}

/** The text of a hover, without its Markdown. */
function plain(hover: Hover | null): string {
  const contents = hover?.contents as { value: string } | undefined;
  return (contents?.value ?? "").replaceAll(/```(text)?\n?/g, "").replaceAll("**", "");
}

describe("docs/lsp.md says what the server answers", { skip }, () => {
  let session: Session;
  const hover = async (uri: string, position: { line: number; character: number }) =>
    plain(await session.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }));

  before(async () => {
    session = await start(capabilities, { inlayDay: true });
    await open(session, flawedText);
  });
  after(() => stop(session));

  test("of a finding, with its places and actions", async () => {
    const [found] = await pull(session);
    const others = found!.relatedInformation!.map(
      ({ location, message }) => `  line ${location.range.start.line + 1}, "${wordsAt(location.range)}": ${message}`,
    );
    const at = `line ${found!.range.start.line + 1}, "${wordsAt(found!.range)}"`;
    says("finding", [`${at}: ${String(found!.code)}`, found!.message, "related information:", ...others].join("\n"));
    const wanted = { textDocument: { uri }, range: found!.range, context: { diagnostics: [found!] } };
    const actions = (await session.connection.sendRequest(CodeActionRequest.type, wanted)) as CodeAction[];
    says("actions", actions.map(({ title }) => title).join("\n"));
  });

  test("of a person and of a key of the settings", async () => {
    says('hover "Marco Rubio"', await hover(uri, place("Marco Rubio")));
    const other = pathToFileURL(join(flawed, "..", "factlint.toml")).href;
    await open(session, settings, other, "toml");
    says('hover "fail-on" in factlint.toml', await hover(other, { line: 0, character: 2 }));
  });

  test("of the day", async () => {
    const { connection } = session;
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const [hint] = (await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? [];
    says("inlay", String(hint?.label));
    says("day", JSON.stringify(await connection.sendRequest(DAY, { textDocument: { uri } })));
    const other = pathToFileURL(join(flawed, "..", "dated.md")).href;
    await open(session, dated, other);
    says('hover "2025-09-23" in a draft with front matter', await hover(other, { line: 1, character: 8 }));
  });
});
