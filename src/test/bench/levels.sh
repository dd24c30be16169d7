#!/usr/bin/env bash
# Accepted requests a second at each durability level, in one run and in turn: signed 1 KB GitHub
# bodies over one Redis master and one replica, against a bare Vert.x server that reads the body.
# The door only; the append-only file is written once a second, and at fsynced at every batch.
# Needs: wrk, redis-server, openssl, python3; first: mvn -DskipTests package
# Use:   src/test/bench/levels.sh [seconds a run] [rounds]
set -euo pipefail
cd "$(dirname "$0")/../../.."
seconds=${1:-5} rounds=${2:-3} connections=${CONNECTIONS:-64} server=${REDIS_SERVER:-redis-server}
work=$(mktemp -d) pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done; wait 2>/dev/null; rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
wait_for() { for _ in $(seq 600); do curl -sfo /dev/null "$1" && return; sleep 0.1; done; echo "no answer: $1" >&2; exit 1; }

export BODY="$work/body" SIGNATURE RUN
secret=bench-secret-0123456789
printf '{"ref":"refs/heads/main","filler":"%s"}' "$(head -c 980 /dev/zero | tr '\0' x)" > "$BODY"
SIGNATURE=$(openssl dgst -sha256 -hmac "$secret" -r "$BODY" | cut -d' ' -f1)

redis() { # name, further options
  mkdir -p "$work/$1"
  "$server" --bind 127.0.0.1 --save '' --appendonly yes --repl-diskless-sync-delay 0 \
    --maxmemory-policy noeviction --dir "$work/$1" --loglevel warning "${@:2}" > "$work/$1.log" & pids+=($!)
}
declare -A gateway
gateway() { # level, redis port, further keys of store
  gateway[$1]=$(free_port)
  local admin; admin=$(free_port)
  cat > "$work/$1.yaml" <<YAML
public: { port: ${gateway[$1]}, host: 127.0.0.1 }
admin: { port: $admin }
redis: { uri: "redis://127.0.0.1:$2" }
store: { durability: $1, prefix: ${1:0:3}, history: { age: 1s } }
sources: { github: { provider: github, secrets: ["$secret"] } }
YAML
  $java ${JAVA_OPTS:-} -Xms256m -Xmx256m -jar target/tidegate.jar serve --config "$work/$1.yaml" \
    --roles ingress,admin > "$work/$1-gateway.log" 2>&1 & pids+=($!)
  wait_for "http://127.0.0.1:$admin/health/ready"
}
master=$(free_port) replica=$(free_port) always=$(free_port) bare=$(free_port)
redis master --port "$master"
redis always --port "$always" --appendfsync always
sleep 1
redis replica --port "$replica" --replicaof "127.0.0.1 $master"
sleep 2
gateway memory "$master"
gateway replicated "$master"
gateway fsynced "$always"
$java -Xms256m -Xmx256m -cp target/test-classes:target/tidegate.jar io.tidegate.bench.BareServer "$bare" > "$work/bare.log" & pids+=($!)
for _ in $(seq 100); do curl -so /dev/null "http://127.0.0.1:$bare/" && break; sleep 0.1; done

echo "cores $(nproc), load $(cut -d' ' -f1 /proc/loadavg), $("$server" --version | cut -d' ' -f1-3), $($java -version 2>&1 | head -1), $connections connections, $seconds s a run"
for round in $(seq 0 "$rounds"); do
  [ "$round" = 0 ] && echo "warm-up" || echo "round $round"
  for level in bare memory replicated fsynced; do
    url="http://127.0.0.1:$bare/"
    [ "$level" = bare ] || url="http://127.0.0.1:${gateway[$level]}/in/github"
    RUN="$round-$level-$RANDOM"
    printf '  %-11s' "$level"
    wrk -t1 -c"$connections" -d"${seconds}s" -s src/test/bench/github.lua "$url" | grep RESULT
  done
done
