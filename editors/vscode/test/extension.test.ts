// The whole extension, with the real server and a stand-in for the editor.

import assert from "node:assert/strict";
import { test } from "node:test";
import type * as vscode from "vscode";
import { activate, deactivate } from "../src/extension";
import * as editor from "./editor";
import { flawed, flawedText, program, root, skip } from "./program";

const { seen } = editor;

/** Waits until something holds. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); ) {
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify([seen.item.text, seen.messages, seen.lines], undefined, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const uri = () => seen.documents[0]!.uri;
const rules = (name: string) => {
  const collection = [...seen.collections].find((one) => one.name === name);
  return collection?.get(uri())?.map((one) => (one as unknown as vscode.Diagnostic).code as { value: string });
};

test("the extension lives with the real server", { skip }, async () => {
  const context = { subscriptions: [] as { dispose(): void }[] };
  try {
    await live(context as unknown as vscode.ExtensionContext);
  } finally {
    // A server that is left running would keep the test from ending.
    await deactivate();
    context.subscriptions.forEach((one) => one.dispose());
  }
});

async function live(context: vscode.ExtensionContext): Promise<void> {
  editor.open(flawed, "markdown", flawedText);
  seen.folders.push({ uri: Object.create(uri(), { path: { value: `${root}/examples` } }), name: "examples", index: 0 });
  seen.settings = { enable: true, path: "/nowhere/factlint" };
  await activate(context);
  assert.match(seen.messages.join("\n"), /no program at \/nowhere\/factlint\. .* \[How to Install\] \[Open Settings\]/);
  assert.equal(seen.item.text, "$(warning) factlint");

  seen.settings["path"] = program;
  seen.changed.configuration.fire({ affectsConfiguration: (name: string) => name === "factlint.path" });
  await until("the finding is shown", () => rules("factlint")?.length === 1);
  assert.equal(rules("factlint")?.[0]?.value, "office-holder");
  await until("the status", () => seen.item.text.startsWith("$(calendar) from 2025"));
  assert.deepEqual(seen.contents, ["factlint-facts"]);

  seen.messages.length = 0;
  await seen.run("factlint.checkWorkspace");
  assert.deepEqual(seen.messages, ["factlint: 1 finding in 2 drafts [Show Problems]"]);
  assert.deepEqual(rules("factlint workspace"), [], "it is shown as a finding of the open document");

  // A setting reaches the server without a restart.
  seen.settings["ignore"] = ["office-holder"];
  seen.changed.configuration.fire({ affectsConfiguration: (name: string) => name === "factlint" || name === "factlint.ignore" });
  await until("the finding is ignored", () => rules("factlint")?.length === 0);

  delete seen.settings["ignore"];
  await seen.run("factlint.restart");
  await until("the finding is shown again", () => rules("factlint")?.length === 1);

  seen.settings["enable"] = false;
  await seen.run("factlint.restart");
  assert.equal(seen.item.text, "$(circle-slash) factlint");
  assert.equal(rules("factlint"), undefined);
}
