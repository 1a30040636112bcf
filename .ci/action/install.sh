#!/usr/bin/env bash
# Installs factlint for the composite action: the release's binary for this system, else by cargo.
set -euo pipefail

# Without a version it is that of the action: who pins the action pins the program.
version="${FACTLINT_VERSION:-}"
if [ -z "$version" ] && [ -n "${GITHUB_ACTION_PATH:-}" ]; then
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)
fi
if [ "$version" = latest ]; then version=""; fi

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
    *) target= ;;
esac

releases="${FACTLINT_RELEASES:-https://github.com/factlint/factlint/releases}"
if [ -n "$version" ]; then from="$releases/download/v$version"; else from="$releases/latest/download"; fi
bin="${RUNNER_TEMP:-$(mktemp -d)}/factlint-bin"
mkdir -p "$bin"
# Names without a folder: on Windows one begins with a drive, which tar takes for a host.
cd "$bin"

if [ -n "$target" ] && curl -fsSL --retry 3 -o factlint.tar.gz "$from/factlint-$target.tar.gz"; then
    curl -fsSL --retry 3 -o factlint.tar.gz.sha256 "$from/factlint-$target.tar.gz.sha256"
    sum=$(cut -d ' ' -f 1 factlint.tar.gz.sha256)
    if command -v sha256sum >/dev/null; then
        echo "$sum  factlint.tar.gz" | sha256sum -c -
    else
        echo "$sum  factlint.tar.gz" | shasum -a 256 -c -
    fi
    tar -xzf factlint.tar.gz
else
    cargo install factlint --locked --root "$bin" ${version:+--version "$version"}
    bin="$bin/bin"
fi
echo "$bin" >>"$GITHUB_PATH"
