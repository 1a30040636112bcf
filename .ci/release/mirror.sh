#!/usr/bin/env bash
# Writes the repository of the pre-commit hook: pre-commit installs what a repository contains, and this one contains only a
# dependency on the wheel of a version, as 1.2.3 or v1.2.3.
set -euo pipefail
cd "$(dirname "$0")/../.."

version="${1:?usage: mirror.sh VERSION FOLDER}"
version="${version#v}"
to="${2:?usage: mirror.sh VERSION FOLDER}"
mkdir -p "$to"
# The hook that builds the source, installed from the wheel instead.
sed -n '/^- id: factlint-source$/,/^- /p' .pre-commit-hooks.yaml | sed -e '2,${/^- /d;}' \
    -e 's/^- id: factlint-source$/- id: factlint/' -e 's/^  language: rust$/  language: python/' -e 's/ (built from source)$//' >"$to/.pre-commit-hooks.yaml"
cat >"$to/pyproject.toml" <<TOML
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "factlint-pre-commit"
version = "$version"
dependencies = ["factlint==$version"]

[tool.setuptools]
py-modules = []
TOML
cat >"$to/README.md" <<MARKDOWN
# factlint-pre-commit

A hook for [pre-commit](https://pre-commit.com) that runs [factlint](https://github.com/factlint/factlint) from its wheel:

\`\`\`yaml
repos:
  - repo: https://github.com/factlint/factlint-pre-commit
    rev: v$version
    hooks:
      - id: factlint
\`\`\`
MARKDOWN
cp LICENSE-MIT LICENSE-APACHE "$to"
