#!/bin/sh
# Licences, sources and bans of all dependencies, by cargo-deny. Advisories need the network: `cargo deny check` reads them too.
set -eu
command -v cargo-deny >/dev/null 2>&1 || { echo "skipped: needs cargo-deny"; exit 0; }
cargo-deny --log-level error check bans licenses sources
