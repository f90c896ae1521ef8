#!/usr/bin/env bash
# Copies the golden inputs and the sample pages to where the fuzzer looks for seeds.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p corpus/clean
for input in ../tests/golden/*/input.txt; do
    cp "$input" "corpus/clean/golden-$(basename "$(dirname "$input")")"
done
for page in ../examples/pages/*.txt; do
    cp "$page" "corpus/clean/page-$(basename "$page" .txt)"
done
