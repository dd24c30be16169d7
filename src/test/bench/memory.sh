#!/usr/bin/env bash
# How much memory of Redis an event takes that is stored, parked or dead, against the size of its body,
# of text that repeats itself by half and of noise that cannot be compressed; and a dedup id.
# Needs: redis-server; first: mvn test-compile
# Use:   src/test/bench/memory.sh
set -euo pipefail
cd "$(dirname "$0")/../../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if [ ! -s target/test-classpath.txt ]; then
  mvn -q --batch-mode dependency:build-classpath -Dmdep.outputFile=target/test-classpath.txt
fi
redis-server --version | cut -d' ' -f1-4
"$java" -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" io.tidegate.bench.Footprint
