#!/usr/bin/env python3
"""Draws rows at random from the facts that may contradict a draft: `draw-facts.py SEED COUNT`, at the root of the repository."""

import glob
import random
import sys
import tomllib


def shown(day):
    if isinstance(day, dict) and "about" in day:
        return f"about {day['about']}, {day['slack']} days"
    return f"before {day['before']}" if isinstance(day, dict) else str(day)


names, rows = {}, []
for path in sorted(glob.glob("rules/facts/**/*.toml", recursive=True)):
    with open(path, "rb") as file:
        pack = tomllib.load(file)
    for person in pack.get("person", []):
        names.setdefault(person["id"], person.get("name", person["id"]))
    for row in pack.get("tenure", []):
        if not row.get("acting") and row.get("status") not in ("disputed", "unsourced"):
            until = shown(row["until"]) if "until" in row else f"open {row.get('seen', '')}"
            rows.append((row["office"], row["holder"], shown(row["from"]), until, path, row.get("source", "")))

rows.sort()
random.seed(int(sys.argv[1]))
for office, holder, first, until, path, source in random.sample(rows, int(sys.argv[2])):
    print("\t".join([path, office, names.get(holder, holder), first, until, source]))
