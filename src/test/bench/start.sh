#!/usr/bin/env bash
# From the start of the JVM to the first 202, embedded Redis included, and resident memory at rest
# and under load.
# Needs: wrk, curl, openssl, python3; first: mvn -DskipTests package
# Use:   src/test/bench/start.sh [rounds]
set -euo pipefail
cd "$(dirname "$0")/../../.."
rounds=${1:-5} java=${JAVA_HOME:+$JAVA_HOME/bin/}java jar=$PWD/target/tidegate.jar lua=$PWD/src/test/bench/github.lua
work=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null || true; wait 2>/dev/null; rm -rf "$work"' EXIT
free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
public=$(free_port) admin=$(free_port) secret=bench-secret-0123456789
export BODY="$work/body" RUN=start SIGNATURE
printf '{"ref":"refs/heads/main","filler":"%s"}' "$(head -c 980 /dev/zero | tr '\0' x)" > "$BODY"
SIGNATURE=$(openssl dgst -sha256 -hmac "$secret" -r "$BODY" | cut -d' ' -f1)
cat > "$work/tidegate.yaml" <<YAML
public: { port: $public, host: 127.0.0.1, drain: 0s }
admin: { port: $admin }
redis: { data: $work/data }
sources:
  github: { provider: github, secrets: ["$secret"] }
YAML
post() {
  curl -so /dev/null -w '%{http_code}' -H "X-Hub-Signature-256: sha256=$SIGNATURE" \
    -H "X-GitHub-Delivery: $1" --data-binary "@$BODY" "http://127.0.0.1:$public/in/github" || true
}
rss() { awk '/VmRSS/ {printf "%d MiB\n", $2/1024}' "/proc/$pid/status"; }

cd "$work"
for round in $(seq "$rounds"); do
  rm -rf data
  began=$(date +%s%N)
  $java -jar "$jar" serve --config tidegate.yaml > gateway.log 2>&1 & pid=$!
  until [ "$(post "$round")" = 202 ]; do sleep 0.01; done
  echo "start to first 202: $(( ($(date +%s%N) - began) / 1000000 )) ms"
  [ "$round" = "$rounds" ] && break
  kill "$pid"; wait "$pid" || true
done
sleep 5; echo "resident at rest: $(rss)"
wrk -t1 -c64 -d20s -s "$lua" "http://127.0.0.1:$public/in/github" | grep RESULT
echo "resident under load: $(rss)"
