#!/usr/bin/env bash
# The load benchmark: what each ingredient costs, one more at each step, beside nginx, in one run on one machine.
#
#   run.sh [--quick] [--no-build] [--workers N] [--seconds N] [--rounds N] [--streams N] [--awake] [--targets "direct nginx relay off spooled shipped"] [--no-sinks] [--out FILE]
#
# direct   01  client -> simulated provider
# nginx        client -> nginx as reverse proxy -> provider
# relay        client -> event loop that passes bytes on unread -> provider: what no gateway on this kernel can be faster than
# off      02  client -> gateway that tells no events -> provider
# decided      the same with what decides about a call: a key with its limits and its budget, routing, a prompt that is put in; not among the usual targets
# full         the same with all else that can be limited: tag, gateway, deployment and provider; not among the usual targets
# anthropic    as off, but the provider speaks Anthropic's API: each call is translated, there and back; not among the usual targets
# spooled  03  client -> gateway that spools its events; no Kafka can be reached -> provider
# shipped  04  the same with the broker, the registry and two sinks (postgres, file) on the same cores; --no-sinks leaves those out
#
# --awake keeps the processors from halting between the steps of a call: waking one up costs more than the call on many virtual machines.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
launcher=${CALLSTREAM:-$root/callstream} # CALLSTREAM=... measures an unpacked distribution
targets="direct nginx relay off spooled shipped" build=yes
workers=1 seconds=6 rounds=2 sinks="postgres file" out="" awake=no
rates="1000 4000 10000" ladder=3 streams=500 gap=50 frames=160 warm=30 warm_frames=100
while [ $# -gt 0 ]; do
  case $1 in
    --quick) seconds=2 rounds=1 rates="" frames=40 warm=5 warm_frames=20 ;;
    --workers) workers=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --streams) streams=$2; shift ;;
    --awake) awake=yes ;;
    --targets) targets=$2; shift ;;
    --no-build) build=no ;;
    --no-sinks) sinks="" ;;
    --out) out=$2; shift ;;
    *) sed -n '2,17p' "$0"; exit 2 ;;
  esac
  shift
done

. "$here/common.sh"
for tool in wrk nginx java mvn python3 curl pgrep; do
  command -v $tool >/dev/null || fail "'$tool' is missing. On Debian or Ubuntu: apt-get install wrk nginx-light openjdk-17-jdk-headless maven python3 curl procps"
done

# Loops of the idle class take only time that nobody else wants.
if [ $awake = yes ]; then
  for _ in $(seq "$(nproc)"); do
    chrt -i 0 sh -c 'while :; do :; done' &
    pids+=($!)
  done
fi

# --- servers -----------------------------------------------------------------------------------------------------------
start_nginx() {
  local port; port=$(free_port)
  sed -e "s#@PORT@#$port#; s#@UPSTREAM@#$provider#; s#@WORKERS@#$workers#; s#@DIR@#$work#" "$here/nginx.conf.in" >"$work/nginx.conf"
  nginx -c "$work/nginx.conf" -p "$work" >"$work/nginx.log" 2>&1 &
  pids+=($!); pid_of[nginx]=$!; url[nginx]="http://127.0.0.1:$port"
  await nginx curl -sf "${url[nginx]}/v1/models"
}

start_relay() {
  local port; port=$(free_port)
  java -XX:+UseSerialGC -Xmx256m -Dio.netty.leakDetection.level=disabled -cp "$classpath" io.callstream.benchmarks.load.BareRelay \
    --url "http://$provider" --port "$port" --threads "$workers" >"$work/relay.log" 2>&1 &
  pids+=($!); pid_of[relay]=$!; url[relay]="http://127.0.0.1:$port"
  await "the relay" curl -sf "${url[relay]}/v1/models"
}

# What a call asks for; the other gateways and the provider are given what a prompt makes of it, so that all send the same.
decides() { [ "$1" = full ] || [ "$1" = decided ]; }
body_of() { decides "$1" && echo "$work/request-full.json" || echo "$here/request.json"; }
key_of() { decides "$1" && echo sk-load-limited || echo sk-load; }
full_request() {
  mkdir -p "$work/prompts"
  python3 - "$here/request.json" "$work" <<'PY'
import json, sys
body = json.load(open(sys.argv[1]))
first, rest = body["messages"][0], body["messages"][1:]
assert first["role"] == "system" and "{" not in first["content"]
open(sys.argv[2] + "/prompts/railway.prompt", "w").write("---\nlabels: [production]\n---\nSystem: " + first["content"].replace("railway", "{{ business }}") + "\n")
body["messages"] = rest
body["prompt_id"] = "railway"
body["prompt_variables"] = {"business": "railway"}
body["metadata"] = {"tags": ["load"]}
json.dump(body, open(sys.argv[2] + "/request-full.json", "w"), ensure_ascii=False, separators=(",", ":"))
PY
}
# decided: a key with its limits and budget, two deployments with fallbacks, a prompt. full: all else that can be limited, too.
full_config() { # target
  local first="" second="" all="" provider_budget="" parallel=""
  if [ "$1" = full ]; then
    first=", rpm: 2000000000, tpm: 2000000000, max_parallel_requests: 100000, max_budget: 1000000, budget_duration: 30d"
    second=", rpm: 2000000000"
    all="  max_budget: 1000000
  tag_budget_config: {load: {max_budget: 1000000, rpm_limit: 2000000000}}"
    provider_budget="  provider_budget_config: {openai: {budget_limit: 1000000, time_period: 30d}}"
    parallel="  global_max_parallel_requests: 100000"
  fi
  cat <<YAML
model_list:
  - model_name: sim-fast
    litellm_params: {model: openai/sim-fast, api_base: "http://$provider/v1", api_key: sk-provider$first, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}
    model_info: {id: one}
  - model_name: sim-fast
    litellm_params: {model: openai/sim-fast, api_base: "http://$provider/v1", api_key: sk-provider$second, input_cost_per_token: 0.000001, output_cost_per_token: 0.000002}
    model_info: {id: two}
  - model_name: spare
    litellm_params: {model: openai/sim-fast, api_base: "http://$provider/v1", api_key: sk-provider}
  - model_name: sim-stamped-${gap}ms-$frames
    litellm_params: {model: openai/sim-stamped-${gap}ms-$frames, api_base: "http://$provider/v1", api_key: sk-provider}
  - model_name: sim-stamped-${gap}ms-$warm_frames
    litellm_params: {model: openai/sim-stamped-${gap}ms-$warm_frames, api_base: "http://$provider/v1", api_key: sk-provider}
router_settings:
  routing_strategy: least-busy
  num_retries: 2
  fallbacks: [{sim-fast: [spare]}]
$provider_budget
litellm_settings:
  global_prompt_directory: "$work/prompts"
$all
prompts:
  - prompt_id: railway
    litellm_params: {prompt_integration: dotprompt}
general_settings:
  master_key: sk-load
$parallel
callstream:
  events: false
  server: {host: 127.0.0.1, event_loops: $workers}
  kafka: {bootstrap_servers: "127.0.0.1:1"}
  schema_registry: {url: "http://127.0.0.1:1"}
  auth:
    keys:
      - {key: sk-load-limited, alias: load, rpm_limit: 2000000000, tpm_limit: 2000000000, max_parallel_requests: 100000, max_budget: 1000000, budget_duration: 30d}
YAML
}

gateway_config() { # target, events, bootstrap, registry
  local kind=openai; [ "$1" != anthropic ] || kind=anthropic
  cat <<YAML
model_list:
  - model_name: sim-fast
    litellm_params: {model: $kind/sim-fast, api_base: "http://$provider/v1", api_key: sk-provider}
  - model_name: sim-stamped-${gap}ms-$frames
    litellm_params: {model: $kind/sim-stamped-${gap}ms-$frames, api_base: "http://$provider/v1", api_key: sk-provider}
  - model_name: sim-stamped-${gap}ms-$warm_frames
    litellm_params: {model: $kind/sim-stamped-${gap}ms-$warm_frames, api_base: "http://$provider/v1", api_key: sk-provider}
litellm_settings:
  success_callback: [postgres]
general_settings:
  master_key: sk-load
callstream:
  events: $2
  server: {host: 127.0.0.1, event_loops: $workers}
  spool: {max_bytes: 17179869184}
  kafka: {bootstrap_servers: "$3"}
  schema_registry: {url: "$4"}
  sinks:
    postgres: {url: "${postgres:-jdbc:postgresql://127.0.0.1:1/none}"}
    file: {directory: "$work/sink-file"}
YAML
}
start_gateway() { # target, events, bootstrap, registry
  if decides "$1"; then full_request; full_config "$1" >"$work/$1.yaml"; else gateway_config "$@" >"$work/$1.yaml"; fi
  callstream "$1" gateway --config "$work/$1.yaml" --port 0 --data-dir "$work/data-$1"
  url[$1]=$(ready "$1" gateway)
}
start_stack() {
  callstream kafka kafka --port 0 --data-dir "$work/kafka"
  callstream registry registry --port 0 --data-dir "$work/registry"
  callstream postgres postgres --port 0 --data-dir "$work/postgres"
  bootstrap=$(ready kafka kafka) registry=$(ready registry registry) postgres=$(ready postgres postgres)
}
create_topics() {
  gateway_config shipped true "$bootstrap" "$registry" >"$work/shipped.yaml"
  "$launcher" topics create --config "$work/shipped.yaml" >"$work/topics.log" 2>&1 || fail "topics: $(cat "$work/topics.log")"
}
start_sinks() {
  local sink
  for sink in $sinks; do
    callstream "sink-$sink" sink $sink --config "$work/shipped.yaml" --data-dir "$work/sink-$sink"
  done
}

# --- measuring ---------------------------------------------------------------------------------------------------------
declare -A best
path=/v1/chat/completions
field() { sed -n "s/.*\b$2=\([0-9.]*\).*/\1/p" <<<"$1"; }
# Calls of the shipped target that ended; a file, because callers run in subshells.
ended() { [ "$1" != shipped ] || echo "$2" >>"$work/ended"; }
wrk_run() { # target, connections, seconds -> line
  local line
  line=$(LOAD_BODY=$(body_of "$1") LOAD_KEY=$(key_of "$1") wrk -t1 -c"$2" -d"$3" -s "$here/post.lua" --latency "${url[$1]}$path" | grep '^done=')
  [ "$(field "$line" errors)" = 0 ] || say "WARNING: $1: $line"
  ended "$1" "$(field "$line" done)"
  echo "$line"
}
keep() { # key, value, max|min
  local old=${best[$1]:-}
  local better='<'; [ "$3" = min ] || better='>'
  if [ -z "$old" ] || awk "BEGIN {exit !($2 $better $old)}"; then best[$1]=$2; fi
}
ticks() { # CPU time of a process and its children so far, in clock ticks
  local total=0 pid
  for pid in "$1" $(pgrep -P "$1"); do total=$((total + $(awk '{print $14 + $15}' "/proc/$pid/stat"))); done
  echo $total
}
rss() { # MB of a process and its children
  local total=0 pid
  for pid in "$1" $(pgrep -P "$1"); do total=$((total + $(awk '/VmRSS/ {print $2}' "/proc/$pid/status"))); done
  echo $((total / 1024))
}

one_connection() {
  local line; line=$(wrk_run "$1" 1 "$seconds")
  keep "$1.c1.p50" "$(field "$line" p50)" min
  keep "$1.c1.p99" "$(field "$line" p99)" min
}
saturated() {
  local line before after
  before=$(ticks "${pid_of[$1]}"); line=$(wrk_run "$1" 32 "$seconds"); after=$(ticks "${pid_of[$1]}")
  # The figure that a busy machine changes least.
  keep "$1.sat.cpu" "$(awk "BEGIN {print ($after - $before) * 1e6 / $(getconf CLK_TCK) / $(field "$line" done)}")" min
  keep "$1.sat.rate" "$(field "$line" rate)" max
  keep "$1.sat.p50" "$(field "$line" p50)" min
  keep "$1.sat.p99" "$(field "$line" p99)" min
}
at_rate() { # target, rate
  local line; line=$(client RateLoad --url "${url[$1]}$path" --key "$(key_of "$1")" --body "$(body_of "$1")" --rate "$2" --seconds "$ladder" --connections 64)
  [ "$(field "$line" errors)" = 0 ] || say "WARNING: $1 at $2/s: $line"
  ended "$1" $(($2 * ladder)) # the warm-up quarter, too, though it is in no percentile
  for figure in p50 p99 p999; do best[$1.rate$2.$figure]=$(field "$line" $figure); done
}
stream_run() { # target, frames -> line
  local line; line=$(client StreamLoad --url "${url[$1]}$path" --key sk-load --streams $streams --gap $gap --frames "$2")
  [ "$(field "$line" errors) $(field "$line" done)" = "0 $((streams * $2))" ] || say "WARNING: $1: streams: $line"
  ended "$1" $streams
  echo "$line"
}
streamed() {
  local line; line=$(stream_run "$1" $frames)
  for figure in p50 p99 p999 max; do best[$1.sse.$figure]=$(field "$line" $figure); done
}
# Waits until the broker has taken every event, so that one target's shipping does not slow down the next.
settled() {
  [ "$1" = shipped ] || return 0
  local before=-1 now
  while :; do
    now=$(client CountRecords --bootstrap "$bootstrap")
    [ "$now" != "$before" ] || break
    before=$now; sleep 1
  done
}

start_provider
for target in $targets; do
  say "starting $target"
  case $target in
    direct) ;;
    nginx) start_nginx ;;
    relay) start_relay ;;
    full | decided) start_gateway "$target" false 127.0.0.1:1 http://127.0.0.1:1 ;;
    off|anthropic) start_gateway "$target" false 127.0.0.1:1 http://127.0.0.1:1 ;;
    spooled) start_gateway spooled true 127.0.0.1:1 http://127.0.0.1:1 ;;
    shipped) start_stack; create_topics; start_gateway shipped true "$bootstrap" "$registry"; start_sinks ;;
    *) fail "unknown target '$target'" ;;
  esac
done
for target in $targets; do
  say "warming up $target"; wrk_run "$target" 32 $warm >/dev/null; settled "$target"
done
for round in $(seq $rounds); do
  for target in $targets; do
    say "round $round: $target"
    one_connection "$target"; settled "$target"; saturated "$target"; settled "$target"
  done
done
for rate in $rates; do
  say "constant rate $rate/s"
  for target in $targets; do at_rate "$target" "$rate"; settled "$target"; done
done
for target in $targets; do
  say "$streams streams: $target"; stream_run "$target" $warm_frames >/dev/null; streamed "$target"; best[$target.rss]=$(rss "${pid_of[$target]}"); settled "$target"
done

# --- the table ---------------------------------------------------------------------------------------------------------
minus() { awk "BEGIN {printf \"%+.0f\", $1 - $2}"; }
ratio() { awk "BEGIN {printf \"%.2f\", $1 / $2}"; }
whole() { printf '%.0f' "$1"; }
table() {
  local t base=${best[direct.c1.p50]} base99=${best[direct.c1.p99]} rate
  echo "One connection and 32 connections (wrk, $seconds s, best of $rounds; $workers event loop or worker; times in µs):"
  echo
  echo "| target | c=1 p50 | added | c=1 p99 | added | c=32 requests/s | of nginx | CPU µs a call | c=32 p50 | c=32 p99 | RSS MB |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|"
  for t in $targets; do
    echo "| $t | $(whole "${best[$t.c1.p50]}") | $(minus "${best[$t.c1.p50]}" "$base") | $(whole "${best[$t.c1.p99]}") | $(minus "${best[$t.c1.p99]}" "$base99") |" \
      "$(whole "${best[$t.sat.rate]}") | $(ratio "${best[$t.sat.rate]}" "${best[nginx.sat.rate]:-1}") | $(printf %.1f "${best[$t.sat.cpu]}") | $(whole "${best[$t.sat.p50]}") | $(whole "${best[$t.sat.p99]}") | ${best[$t.rss]} |"
  done
  if [ -n "$rates" ]; then
    echo; echo "Constant rate over 64 connections, timed from when a request was due ($ladder s, times in µs):"; echo
    printf '| target |'; for rate in $rates; do printf ' %s/s p50 | p99 | p99.9 |' "$rate"; done; echo
    printf '|---|'; for rate in $rates; do printf '%s' '---|---|---|'; done; echo
    for t in $targets; do
      printf '| %s |' "$t"
      for rate in $rates; do
        for figure in p50 p99 p999; do printf ' %s |' "$(whole "${best[$t.rate$rate.$figure]}")"; done
      done
      echo
    done
  fi
  echo; echo "$streams streams, a frame each $gap ms; time of a frame from the provider to the client, in µs:"; echo
  echo "| target | p50 | added | p99 | added | p99.9 | max |"
  echo "|---|---|---|---|---|---|---|"
  for t in $targets; do
    echo "| $t | $(whole "${best[$t.sse.p50]}") | $(minus "${best[$t.sse.p50]}" "${best[direct.sse.p50]}") | $(whole "${best[$t.sse.p99]}") |" \
      "$(minus "${best[$t.sse.p99]}" "${best[direct.sse.p99]}") | $(whole "${best[$t.sse.p999]}") | $(whole "${best[$t.sse.max]}") |"
  done
}
events() {
  local counted pre ends chunks least most frames_told
  counted=$(client CountRecords --bootstrap "$bootstrap")
  pre=$(field "$counted" pre-call) chunks=$(field "$counted" chunk)
  ends=$(($(field "$counted" success) + $(field "$counted" failure)))
  # wrk cuts the calls that are open when its time is up: at most one a connection and run.
  least=$(awk '{sum += $1} END {print sum}' "$work/ended")
  most=$((least + 32 * (rounds + 1) + rounds))
  # Beside its timed frames, a stream has one with the role, one with the finish reason and one with the usage.
  frames_told=$((streams * (warm_frames + 3 + frames + 3)))
  echo; echo "Events in the topics: $counted. Expected: $least to $most pre-calls, as many ends, $frames_told chunks."
  if [ "$pre" -ne "$ends" ] || [ "$pre" -lt $least ] || [ "$pre" -gt $most ] || [ "$chunks" -ne $frames_told ]; then
    echo; echo "**The count is wrong.**"
    return 1
  fi
}
status=0
table >"$work/table.md"
case " $targets " in *" shipped "*) events >>"$work/table.md" || status=1 ;; esac
cat "$work/table.md"
[ -z "$out" ] || cp "$work/table.md" "$out"
exit "$status"
