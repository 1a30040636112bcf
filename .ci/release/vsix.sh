#!/usr/bin/env bash
# Packs the extension for Visual Studio Code into dist/. Its version must be that of the program.
set -euo pipefail
cd "$(dirname "$0")/../.."

tag="${1:?usage: vsix.sh TAG}"
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' editors/vscode/package.json)
if [ "${tag#v}" != "$version" ]; then
    echo "the tag is $tag, and the version of editors/vscode/package.json is $version" >&2
    exit 1
fi
mkdir -p dist
cd editors/vscode
npm ci --ignore-scripts
npm run package
mv factlint.vsix ../../dist/factlint-vscode.vsix
