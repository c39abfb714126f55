#!/usr/bin/env bash
# How fast SQL over the topics is: a broker and a registry of our own, N success events (default 1,000,000) in 4 partitions, then
# the same questions several times, alone (with the start of the JVM) and one after the other in one process (warm).
#
#   benchmarks/sql/run.sh [EVENTS]
#
# Prints a table; each line is the fastest of ROUNDS (default 3). On a machine that others use, go by the processor time. Needs a built product (./callstream --help) and GNU time.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
events=${1:-1000000}
rounds=${ROUNDS:-3}
work=$(mktemp -d)
export CALLSTREAM_LOG_LEVEL=WARN

pids=()
cleanup() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

start() { # name; leaves its address in $url
  "$home/callstream" "$1" --port 0 --data-dir "$work/data" --ready-file "$work/$1.json" >/dev/null &
  pids+=($!)
  for _ in $(seq 300); do
    [ ! -s "$work/$1.json" ] || break
    sleep 0.1
  done
  url=$(sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" "$work/$1.json" | head -1)
}

start kafka
kafka=$url
start registry
registry=$url
cat >"$work/config.yaml" <<YAML
callstream:
  kafka: {bootstrap_servers: "$kafka", partitions: 4}
  schema_registry: {url: "$registry"}
YAML
"$home/callstream" topics create --config "$work/config.yaml" >/dev/null
java -cp "$home/distribution/target/callstream.jar:$home/distribution/target/lib/*" "$here/FillTopics.java" "$kafka" "$registry" "$events" 2>/dev/null

ask() { # label, statement
  local best=""
  for _ in $(seq "$rounds"); do
    local line
    line=$( { /usr/bin/time -f '%e %U %S %M' "$home/callstream" sql "$2" --config "$work/config.yaml" --format csv >/dev/null; } 2>&1 | tail -1)
    if [ -z "$best" ] || [ "$(echo "${line%% *} < ${best%% *}" | bc)" = 1 ]; then
      best=$line
    fi
  done
  echo "$best" | awk -v what="$1" '{printf "| %s | %.2f s | %.2f s | %d MB |\n", what, $1, $2 + $3, $4 / 1024}'
}

echo "| question, JVM start to answer | time | processor | memory |"
echo "|---|---|---|---|"
ask "count(*)" "SELECT count(*) FROM successes"
ask "two columns: calls and cost by model" "SELECT model, count(*), sum(cost_nano_usd) FROM successes GROUP BY model"
ask "median and p95 by model" "SELECT model, quantile_cont(duration_us, [0.5, 0.95]) FROM successes GROUP BY model"
ask "one field of every answer's body" "SELECT response_body->>'\$.choices[0].finish_reason' AS r, count(*) FROM successes GROUP BY r"
ask "calls, one row each, by outcome" "SELECT outcome, count(*) FROM calls GROUP BY outcome"

two="SELECT model, count(*), sum(cost_nano_usd) FROM successes GROUP BY model;"
echo
echo "The two-column question $rounds times more in one process:"
for _ in $(seq $((rounds + 1))); do printf '%s\n' "$two"; done |
  "$home/callstream" sql --timing --format csv --config "$work/config.yaml" 2>&1 >/dev/null | sed -n 's/^\([0-9.]*\) s$/\1/p' | tail -n "$rounds" |
  awk -v n="$events" '{printf "  %.2f s = %d events/s\n", $1, n / $1}'
