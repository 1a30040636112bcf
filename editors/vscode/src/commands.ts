// The commands that need the editor: the check of the workspace, and the settings file.

import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { WorkspaceDiagnosticRequest, type LanguageClient } from "vscode-languageclient/node";
import { FILE_NAME, settingsPaths } from "./core/settingsFile";
import { checkedWords } from "./core/words";
import type { Findings } from "./findings";
import { run } from "./machine";

/** Checks every draft of the open folders, and shows the findings among the problems. */
export async function checkWorkspace(client: LanguageClient, findings: Findings): Promise<void> {
  const place = { location: vscode.ProgressLocation.Notification, title: "factlint checks the workspace", cancellable: true };
  const drafts = await vscode.window.withProgress(place, async (_progress, token) => {
    const report = await client.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] }, token);
    const { asUri, asDiagnostics } = client.protocol2CodeConverter;
    const drafts: [vscode.Uri, vscode.Diagnostic[]][] = [];
    for (const item of report.items) {
      if (item.kind === "full") drafts.push([asUri(item.uri), await asDiagnostics(item.items, token)]);
    }
    return token.isCancellationRequested ? undefined : drafts;
  });
  if (drafts === undefined) return;
  findings.checked(drafts);
  const count = drafts.reduce((sum, [, found]) => sum + found.length, 0);
  const show = count > 0 ? ["Show Problems"] : [];
  const chosen = await vscode.window.showInformationMessage(checkedWords(count, drafts.length), ...show);
  if (chosen !== undefined) await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Opens the settings file of the draft that is edited, and offers to write one if there is none. */
export async function openSettings(program: string | undefined): Promise<void> {
  const folder = await folderOfEditor();
  if (folder === undefined) {
    void vscode.window.showInformationMessage(`factlint: open a folder first, for its ${FILE_NAME}.`);
    return;
  }
  const draft = vscode.window.activeTextEditor?.document.uri;
  const paths = settingsPaths(draft?.scheme === "file" ? draft.fsPath : undefined, folder.uri.fsPath);
  let path = paths.find((candidate) => existsSync(candidate));
  if (path === undefined) {
    path = paths[paths.length - 1]!;
    if (program === undefined) {
      void vscode.window.showInformationMessage(`factlint: there is no ${FILE_NAME} yet, and no program that writes one.`);
      return;
    }
    const question = `factlint: there is no ${FILE_NAME} in ${folder.name}. Create one, with every key in a comment?`;
    if ((await vscode.window.showInformationMessage(question, "Create")) === undefined) return;
    await run(program, ["init", folder.uri.fsPath], folder.uri.fsPath);
  }
  await vscode.window.showTextDocument(vscode.Uri.file(path));
}

async function folderOfEditor(): Promise<vscode.WorkspaceFolder | undefined> {
  const draft = vscode.window.activeTextEditor?.document.uri;
  const own = draft && vscode.workspace.getWorkspaceFolder(draft);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (own !== undefined || folders.length < 2) return own ?? folders[0];
  return vscode.window.showWorkspaceFolderPick();
}
