#!/bin/sh
# The wheel: built by maturin, installed in a venv of its own, and taken by pre-commit from the repository that a release
# writes. It needs a release build, which `.ci/package` makes, so that only the linking is left to do.
set -eu
root=$PWD
have() { command -v "$1" >/dev/null 2>&1 || { echo "skipped: needs $1"; return 1; }; }
target=${CARGO_TARGET_DIR:-$root/target}
have maturin || exit 0
[ -x "$target/release/factlint" ] || { echo "skipped: needs $target/release/factlint"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

CARGO_TARGET_DIR=$target maturin build --quiet --release --locked --compatibility linux --out "$work/wheels"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-index --find-links "$work/wheels" factlint
status=0
said=$("$work/venv/bin/factlint" check --no-config --quiet --format short examples/flawed.md) || status=$?
case "$status $said" in
    "1 examples/flawed.md:16:52: error"*) echo "pip: $(basename "$work"/wheels/*.whl) is installed and finds the flaw" ;;
    *) echo "the wheel answers $status: $said" >&2; exit 1 ;;
esac

if have pre-commit && have git; then
    export PRE_COMMIT_HOME="$work/cache" PIP_FIND_LINKS="$work/wheels" GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
    bash .ci/release/mirror.sh "$version" "$work/mirror"
    git -C "$work/mirror" init -q
    git -C "$work/mirror" add -A
    git -C "$work/mirror" commit -qm "factlint $version"
    mkdir "$work/scratch"
    cp examples/flawed.md "$work/scratch"
    cd "$work/scratch"
    git init -q
    printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: factlint\n' "$work/mirror" "$(git -C "$work/mirror" rev-parse HEAD)" >.pre-commit-config.yaml
    git add -A
    pre-commit run >out.txt 2>&1 && { echo "pre-commit passes a flawed draft"; cat out.txt; exit 1; }
    grep -q '^flawed.md:16:52: error' out.txt || { cat out.txt; exit 1; }
    echo "pre-commit: the hook runs from the wheel"
fi
