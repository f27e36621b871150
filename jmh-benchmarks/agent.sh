#!/bin/sh
# Times accept() in a program that knows nothing of Drover: alone, and as the worker of a cluster, in turns.
set -eu

cd "$(dirname "$0")/.."
mvn -q -B -pl jmh-benchmarks,balancer -am -DskipTests package
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
mkdir -p "$work/classes/io/drover/bench/agent" "$work/classes/io/drover/core/time"
cp jmh-benchmarks/target/classes/io/drover/bench/agent/AcceptCost*.class "$work/classes/io/drover/bench/agent/"
cp core/target/classes/io/drover/core/time/NanoClock*.class "$work/classes/io/drover/core/time/"
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --file "$work/accept-cost.jar" \
    --main-class io.drover.bench.agent.AcceptCost -C "$work/classes" .

# run NAME COMMAND...: starts it, waits for its line, ends it.
run() {
    name=$1
    shift
    "$@" >"$work/out" 2>&1 &
    pid=$!
    until grep -q 'accept: .*smallest .* us' "$work/out"; do
        kill -0 "$pid" || { cat "$work/out" >&2; exit 1; }
        sleep 0.2
    done
    echo "$name: $(sed -n 's/.*accept: //p' "$work/out")"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    pid=
}

for round in 1 2 3; do
    run 'alone     ' "$java" -jar "$work/accept-cost.jar" 18471
    run 'in cluster' "$java" -jar balancer/target/balancer.jar --workers=1 --backend="$work/accept-cost.jar" -- 18472
done
