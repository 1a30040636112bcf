#!/bin/sh
# A new user: a fresh clone has all that the commands of the README need, and a first draft of one's own gets its finding.
set -eu
command -v git >/dev/null 2>&1 || { echo "skipped: needs git"; exit 0; }
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$FACTLINT" "$work/factlint"
PATH=$work:$PATH
export PATH
git clone --quiet "$root" "$work/clone"
cd "$work/clone"

# What the README builds is at hand already.
awk '$0 == "```console" { inside = 1; next } $0 == "```" { inside = 0 } inside && sub(/^\$ /, "")' README.md |
    sed 's/^cargo run --locked -- /factlint /' | grep -v '^cargo ' >"$work/commands"
while read -r command; do
    status=0
    sh -c "$command" </dev/null >"$work/said" 2>&1 || status=$?
    [ "$status" -le 1 ] || { echo "\$ $command"; cat "$work/said"; exit 1; }
done <"$work/commands"

mkdir "$work/own"
cd "$work/own"
printf 'The council met on Monday, 2 January 2025.\n' >draft.md
status=0
factlint check >out.txt 2>&1 || status=$?
case "$status $(cat out.txt)" in
    "1 error[weekday]"*) ;;
    *) cat out.txt; exit 1 ;;
esac
echo "a fresh clone: $(wc -l <"$work/commands") commands of the README run, and a draft of one's own is checked"
