// Findings of a workspace next to those of open documents.

/** What makes two findings the same. */
export interface Finding {
  range: { start: Position; end: Position };
  message: string;
  code?: string | number | { value: string | number } | undefined;
}

interface Position {
  line: number;
  character: number;
}

function key(finding: Finding): string {
  const { start, end } = finding.range;
  const code = typeof finding.code === "object" ? finding.code.value : finding.code;
  return JSON.stringify([start.line, start.character, end.line, end.character, code, finding.message]);
}

/** The findings that are not shown already, such as contradictions with other drafts. */
export function extras<T extends Finding>(all: readonly T[], shown: readonly Finding[]): T[] {
  const known = new Set(shown.map(key));
  return all.filter((finding) => !known.has(key(finding)));
}
