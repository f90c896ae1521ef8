#!/usr/bin/env bash
# Floors of quality, on real pages with known articles and on pairs and clusters of texts that
# are known to be one. The kits that hold them are private and lie beside the repository, or
# where DESCRAPE_EVAL (cleaning) and DESCRAPE_EVAL_DEDUP say.
# Needs Python 3.11, and takes a minute or two.
#
#   tests/quality.sh            checks the floors
#   tests/quality.sh --write    and brings the tables of docs/BENCHMARKS.md up to date: this learns
#                               models without the sites that they clean, and takes ten minutes more.
#                               DESCRAPE_ANSWERS names a file that keeps what they answered.
set -euo pipefail
if [[ -n ${DESCRAPE_EVAL:-} && -d $DESCRAPE_EVAL ]]; then
    DESCRAPE_EVAL=$(cd "$DESCRAPE_EVAL" && pwd) # before the directory changes
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

programs=${CARGO_TARGET_DIR:-target}/release/examples
ran=0
kit=${DESCRAPE_EVAL:-../shared/eval/cleaning}
if [[ -e $kit/score.py ]]; then
    cargo build --release --example clean
    unseen=()
    if [[ " $* " == *" --write "* ]]; then
        cargo build --release --features train --example train
        unseen=(--trainer "$programs/train")
        if [[ -n ${DESCRAPE_ANSWERS:-} ]]; then
            unseen+=(--answers "$DESCRAPE_ANSWERS")
        fi
    fi
    python3 -B tests/quality.py --kit "$kit" "${unseen[@]}" "$@" "$programs/clean"
    ran=1
fi
kit=${DESCRAPE_EVAL_DEDUP:-../shared/eval/dedup}
if [[ -e $kit/score.py ]]; then
    cargo build --release --example dedup
    python3 -B tests/quality_dedup.py --kit "$kit" "$@" "$programs/dedup"
    ran=1
fi
if ((!ran)); then
    echo "skipped: no evaluation kit at $kit"
fi
