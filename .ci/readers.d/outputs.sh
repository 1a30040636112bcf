#!/bin/sh
# Outputs, read by other projects' programs: sarif-tools, sarif-multitool, junitparser, xmllint, a validator of reviewdog's format, and pre-commit
# run on a scratch repository.
set -eu
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
have() { command -v "$1" >/dev/null 2>&1 || { echo "skipped: needs $1"; return 1; }; }
module() { python3 -c "import $1" 2>/dev/null || { echo "skipped: needs Python with $1"; return 1; }; }

mkdir "$work/drafts"
cp examples/flawed.md examples/sound.md "$work/drafts"
printf '\357\273\277Zo\303\253 \360\237\230\200\twrote. President Donald Trump & the allies will meet on Friday.\r\n\r\nThe administration of President Joe Biden has not endorsed the plan.\r\n' >"$work/drafts/marks.md"
cd "$work"
status=0
"$FACTLINT" check drafts --output sarif=out.sarif --output junit=out.xml --output checkstyle=style.xml --output rdjson=out.rdjson --output rdjsonl=out.rdjsonl \
    --output gitlab=gitlab.json --output markdown=out.md || status=$?
[ "$status" = 1 ] || { echo "factlint answered $status"; exit 1; }

if have sarif; then
    sarif --check error summary out.sarif >summary.txt && { echo "sarif-tools sees no error"; exit 1; }
    grep -q 'office-holder' summary.txt
    sarif csv --output out.csv out.sarif >/dev/null
    python3 - <<'PY'
import csv, pathlib
rows = list(csv.DictReader(open("out.csv", encoding="utf-8-sig")))
assert len(rows) == 2, rows
for row in rows:
    lines = pathlib.Path(row["Location"]).read_text(encoding="utf-8").splitlines()
    assert "President" in lines[int(row["Line"]) - 1], row
print("sarif-tools: 2 results, each on the line of its words")
PY
fi

if have sarif-multitool; then
    # It starts its program through a shell, which takes the outer quotation marks away, and answers 0 whatever it finds.
    validate() { sarif-multitool validate --rule-kind '"Sarif;Ghas"' "$1" >valid.txt 2>&1; grep -E ': (error|warning) ' valid.txt; }
    validate out.sarif && exit 1
    grep -q 'completed successfully' valid.txt
    sed 's/"level"/"levels"/' out.sarif >broken.sarif
    validate broken.sarif >/dev/null || { echo "sarif-multitool takes anything"; exit 1; }
    echo "sarif-multitool: no error and no warning by the rules of SARIF and of GitHub"
fi

if have xmllint; then
    xmllint --noout out.xml style.xml
    count=$(xmllint --xpath 'count(//testcase/failure)' out.xml)
    [ "$count" = 2 ] || { echo "xmllint counts $count failures"; exit 1; }
    lines=$(xmllint --xpath 'string(//file[@name="drafts/marks.md"]/error/@line)' style.xml)
    [ "$lines" = 3 ] || { echo "xmllint reads line $lines"; exit 1; }
    echo "xmllint: both reports are well-formed, 2 failures"
fi

if module junitparser; then
    python3 - <<'PY'
from junitparser import Failure, JUnitXml
suites = JUnitXml.fromfile("out.xml")
cases = [case for suite in suites for case in suite]
failed = [case for case in cases if any(isinstance(result, Failure) for result in case.result)]
assert (len(cases), len(failed)) == (3, 2), (cases, failed)
print("junitparser: 3 cases, 2 failed")
PY
fi

if have rdformat-validator; then
    valid() { rdformat-validator --strict --no-extra-fields "$1" >valid.txt 2>&1; }
    valid out.rdjson || { cat valid.txt; exit 1; }
    # It reads one diagnostic at a time, and must refuse a wrong one.
    while read -r line; do
        printf '%s\n' "$line" >one.rdjson
        valid one.rdjson || { cat valid.txt; exit 1; }
    done <out.rdjsonl
    sed 's/"severity":"[A-Z]*"/"severity":"LOUD"/' one.rdjson >broken.rdjson
    valid broken.rdjson && { echo "rdformat-validator takes anything"; exit 1; }
    echo "rdformat-validator: both reports are reviewdog's format"
fi

if have pre-commit && have git; then
    mkdir bin
    ln -s "$FACTLINT" bin/factlint
    PATH="$work/bin:$PATH"
    export PATH PRE_COMMIT_HOME="$work/cache" GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
    # The hooks as a repository of their own: pre-commit clones what it runs.
    mkdir hooks scratch
    cp "$root/.pre-commit-hooks.yaml" hooks
    git -C hooks init -q && git -C hooks add -A && git -C hooks commit -qm hooks
    git -C scratch init -q
    cp drafts/sound.md scratch/good.md
    cp drafts/flawed.md scratch/bad.md
    printf 'The Biden administration has not. President Trump will.\n' >scratch/code.rs
    revision=$(git -C hooks rev-parse HEAD)
    printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: factlint-system\n' "$work/hooks" "$revision" >scratch/.pre-commit-config.yaml
    cd scratch
    git add good.md code.rs .pre-commit-config.yaml
    pre-commit run >good.txt 2>&1 || { cat good.txt; exit 1; }
    git add bad.md
    pre-commit run >bad.txt 2>&1 && { echo "pre-commit passes a flawed draft"; exit 1; }
    grep -q '^bad.md:16:52: error\[office-holder\]' bad.txt || { cat bad.txt; exit 1; }
    echo "pre-commit: a sound draft passes, a flawed one does not"
    cd ..
fi
