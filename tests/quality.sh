#!/usr/bin/env bash
# Floors of quality, on real pages with known articles. The kit that holds them
# is private and lies beside the repository, or where DESCRAPE_EVAL says.
# Needs Python 3.11, and takes a minute or two.
#
#   tests/quality.sh            checks the floors
#   tests/quality.sh --write    and brings the tables of docs/BENCHMARKS.md up to date
set -euo pipefail
if [[ -n ${DESCRAPE_EVAL:-} && -d $DESCRAPE_EVAL ]]; then
    DESCRAPE_EVAL=$(cd "$DESCRAPE_EVAL" && pwd) # before the directory changes
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kit=${DESCRAPE_EVAL:-../shared/eval/cleaning}
if [[ ! -e $kit/score.py ]]; then
    echo "skipped: no evaluation kit at $kit"
    exit 0
fi
cargo build --release --example clean
exec python3 -B tests/quality.py --kit "$kit" "$@" "${CARGO_TARGET_DIR:-target}/release/examples/clean"
