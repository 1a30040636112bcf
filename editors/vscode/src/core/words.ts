// What the extension says.

/** What the server is doing. */
export type State = "off" | "missing" | "starting" | "running" | "stopped";

/** The item in the status bar. */
export interface Status {
  text: string;
  tooltip: string;
  isWarning: boolean;
}

/** The item for a state, and the day of the draft that is shown, if it is known. */
export function statusOf(state: State, day?: string): Status {
  const isWarning = state === "missing" || state === "stopped";
  switch (state) {
    case "off":
      return { text: "$(circle-slash) factlint", tooltip: "factlint is turned off by `factlint.enable`", isWarning };
    case "missing":
      return { text: "$(warning) factlint", tooltip: "The program factlint was not found", isWarning };
    case "starting":
      return { text: "$(loading~spin) factlint", tooltip: "factlint is starting", isWarning };
    case "stopped":
      return { text: "$(warning) factlint", tooltip: "factlint has stopped. Click to see its output", isWarning };
    case "running":
      return day === undefined
        ? { text: "factlint", tooltip: "factlint checks this draft", isWarning }
        : { text: `$(calendar) ${day.replace(/^the days /, "")}`, tooltip: `factlint: this draft speaks of ${day}`, isWarning };
  }
}

/** The page with every way to install the program. */
export const INSTALL = "https://github.com/factlint/factlint#install";

/** What to do if there is no program. */
export function missing(configured: unknown, tried: string[], platform: NodeJS.Platform): string {
  if (typeof configured === "string" && configured.trim() !== "") {
    const path = tried.length === 1 ? tried[0] : configured.trim();
    return `factlint: there is no program at ${path}. Correct the setting \`factlint.path\`, or clear it to search the PATH.`;
  }
  const command = platform === "darwin" ? "brew install factlint/tap/factlint" : "pip install factlint";
  return `factlint: the program was not found on the PATH. Install it with \`${command}\`, or set \`factlint.path\`.`;
}

/** What to do if the program is too old to be a server. */
export function outdated(path: string): string {
  return `factlint: ${path} has no language server. Install a newer version, or set \`factlint.path\`.`;
}

/** The result of a check of the workspace. */
export function checkedWords(findings: number, drafts: number): string {
  const count = (number: number, one: string) => `${number === 0 ? "no" : number} ${one}${number === 1 ? "" : "s"}`;
  return `factlint: ${count(findings, "finding")} in ${count(drafts, "draft")}`;
}
