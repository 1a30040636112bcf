#!/usr/bin/env bash
# Updates every pack that has Wikidata items: refresh-facts.sh PROGRAM REPORT
set -euo pipefail
program=$1 report=$2 day=$(date -u +%F)
answers=$(mktemp) changes=$(mktemp) query=$(mktemp)
: > "$report"
grep -rlE '^wikidata = ' rules/facts | sort | while read -r file; do
  pack=${file#rules/facts/} pack=${pack%.toml}
  "$program" facts --query "$pack" > "$query" 2>/dev/null || continue
  if ! curl --silent --show-error --fail --retry 3 --max-time 120 --user-agent "factlint (refresh of facts)" \
    https://query.wikidata.org/sparql --header 'Accept: application/sparql-results+json' \
    --data-urlencode "query@$query" --output "$answers"; then
    printf '## %s\n\nnot asked: the query failed\n\n' "$pack" >> "$report"
    continue
  fi
  if "$program" import wikidata "$answers" --into "$file" --verified "$day" > "$changes" 2>&1; then
    if ! git diff --quiet -- "$file"; then printf '## %s\n\n```\n%s\n```\n\n' "$pack" "$(cat "$changes")" >> "$report"; fi
  else
    git checkout --quiet -- "$file"
    printf '## %s\n\nnot imported:\n\n```\n%s\n```\n\n' "$pack" "$(cat "$changes")" >> "$report"
  fi
  # The service asks for few queries at a time.
  sleep 2
done
"$program" rules check rules --no-default-rules >> "$report" 2>&1 || true
