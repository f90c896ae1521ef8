#!/usr/bin/env bash
# Prints the figures of README.md: the pipeline in one process, on one executor and on two, under a limit of memory, and on
# buckets of equal and of nearly equal texts. Takes long, and nothing else should run beside it.
#
#   ./figures.sh PROGRAM FOLDER
#
# PROGRAM is descrape-cluster, FOLDER is for pages and steps. DOCUMENTS says how many pages there are.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
cd "$2"
documents=${DOCUMENTS:-50000}
started=()
stop() {
    local process
    for process in "${started[@]}"; do
        kill -KILL "$process" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 1' TERM INT

"$program" generate --documents "$documents" --out pages 2>/dev/null
du -sh pages

echo "== in process, one thread"
rm -rf alone
"$program" run --pages "$PWD/pages" --work alone --partitions 1

for executors in 1 2; do
    echo "== executors: $executors, of one task at a time"
    rm -rf cluster scheduler.log rows-*
    "$program" scheduler --port 0 2>scheduler.log &
    started+=($!)
    until grep -q 'listens on port' scheduler.log; do sleep 0.1; done
    port=$(sed -n 's/.*listens on port //p' scheduler.log)
    ids='' folders=''
    for at in $(seq "$executors"); do
        "$program" executor --scheduler "127.0.0.1:$port" --tasks 1 --folder "rows-$at" 2>/dev/null &
        started+=($!)
        ids+=${ids:+,}$! folders+=${folders:+,}rows-$at
    done
    "$program" run --pages "$PWD/pages" --work "$PWD/cluster" --scheduler "127.0.0.1:$port" --executors "$executors" \
        --partitions 8 --watch "$ids" --watch-folders "$folders"
    "$program" same --pages "$PWD/pages" --work alone --other cluster 2>/dev/null
    stop
    wait 2>/dev/null || true
    started=()
done

echo "== in process, with 200 MB"
rm -rf limited
"$program" run --pages "$PWD/pages" --work limited --partitions 2 --memory 200000000 --batch 1024
"$program" same --pages "$PWD/pages" --work alone --other limited 2>/dev/null

for of in equal crowd; do
    for count in 25000 50000 100000; do
        echo "== a bucket of $count texts: $of"
        "$program" generate --documents "$count" --out "$of-$count" --of "$of" 2>/dev/null
        rm -rf bucket
        "$program" run --pages "$of-$count" --work bucket --clean no --partitions 1
    done
done
