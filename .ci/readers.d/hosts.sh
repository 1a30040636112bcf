#!/bin/sh
# Scripts, workflows, the action and the job of GitLab, read by shellcheck, zizmor and check-jsonschema.
set -eu
have() { command -v "$1" >/dev/null 2>&1 || { echo "skipped: needs $1"; return 1; }; }

if have shellcheck; then
    shellcheck .ci/run .ci/package .ci/readers .ci/readers.d/*.sh .ci/action/*.sh .ci/editors/*.sh .ci/release/*.sh tests/formats/make.sh
    echo "shellcheck: nothing to say"
fi
if have zizmor; then
    zizmor --offline --quiet --min-severity low action.yml .github/workflows
    echo "zizmor: nothing to say"
fi
if have check-jsonschema; then
    check-jsonschema --builtin-schema vendor.github-actions action.yml
    check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
    check-jsonschema --builtin-schema vendor.gitlab-ci .ci/gitlab/factlint.yml
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$work" && "$FACTLINT" init >/dev/null && "$FACTLINT" config schema >schema.json)
    check-jsonschema --schemafile "$work/schema.json" "$work/factlint.toml"
fi
