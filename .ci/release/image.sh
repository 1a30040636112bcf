#!/usr/bin/env bash
# Fills the folder that the container image is built from with the programs of the Linux archives in dist/.
set -euo pipefail
cd "$(dirname "$0")/../.."

to="${1:?usage: image.sh FOLDER}"
for pair in amd64:x86_64 arm64:aarch64; do
    mkdir -p "$to/${pair%:*}"
    tar -xzf "dist/factlint-${pair#*:}-unknown-linux-musl.tar.gz" -C "$to/${pair%:*}" ./factlint
done
cp .ci/release/Containerfile "$to/Containerfile"
