#!/usr/bin/env python3
"""What a cluster loses and overspends while each of its parts is killed in turn. Everything runs on one machine, as processes of their own or in containers.

    run.py [--rate 20] [--rest 5] [--rounds 1] [--only broker-1,gateway-1] [--launcher ./callstream] [--compose]

Three Kafka brokers (three copies of everything, two of them needed), a registry, two gateways, two copies of a webhook and of a file sink, two of
analytics. Callers make plain, streamed, failing and cut off calls at a steady rate, by turns to either gateway; one that refuses them gets the next call at
the other, as behind a balancer. With --compose each part is a container of compose.yml, Kafka's own image among them, and a balancer (nginx) stands before the
gateways; it takes Linux, Docker and Compose. Each process is killed with SIGKILL under that load and started again at once; `--rest` seconds of quiet lie between two kills.
Some calls are made with a key whose budget ends on the way. At the end
    1. each gateway's events are whole: no number of its sequence is missing from the topics;
    2. each call that was answered has its end on the topics, at the webhook and in the files, and no other ends are there;
    3. the ledger has for each of them exactly what the provider used, and in sum what the events say;
    4. the key with a budget has spent at most what it may, and one call a gateway.
Prints a line a kill: seconds until the process is ready again, until a call made right after the kill is at the webhook, and until it is in the ledger. Exit
status 0 when all of that holds, 1 otherwise. Twelve processes share the processors: on two cores a start takes minutes. Needs Python 3.8, and a JDK 17 and a built product (./callstream --version builds it) or its image (callstream:local).
"""
import argparse
import gzip
import http.server
import itertools
import json
import pathlib
import signal
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import counted  # noqa: E402
import containers  # noqa: E402
import processes  # noqa: E402
from cluster import BUDGET_KEY, BUDGET_NANO, COPIES  # noqa: E402
from counted import MODELS, NANO, Provider, call, until  # noqa: E402

CALLERS = 8
RECOVERED = 600


class Webhook(http.server.BaseHTTPRequestHandler):
    """Keeps which ends have come, and how often."""
    protocol_version = "HTTP/1.1"
    ends = {}
    users = set()
    lock = threading.Lock()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        with Webhook.lock:
            for event in json.loads(body)["events"]:
                if event["kind"] in ("success", "failure"):
                    Webhook.ends[event["event_id"]] = Webhook.ends.get(event["event_id"], 0) + 1
                    Webhook.users.add(event["end_user"])
        self.send_response(204)
        self.end_headers()

    def handle(self):
        try:
            super().handle()
        except OSError:
            pass  # the sink was killed

    def log_message(self, *_):
        pass


class Callers:
    """Calls at a steady rate until they are stopped. Every attempt has a number of its own: what was begun at a gateway that is killed may still be billed."""

    def __init__(self, gateways, rate):
        self.gateways, self.rate = gateways, rate
        self.numbers = itertools.count()
        self.answers, self.by_budget, self.stopped = {}, set(), threading.Event()
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run, args=(i,), daemon=True) for i in range(CALLERS)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def run(self, caller):
        due = time.monotonic() + caller / self.rate
        while not self.stopped.wait(max(0.0, due - time.monotonic())):
            due = max(due + CALLERS / self.rate, time.monotonic() - 1)
            self.one(BUDGET_KEY if caller == 0 else counted.KEY)

    def one(self, key):
        """Makes one call, at the other gateway too when the first did not answer; returns the number of the last attempt."""
        for _ in self.gateways:
            with self.lock:
                number = next(self.numbers)
                if key == BUDGET_KEY:
                    self.by_budget.add(number)
            status = call(self.gateways[number % len(self.gateways)], number, key)
            with self.lock:
                self.answers[number] = status
            if status:
                break
        return number

    def marked(self):
        """A call that is answered well, made until one is; its end user."""
        while True:
            number = self.one(counted.KEY)
            if self.answers[number] == 200 and MODELS[number % len(MODELS)] in NANO:
                return f"u-{number}"

    def whole(self):
        return {number for number, status in self.answers.items() if status == 200}


def kill(cluster, callers, name):
    """Kills a process and starts it again; returns the seconds until it is ready, and until a call made meanwhile is at the webhook and in the ledger."""
    begun, ready = time.monotonic(), []
    cluster.stack.kill(name)
    again = threading.Thread(target=lambda: (cluster.parts[name](), ready.append(time.monotonic() - begun)))
    again.start()
    user = callers.marked()
    until(f"{user} at the webhook after {name} was killed", lambda: user in Webhook.users, RECOVERED, 0.05)
    delivered = time.monotonic() - begun
    again.join()
    if not ready:
        sys.exit(f"{name} did not start again")
    until(f"{user} in the ledger after {name} was killed", lambda: any(row["end_user"] == user for row in counted.spent(cluster.stack, "end_user")), RECOVERED, 3)
    return ready[0], delivered, time.monotonic() - begun


def rows(stack, sql):
    return [json.loads(line) for line in stack.run("sql", "--format", "jsonl", sql).splitlines()]


def audit(stack, callers):
    """What does not hold, in words."""
    wrong = []
    missing = rows(stack, "SELECT gateway_id, gateway_epoch, lane, count(DISTINCT seq) AS present, max(seq) + 1 AS expected FROM ("
                   + " UNION ALL ".join(f"SELECT gateway_id, gateway_epoch, lane, seq FROM {table}" for table in ("pre_calls", "chunks", "successes", "failures"))
                   + ") GROUP BY ALL")
    print(f"events      {sum(row['present'] for row in missing)} of {sum(row['expected'] for row in missing)} that {len(missing)} lanes of the gateways numbered", flush=True)
    wrong += [f"events are missing: {row}" for row in missing if row["present"] != row["expected"]]

    ends = {row["event_id"]: row["end_user"] for row in rows(stack, "SELECT event_id, end_user FROM successes UNION SELECT event_id, end_user FROM failures")}
    lost = [number for number in callers.whole() if f"u-{number}" not in set(ends.values())]
    if lost:
        wrong.append(f"{len(lost)} answered calls have no end on the topics, such as {lost[:5]}")
    until("the webhook", lambda: len(Webhook.ends) >= len(ends), 120)
    files = {}

    def read():
        files.clear()
        for file in stack.work.glob("files-*/events*.jsonl"):
            for line in file.read_text().splitlines():
                event = json.loads(line) if line.endswith("}") else {"kind": None}
                if event["kind"] in ("success", "failure"):
                    files[event["event_id"]] = files.get(event["event_id"], 0) + 1
        return len(files) >= len(ends)

    until("the files", read, 120, 1)
    for name, found in (("webhook", Webhook.ends), ("files", files)):
        print(f"{name:<11} {len(found)} of {len(ends)} ends, {sum(found.values()) - len(found)} of them again", flush=True)
        if set(found) != set(ends):
            wrong.append(f"{name}: {len(set(ends) - set(found))} ends are missing, {len(set(found) - set(ends))} are no events")

    told = counted.ends(stack)
    until("the ledger", lambda: sum(row["calls"] for row in counted.spent(stack, "day")) >= told["calls"], 120, 2)
    ledger = counted.spent(stack, "end_user")
    total = sum(row["cost_nano_usd"] for row in ledger)
    priced, differ, invented = counted.wrong_calls(ledger, callers.whole())
    print(f"ledger      {total} nano-dollars, {told['cost']} by the events; {len(differ)} of {len(priced)} answered calls differ from the provider, {len(invented)} invented", flush=True)
    if differ or invented or total != told["cost"]:
        wrong.append(f"the ledger is wrong, for example calls {sorted(differ + invented)[:5]}")

    costs = {row["end_user"]: row["cost_nano_usd"] for row in ledger}
    spent = sum(costs.get(f"u-{number}", 0) for number in callers.by_budget)
    dearest = max(counted.truth(number, MODELS[number % len(MODELS)]) for number in callers.by_budget if MODELS[number % len(MODELS)] in NANO)
    refused = sum(1 for number in callers.by_budget if callers.answers[number] == 429 and MODELS[number % len(MODELS)] in NANO)
    print(f"budget      {spent} of {BUDGET_NANO} nano-dollars spent, {refused} calls refused; the dearest call costs {dearest}", flush=True)
    if spent > BUDGET_NANO + COPIES * dearest:
        wrong.append("the budget is overspent by more than one call a gateway")
    if not refused:
        wrong.append("the budget did not end: make more calls (--rate, --rest)")
    return wrong


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rate", type=float, default=20, help="calls a second")
    options.add_argument("--only", help="kills these processes alone, by their names with commas")
    options.add_argument("--rest", type=float, default=5, help="seconds between two kills")
    options.add_argument("--rounds", type=int, default=1, help="how often each process is killed")
    options.add_argument("--launcher", default=str(pathlib.Path(__file__).parents[2] / "callstream"))
    options.add_argument("--compose", action="store_true", help="in containers, by compose.yml")
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    work = pathlib.Path(tempfile.mkdtemp(prefix="callstream-trial-"))
    if given.compose:
        stack = containers.Stack(work)
        cluster = containers.Cluster(stack, f"{counted.serve(Provider, stack.host)}/v1", counted.serve(Webhook, stack.host))
    else:
        stack = counted.Stack(given.launcher, work)
        cluster = processes.Cluster(stack, f"{counted.serve(Provider)}/v1", counted.serve(Webhook))
    try:
        begun = time.monotonic()
        cluster.start()
        print(f"started     {len(cluster.parts)} {cluster.of} in {time.monotonic() - begun:.0f} s", flush=True)
        callers = Callers(cluster.gateways, given.rate)
        callers.start()
        kills = (given.only.split(",") if given.only else list(cluster.parts)) * given.rounds
        print("| killed | ready again after | a call made then is at the webhook after | and in the ledger after |\n|---|---|---|---|", flush=True)
        for name in kills:
            time.sleep(given.rest)
            print("| {} | {:.1f} s | {:.1f} s | {:.1f} s |".format(name, *kill(cluster, callers, name)), flush=True)
        time.sleep(given.rest)
        callers.stop()
        print(f"\ncalls       {len(callers.answers)} made, {len(callers.whole())} answered with 200 and whole, {len(kills)} kills", flush=True)
        wrong = audit(stack, callers)
        print("\n".join(f"WRONG: {each}" for each in wrong) or "nothing is lost, nothing is overspent")
        return 1 if wrong else 0
    finally:
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())
