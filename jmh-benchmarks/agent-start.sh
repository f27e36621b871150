#!/bin/sh
# Times the start of a server that knows nothing of Drover: alone, and as the worker of a cluster, in turns.
#
# usage: agent-start.sh [JAVA [JAR [ARGUMENT]...]]
#
# JAVA is the command that starts the server, by default the java that runs this. Without a JAR it is the JDK's own HTTP
# server; with one, {port} in an ARGUMENT is the port to listen on.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
(cd "$here" && mvn -q -B -pl jmh-benchmarks,balancer -am -DskipTests package)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
if [ $# -lt 2 ]; then
    "${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --file "$work/server.jar" --main-class io.drover.bench.agent.SmallestServer \
        -C "$here/jmh-benchmarks/target/classes" io/drover/bench/agent/SmallestServer.class
    set -- "${1:-$(command -v "$java")}" "$work/server.jar" '{port}'
fi
"$java" -cp "$here/balancer/target/balancer.jar:$here/jmh-benchmarks/target/classes" \
    io.drover.bench.agent.StartCost 15 "$@"
