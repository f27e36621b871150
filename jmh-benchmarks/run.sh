#!/bin/sh
# Builds the benchmarks and runs them with the GC profiler. What the results mean: README.md, beside this file.
set -eu

usage() {
    echo "usage: $0 [all|policies|lane|relay|proxy|http|scoreboard|control|agent|agent-start|smoke] [option of JMH]..." >&2
    exit 2
}

what=${1:-all}
[ $# -eq 0 ] || shift
case $what in
    all) benchmarks='.*' ;;
    policies) benchmarks=SchedulingPolicyBenchmark ;;
    lane) benchmarks='LaneBenchmark|AcceptBenchmark' ;;
    relay) benchmarks=RelayBenchmark ;;
    proxy) benchmarks=ProxyHeaderBenchmark ;;
    http) benchmarks=HttpHeadBenchmark ;;
    scoreboard) benchmarks=ScoreboardBenchmark ;;
    control) benchmarks=ControlCodecBenchmark ;;
    agent) exec "$(dirname "$0")/agent.sh" ;;
    agent-start) exec "$(dirname "$0")/agent-start.sh" "$@" ;;
    smoke)
        # Whether they run at all. The figures are worth nothing.
        benchmarks='.*'
        set -- -f 1 -wi 1 -i 1 -w 100ms -r 100ms -p workerCount=16 -foe true "$@"
        ;;
    *) usage ;;
esac

# JMH takes one -rff only: that of the caller, where there is one.
case " $* " in
    *" -rff "*) ;;
    *) set -- -rff "jmh-benchmarks/target/$what.json" "$@" ;;
esac
cd "$(dirname "$0")/.."
mvn -q -B -pl jmh-benchmarks -am -DskipTests package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar jmh-benchmarks/target/benchmarks.jar "$benchmarks" \
    -prof gc -rf json "$@"
