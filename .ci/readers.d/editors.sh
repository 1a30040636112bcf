#!/bin/sh
# The settings of docs/editors, tried in the editors: each must find the flaw of a draft, at its place. nvim-lint is taken from
# $NVIM_LINT, a clone of its repository.
set -eu
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
have() { command -v "$1" >/dev/null 2>&1 || { echo "skipped: needs $1"; return 1; }; }
block() { awk -v lang="$2" -f "$root/.ci/readers.d/block.awk" "$root/docs/editors/$1.md"; }

ln -s "$FACTLINT" "$work/factlint"
PATH=$work:$PATH
HOME=$work
export PATH HOME
mkdir "$work/drafts"
# The flaw is in line 3, behind letters of two bytes.
printf '# Minutes\n\nZo\303\253 wrote it. President Donald Trump will meet the senators on Friday. The Biden administration has not endorsed the plan.\n' >"$work/drafts/a b.md"
cd "$work/drafts"

if have vim; then
    # Unset: the first block of the page.
    block vim viml | sed -n 's/^:\(set .*\)/\1/p' >"$work/unset"
    vim -Nu "$work/unset" -es 'a b.md' -c 'silent make!' \
        -c 'let found = getqflist()[0] | call writefile([bufname(found.bufnr) . " " . found.lnum . " " . found.text], "../unset.txt") | qall!' \
        </dev/null >"$work/vim.log" 2>&1 || true
    grep -q '^a b.md 3  *error: Joe Biden and Donald Trump cannot both be president.*\[office-holder\]$' "$work/unset.txt" || { cat "$work/unset.txt" "$work/vim.log"; exit 1; }
    { echo 'filetype on'; block vim vim; } >"$work/vimrc"
    vim -Nu "$work/vimrc" -es 'a b.md' -c 'silent make!' \
        -c 'let found = getqflist()[0] | call writefile([len(getqflist()) . " " . bufname(found.bufnr) . " " . found.lnum . ":" . found.col . ":" . found.vcol . " " . found.type . " " . found.text], "../vim.txt") | qall!' \
        </dev/null >"$work/vim.log" 2>&1 || true
    grep -q '^1 a b.md 3:72:1 e \[office-holder\]' "$work/vim.txt" || { cat "$work/vim.txt" "$work/vim.log"; exit 1; }
    echo "vim: the quickfix list has the finding"
fi

if have nvim && { [ -n "${NVIM_LINT:-}" ] || { echo "skipped: needs nvim-lint in \$NVIM_LINT"; false; }; }; then
    block neovim lua >"$work/lint.lua"
    cat >"$work/try.lua" <<'LUA'
vim.cmd("filetype on")
vim.opt.runtimepath:append(vim.env.NVIM_LINT)
dofile("../lint.lua")
vim.cmd("edit a\\ b.md")
require("lint").try_lint()
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
local lines = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  local text = vim.api.nvim_buf_get_text(0, one.lnum, one.col, one.end_lnum, one.end_col, {})[1]
  table.insert(lines, one.lnum .. ":" .. one.col .. " " .. one.severity .. " " .. one.code .. " " .. text)
end
vim.fn.writefile(lines, "../nvim.txt")
vim.cmd("qall!")
LUA
    timeout 60 nvim --clean --headless -c 'luafile ../try.lua' </dev/null >"$work/nvim.log" 2>&1 || true
    # Bytes from 0: the two dots take one byte more.
    grep -qx '2:72 1 office-holder The Biden administration' "$work/nvim.txt" || { cat "$work/nvim.txt" "$work/nvim.log"; exit 1; }
    echo "nvim: nvim-lint marks the words"
fi

if have emacs; then
    block emacs elisp >"$work/flymake.el"
    cat >"$work/try.el" <<'ELISP'
(require 'flymake)
(require 'compile)
(load (expand-file-name "../flymake.el"))
(find-file "a b.md")
(text-mode)
(let ((end (+ (float-time) 20)))
  (flymake-start)
  (while (and (not (flymake-diagnostics)) (< (float-time) end))
    (accept-process-output nil 0.1)))
(let ((one (car (flymake-diagnostics))))
  (princ (format "%s %s %s\n" (line-number-at-pos (flymake-diagnostic-beg one)) (flymake-diagnostic-type one)
                 (buffer-substring (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))))
;; Compilation mode reads the lines unset: the finding, and a note for the other place.
(with-temp-buffer
  (call-process "factlint" nil t nil "check" "--quiet" "--format" "gcc" ".")
  (compilation-mode)
  (compilation--ensure-parse (point-max))
  (goto-char (point-min))
  ;; A message sits on the whole text that it takes its place from, so a change of the property starts the next one.
  (let ((count 0) (here (point-min)))
    (while (< here (point-max))
      (when (get-text-property here 'compilation-message) (setq count (1+ count)))
      (setq here (next-single-property-change here 'compilation-message nil (point-max))))
    (let* ((message (get-text-property (point-min) 'compilation-message))
           (place (compilation--message->loc message)))
      (princ (format "%s:%s %s\n" (compilation--loc->line place) (compilation--loc->col place) count)))))
ELISP
    timeout 60 emacs --batch -Q -l "$work/try.el" >"$work/emacs.txt" 2>"$work/emacs.log" || true
    grep -q '^3 :error The' "$work/emacs.txt" || { cat "$work/emacs.txt" "$work/emacs.log"; exit 1; }
    grep -qx '3:72 2' "$work/emacs.txt" || { cat "$work/emacs.txt" "$work/emacs.log"; exit 1; }
    echo "emacs: flymake marks the words, and compilation mode finds the line"
fi

if have efm-langserver && have python3; then
    block helix yaml >"$work/efm.yaml"
    timeout 60 python3 "$root/.ci/readers.d/efm.py" "$work/efm.yaml" 'a b.md' >"$work/efm.txt" 2>"$work/efm.log" || true
    # Positions of the protocol count from 0.
    grep -q '^2:71 1 \[office-holder\]' "$work/efm.txt" || { cat "$work/efm.txt" "$work/efm.log"; exit 1; }
    echo "efm-langserver: the settings of Helix give the diagnostic"
fi

# The patterns of editors that cannot run here.
"$FACTLINT" check --quiet --format short . >"$work/short.txt" || true
block vscode json >"$work/tasks.json"
block sublime json >"$work/build.json"
block zed json >"$work/zed.json"
if have node; then
    node - "$work" <<'JS'
const { readFileSync } = require("fs");
const read = (name) => readFileSync(`${process.argv[2]}/${name}`, "utf8");
const task = JSON.parse(read("tasks.json")).tasks[0];
const { regexp, ...groups } = task.problemMatcher.pattern;
const line = read("short.txt").trim();
const found = line.match(new RegExp(regexp));
const seen = Object.entries(groups).slice(0, 5).map(([name, group]) => `${name}=${found[group]}`).join(" ");
if (seen !== "file=a b.md line=3 column=72 severity=error code=office-holder") throw new Error(seen);
const build = line.match(new RegExp(JSON.parse(read("build.json")).file_regex));
if (build.slice(1, 4).join(":") !== "a b.md:3:72") throw new Error(build);
console.log("VS Code and Sublime Text: the patterns read the line");
const { execFileSync } = require("child_process");
const zed = JSON.parse(read("zed.json"))[0];
// The editor joins command and arguments for its shell, and puts the path in.
const command = [zed.command, ...zed.args].join(" ").replace("$ZED_RELATIVE_FILE", "a b.md");
const run = () => { try { return execFileSync("sh", ["-c", command], { encoding: "utf8" }); } catch (error) { return error.stdout; } };
if (!run().startsWith("a b.md:3:72: error: ")) throw new Error(run());
console.log("Zed: the command of the task prints the place");
JS
fi
