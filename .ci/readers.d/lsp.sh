#!/bin/sh
# The language server, driven by programs of others: pytest-lsp, which validates every message; random edits, compared with fresh
# checks; Neovim; Emacs with eglot. pytest-lsp comes from PyPI to target/readers/lsp, the editors from Debian where root may install them.
set -eu
root=$PWD
here=$root/.ci/readers.d/lsp
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
have() { command -v "$1" >/dev/null 2>&1 || { echo "skipped: needs $1"; return 1; }; }
# A command, and the packages that bring it.
get() {
    command=$1
    shift
    if ! command -v "$command" >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        debian "$@"
    fi
    have "$command"
}
debian() {
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    { apt-get update && apt-get install --yes --no-install-recommends "$@"; } >"$work/apt.log" 2>&1 || cat "$work/apt.log"
}
eglot() { emacs --batch --no-init-file --eval "(unless (locate-library \"eglot\") (kill-emacs 1))" >/dev/null 2>&1; }
failed() { echo "$1:" >&2; shift; cat "$@" >&2; exit 1; }

if have python3; then
    venv=$root/target/readers/lsp
    # Made again if the pinned versions change.
    if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
        rm -rf "$venv"
        python3 -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
        cp "$here/requirements.txt" "$venv"
    fi
    PYTHONDONTWRITEBYTECODE=1
    export PYTHONDONTWRITEBYTECODE
    "$venv/bin/python" -m pytest --quiet --no-header -c "$here/pytest.ini" --rootdir "$here" --basetemp "$work/pytest" "$here" \
        >"$work/pytest.log" 2>&1 || failed "pytest-lsp" "$work/pytest.log"
    echo "pytest-lsp: $(grep -E "[0-9]+ passed" "$work/pytest.log" | tail -n 1)"
    python3 "$here/random_edits.py" 600 1 >"$work/random.log" 2>&1 || failed "random edits" "$work/random.log"
    echo "random edits: the findings of 600 edits are those of fresh checks"
fi

mkdir "$work/drafts" "$work/home"
HOME=$work/home
XDG_CONFIG_HOME=$work/home
XDG_STATE_HOME=$work/home
export HOME XDG_CONFIG_HOME XDG_STATE_HOME
cd "$work/drafts"
# The flaw is in line 5, behind letters of two and four bytes.
{
    printf -- '---\ndate: 2025-09-24\n---\n\nZo\303\253 \360\237\230\200 wrote it. President Donald Trump will meet the senators on Friday. '
    printf 'The administration of President Joe Biden has not endorsed the plan.\n'
} >"a b.md"

if get nvim neovim; then
    timeout 120 nvim --clean --headless -c "luafile $here/nvim.lua" </dev/null >"$work/nvim.log" 2>&1 || true
    cat >"$work/nvim.expected" <<'TXT'
finding 4:77 1 office-holder The administration of President Joe Biden
place President Donald Trump
place 2025-09-24
fixed
followed
status 0
TXT
    touch "$work/nvim.txt"
    diff "$work/nvim.expected" "$work/nvim.txt" >"$work/nvim.diff" || failed "Neovim" "$work/nvim.diff" "$work/nvim.log"
    echo "Neovim: shows the finding with both places, and its fix ends it"
fi

if get emacs emacs-nox elpa-eglot; then
    # Emacs 29 brings eglot; the package of an older one brings it from GNU ELPA.
    if ! eglot && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        debian elpa-eglot
    fi
    if eglot; then
        timeout 120 emacs --batch --no-init-file -l "$here/eglot.el" </dev/null >"$work/emacs.txt" 2>"$work/emacs.log" || true
        cat >"$work/emacs.expected" <<'TXT'
finding 5 eglot-error The administration of President Joe Biden
fixed t
gone
ended
TXT
        diff "$work/emacs.expected" "$work/emacs.txt" >"$work/emacs.diff" || failed "Emacs" "$work/emacs.diff" "$work/emacs.log"
        echo "Emacs: eglot gives flymake the finding, and its fix ends it"
    else
        echo "skipped: needs eglot"
    fi
fi
