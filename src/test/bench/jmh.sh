#!/usr/bin/env bash
# Micro benchmarks by JMH; one line for each benchmark and parameter.
# Needs: nothing but Maven; first: mvn test-compile
# Use:   src/test/bench/jmh.sh [class in io.tidegate.bench] [options of JMH, as -p routes=1 -f 3]
set -euo pipefail
cd "$(dirname "$0")/../../.."
benchmark=${1:-RouteBenchmark} && shift || true
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
dependencies=$(mktemp)
trap 'rm -f "$dependencies"' EXIT
mvn -q --batch-mode ${MAVEN_OPTIONS:-} dependency:build-classpath -Dmdep.outputFile="$dependencies" >&2
echo "cores $(nproc), $($java -version 2>&1 | head -1)"
$java -cp "target/test-classes:target/classes:$(cat "$dependencies")" "io.tidegate.bench.$benchmark" "$@"
