#!/usr/bin/env bash
# Packs the binary of a target with its licences, man pages and completions into dist/, with a checksum.
set -euo pipefail
cd "$(dirname "$0")/../.."

target="${1:?usage: pack.sh TARGET [FOLDER OF THE BINARY]}"
from="${2:-target/$target/release}"
name=factlint
if [ -e "$from/factlint.exe" ]; then name=factlint.exe; fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp "$from/$name" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$stage"
"$from/$name" man --dir "$stage/man"
mkdir "$stage/completions"
for shell in bash zsh fish powershell elvish; do
    "$from/$name" completions "$shell" >"$stage/completions/factlint.$shell"
done

mkdir -p dist
dist="dist/factlint-$target.tar.gz"
tar -czf "$dist" -C "$stage" .
if command -v sha256sum >/dev/null; then sha256sum "$dist"; else shasum -a 256 "$dist"; fi | sed "s|dist/||" >"$dist.sha256"
echo "$dist"
