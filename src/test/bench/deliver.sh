#!/usr/bin/env bash
# Delivered events a second to one HTTP destination: 1 KB GitHub bodies that wait in the store,
# against a bare Vert.x client that posts the same body to the same sink over as many connections,
# on the same cores in the same run. Four slices of each; the first one warms up.
# Needs: curl, openssl, python3; first: mvn -DskipTests package
# Use:   src/test/bench/deliver.sh [events a run] [rounds]
set -euo pipefail
cd "$(dirname "$0")/../../.."
events=${1:-200000} rounds=${2:-2} concurrency=${CONCURRENCY:-32}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java jar=$PWD/target/tidegate.jar classpath=$PWD/target/test-classes:$PWD/target/tidegate.jar
work=$(mktemp -d) pid='' sink_pid=''
trap 'kill $pid $sink_pid 2>/dev/null || true; wait 2>/dev/null; rm -rf "$work"' EXIT
free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }

public=$(free_port) admin=$(free_port) sink=$(free_port) secret=bench-secret-0123456789
printf '{"ref":"refs/heads/main","filler":"%s"}' "$(head -c 980 /dev/zero | tr '\0' x)" > "$work/body"
signature=$(openssl dgst -sha256 -hmac "$secret" -r "$work/body" | cut -d' ' -f1)
headers=(content-type application/json user-agent GitHub-Hookshot/0000000 x-github-event push
  x-github-delivery "run-#" x-hub-signature-256 "sha256=$signature")
cat > "$work/tidegate.yaml" <<YAML
public: { port: $public, host: 127.0.0.1, drain: 0s }
admin: { port: $admin }
redis: { data: $work/data }
store: { history: { age: 1s } }
sources:
  github: { provider: github, secrets: ["$secret"] }
destinations:
  sink: { http: { url: "http://127.0.0.1:$sink/" }, concurrency: $concurrency }
routes:
  all: { from: [github], to: [sink] }
YAML

# serve <roles>: the gateway, until it is ready
serve() {
  $java -Xms512m -Xmx512m -jar "$jar" serve --config "$work/tidegate.yaml" --roles "$1" > "$work/gateway.log" 2>&1 & pid=$!
  for _ in $(seq 600); do curl -fso /dev/null "http://127.0.0.1:$admin/health/ready" && return; sleep 0.1; done
  echo "the gateway does not start" >&2; exit 1
}
stop() { kill "$pid"; wait "$pid" || true; pid=''; }
start_sink() {
  $java -Xmx256m -cp "$classpath" io.tidegate.bench.CountingSink "$sink" "$events" > "$work/rates" & sink_pid=$!
  for _ in $(seq 300); do (: < "/dev/tcp/127.0.0.1/$sink") 2>/dev/null && return; sleep 0.1; done
  echo "the sink does not start" >&2; exit 1
}
post() { $java -Xms512m -Xmx512m -cp "$classpath" io.tidegate.bench.BareClient "$1" "$events" "$concurrency" "$work/body" "${headers[@]}"; }
# How many deliveries took the way over the store
parked() { curl -fs "http://127.0.0.1:$admin/metrics" | awk '/^tidegate_deliveries_parked_total/ { sum += $2 } END { print sum + 0 }'; }
# The mean rate without the first slice
warm() { awk 'NR > 1 { time += 1 / $1; slices++ } END { printf "%.0f", slices / time }' "$work/rates"; }
report() { printf '  %-8s %s events/s (slices %s)\n' "$1" "$2" "$(tr '\n' ' ' < "$work/rates")"; }

echo "cores $(nproc), $($java -version 2>&1 | head -1), $events events, concurrency $concurrency, load $(cut -d' ' -f1 /proc/loadavg)"
for round in $(seq "$rounds"); do
  echo "round $round"
  start_sink; post "http://127.0.0.1:$sink/"; wait "$sink_pid"
  bare=$(warm); report bare "$bare"
  rm -rf "$work/data"
  serve ingress,admin; post "http://127.0.0.1:$public/in/github"; stop
  start_sink; serve dispatch,admin; wait "$sink_pid"; parked=$(parked); stop
  gateway=$(warm); report gateway "$gateway"; echo "  parked   $parked"
  awk -v g="$gateway" -v b="$bare" 'BEGIN { printf "  ratio    %.2f\n", g / b }'
done
