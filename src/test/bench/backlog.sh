#!/usr/bin/env bash
# What a backlog costs: accepted requests a second and their 99th percentile over an empty stream, over N
# events that nobody has read, and over N deliveries that are parked for a paused destination, in turn in
# one run; then how fast each backlog is delivered. Signed 1 KB GitHub bodies. Each case has a Redis and a
# gateway of its own, all of them run all the time, and only one has anything to do at a time.
# Redis rewrites its append-only file before the rounds and not during them.
# Needs: wrk, redis-server, curl, openssl, python3; first: mvn -DskipTests package
# Use:   src/test/bench/backlog.sh [events] [seconds a run] [rounds]
set -euo pipefail
cd "$(dirname "$0")/../../.."
events=${1:-100000} seconds=${2:-5} rounds=${3:-5} connections=${CONNECTIONS:-64}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java jar=$PWD/target/tidegate.jar classpath=$PWD/target/test-classes:$PWD/target/tidegate.jar
work=$(mktemp -d) secret=bench-secret-0123456789
declare -A redis public admin sink pid others
finish() { kill "${pid[@]}" "${others[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
export BODY="$work/body" SIGNATURE RUN
printf '{"ref":"refs/heads/main","filler":"%s"}' "$(head -c 980 /dev/zero | tr '\0' x)" > "$BODY"
SIGNATURE=$(openssl dgst -sha256 -hmac "$secret" -r "$BODY" | cut -d' ' -f1)
headers=(content-type application/json user-agent GitHub-Hookshot/0000000 x-github-event push
  x-hub-signature-256 "sha256=$SIGNATURE")

# ask <case> <command>: what its Redis replies, at most 64 KB of it
ask() { python3 -c "import socket,sys; s=socket.create_connection(('127.0.0.1',${redis[$1]})); s.sendall(sys.argv[1].encode()+b'\r\n'); print(s.recv(65536).decode())" "$2" | tr -d '\r'; }
lua() { ask "$1" "EVAL \"$2\" 0" | tr -d ':\n'; }
unread() { lua "$1" "local sum = 0 for _, key in ipairs(redis.call('KEYS', 'tg:{??}:events')) do sum = sum + redis.call('XLEN', key) end return sum"; }
clear_stream() { lua "$1" "for _, key in ipairs(redis.call('KEYS', 'tg:{??}:events')) do redis.call('XTRIM', key, 'MAXLEN', 0) end return 1" > /dev/null; }
parked() { lua "$1" "return redis.call('ZCARD', 'tg:{d:sink}:due')"; }
memory() { ask "$1" 'INFO memory' | awk -F: '/^used_memory:/ { printf "%d", $2 / 1048576 }'; }
rewrite() {
  ask "$1" 'BGREWRITEAOF' > /dev/null; sleep 1
  while ask "$1" 'INFO persistence' | grep -q 'aof_rewrite_in_progress:1\|aof_rewrite_scheduled:1'; do sleep 0.5; done
}
# serve <case> <roles>: its gateway, until it is ready
serve() {
  mkdir -p "$work/$1"
  cat > "$work/$1/tidegate.yaml" <<YAML
public: { port: ${public[$1]}, host: 127.0.0.1, drain: 0s }
admin: { port: ${admin[$1]} }
redis: { uri: "redis://127.0.0.1:${redis[$1]}" }
store: { history: { age: 1s } }
sources:
  github: { provider: github, secrets: ["$secret"] }
destinations:
  sink: { http: { url: "http://127.0.0.1:${sink[$1]}/" } }
routes:
  all: { from: [github], to: [sink] }
YAML
  (cd "$work/$1" && exec $java -Xms256m -Xmx256m -jar "$jar" serve --config tidegate.yaml --roles "$2,admin") >> "$work/$1/log" 2>&1 & pid[$1]=$!
  for _ in $(seq 600); do curl -fso /dev/null "http://127.0.0.1:${admin[$1]}/health/ready" && return; sleep 0.1; done
  echo "the gateway does not start" >&2; exit 1
}
stop() { kill "${pid[$1]}"; wait "${pid[$1]}" || true; unset "pid[$1]"; }
# post <case> <how many> <what their ids begin with>
post() { $java -Xms256m -Xmx256m -cp "$classpath" io.tidegate.bench.BareClient "http://127.0.0.1:${public[$1]}/in/github" "$2" "$connections" "$BODY" "${headers[@]}" x-github-delivery "$3-#"; }
api() { curl -fsS -o /dev/null -X POST "http://127.0.0.1:${admin[$1]}/api/v1/destinations/sink/$2"; }
# drain <events> <case>: delivers it all, and prints how many a second
drain() {
  local count=$1; stop "$2"
  $java -Xmx256m -cp "$classpath" io.tidegate.bench.CountingSink "${sink[$2]}" "$count" > "$work/rates" & others[sink]=$!
  for _ in $(seq 300); do (: < "/dev/tcp/127.0.0.1/${sink[$2]}") 2>/dev/null && break; sleep 0.1; done
  serve "$2" dispatch; [ "$2" = parked ] && api parked resume
  wait "${others[sink]}"; unset 'others[sink]'
  printf '  %-7s %d events, %s a second (by quarters %s)\n' "$2" "$count" \
    "$(awk '{ time += 1 / $1 } END { printf "%.0f", NR / time }' "$work/rates")" "$(tr '\n' ' ' < "$work/rates")"
}

for case in empty unread parked; do
  redis[$case]=$(free_port) public[$case]=$(free_port) admin[$case]=$(free_port) sink[$case]=$(free_port)
  mkdir -p "$work/redis-$case"
  redis-server --port "${redis[$case]}" --bind 127.0.0.1 --save '' --appendonly yes --appendfsync everysec --auto-aof-rewrite-percentage 0 \
    --maxmemory-policy noeviction --dir "$work/redis-$case" --loglevel warning > "$work/redis-$case.log" & others[$case]=$!
done
sleep 1
echo "cores $(nproc), $(redis-server --version | cut -d' ' -f1-3), $($java -version 2>&1 | head -1), $events events, $connections connections, $seconds s a run, load $(cut -d' ' -f1-3 /proc/loadavg)"
serve empty ingress
serve unread ingress; post unread "$events" backlog
serve parked ingress,dispatch; api parked pause; post parked "$events" backlog
for _ in $(seq 3000); do [ "$(parked parked)" -ge "$events" ] && [ "$(unread parked)" = 0 ] && break; sleep 0.2; done
stop parked; serve parked ingress
# Equally warm, whatever each has done before
for case in empty parked unread; do post "$case" 30000 warm; done
for case in empty parked; do clear_stream "$case"; done
for case in empty unread parked; do rewrite "$case"; done
echo "unread $(unread unread), $(memory unread) MiB of Redis; parked $(parked parked), $(memory parked) MiB of Redis; empty $(memory empty) MiB"

for round in $(seq 0 "$rounds"); do
  [ "$round" = 0 ] && echo "warm-up" || echo "round $round"
  for case in empty unread parked; do
    RUN="$round-$case-$RANDOM"
    printf '  %-7s' "$case"
    wrk -t1 -c"$connections" -d"${seconds}s" -s src/test/bench/github.lua "http://127.0.0.1:${public[$case]}/in/github" | grep RESULT | tee -a "$work/$case.results"
    [ "$case" = unread ] || clear_stream "$case"
  done
done
python3 - "$work" <<'PY'
import re, statistics, sys
found = {case: [(float(a), float(b)) for a, b in re.findall(r'RESULT (\d+) req/s, .*?p99 ([\d.]+) ms', open(f'{sys.argv[1]}/{case}.results').read())][1:]
         for case in ('empty', 'unread', 'parked')}
print('medians')
for case, rows in found.items():
    rate, p99 = (statistics.median(row[i] for row in rows) for i in (0, 1))
    ratios = [statistics.median(row[i] / base[i] for row, base in zip(rows, found['empty'])) for i in (0, 1)]
    print(f'  {case:7} {rate:.0f} req/s ({ratios[0]:.2f} times empty), p99 {p99:.1f} ms ({ratios[1]:.2f} times empty)')
PY
echo "drain"
drain "$(unread unread)" unread
drain "$(parked parked)" parked
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
