#!/usr/bin/env bash
# Executors that are killed at any time: of two with one task slot each, one is killed at a random moment of a run. The run has to
# come to the rows of a run in one process, or to an error; what hangs, fails. Takes a quarter of an hour.
#
#   tests/kills.sh [PROGRAM]
#
# PROGRAM is descrape-cluster; without it, it is built. KILLS says how often (15), SEED which moments, DOCUMENTS how many pages there
# are, STALL_TASKS what the scheduler is told. Stops all that it has started.
set -euo pipefail
if [[ -z ${KILLS_WATCHED:-} ]]; then
    # All that starts below is in the group of this watchdog, and goes with it.
    KILLS_WATCHED=1 exec timeout --kill-after=10 7200 bash "$0" "$@"
fi
cd "$(dirname "$0")/.."

kills=${KILLS:-15}
documents=${DOCUMENTS:-3000}
stall_tasks=${STALL_TASKS:-4}
RANDOM=${SEED:-1}
# Tenths of a second after which a run counts as one that hangs.
patience=3000
script=kills.sh
source tests/processes.sh
find_program "$@"

"$program" generate --documents "$documents" --out "$scratch/pages" --files 4 2>/dev/null
"$program" run --pages "$scratch/pages" --work "$scratch/alone" --partitions 2 >/dev/null 2>"$scratch/alone.log" ||
    fail "the run in one process failed"

has_ended() {
    ! kill -0 "$1" 2>/dev/null
}

# Starts a cluster and a run on it, of the work folder of this name; the ids of an executor and of the client are then in `victim`
# and `client`.
start_run() {
    start_scheduler "scheduler-$1" scheduler --stall-tasks "$stall_tasks"
    start_executor "first-$1"
    victim=$last
    start_executor "second-$1"
    start "client-$1" run --log warn --pages "$scratch/pages" --work "$scratch/$1" --scheduler "127.0.0.1:$port" --partitions 4 \
        --executors 2
    client=$last
}

start_run whole
since=$(date +%s%N)
wait "$client" || fail "the run without a kill failed"
milliseconds=$((($(date +%s%N) - since) / 1000000))
stop_all
echo "a run takes $milliseconds ms"

right=0 errors=0 restarts=0
for nth in $(seq "$kills"); do
    delay=$((RANDOM * milliseconds / 32768))
    start_run "kill-$nth"
    sleep "$((delay / 1000)).$(printf '%03d' $((delay % 1000)))"
    kill -KILL "$victim" 2>/dev/null || true
    since=$SECONDS
    within "$patience" has_ended "$client" || fail "kill $nth, after $delay ms: the client hangs"
    told="kill $nth, after $delay ms: $((SECONDS - since)) s later"
    again=$(grep -c 'and runs again' "$scratch/client-kill-$nth.log" || true)
    restarts=$((restarts + again))
    if wait "$client"; then
        "$program" same --pages "$scratch/pages" --work "$scratch/alone" --other "$scratch/kill-$nth" 2>/dev/null ||
            fail "$told the tables differ"
        right=$((right + 1))
        echo "$told the right rows; steps that ran again: $again"
    else
        grep -q '^descrape-cluster: ' "$scratch/client-kill-$nth.log" || fail "$told no error is told"
        errors=$((errors + 1))
        echo "$told an error:"
        sed -n '/^descrape-cluster: /,$p' "$scratch/client-kill-$nth.log"
    fi
    stop_all
    rm -rf "$scratch/kill-$nth" "$scratch"/rows-*
done
echo "-- $kills kills: $right times the right rows, $errors times an error; steps that ran again: $restarts"
