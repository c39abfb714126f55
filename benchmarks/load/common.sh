# What run.sh and sinks.sh share; to be sourced by a script that has set here, root, launcher and build.
fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

work=$(mktemp -d /tmp/callstream-load.XXXXXX)
pids=()
stop_all() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  if [ -n "${KEEP:-}" ]; then echo "logs kept in $work"; else rm -rf "$work"; fi
}
trap stop_all EXIT
say() { echo "$(date +%T) $*" >&2; }

declare -A url pid_of

# --- build -----------------------------------------------------------------------------------------------------------
if [ $build = yes ]; then
  say "building the load clients"
  (cd "$root" && mvn -q -pl benchmarks/load -am package -DskipTests -Dspotless.check.skip)
  "$launcher" --help >/dev/null # builds the product on first use
fi
(cd "$root" && mvn -q -pl benchmarks/load dependency:build-classpath -Dmdep.outputFile="$work/classpath" -DincludeScope=test)
classpath="$here/target/classes:$(cat "$work/classpath")"
client() { java -XX:+UseSerialGC -Xmx256m -cp "$classpath" "io.callstream.benchmarks.load.$@"; }

# --- servers -----------------------------------------------------------------------------------------------------------
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
await() { # what, command...
  local what=$1; shift
  for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
  fail "$what did not become ready; see $work (KEEP=1 keeps it)"
}
callstream() { # name, arguments...: starts it and leaves its answer in ready[name]
  local name=$1; shift
  "$launcher" "$@" --ready-file "$work/$name.json" >"$work/$name.log" 2>&1 &
  pids+=($!); pid_of[$name]=$!
  await "$name" test -s "$work/$name.json"
}
ready() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$work/$1.json" "$2"; }
start_provider() {
  local port; port=$(free_port)
  java -XX:+UseSerialGC -Xmx512m -cp "$classpath" io.callstream.testing.provider.SimulatedProviderMain \
    --port "$port" --threads 1 >"$work/provider.log" 2>&1 &
  pids+=($!); pid_of[direct]=$!
  provider="127.0.0.1:$port"; url[direct]="http://$provider"
  await "the provider" curl -sf "http://$provider/v1/models"
}
