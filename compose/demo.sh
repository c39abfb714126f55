#!/usr/bin/env bash
# Makes a few calls through the gateway and waits until PostgreSQL has a finished row of each. Ends with 0 only then.
# Runs in the postgres image, which has bash and psql, and needs nothing else.
set -euo pipefail

gateway=${GATEWAY:-gateway:4000}
patience=60 # seconds

call() { # PATH BODY: sets status and id
  local line answer
  exec 3<>"/dev/tcp/${gateway%:*}/${gateway#*:}"
  printf 'POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s: %d\r\n%s\r\n\r\n%s' \
    "$1" "$gateway" "$CALLSTREAM_MASTER_KEY" Content-Length "${#2}" 'Connection: close' "$2" >&3
  answer=$(tr -d '\r' <&3)
  exec 3>&-
  status='' id=''
  while IFS= read -r line && [ -n "$line" ]; do
    case ${line,,} in
      http/*) status=${line#* } status=${status%% *} ;;
      x-callstream-call-id:*) id=${line#*: } ;;
    esac
  done <<<"$answer"
}

sql() { psql -XqAt -v ON_ERROR_STOP=1 -h postgres -U callstream -d callstream "$@"; }

ids=()
expect() { # STATUS PATH BODY
  call "$2" "$3"
  printf '%-24s %-90s %s\n' "$2" "$3" "$status"
  [ "$status" = "$1" ] || { echo "expected status $1" >&2; exit 1; }
  ids+=("$id")
}

say='"messages":[{"role":"user","content":"Hello"}]'
expect 200 /v1/chat/completions "{\"model\":\"sim-text\",$say}"
expect 200 /v1/chat/completions "{\"model\":\"sim-paced\",\"stream\":true,$say}"
expect 200 /v1/embeddings '{"model":"sim-text","input":"Hello"}'
expect 429 /v1/chat/completions "{\"model\":\"sim-busy\",$say}"
expect 404 /v1/chat/completions "{\"model\":\"no-such-model\",$say}"

wanted=$(printf "'%s'," "${ids[@]}")
wanted=${wanted%,}
for ((second = 0; second < patience; second++)); do
  rows=$(sql -c "SELECT count(*) FROM calls WHERE call_id IN ($wanted) AND status <> 'started'" 2>/dev/null) || rows=0
  [ "$rows" -lt ${#ids[@]} ] || break
  sleep 1
done
echo
columns='status, call_type AS type, model_group, http_status AS http, error_code AS error, total_tokens AS tokens, cost_nano_usd AS nano_usd'
sql -P format=aligned -P tuples_only=off -P footer=off -c "SELECT $columns, round(duration_us / 1000.0, 1) AS ms, chunk_count AS chunks,
  round(1000 * extract(epoch FROM delivered_at - event_time)) AS row_after_ms FROM calls WHERE call_id IN ($wanted) ORDER BY call_id" || true
echo "$rows of ${#ids[@]} calls have their row in PostgreSQL"
[ "$rows" -eq ${#ids[@]} ]
