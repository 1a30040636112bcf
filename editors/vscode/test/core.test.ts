// The modules that do not need the editor.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findBinary, type Machine } from "../src/core/binary";
import { extras } from "../src/core/findings";
import { needsRestart, OPTIONS, optionsOf, SECTION } from "../src/core/options";
import { dayWords, isUnknownRequest, LANGUAGES, SELECTOR, serverOf } from "../src/core/server";
import { settingsPaths } from "../src/core/settingsFile";
import { checkedWords, missing, outdated, statusOf } from "../src/core/words";
import { root } from "./program";

interface Manifest {
  activationEvents: string[];
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { default: unknown }> };
  };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const settings = manifest.contributes.configuration.properties;

test("settings that are empty leave the choice to the project", () => {
  const values: Record<string, unknown> = { asOf: "", select: [], ignore: ["age"], hints: false, ignoreReason: null, path: "/x" };
  assert.deepEqual(optionsOf((name) => values[name]), { ignore: ["age"], hints: false });
});

test("settings of a wrong type reach the server, which explains them", () => {
  assert.deepEqual(optionsOf((name) => (name === "hints" ? "no" : undefined)), { hints: "no" });
});

test("the manifest declares every option, with the defaults of the server", () => {
  const defaults = optionsOf((name) => settings[`${SECTION}.${name}`]?.default);
  assert.deepEqual(defaults, { hints: true, inlayDay: false });
  for (const name of OPTIONS) assert.ok(`${SECTION}.${name}` in settings, name);
});

test("the manifest activates the extension for every language that it checks", () => {
  for (const language of LANGUAGES) assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
});

test("only the path and the switch need another process", () => {
  assert.ok(needsRestart((name) => name === "factlint.path") && needsRestart((name) => name === "factlint.enable"));
  assert.ok(!needsRestart((name) => name === "factlint.ignore"));
});

function machine(programs: string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    env: { PATH: "/usr/bin:/bin" },
    home: "/home/ada",
    isProgram: (path) => programs.includes(path),
    ...more,
  };
}

test("the program is found on the PATH first, then where installers put it", () => {
  const both = ["/bin/factlint", "/home/ada/.cargo/bin/factlint"];
  assert.deepEqual(findBinary("", machine(both)), { path: "/bin/factlint" });
  assert.deepEqual(findBinary(undefined, machine(both.slice(1))), { path: "/home/ada/.cargo/bin/factlint" });
  assert.deepEqual(findBinary("", machine(["/opt/homebrew/bin/factlint"])), { path: "/opt/homebrew/bin/factlint" });
  assert.deepEqual(findBinary("", machine(["/c/bin/factlint"], { env: { CARGO_HOME: "/c" } })), { path: "/c/bin/factlint" });
});

test("the configured program is taken, and no other", () => {
  assert.deepEqual(findBinary("/opt/factlint", machine(["/opt/factlint"])), { path: "/opt/factlint" });
  assert.deepEqual(findBinary("/opt/factlint", machine(["/bin/factlint"])), { tried: ["/opt/factlint"] });
  assert.deepEqual(findBinary("~/bin/factlint", machine(["/home/ada/bin/factlint"])), { path: "/home/ada/bin/factlint" });
  const folder = "/work/$&";
  const venv = machine([`${folder}/.venv/bin/factlint`], { folder });
  for (const written of ["${workspaceFolder}/.venv/bin/factlint", ".venv/bin/factlint", " ./.venv/bin/factlint "]) {
    assert.deepEqual(findBinary(written, venv), { path: `${folder}/.venv/bin/factlint` }, written);
  }
  assert.deepEqual(findBinary("factlint-next", machine(["/bin/factlint-next"])), { path: "/bin/factlint-next" });
});

test("on Windows programs end with .exe", () => {
  const programs = ["C:\\tools\\factlint.exe", "C:\\Users\\ada\\.cargo\\bin\\factlint.exe"];
  const windows = machine(programs, { platform: "win32", env: { Path: "C:\\Windows;C:\\tools" }, home: "C:\\Users\\ada" });
  assert.deepEqual(findBinary("", windows), { path: "C:\\tools\\factlint.exe" });
  assert.deepEqual(findBinary("~\\.cargo\\bin\\factlint", windows), { path: programs[1] });
});

test("the status says the day of the draft, or that something is wrong", () => {
  assert.equal(statusOf("running", "2025-09-23 (front matter)").text, "$(calendar) 2025-09-23 (front matter)");
  const open = statusOf("running", "the days from 2025-01-21 (inferred)");
  assert.equal(open.text, "$(calendar) from 2025-01-21 (inferred)");
  assert.equal(open.tooltip, "factlint: this draft speaks of the days from 2025-01-21 (inferred)");
  assert.equal(statusOf("running").text, "factlint");
  assert.deepEqual((["off", "missing", "starting", "stopped"] as const).map((state) => statusOf(state).isWarning), [
    false,
    true,
    false,
    true,
  ]);
});

test("answers for the day are read with care", () => {
  assert.equal(dayWords({ words: "the days from 2025-01-21 (inferred)" }), "the days from 2025-01-21 (inferred)");
  for (const answer of [null, undefined, {}, { words: 3 }, { words: "" }]) assert.equal(dayWords(answer), undefined);
  assert.ok(isUnknownRequest({ code: -32601 }) && !isUnknownRequest({ code: -32602 }) && !isUnknownRequest(undefined));
});

test("messages say what to do", () => {
  assert.match(missing("", ["/bin/factlint"], "linux"), /pip install factlint/);
  assert.match(missing("", [], "darwin"), /brew install factlint/);
  assert.match(missing("/opt/x", ["/opt/x"], "linux"), /no program at \/opt\/x\. Correct the setting/);
  assert.match(outdated("/opt/x"), /Install a newer version/);
  assert.equal(checkedWords(0, 1), "factlint: no findings in 1 draft");
  assert.equal(checkedWords(1, 12), "factlint: 1 finding in 12 drafts");
});

test("findings that are shown already are not shown twice", () => {
  const at = (line: number, message: string, code: string | { value: string }) => ({
    range: { start: { line, character: 0 }, end: { line, character: 5 } },
    message,
    code,
  });
  const all = [at(1, "a", "weekday"), at(2, "a", "weekday"), at(1, "b", "weekday"), at(1, "a", "age")];
  assert.deepEqual(extras(all, [at(1, "a", { value: "weekday" })]), all.slice(1));
  assert.deepEqual(extras(all, []), all);
});

test("the nearest settings file comes first", () => {
  const folder = join(root, "news");
  const paths = (draft?: string) => settingsPaths(draft, folder);
  assert.deepEqual(paths(join(folder, "2025", "a.md")), [join(folder, "2025", "factlint.toml"), join(folder, "factlint.toml")]);
  for (const draft of [undefined, join(folder, "a.md"), join(root, "other", "a.md"), `${folder}-old/a.md`]) {
    assert.deepEqual(paths(draft), [join(folder, "factlint.toml")], draft);
  }
});

test("the server sees files and drafts that are not saved, but not documents of its own", () => {
  assert.deepEqual([...new Set(SELECTOR.map(({ scheme }) => scheme))], ["file", "untitled"]);
  assert.deepEqual(serverOf("/bin/factlint"), { command: "/bin/factlint", args: ["lsp"] });
});
