#!/usr/bin/env bash
# Prints the figures of README.md: the pipeline in one process, on one executor and on two, on two under a limit of memory, and on
# buckets of equal and of nearly equal texts. Takes a quarter of an hour, and nothing else should run beside it.
#
#   ./figures.sh PROGRAM FOLDER
#
# PROGRAM is descrape-cluster, FOLDER is for pages and steps. DOCUMENTS says how many pages there are.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
cd "$2"
documents=${DOCUMENTS:-200000}
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

for partitions in 1 2 7; do
    echo "== in process, partitions: $partitions"
    rm -rf "alone-$partitions"
    "$program" run --pages "$PWD/pages" --work "alone-$partitions" --partitions "$partitions"
    ((partitions == 1)) || "$program" same --pages "$PWD/pages" --work alone-1 --other "alone-$partitions" 2>/dev/null
done

# How many executors, of what memory, with what batches.
on_executors() {
    local executors=$1 memory=$2 batch=$3 port ids='' folders='' at
    echo "== executors: $executors, of one task at a time${memory:+, each with $memory bytes and batches of $batch}"
    rm -rf cluster scheduler.log rows-*
    "$program" scheduler --port 0 2>scheduler.log &
    started+=($!)
    until grep -q 'listens on port' scheduler.log; do sleep 0.1; done
    port=$(sed -n 's/.*listens on port //p' scheduler.log)
    for at in $(seq "$executors"); do
        "$program" executor --scheduler "127.0.0.1:$port" --tasks 1 --folder "rows-$at" ${memory:+--memory "$memory"} 2>/dev/null &
        started+=($!)
        ids+=${ids:+,}$! folders+=${folders:+,}rows-$at
    done
    "$program" run --pages "$PWD/pages" --work "$PWD/cluster" --scheduler "127.0.0.1:$port" --executors "$executors" \
        --partitions 8 --batch "$batch" --watch "$ids" --watch-folders "$folders"
    "$program" same --pages "$PWD/pages" --work alone-1 --other cluster 2>/dev/null
    stop
    wait 2>/dev/null || true
    started=()
}
on_executors 1 '' 8192
on_executors 2 '' 8192
on_executors 2 "${MEMORY:-200000000}" 512

for of in equal crowd; do
    for count in 25000 50000 $([[ $of = equal ]] && echo 100000); do
        echo "== a bucket of $count texts: $of"
        "$program" generate --documents "$count" --out "$of-$count" --of "$of" 2>/dev/null
        rm -rf bucket
        "$program" run --pages "$of-$count" --work bucket --clean no --partitions 1
    done
done
