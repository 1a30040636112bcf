// The program that the tests use: $FACTLINT, or the release build of the repository.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root of the repository: the nearest folder above with the examples. */
export const root = above(process.cwd());

function above(folder: string): string {
  if (existsSync(join(folder, "examples", "flawed.md"))) return folder;
  if (dirname(folder) === folder) throw new Error("the tests run within the repository");
  return above(dirname(folder));
}

const given = process.env["FACTLINT"];
const path = given ?? join(root, "target", "release", process.platform === "win32" ? "factlint.exe" : "factlint");

/** The program; `undefined` if there is none. */
export const program = existsSync(path) ? path : undefined;

/** Why tests are skipped; `false` if they run. */
export const skip = program === undefined ? `there is no program at ${path}: build one, or set FACTLINT` : false;

/** The path and the text of the flawed example. */
export const flawed = join(root, "examples", "flawed.md");
export const flawedText = existsSync(flawed) ? readFileSync(flawed, "utf8") : "";
