// As much of the editor as the extension and its client need to run in a test: documents, tabs, settings and collections.

import { fileURLToPath, pathToFileURL } from "node:url";

type Listener = (event: unknown) => unknown;

class Disposable {
  constructor(readonly dispose: () => void = () => undefined) {}
  static from(...all: Disposable[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener, self?: unknown, disposables?: Disposable[]): Disposable => {
    const bound = listener.bind(self);
    this.#listeners.add(bound);
    const disposable = new Disposable(() => this.#listeners.delete(bound));
    disposables?.push(disposable);
    return disposable;
  };
  fire(event?: unknown): void {
    [...this.#listeners].forEach((listener) => listener(event));
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class CancellationTokenSource {
  readonly #cancelled = new EventEmitter();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire();
  }
  dispose(): void {
    this.#cancelled.dispose();
  }
}

class Uri {
  constructor(readonly scheme: string, readonly path: string, readonly authority = "") {}
  get fsPath(): string {
    return this.scheme === "file" ? fileURLToPath(this.toString()) : this.path;
  }
  toString(): string {
    return this.scheme === "file" ? pathToFileURL(this.path).href : encodeURI(`${this.scheme}:${this.path}`);
  }
  static parse(text: string): Uri {
    const url = new URL(text);
    return new Uri(url.protocol.slice(0, -1), decodeURIComponent(url.pathname), url.host);
  }
  static file(path: string): Uri {
    return new Uri("file", path);
  }
}

class Position {
  constructor(readonly line: number, readonly character: number) {}
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...at: [Position, Position] | [number, number, number, number]) {
    this.start = at.length === 2 ? at[0] : new Position(at[0], at[1]);
    this.end = at.length === 2 ? at[1] : new Position(at[2], at[3]);
  }
}

class Location {
  constructor(readonly uri: Uri, readonly range: Range) {}
}

class Diagnostic {
  constructor(readonly range: Range, readonly message: string, readonly severity = 0) {}
}

class DiagnosticRelatedInformation {
  constructor(readonly location: Location, readonly message: string) {}
}

class TabInputText {
  constructor(readonly uri: Uri) {}
}

class CodeActionKind {
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value === "" ? part : `${this.value}.${part}`);
  }
  static Empty = new CodeActionKind("");
}

class CancellationError extends Error {}

/** A collection of diagnostics, by address. */
class Collection {
  readonly #items = new Map<string, readonly Diagnostic[]>();
  constructor(readonly name: string) {}
  get(uri: Uri): readonly Diagnostic[] | undefined {
    return this.#items.get(String(uri));
  }
  set(uri: Uri, items: readonly Diagnostic[] = []): void {
    this.#items.set(String(uri), items);
    changed.diagnostics.fire();
  }
  delete(uri: Uri): void {
    this.#items.delete(String(uri));
    changed.diagnostics.fire();
  }
  clear(): void {
    this.#items.clear();
  }
  dispose(): void {
    this.clear();
    collections.delete(this);
  }
}

interface Document {
  uri: Uri;
  fileName: string;
  languageId: string;
  version: number;
  isClosed: boolean;
  getText(): string;
}

const collections = new Set<Collection>();
const commands = new Map<string, (...args: unknown[]) => unknown>();
const changed = {
  configuration: new EventEmitter(),
  diagnostics: new EventEmitter(),
  status: new EventEmitter(),
  tabs: new EventEmitter(),
};
const item = { text: "", tooltip: "", show: () => changed.status.fire(), hide() {}, dispose() {} };

/** What a test sets and sees. */
export const seen = {
  settings: {} as Record<string, unknown>,
  documents: [] as Document[],
  tabs: [] as { input: TabInputText }[],
  folders: [] as { uri: Uri; name: string; index: number }[],
  messages: [] as string[],
  lines: [] as string[],
  contents: [] as string[],
  item,
  collections,
  changed,
  run: (command: string) => Promise.resolve(commands.get(command)?.()),
};

/** Opens a document in a tab. */
export function open(path: string, languageId: string, text: string): Document {
  const uri = Uri.file(path);
  const document = { uri, fileName: path, languageId, version: 1, isClosed: false, getText: () => text };
  seen.documents.push(document);
  seen.tabs.push({ input: new TabInputText(uri) });
  return document;
}

function settingsOf(section?: string): Record<string, unknown> & { get(name: string, otherwise?: unknown): unknown } {
  const prefix = section === undefined ? "" : `${section}.`;
  const get = (name: string, otherwise?: unknown) =>
    `${prefix}${name}` === "factlint" ? { ...seen.settings } : (seen.settings[`${prefix}${name}`.replace("factlint.", "")] ?? otherwise);
  return { get };
}

const never = () => new Disposable();
const nothing: ProxyHandler<Record<string, unknown>> = {
  // Events that never happen, and providers that nobody asks.
  get: (own, name) => (name in own ? own[String(name)] : never),
};
const asTemplate = <T extends Record<string, unknown>>(own: T): T => new Proxy<Record<string, unknown>>(own, nothing) as T;
const say = (message: string, ...choices: string[]) => {
  seen.messages.push(`${message}${choices.map((choice) => ` [${choice}]`).join("")}`);
  return Promise.resolve(undefined);
};
const line = (text: unknown) => void seen.lines.push(String(text));
const matches = (selector: { scheme?: string; language?: string; pattern?: string }[], { uri, languageId }: Document) =>
  selector.some(
    ({ scheme, language, pattern }) =>
      scheme === uri.scheme && (language ?? languageId) === languageId && (pattern === undefined || uri.path.endsWith(".toml")),
  )
    ? 10
    : 0;

const api = {
  version: "1.100.0",
  Disposable,
  EventEmitter,
  CancellationTokenSource,
  CancellationError,
  Uri,
  Position,
  Range,
  Location,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  TabInputText,
  TabInputTextDiff: class {},
  TabInputCustom: class {},
  TabInputNotebook: class {},
  CodeActionKind,
  RelativePattern: class {},
  ThemeColor: class {},
  LogLevel: { Trace: 1, Info: 3 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  ProgressLocation: { Window: 10, Notification: 15 },
  TextDocumentSaveReason: { Manual: 1, AfterDelay: 2, FocusOut: 3 },
  env: { appName: "test", language: "en", openExternal: () => Promise.resolve(true) },
  commands: {
    registerCommand: (name: string, work: () => unknown) => {
      commands.set(name, work);
      return new Disposable(() => commands.delete(name));
    },
    executeCommand: () => Promise.resolve(undefined),
  },
  languages: asTemplate({
    match: matches,
    createDiagnosticCollection: (name: string) => {
      const collection = new Collection(name);
      collections.add(collection);
      return collection;
    },
  }),
  workspace: asTemplate({
    getConfiguration: settingsOf,
    onDidChangeConfiguration: changed.configuration.event,
    registerTextDocumentContentProvider: (scheme: string) => {
      seen.contents.push(scheme);
      return new Disposable();
    },
    createFileSystemWatcher: () => asTemplate({ dispose: () => undefined }),
    getWorkspaceFolder: () => seen.folders[0],
    notebookDocuments: [],
    get textDocuments() {
      return seen.documents;
    },
    get workspaceFolders() {
      return seen.folders;
    },
  }),
  window: asTemplate({
    createOutputChannel: () => ({
      ...{ info: line, error: line, warn: line, debug: line, trace: line, appendLine: line, append: line },
      ...{ show() {}, dispose() {}, logLevel: 3, onDidChangeLogLevel: never },
    }),
    createStatusBarItem: () => item,
    showErrorMessage: say,
    showWarningMessage: say,
    showInformationMessage: say,
    withProgress: (_options: unknown, work: (progress: unknown, token: unknown) => Promise<unknown>) =>
      work({ report() {} }, new CancellationTokenSource().token),
    tabGroups: {
      onDidChangeTabs: changed.tabs.event,
      get all() {
        return [{ tabs: seen.tabs }];
      },
    },
    visibleTextEditors: [],
    get activeTextEditor() {
      return seen.documents[0] && { document: seen.documents[0] };
    },
  }),
};

// Classes that the client only derives from, or makes for requests that are not sent here.
const OTHERS = [
  ...["CallHierarchyItem", "CodeAction", "CodeLens", "CompletionItem", "DocumentLink", "InlayHint", "SymbolInformation"],
  ...["TypeHierarchyItem", "MarkdownString", "SnippetString", "TextEdit", "WorkspaceEdit", "Hover", "DocumentHighlight"],
];
const ENUMS = ["CompletionItemKind", "CompletionItemTag", "SymbolKind", "SymbolTag", "FoldingRangeKind", "FileType"];
ENUMS.push("CodeActionTriggerKind", "DocumentHighlightKind", "InlineCompletionTriggerKind", "CompletionTriggerKind");
ENUMS.push("NotebookCellKind", "SignatureHelpTriggerKind");
const others = Object.fromEntries([
  ...OTHERS.map((name) => [name, class {}] as const),
  ...ENUMS.map((name) => [name, {}] as const),
]);

/** What `require("vscode")` answers. */
export const vscode = Object.defineProperties(others, Object.getOwnPropertyDescriptors(api));
