#!/usr/bin/env bash
# What sinks are measured by beside the gateway: how soon a row is there, how fast a backlog is worked off, in how much memory.
#
#   sinks.sh [--no-build] [--live RATE] [--backlog RATE] [--seconds N] [--heap 256m]
#
# 1. At a live rate of calls with the postgres and the file sink running: from the end of a call to its row.
# 2. The sinks are stopped, calls go on at another rate, and the sinks are started again: how fast they catch up.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
launcher=${CALLSTREAM:-$root/callstream}
build=yes live=200 backlog=1000 seconds=40 heap=256m
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=no ;;
    --live) live=$2; shift ;;
    --backlog) backlog=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    --heap) heap=$2; shift ;;
    *) sed -n '2,8p' "$0"; exit 2 ;;
  esac
  shift
done
. "$here/common.sh"

config() {
  cat <<YAML
model_list:
  - model_name: sim-fast
    litellm_params: {model: openai/sim-fast, api_base: "http://$provider/v1", api_key: sk-provider}
general_settings: {master_key: sk-load}
callstream:
  server: {host: 127.0.0.1, event_loops: 1}
  kafka: {bootstrap_servers: "$(ready kafka kafka)"}
  schema_registry: {url: "$(ready registry registry)"}
  sinks:
    postgres: {url: "$(ready postgres postgres)"}
    file: {directory: "$work/lines"}
YAML
}
start_sinks() {
  local sink
  for sink in postgres file; do
    rm -f "$work/sink-$sink.json"
    CALLSTREAM_JAVA_OPTS="-Xmx$heap -XX:NativeMemoryTracking=off" callstream "sink-$sink" sink $sink --config "$work/config.yaml" \
      --data-dir "$work/data-$sink"
  done
}
stop_sinks() {
  local sink
  for sink in postgres file; do kill "${pid_of[sink-$sink]}"; wait "${pid_of[sink-$sink]}" 2>/dev/null || true; done
}
peak() { awk '/VmHWM/ {printf "%d", $2 / 1024}' "/proc/$1/status"; }
calls() { # rate, seconds
  client RateLoad --url "${url[gateway]}/v1/chat/completions" --key sk-load --body "$here/request.json" --rate "$1" --seconds "$2" \
    --connections 64
}
rows() { client CountRows --database "$(ready postgres postgres)" --since "$1"; }
field() { sed -n "s/.*\b$2=\([0-9.]*\).*/\1/p" <<<"$1"; }
rows_of_all() { # since when, how many calls at least: waits until so many have ended rows
  local line
  for _ in $(seq 1200); do
    line=$(rows "$1")
    [ "$(field "$line" rows)" -lt "$2" ] || { echo "$line"; return; }
    sleep 0.5
  done
  fail "rows are missing: $line, $2 expected"
}
now() { date -u +%Y-%m-%dT%H:%M:%S.%NZ; }

start_provider
for part in kafka registry postgres; do callstream $part $part --port 0 --data-dir "$work/$part"; done
config >"$work/config.yaml"
"$launcher" topics create --config "$work/config.yaml" >"$work/topics.log" 2>&1 || fail "topics: $(cat "$work/topics.log")"
callstream gateway gateway --config "$work/config.yaml" --port 0 --data-dir "$work/gateway"
url[gateway]=$(ready gateway gateway)
start_sinks

say "warming up"; since=$(now); calls "$live" 20 >/dev/null; rows_of_all "$since" $((live * 20)) >/dev/null
say "live: $live calls/s for $seconds s"
since=$(now); calls "$live" "$seconds" >/dev/null
lived=$(rows_of_all "$since" $((live * seconds)))

say "backlog: $backlog calls/s for $seconds s without sinks"
stop_sinks
since=$(now); calls "$backlog" "$seconds" >/dev/null
sleep 3 # until the last of them are in Kafka
start_sinks
caught=$(rows_of_all "$since" $((backlog * seconds)))
rate=$(field "$caught" rate)

echo "from the end of a call to its row, at $live calls/s: p50 $(field "$lived" p50) ms, p99 $(field "$lived" p99) ms, most $(field "$lived" max) ms"
echo "catching up on $(field "$caught" rows) calls: $rate calls/s, $(awk "BEGIN {printf \"%.1f\", $rate / $live}") times the live rate (postgres; the file sink works beside it)"
for sink in postgres file; do
  echo "sink $sink with a heap of $heap: at most $(peak "$(pgrep -P "${pid_of[sink-$sink]}" java || echo "${pid_of[sink-$sink]}")") MB of memory in all"
done
