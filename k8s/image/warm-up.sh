#!/bin/sh
# Runs the gateway once, from a webhook to a delivery, and has Java archive the classes it used.
# Needs JAVA, JAR and ARCHIVE: the java to run, the program, and the file to write.
set -eu

cd "$(dirname "$0")"
"$JAVA" -XX:ArchiveClassesAtExit="$ARCHIVE" -jar "$JAR" serve --store memory --config warm-up.yaml &
gateway=$!

tries=0
until "$JAVA" -jar "$JAR" send github --to http://127.0.0.1:18080/in/shop \
    --secret only-while-the-image-is-built; do
  tries=$((tries + 1))
  test "$tries" -lt 30
  kill -0 "$gateway"
  sleep 1
done

kill -TERM "$gateway"
# 143: ended by the signal, as told.
wait "$gateway" || test "$?" -eq 143
test -s "$ARCHIVE"
