#!/usr/bin/env bash
# What the console costs: first paint of each screen and frames while 10,000 rows are scrolled, in Chromium, and its processor time with
# nobody looking, with RATE calls a second, and with VIEWERS who watch them.
#
#   benchmarks/console/run.sh
#
# RATE (200), VIEWERS (50), SECONDS_EACH of each measurement (30), ROUNDS of each screen (7). A broker, a registry and a console of its own, each a process. Needs a built
# product (./callstream --help), Debian's chromium and chromium-driver, and Maven for Selenium's class path. Processor time counts a busy machine least.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
rate=${RATE:-200}
viewers=${VIEWERS:-50}
seconds=${SECONDS_EACH:-30}
rounds=${ROUNDS:-7}
work=$(mktemp -d)
export CALLSTREAM_LOG_LEVEL=WARN

pids=()
cleanup() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

start() { # name, arguments...; leaves its address in $url
  local name=$1
  shift
  "$home/callstream" "$name" --port 0 --data-dir "$work/data" --ready-file "$work/$name.json" "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 600); do
    [ ! -s "$work/$name.json" ] || break
    sleep 0.1
  done
  url=$(sed -n "s/.*\"$name\" *: *\"\([^\"]*\)\".*/\1/p" "$work/$name.json" | head -1)
}

key=sk-benchmark
start kafka
kafka=$url
start registry
registry=$url
cat >"$work/config.yaml" <<YAML
callstream:
  kafka: {bootstrap_servers: "$kafka", partitions: 4}
  schema_registry: {url: "$registry"}
  console: {key: $key}
YAML
"$home/callstream" topics create --config "$work/config.yaml" >/dev/null
start console --config "$work/config.yaml"
console=$url
pid=$(sed -n 's/.*"console" *: *\([0-9][0-9]*\).*/\1/p' "$work/console.json" | head -1)

product="$home/distribution/target/callstream.jar:$home/distribution/target/lib/*"
selenium=${SELENIUM_CLASSPATH:-}
if [ -z "$selenium" ]; then
  (cd "$home" && mvn -q -pl console dependency:build-classpath -Dmdep.outputFile="$work/classpath" -DincludeScope=test)
  selenium=$(cat "$work/classpath")
fi

calls() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$product" "$here/CallsAtRate.java" "$kafka" "$registry" "$@" 2>/dev/null; }
ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
cpu() { # label; over $seconds
  local before after
  before=$(ticks)
  sleep "$seconds"
  after=$(ticks)
  awk -v what="$1" -v used=$((after - before)) -v hz="$(getconf CLK_TCK)" -v s="$seconds" -v rss="$(awk '/VmRSS/ {print $2 / 1024}' "/proc/$pid/status")" \
    'BEGIN {printf "| %s | %.1f %% of a core | %d MB |\n", what, 100 * used / hz / s, rss}'
}

echo "$(date -u +%FT%TZ), $(nproc) cores, load average $(cut -d' ' -f1-3 /proc/loadavg)"
echo
calls 0 12000 0 >&2
java -cp "$selenium" "$here/Pages.java" "$console" "$key" "$rounds" 2>/dev/null
echo
echo "| the console's process | processor | memory |"
echo "|---|---|---|"
cpu "nobody looks, no calls"
calls 20000 $((rate * (3 * seconds + 60))) "$rate" >&2 &
load=$!
pids+=("$load")
sleep 10
cpu "nobody looks, $rate calls/s"
java -cp "$product" "$here/Viewers.java" "$console" "$key" "$viewers" $((seconds + 10)) >"$work/viewers" 2>/dev/null &
watching=$!
sleep 8
cpu "$viewers look, $rate calls/s"
wait "$watching"
kill "$load" 2>/dev/null || true
echo
cat "$work/viewers"
