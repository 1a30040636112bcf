// Where the program is.

import { posix, win32 } from "node:path";

/** The machine, as far as the search asks. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string;
  /** The first open folder. */
  folder?: string | undefined;
  /** Returns `true` for files that can be run. */
  isProgram(path: string): boolean;
}

/** The program, or every path at which it was looked for. */
export type Found = { path: string } | { tried: string[] };

/** Finds the program: at the configured path, on the `PATH`, and where installers put it. */
export function findBinary(configured: unknown, machine: Machine): Found {
  const written = typeof configured === "string" ? configured.trim() : "";
  const candidates = written === "" ? installed("factlint", machine) : named(written, machine);
  const path = candidates.find((candidate) => machine.isProgram(candidate));
  return path === undefined ? { tried: candidates } : { path };
}

function paths(machine: Machine): typeof posix {
  return machine.platform === "win32" ? win32 : posix;
}

/** A path with or without `.exe`, which Windows adds. */
function endings(path: string, machine: Machine): string[] {
  return machine.platform === "win32" && !/\.(exe|cmd|bat)$/i.test(path) ? [`${path}.exe`] : [path];
}

function named(written: string, machine: Machine): string[] {
  const { isAbsolute, join } = paths(machine);
  let path = written.replace(/^~(?=$|[\\/])/, () => machine.home);
  if (machine.folder !== undefined) {
    const folder = machine.folder;
    path = path.replaceAll("${workspaceFolder}", () => folder);
  }
  if (isAbsolute(path)) return endings(path, machine);
  // A name alone is looked for as if it was typed in a terminal.
  if (!/[\\/]/.test(path)) return installed(path, machine);
  return endings(machine.folder === undefined ? path : join(machine.folder, path), machine);
}

function installed(name: string, machine: Machine): string[] {
  const { join, delimiter } = paths(machine);
  const { env, home, platform } = machine;
  const listed = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter((folder) => folder !== "");
  // An editor that is not started in a terminal may have a short PATH.
  const usual = [join(env["CARGO_HOME"] ?? join(home, ".cargo"), "bin"), join(home, ".local", "bin")];
  const brewed = platform === "win32" ? [] : ["/opt/homebrew/bin", "/usr/local/bin", "/home/linuxbrew/.linuxbrew/bin"];
  const folders = new Set([...listed, ...usual, ...brewed]);
  return [...folders].flatMap((folder) => endings(join(folder, name), machine));
}
