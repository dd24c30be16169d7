#!/usr/bin/env bash
# Scaling out: 1, 2 and 4 gateways on one Redis, each held to a share of one core, so that they do not
# take it from each other. First accepted requests a second, then deliveries, in a window after all
# have started, the shards are shared and the shares are set; and what each took of Redis' processor.
# Needs: root (control groups, version 1), redis-server, curl, openssl, python3; first: mvn -DskipTests package
# Use:   src/test/bench/scale.sh [percent of a core each] [seconds a window]
set -euo pipefail
cd "$(dirname "$0")/../../.."
share=${1:-20} seconds=${2:-20} shards=8
java=${JAVA_HOME:+$JAVA_HOME/bin/}java jar=$PWD/target/tidegate.jar classpath=$PWD/target/test-classes:$PWD/target/tidegate.jar
work=$(mktemp -d) group=/sys/fs/cgroup/cpu/tidegate-scale-$$ pids=() others=()
finish() {
  kill "${pids[@]}" "${others[@]}" 2>/dev/null || true; wait 2>/dev/null || true
  rmdir "$group"/* "$group" 2>/dev/null || true; rm -rf "$work"
}
trap finish EXIT
free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
redis=$(free_port) sink=$(free_port) secret=bench-secret-0123456789
printf '{"ref":"refs/heads/main","filler":"%s"}' "$(head -c 980 /dev/zero | tr '\0' x)" > "$work/body"
signature=$(openssl dgst -sha256 -hmac "$secret" -r "$work/body" | cut -d' ' -f1)
headers=(content-type application/json user-agent GitHub-Hookshot/0000000 x-github-event push
  x-github-delivery "run-#" x-hub-signature-256 "sha256=$signature")

redis-server --port "$redis" --bind 127.0.0.1 --save '' --appendonly yes --appendfsync everysec \
  --maxmemory-policy noeviction --dir "$work" --loglevel warning > "$work/redis.log" & others+=($!)
$java -Xmx128m -cp "$classpath" io.tidegate.bench.CountingSink "$sink" 100000000 > /dev/null & others+=($!)
# ask <command>: what Redis replies, at most 64 KB of it
ask() { python3 -c "import socket,sys; s=socket.create_connection(('127.0.0.1',$redis)); s.sendall(sys.argv[1].encode()+b'\r\n'); print(s.recv(65536).decode())" "$1"; }
flush() { ask FLUSHALL > /dev/null; }
# Microseconds of processor that Redis has used so far
used() { ask 'INFO cpu' | tr -d '\r' | awk -F: '/^used_cpu_(sys|user):/ { sum += $2 } END { printf "%d", sum * 1e6 }'; }

# gateway <number> <roles>: starts one, unbridled
gateway() {
  mkdir -p "$work/$1"
  public[$1]=$(free_port) admin[$1]=$(free_port)
  cat > "$work/$1/tidegate.yaml" <<YAML
public: { port: ${public[$1]}, host: 127.0.0.1, drain: 0s }
admin: { port: ${admin[$1]} }
redis: { uri: "redis://127.0.0.1:$redis" }
store: { shards: $shards, history: { age: 1s } }
sources:
  github: { provider: github, secrets: ["$secret"] }
destinations:
  sink: { http: { url: "http://127.0.0.1:$sink/" } }
routes:
  all: { from: [github], to: [sink] }
YAML
  (cd "$work/$1" && exec $java -Xms256m -Xmx256m -jar "$jar" serve --config tidegate.yaml --roles "$2,admin") > "$work/$1/log" 2>&1 & pids[$1]=$!
  for _ in $(seq 600); do curl -fso /dev/null "http://127.0.0.1:${admin[$1]}/health/ready" && return; sleep 0.1; done
  echo "the gateway does not start" >&2; exit 1
}
meter() { curl -fs "http://127.0.0.1:${admin[$1]}/metrics" | awk -v name="$2" 'index($1, name) == 1 { sum += $2 } END { printf "%d", sum }'; }
bridle() {
  mkdir -p "$group/$1"
  echo 100000 > "$group/$1/cpu.cfs_period_us"; echo $((share * 1000)) > "$group/$1/cpu.cfs_quota_us"
  echo "${pids[$1]}" > "$group/$1/cgroup.procs"
}
sum() { local all=0; for g in $(seq "$1"); do all=$((all + $(meter "$g" "$2"))); done; echo "$all"; }
post() { $java -Xmx256m -cp "$classpath" io.tidegate.bench.BareClient "http://127.0.0.1:${public[$1]}/in/github" "$2" 32 "$work/body" "${headers[@]}"; }
end() { kill "${pids[@]}"; wait "${pids[@]}" 2>/dev/null || true; pids=(); rmdir "$group"/* 2>/dev/null || true; flush; }
# window <gateways> <meter>: how much it grew a second, and microseconds of Redis for each
window() {
  sleep 5; local before used; before=$(sum "$1" "$2") used=$(used); sleep "$seconds"
  local grown=$(($(sum "$1" "$2") - before)); used=$(($(used) - used))
  echo "$((grown / seconds)) $(python3 -c "print(f'{$used / max(1, $grown):.1f}')")"
}
# report <gateways> <a second> <us of Redis> <a second by one gateway>
report() { printf '  %d gateways: %d/s (%.2f times one), %s us of Redis each\n' "$1" "$2" "$(python3 -c "print($2 / $4)")" "$3"; }

echo "cores $(nproc), $(redis-server --version | cut -d' ' -f1-3), $($java -version 2>&1 | head -1), $share % of a core each, load $(cut -d' ' -f1 /proc/loadavg)"
declare -A public admin
delivered='tidegate_delivery_attempts_total{destination="sink",outcome="delivered"'
echo accepted
for count in 1 2 4; do
  for g in $(seq "$count"); do gateway "$g" ingress; post "$g" 3000; done
  clients=()
  for g in $(seq "$count"); do bridle "$g"; post "$g" 100000000 2> "$work/client.log" & clients+=($!); done
  read -r rate used <<< "$(window "$count" 'tidegate_requests_total{outcome="accepted"')"
  kill "${clients[@]}"; wait "${clients[@]}" 2>/dev/null || true; end
  [ "$count" = 1 ] && one=$rate
  report "$count" "$rate" "$used" "$one"
done
echo delivered
for count in 1 2 4; do
  gateway 0 ingress; post 0 300000; kill "${pids[0]}"; wait "${pids[0]}" || true; unset 'pids[0]'
  for g in $(seq "$count"); do gateway "$g" dispatch; done
  for g in $(seq "$count"); do
    # Shared evenly, and warm
    for _ in $(seq 600); do
      [ "$(meter "$g" tidegate_shards)" -le $((shards / count)) ] && [ "$(meter "$g" "$delivered")" -ge 20000 ] && break; sleep 0.1
    done
    bridle "$g"
  done
  read -r rate used <<< "$(window "$count" "$delivered")"
  end
  [ "$count" = 1 ] && one=$rate
  report "$count" "$rate" "$used" "$one"
done
