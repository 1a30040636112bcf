// From the section `factlint` of the settings to the options of the server.

/** The section of the settings. */
export const SECTION = "factlint";

/** The settings that the server knows, by the same names. */
export const OPTIONS = ["asOf", "select", "extendSelect", "ignore", "hints", "inlayDay", "ignoreReason"] as const;

/** Options of the server. Values of a wrong type are passed on: the server says what is wrong with them. */
export type Options = Partial<Record<(typeof OPTIONS)[number], unknown>>;

/** The options that are set. What is empty is left out, so that the settings of a project decide. */
export function optionsOf(read: (name: string) => unknown): Options {
  const options: Options = {};
  for (const name of OPTIONS) {
    const value = read(name);
    const isEmpty = value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) options[name] = value;
  }
  return options;
}

/** Settings that take effect only with another process. */
const OF_PROCESS = ["factlint.path", "factlint.enable"];

/** Returns `true` if the server must be started again. */
export function needsRestart(affects: (name: string) => boolean): boolean {
  return OF_PROCESS.some(affects);
}
