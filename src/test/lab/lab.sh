#!/usr/bin/env bash
# The fault laboratory: does harm to gateways, Redis and destinations, and checks what is lost.
# Needs: redis-server, for some scenarios gcc or root; first: mvn -DskipTests package
# Use:   src/test/lab/lab.sh [scenario,scenario,..|all] [seconds] [seed|first-last] [events a second] [memory|replicated|fsynced]
set -euo pipefail
cd "$(dirname "$0")/../../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classpath=target/test-classes:target/classes:$(cat target/test-classpath.txt 2>/dev/null || true)
if [ ! -s target/test-classpath.txt ]; then
  mvn -q --batch-mode dependency:build-classpath -Dmdep.outputFile=target/test-classpath.txt
  classpath=target/test-classes:target/classes:$(cat target/test-classpath.txt)
fi
exec nice "$java" -Xmx512m -Dtidegate.jar="$PWD/target/tidegate.jar" -cp "$classpath" io.tidegate.lab.Lab "$@"
