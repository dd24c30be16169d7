#!/usr/bin/env bash
# A soak: the packaged gateway, a Redis of its own, a sender at a steady rate with bodies of 1 to 256 KB
# and some duplicates, and a destination that refuses one of a hundred. Prints what must not grow once a
# minute, and at the end how much of it was added in the last two thirds, with the bound of each. Ends
# with 1 if one grows beyond its bound, or anything is lost, refused, pending or parked in the end.
# Needs: redis-server, Linux; first: mvn -DskipTests package
# Use:   src/test/bench/soak.sh [minutes] [events a second]
set -euo pipefail
cd "$(dirname "$0")/../../.."
minutes=${1:-60} rate=${2:-300} java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classpath=target/test-classes:target/classes
if [ ! -s target/test-classpath.txt ]; then
  mvn -q --batch-mode dependency:build-classpath -Dmdep.outputFile=target/test-classpath.txt
fi
echo "cores $(nproc), $(redis-server --version | cut -d' ' -f1-3), $($java -version 2>&1 | head -1), $rate events/s for $minutes minutes, load $(cut -d' ' -f1-3 /proc/loadavg)"
status=0
"$java" -Xmx256m -Dtidegate.jar="$PWD/target/tidegate.jar" \
  -cp "$classpath:$(cat target/test-classpath.txt)" io.tidegate.bench.Soak "$minutes" "$rate" || status=$?
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
exit "$status"
