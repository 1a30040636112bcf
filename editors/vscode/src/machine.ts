// The machine that the extension runs on.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { promisify } from "node:util";
import type { Machine } from "./core/binary";

const execute = promisify(execFile);

/** This machine, with the first open folder. */
export function thisMachine(folder?: string): Machine {
  return { platform: process.platform, env: process.env, home: homedir(), folder, isProgram };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Returns `true` if a program is a version that has a language server. */
export async function isServer(path: string): Promise<boolean> {
  return run(path, ["lsp", "--help"]).then(
    () => true,
    () => false,
  );
}

/** Runs the program. Answers what it prints; an error if it fails. */
export async function run(path: string, args: string[], folder?: string): Promise<string> {
  const { stdout } = await execute(path, args, { cwd: folder, timeout: 20_000, windowsHide: true });
  return stdout;
}
