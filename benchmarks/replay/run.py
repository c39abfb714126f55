#!/usr/bin/env python3
"""What replays promise, shown on this machine with real calls, real processes and real kills.

    run.py [--calls 20000] [--launcher ./callstream]

1. `callstream up` with its file sink always on, and so many mixed calls: plain, streamed, failing, cut off.
2. A webhook sink that is added afterwards, with --backfill-from, while calls go on: it holds what the file sink holds.
3. A replay to it that is killed (kill -9) at half and resumed: every planned event stands there once, and the running sink's lag.
4. A replay at a rate, and how far from the rate it was.

The receiver of the webhook knows ids, as a database does. Needs Python 3.8 and a built product (./callstream --version builds it).
"""
import argparse
import concurrent.futures
import glob
import http.client
import http.server
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

MODELS = ["gpt-4o-mini"] * 7 + ["failing", "cut-off", "with-tools"]


class Receiver:
    """Counts the events that come, by id."""

    def __init__(self):
        self.lock = threading.Lock()
        self.ids = {}
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                events = body if isinstance(body, list) else body.get("events", [body])
                with receiver.lock:
                    for event in events:
                        receiver.ids[event["event_id"]] = receiver.ids.get(event["event_id"], 0) + 1
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def held(self):
        with self.lock:
            return dict(self.ids)

    def forget(self):
        with self.lock:
            self.ids.clear()


def call(address, number):
    model = MODELS[number % len(MODELS)]
    body = {"model": model, "messages": [{"role": "user", "content": f"call {number}"}], "stream": number % 3 == 0 or model == "cut-off"}
    connection = http.client.HTTPConnection(address, timeout=60)
    try:
        connection.request("POST", "/v1/chat/completions", json.dumps(body),
                           {"Authorization": "Bearer sk-demo", "Content-Type": "application/json"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        pass  # the stream was cut off, as it was meant to be
    finally:
        connection.close()


def calls(address, numbers):
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        list(pool.map(lambda number: call(address, number), numbers))


def ends_in(folder):
    """Ids of the events that end a call, as the file sink has written them."""
    ids = set()
    for name in glob.glob(f"{folder}/**/*.jsonl*", recursive=True):
        with open(name, encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n") and line.startswith(('{"kind":"success"', '{"kind":"failure"')):
                    ids.add(json.loads(line)["event_id"])
    return ids


def until(what, condition, seconds=600, every=0.2):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"gave up waiting: {what}")
        time.sleep(every)


def health(url):
    return json.loads(urllib.request.urlopen(url, timeout=10).read())


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--calls", type=int, default=20000)
    options.add_argument("--launcher", default=str(pathlib.Path(__file__).parents[2] / "callstream"))
    given = options.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="callstream-replay-"))
    receiver = Receiver()
    processes = []

    def start(name, *arguments):
        process = subprocess.Popen([given.launcher, *arguments], stdout=open(work / f"{name}.log", "w"), stderr=subprocess.STDOUT)
        processes.append(process)
        return process

    def run(*arguments):
        done = subprocess.run([given.launcher, *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    try:
        start("up", "up", "--port", "0", "--data-dir", str(work / "up"), "--ready-file", str(work / "up.json"),
              *[part for service in ("kafka", "registry", "postgres") for part in (f"--{service}-port", "0")])
        until("the platform", (work / "up.json").exists, 180)
        ready = json.loads((work / "up.json").read_text())
        gateway = ready["gateway"].split("//")[1].rstrip("/")
        config = work / "config.yaml"
        config.write_text(
            f'callstream:\n  kafka: {{bootstrap_servers: "{ready["kafka"]}"}}\n'
            f'  schema_registry: {{url: "{ready["registry"]}"}}\n  sinks: {{webhook: {{url: "{receiver.url()}"}}}}\n')
        common = ["--config", str(config), "--data-dir", str(work / "webhook")]

        begun = time.monotonic()
        calls(gateway, range(given.calls))
        print(f"calls               {given.calls} in {time.monotonic() - begun:.0f} s", flush=True)
        until("the file sink", lambda: len(ends_in(work / "up" / "events")) >= given.calls, every=2)

        begun = time.monotonic()
        start("sink", "sink", "webhook", "--backfill-from", "1h", "--ready-file", str(work / "sink.json"), *common)
        more = given.calls // 20
        calls(gateway, range(given.calls, given.calls + more))
        until("the sink that was added", lambda: len(receiver.held()) >= given.calls + more)
        took = time.monotonic() - begun
        until("the file sink", lambda: len(ends_in(work / "up" / "events")) >= given.calls + more, every=2)
        always, added = ends_in(work / "up" / "events"), receiver.held()
        print(f"added, backfilled   {len(added)} events in {took:.0f} s, the same as one that was always on: "
              f"{set(added) == always}, more than once: {sum(1 for n in added.values() if n > 1)}", flush=True)
        code, out, err = run("sink", "webhook", "--backfill-from", "1h", *common)
        print(f"backfilled again    exit {code}: {err.strip()[:90]}...", flush=True)

        receiver.forget()
        arguments = ["--sink", "webhook", "--from", "1h", "--allow-duplicates", *common]
        code, out, err = run("replay", *arguments, "--plan", "--json")
        plan = json.loads(out)
        print(f"plan                {plan}", flush=True)
        live = json.loads((work / "sink.json").read_text())["sink"]
        lags, watching = [], threading.Event()

        def watch():
            while not watching.wait(0.5):
                lags.append(json.dumps(health(live)))

        threading.Thread(target=watch, daemon=True).start()
        replay = start("replay", "replay", *arguments, "--job", "half", "--rate", f"{plan['total'] // 10}/s")
        until("half of the replay", lambda: len(receiver.held()) >= plan["total"] // 2)
        replay.kill()
        replay.wait()
        half = len(receiver.held())
        print(f"killed              with {half} of {plan['total']} delivered; status: {run('replay', 'status', 'half', '--json', *common)[1].strip()}",
              flush=True)
        code, out, err = run("replay", "resume", "half", "--json", *common)
        watching.set()
        held = receiver.held()
        print(f"resumed             exit {code}, {out.strip()}")
        print(f"                    every planned event is there: {len(held) == plan['total'] and set(held) == always}; came again: "
              f"{sum(held.values()) - len(held)}", flush=True)
        most = max((largest_lag(json.loads(each)) for each in lags), default=0)
        print(f"running sink        largest lag meanwhile: {most} records", flush=True)

        receiver.forget()
        begun = time.monotonic()
        first = threading.Event()
        times = []

        def clock():
            while not first.is_set():
                if receiver.held():
                    times.append(time.monotonic())
                    return
                time.sleep(0.01)

        threading.Thread(target=clock, daemon=True).start()
        limit = min(3000, given.calls)
        code, out, err = run("replay", *arguments, "--rate", "200/s", "--limit", str(limit), "--json")
        first.set()
        rate = json.loads(out)["delivered"] / (time.monotonic() - times[0])
        print(f"at 200/s            {json.loads(out)['delivered']} events, exit {code}: {rate:.0f}/s, the process's end included", flush=True)

        slow = start("stopped", "replay", *arguments, "--rate", "20/s", "--job", "stopped")
        until("the slow replay", lambda: "stopped" in run("replay", "status", *common)[1])
        slow.send_signal(signal.SIGTERM)
        print(f"SIGTERM             exit {slow.wait()}, status {json.loads(run('replay', 'status', 'stopped', '--json', *common)[1])['state']}")
        code, out, err = run("replay", "cancel", "stopped", "--json", *common)
        print(f"cancelled           exit {code}, state {json.loads(out)['state']}")
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait()


def largest_lag(node):
    if isinstance(node, dict):
        own = node.get("lag_records", node.get("lag", 0))
        return max([own if isinstance(own, int) else 0] + [largest_lag(each) for each in node.values()])
    return 0


if __name__ == "__main__":
    main()
