#!/usr/bin/env bash
# A cluster on loopback: a scheduler and two executors, one of which is killed in mid-run. The tables have to be
# those of a run in one process. Then: an executor and a scheduler of another version.
#
#   tests/cluster.sh [PROGRAM]
#
# PROGRAM is descrape-cluster; without it, it is built. DOCUMENTS says how many pages there are, KILL_AFTER behind which
# step the executor is killed. Ends within ten minutes, and stops all that it has started.
set -euo pipefail
if [[ -z ${CLUSTER_WATCHED:-} ]]; then
    # All that starts below is in the group of this watchdog, and goes with it.
    CLUSTER_WATCHED=1 exec timeout --kill-after=10 600 bash "$0" "$@"
fi
cd "$(dirname "$0")/.."

documents=${DOCUMENTS:-3000}
kill_after=${KILL_AFTER:-cleaned}
if [[ $# -gt 0 ]]; then
    program=$1
else
    cargo build --quiet
    target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    program=$target/debug/descrape-cluster
fi

scratch=$(mktemp -d)
started=()
stop() {
    local process
    for process in "${started[@]}"; do
        kill -KILL "$process" 2>/dev/null || true
        # Bash tells of each that was killed.
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 1' TERM INT

fail() {
    echo "cluster.sh: $*" >&2
    tail -n 20 "$scratch"/*.log >&2
    exit 1
}

# Waits until a command succeeds, so many tenths of a second at the most.
within() {
    local tenths=$1
    shift
    until "$@"; do
        ((tenths-- > 0)) || return 1
        sleep 0.1
    done
}

# Starts a process under a name; its id is then in `last`.
start() {
    local name=$1
    shift
    "$program" "$@" >"$scratch/$name.out" 2>"$scratch/$name.log" &
    last=$!
    started+=("$last")
}

# Starts a scheduler; its port is then in `port`.
start_scheduler() {
    start "$@" --port 0 --executor-timeout 6
    within 100 grep -q 'listens on port' "$scratch/$1.log" || fail "the scheduler does not listen"
    port=$(sed -n 's/.*listens on port //p' "$scratch/$1.log")
}

# Starts an executor; its id is then in `last`.
start_executor() {
    local name=$1
    shift
    start "$name" executor --scheduler "127.0.0.1:$port" --name "$name" --folder "$scratch/rows-$name" \
        --tasks 1 --heartbeat 2 "$@"
}

step_is_done() {
    compgen -G "$scratch/cluster/*/$1/_done" >/dev/null
}

echo "-- $documents pages, in one process"
"$program" generate --documents "$documents" --out "$scratch/pages" --files 4 2>/dev/null
"$program" run --pages "$scratch/pages" --work "$scratch/alone" --partitions 2 >/dev/null 2>"$scratch/alone.log" ||
    fail "the run in one process failed"

echo "-- two executors, one of which is killed"
start_scheduler scheduler scheduler
start_executor first
first=$last
start_executor second
cluster=(--scheduler "127.0.0.1:$port" --partitions 4)
start client run --pages "$scratch/pages" --work "$scratch/cluster" "${cluster[@]}" --executors 2
client=$last
within 3000 step_is_done "$kill_after" || fail "the first steps have not come to an end"
kill -KILL "$first"
kill -0 "$client" 2>/dev/null || fail "the client had ended before the executor was killed"
step_is_done documents && fail "the last step was done before the executor was killed"
done_before=$(compgen -G "$scratch/cluster/*/*/_done" | wc -l)
wait "$client" || fail "the client failed"
done_after=$(compgen -G "$scratch/cluster/*/*/_done" | wc -l)
((done_after > done_before)) || fail "nothing was left to do when the executor was killed"
cat "$scratch/client.log"
echo "killed after $done_before of $done_after steps"
"$program" same --pages "$scratch/pages" --work "$scratch/alone" --other "$scratch/cluster" 2>/dev/null ||
    fail "the tables differ"

echo "-- a run that finds all steps done"
"$program" run --pages "$scratch/pages" --work "$scratch/cluster" "${cluster[@]}" >/dev/null 2>"$scratch/again.log" ||
    fail "the second run failed"
grep -c 'rows, found' "$scratch/again.log" | grep -qx "$done_after" || fail "the second run did something again"

# Runs the client, and sees that it fails and says why.
refused() {
    local why=$1
    shift
    if "$program" run --pages "$scratch/pages" --work "$scratch/refused" "$@" >/dev/null 2>"$scratch/refused.log"; then
        fail "this should have failed: $why"
    fi
    grep -q -- "$why" "$scratch/refused.log" || fail "this should have been said: $why"
    echo "refused: $why"
}

echo "-- sides that do not fit together"
refused 'of 3 executors 1 have answered' "${cluster[@]}" --executors 3 --patience 4
start_executor stranger --pretend-version 'descrape 0.0'
refused 'executor stranger works with descrape 0.0' "${cluster[@]}" --executors 2 --patience 30
start_scheduler strange-scheduler scheduler --pretend-version 'descrape 0.0'
start_executor lost
refused 'the scheduler works with descrape 0.0' --scheduler "127.0.0.1:$port" --patience 10
echo "-- all is well"
