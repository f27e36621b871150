#!/usr/bin/env bash
# Copyright 2026 The Drover Authors
# SPDX-License-Identifier: Apache-2.0
#
# Compares Drover's cluster with the alternatives on this machine; --help says more.
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jars=("$home/balancer/target/balancer.jar" "$home/loadtest/target/app.jar" "$home/loadtest/target/loadtest.jar")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

require() {
    if ! command -v "$1" >/dev/null; then
        echo "$1: not found (expected: $2)" >&2
        exit 1
    fi
}

require "$java" "JDK 17 or later, on the PATH or in JAVA_HOME"
for jar in "${jars[@]}"; do
    if [[ ! -f $jar ]]; then
        require mvn "Maven 3.8 or later on the PATH, to build what is measured"
        echo "Building, since $jar is missing: mvn -q -B -DskipTests package" >&2
        (cd "$home" && mvn -q -B -DskipTests package) >&2
        break
    fi
done

# The harness itself only waits and counts.
exec "$java" -XX:+UseSerialGC -Xmx256m -jar "$home/loadtest/target/loadtest.jar" "$@"
