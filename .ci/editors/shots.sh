#!/bin/sh
# Draws docs/editors/img: the editors that run in a terminal, with the settings of their pages and the server of $FACTLINT. Needs
# tmux, Python, and Neovim 0.11 or Emacs with Eglot and markdown-mode; $NVIM and $EMACS name other programs than those on the PATH.
#
# .ci/editors/shots.sh [nvim|emacs]...
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'tmux -L factlint-shots kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
block() { awk -v lang="$2" -v server=1 -f "$root/.ci/readers.d/block.awk" "$root/docs/editors/$1.md"; }
pane() { tmux -L factlint-shots "$@"; }

# A small screen, with a draft of short lines.
ln -s "$FACTLINT" "$work/factlint"
mkdir "$work/drafts"
cp .ci/editors/draft.md "$work/drafts"
cat >"$work/tmux.conf" <<'CONF'
set -g status off
set -g default-terminal "tmux-256color"
set -ga terminal-overrides ",*:Tc:Smulx=\E[4::%p1%dm"
set -g escape-time 0
CONF

# Runs an editor, sends it keys, one argument each, and draws its screen to a file: shot FILE TITLE COMMAND KEYS...
shot() {
    file=$1 title=$2 command=$3
    shift 3
    pane -f "$work/tmux.conf" new-session -d -x 100 -y 24 -c "$work/drafts" \
        "env HOME='$work' PATH='$work:$PATH' TERM=tmux-256color COLORTERM=truecolor LC_ALL=C.UTF-8 $command"
    sleep 6
    for keys in "$@"; do
        # shellcheck disable=SC2086 # several keys may be in one argument
        pane send-keys $keys
        sleep 1
    done
    sleep 2
    pane capture-pane -e -p | python3 .ci/editors/svg.py "$title" >"docs/editors/img/$file.svg"
    pane kill-server
    sleep 1
    echo "docs/editors/img/$file.svg"
}

mkdir -p docs/editors/img
for editor in "${@:-nvim}"; do
    case $editor in
    nvim)
        block neovim lua >"$work/init.lua"
        shot neovim "Neovim with factlint" "'${NVIM:-nvim}' --clean -u '$work/init.lua' --cmd 'set noswapfile linebreak laststatus=0' draft.md" "/The.admin Enter" "grp" "C-w k"
        ;;
    emacs)
        mkdir -p "$work/.emacs.d"
        {
            echo "(menu-bar-mode -1) (setq inhibit-startup-screen t ring-bell-function 'ignore )"
            block emacs elisp
        } >"$work/.emacs.d/init.el"
        shot emacs "Emacs with factlint" "'${EMACS:-emacs}' -nw draft.md" "M-x" "flymake-show-buffer-diagnostics Enter"
        ;;
    esac
done
