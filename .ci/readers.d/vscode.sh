#!/bin/sh
# The extension for Visual Studio Code: built, tested with the program as its server, and packed, in a copy below the target
# folder.
set -eu
for tool in node npm; do
    command -v "$tool" >/dev/null 2>&1 || { echo "skipped: needs $tool"; exit 0; }
done
if ! node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; then
    echo "skipped: needs Node 20 or newer, not $(node --version)"
    exit 0
fi
work=$PWD/target/readers/vscode
# What is installed there stays: `npm ci` takes it from its cache.
mkdir -p "$work"
rm -rf "$work/src" "$work/test" "$work/out"
for name in src test build.mjs package.json package-lock.json tsconfig.json .vscodeignore README.md CHANGELOG.md LICENSE.md; do
    cp -R "editors/vscode/$name" "$work"
done
cd "$work"
if ! cmp -s package-lock.json installed-lock.json || [ ! -d node_modules ]; then
    rm -f installed-lock.json
    if ! npm ci --ignore-scripts --no-audit --no-fund --silent >npm.log 2>&1; then
        # Without a network the packages cannot be had, which is no fault of the extension.
        npm ping >/dev/null 2>&1 || { echo "skipped: needs the packages of npm"; exit 0; }
        cat npm.log
        exit 1
    fi
    cp package-lock.json installed-lock.json
fi
npm run --silent build
npm test --silent >test.log 2>&1 || { cat test.log; exit 1; }
npm run --silent package >package.log 2>&1 || { cat package.log; exit 1; }
echo "Visual Studio Code: $(sed -n 's/^# pass //p' test.log) tests pass, $(sed -n 's/^# skipped //p' test.log) skipped; the extension has $(wc -c <factlint.vsix) bytes"
