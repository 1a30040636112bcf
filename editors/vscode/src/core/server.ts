// How the server is started, and what it is asked for.

/** Languages of drafts, by the names of the editor. */
export const LANGUAGES = [
  "markdown",
  "plaintext",
  "mdx",
  "html",
  "latex",
  "tex",
  "restructuredtext",
  "asciidoc",
  "quarto",
  "rmd",
];

/** The documents that the server sees. Documents of other schemes are in no file, such as those of the server itself. */
export const SELECTOR = [
  ...LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
  // Settings and rules. The server leaves TOML files of other programs alone.
  { scheme: "file", pattern: "**/*.toml" },
];

/** The command of the server. */
export function serverOf(path: string): { command: string; args: string[] } {
  return { command: path, args: ["lsp"] };
}

/** The request for the day of a draft. */
export const DAY = "factlint/day";

/** Parameters of [`DAY`]. */
export interface DayParams {
  textDocument: { uri: string };
}

/** The answer: "2025-09-23 (front matter)", "the days from 2025-01-21 (inferred)"; `null` for what is no draft. */
export type DayResult = { words: string | null } | null;

/** The words of an answer, whatever the server says. */
export function dayWords(answer: unknown): string | undefined {
  const words = (answer as DayResult | undefined)?.words;
  return typeof words === "string" && words !== "" ? words : undefined;
}

/** The code of JSON-RPC for a request that a server does not know, as older ones do not know [`DAY`]. */
const METHOD_NOT_FOUND = -32601;

/** Returns `true` if an error says that the server does not know a request. */
export function isUnknownRequest(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === METHOD_NOT_FOUND;
}
