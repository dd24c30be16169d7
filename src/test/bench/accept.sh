#!/usr/bin/env bash
# Accepted requests a second: signed 1 KB GitHub bodies, verified and stored in the distribution's
# Redis, against a bare Vert.x server on the same cores in the same run.
# Needs: wrk, redis-server, openssl; first: mvn -DskipTests package test-compile
# Use:   src/test/bench/accept.sh [seconds a run] [rounds]
set -euo pipefail
cd "$(dirname "$0")/../../.."
seconds=${1:-15} rounds=${2:-3} connections=${CONNECTIONS:-64}
work=$(mktemp -d) pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done; wait 2>/dev/null; rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
wait_for() { for _ in $(seq 300); do curl -so /dev/null "$1" && return; sleep 0.1; done; echo "no answer: $1" >&2; exit 1; }

redis=$(free_port) gateway=$(free_port) admin=$(free_port) bare=$(free_port)
export BODY="$work/body" SIGNATURE RUN
secret=bench-secret-0123456789
printf '{"ref":"refs/heads/main","filler":"%s"}' "$(head -c 980 /dev/zero | tr '\0' x)" > "$BODY"
SIGNATURE=$(openssl dgst -sha256 -hmac "$secret" -r "$BODY" | cut -d' ' -f1)

redis-server --port "$redis" --bind 127.0.0.1 --save '' --appendonly ${AOF:-yes} --appendfsync everysec \
  --maxmemory-policy noeviction --dir "$work" --loglevel warning > "$work/redis.log" & pids+=($!)
cat > "$work/tidegate.yaml" <<YAML
public: { port: $gateway, host: 127.0.0.1 }
admin: { port: $admin }
redis: { uri: "redis://127.0.0.1:$redis" }
store: { history: { age: 1s } }
sources:
  github: { provider: github, secrets: ["$secret"] }
destinations: {}
routes: {}
YAML
$java ${JAVA_OPTS:-} -Xms512m -Xmx512m -jar target/tidegate.jar serve --config "$work/tidegate.yaml" \
  ${ROLES:+--roles $ROLES} > "$work/gateway.log" 2>&1 & pids+=($!)
classpath=target/test-classes:target/tidegate.jar
$java -Xms512m -Xmx512m -cp "$classpath" io.tidegate.bench.BareServer "$bare" > "$work/bare.log" & pids+=($!)
wait_for "http://127.0.0.1:$bare/"
wait_for "http://127.0.0.1:$admin/health/ready"

echo "cores $(nproc), $(redis-server --version | cut -d' ' -f1-3), $($java -version 2>&1 | head -1), $connections connections, $seconds s a run"
for round in $(seq 0 "$rounds"); do
  [ "$round" = 0 ] && echo "warm-up" || echo "round $round"
  for target in "bare http://127.0.0.1:$bare/" "gateway http://127.0.0.1:$gateway/in/github"; do
    RUN="$round-$RANDOM"
    printf '  %-8s' "${target%% *}"
    wrk -t1 -c"$connections" -d"${seconds}s" -s src/test/bench/github.lua "${target#* }" | grep RESULT
  done
done
