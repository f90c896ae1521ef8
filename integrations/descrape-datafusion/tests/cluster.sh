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
script=cluster.sh
source tests/processes.sh
find_program "$@"

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

echo "-- a scheduler that is killed"
start_scheduler short-lived scheduler
scheduler=$last
start_executor orphan
start left run --pages "$scratch/pages" --work "$scratch/left" --scheduler "127.0.0.1:$port" --partitions 4
client=$last
within 3000 compgen -G "$scratch/left/*/templates/_done" >/dev/null || fail "the first step has not come to an end"
kill -KILL "$scheduler"
if wait "$client"; then fail "the client has ended well without a scheduler"; fi
grep -q "scheduler http://127.0.0.1:$port is gone" "$scratch/left.log" || fail "it is not said that the scheduler is gone"
tail -n 3 "$scratch/left.log"
echo "-- all is well"
