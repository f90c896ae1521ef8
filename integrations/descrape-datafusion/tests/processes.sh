# For scripts that start a cluster on loopback: a folder that goes with the script, and processes that are stopped with it. `program` is
# descrape-cluster; `script` is what the script is called.

scratch=$(mktemp -d)
started=()
# Stops all that was started.
stop_all() {
    local process
    for process in ${started[@]+"${started[@]}"}; do
        kill -KILL "$process" 2>/dev/null || true
        # Bash tells of each that was killed.
        wait "$process" 2>/dev/null || true
    done
    started=()
}
stop() {
    stop_all
    rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 1' TERM INT

fail() {
    echo "$script: $*" >&2
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
    start "$@" --port 0 --executor-timeout 6 --log warn
    within 100 grep -qs 'listens on port' "$scratch/$1.log" || fail "the scheduler does not listen"
    port=$(sed -n 's/.*listens on port //p' "$scratch/$1.log")
}

# Starts an executor; its id is then in `last`.
start_executor() {
    local name=$1
    shift
    start "$name" executor --scheduler "127.0.0.1:$port" --name "$name" --folder "$scratch/rows-$name" \
        --tasks 1 --heartbeat 2 "$@"
}

# Finds the program, or builds it.
find_program() {
    program=${1:-}
    [[ -z $program ]] || return 0
    cargo build --quiet
    local target
    target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    program=$target/debug/descrape-cluster
}
