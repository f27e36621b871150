#!/bin/sh
# Compares two results of run.sh: exit code 1 where a figure of the second is worse by more than the error bars.
set -eu

jar=$(dirname "$0")/target/benchmarks.jar
if [ ! -f "$jar" ]; then
    (cd "$(dirname "$0")/.." && mvn -q -B -pl jmh-benchmarks -am -DskipTests package) >&2
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$jar" io.drover.bench.compare.CompareResults "$@"
