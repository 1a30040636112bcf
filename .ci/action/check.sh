#!/usr/bin/env bash
# Runs factlint check for the composite action. Annotations and the summary of the step come by themselves.
set -euo pipefail

# The problem matcher reads `--format short`, for those who ask for it in `args`.
if [ -n "${GITHUB_ACTION_PATH:-}" ]; then
    echo "::add-matcher::$GITHUB_ACTION_PATH/.ci/action/matcher.json"
fi

read -r -a paths <<<"$(tr '\n' ' ' <<<"${FACTLINT_PATHS:-.}")"
read -r -a args <<<"$(tr '\n' ' ' <<<"${FACTLINT_ARGS:-}")"
if [ -n "${FACTLINT_SARIF:-}" ]; then
    args+=(--output human --output github --output "sarif=$FACTLINT_SARIF")
fi

status=0
factlint check ${args[@]+"${args[@]}"} -- "${paths[@]}" || status=$?
echo "status=$status" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
