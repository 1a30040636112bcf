// The settings file of a draft.

import { dirname, join, relative, isAbsolute } from "node:path";

/** Its name. */
export const FILE_NAME = "factlint.toml";

/** The paths at which the settings of a draft may be, the nearest first, up to its folder of the workspace. */
export function settingsPaths(draft: string | undefined, folder: string): string[] {
  const found: string[] = [];
  if (draft !== undefined && isWithin(draft, folder)) {
    for (let at = dirname(draft); at !== folder && isWithin(at, folder); at = dirname(at)) {
      found.push(join(at, FILE_NAME));
    }
  }
  found.push(join(folder, FILE_NAME));
  return found;
}

function isWithin(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest !== "" && !rest.startsWith("..") && !isAbsolute(rest);
}
