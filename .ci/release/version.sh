#!/usr/bin/env bash
# Whether a tag, as v1.2.3, is the version of Cargo.toml and named in the changelog.
set -euo pipefail
cd "$(dirname "$0")/../.."

tag="${1:?usage: version.sh TAG}"
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if [ "$tag" != "v$version" ]; then
    echo "the tag is $tag, and the version of Cargo.toml is $version" >&2
    exit 1
fi
if ! grep -q "^## $version" CHANGELOG.md; then
    echo "CHANGELOG.md has no part \"## $version\"" >&2
    exit 1
fi
