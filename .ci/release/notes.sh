#!/usr/bin/env bash
# Prints what the changelog says of a version, as 1.2.3 or v1.2.3.
set -euo pipefail
cd "$(dirname "$0")/../.."

version="${1:?usage: notes.sh VERSION}"
awk -v head="## ${version#v}" '
    /^## / { inside = ($0 == head || index($0, head " ") == 1); next }
    inside { print }
' CHANGELOG.md
