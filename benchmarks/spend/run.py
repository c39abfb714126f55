#!/usr/bin/env python3
"""Whether the spending ledger equals the truth to the nano-dollar, after kill -9 of the gateway and of analytics.

    run.py [--calls 20000] [--kills 6] [--launcher ./callstream]

Kafka, registry, gateway and analytics run as processes of their own. The provider is in this script: it knows what each call used, and what
that costs. Mixed calls are made: plain, streamed, failing, cut off. Meanwhile gateway and analytics are killed, by turns, and started again. At the end
    1. each call that was answered stands in the ledger with exactly what the provider used, and no other costs anything that the provider did not use;
    2. the ledger's sum equals the sum over the events on the topics, each counted once.
Exit status 0 when both hold, 1 otherwise. Needs Python 3.8 and a built product (./callstream --version builds it).
"""
import argparse
import concurrent.futures
import http.client
import http.server
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

MODELS = ["cheap"] * 5 + ["dear"] * 3 + ["failing", "cut-off"]
NANO = {"cheap": (150, 600), "dear": (2500, 10000)}


def usage(number):
    return 10 + number % 977, 1 + number % 463


def truth(number, model):
    """Nano-dollars of a call that the provider answered."""
    prompt, completion = usage(number)
    return prompt * NANO[model][0] + completion * NANO[model][1]


class Provider(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answered = {}
    lock = threading.Lock()

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number, model = int(body["user"].split("-")[1]), body["model"]
        if model == "failing":
            self.answer(429 if number % 2 else 400, {"error": {"message": "no", "type": "invalid_request_error"}})
            return
        prompt, completion = usage(number)
        used = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
        if body.get("stream"):
            self.stream(model, used)
        else:
            message = {"role": "assistant", "content": "x" * (number % 300)}
            self.answer(200, {"id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1, "model": model, "usage": used,
                              "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})
        if model in NANO:
            with Provider.lock:
                Provider.answered[number] = truth(number, model)

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def stream(self, model, used):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for word in ("one ", "two ", "three "):
            self.chunk(json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model,
                                   "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]}))
        if model == "cut-off":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.chunk(json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model,
                               "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}))
        self.chunk(json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [], "usage": used}))
        self.chunk("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def chunk(self, data):
        text = f"data: {data}\n\n".encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(text), text))

    def handle(self):
        try:
            super().handle()
        except OSError:
            pass  # the gateway was killed, or the stream was cut off, as it was meant to be

    def log_message(self, *_):
        pass


def call(address, number):
    """Whether the client got a whole answer."""
    model = MODELS[number % len(MODELS)]
    stream = model == "cut-off" or number % 3 == 0
    body = {"model": model, "user": f"u-{number}", "stream": stream, "messages": [{"role": "user", "content": f"call {number}"}]}
    connection = http.client.HTTPConnection(address, timeout=60)
    try:
        connection.request("POST", "/v1/chat/completions", json.dumps(body),
                           {"Authorization": "Bearer sk-spend", "Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status == 200 and (not stream or b"[DONE]" in text)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def until(what, condition, seconds=600, every=0.2):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"gave up waiting: {what}")
        time.sleep(every)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Stack:
    def __init__(self, launcher, work):
        self.launcher, self.work, self.processes = launcher, work, {}
        self.config = work / "config.yaml"
        self.port = free_port()

    def start(self, name, *arguments):
        ready = self.work / f"{name}.json"
        ready.unlink(missing_ok=True)
        with open(self.work / f"{name}.log", "a") as log:
            self.processes[name] = subprocess.Popen(
                [self.launcher, name, *arguments, "--data-dir", str(self.work / name), "--ready-file", str(ready)], stdout=log, stderr=log)
        until(f"{name} (see {log.name})", ready.exists, 180)
        return json.loads(ready.read_text())[name]

    def gateway(self):
        return self.start("gateway", "--config", str(self.config), "--port", str(self.port))

    def analytics(self):
        return self.start("analytics", "--config", str(self.config))

    def kill(self, name):
        self.processes[name].kill()
        self.processes[name].wait()

    def run(self, *arguments):
        done = subprocess.run([self.launcher, *arguments, "--config", str(self.config)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def stop(self):
        for process in reversed(list(self.processes.values())):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            process.wait()


def configure(stack, provider, kafka, registry):
    models = "".join(
        f"  - {{model_name: {name}, litellm_params: {{model: openai/{name}, api_base: \"{provider}\", api_key: sk-p, "
        f"input_cost_per_token: {NANO.get(name, (150, 600))[0]}e-9, output_cost_per_token: {NANO.get(name, (150, 600))[1]}e-9}}}}\n"
        for name in sorted(set(MODELS)))
    stack.config.write_text(
        f"model_list:\n{models}general_settings: {{master_key: sk-spend}}\n"
        f'callstream:\n  kafka: {{bootstrap_servers: "{kafka.split("//")[-1]}", partitions: 4}}\n'
        f'  schema_registry: {{url: "{registry}"}}\n  analytics: {{chunk_grace: 1s}}\n')


def ends(stack):
    """How many calls ended well or used something, and what they cost, by the events: each counted once."""
    rows = json.loads(stack.run(
        "sql", "--format", "json",
        "SELECT count(*)::BIGINT AS calls, coalesce(sum(cost_nano_usd), 0)::BIGINT AS cost, max(n)::BIGINT AS most FROM ("
        "SELECT event_id, any_value(cost_nano_usd) AS cost_nano_usd, count(*) AS n FROM ("
        "SELECT event_id, cost_nano_usd FROM successes UNION ALL SELECT event_id, cost_nano_usd FROM failures "
        "WHERE coalesce(cost_nano_usd, 0) <> 0 OR coalesce(total_tokens, 0) <> 0 OR coalesce(prompt_tokens, 0) <> 0 "
        "OR coalesce(completion_tokens, 0) <> 0) GROUP BY event_id)"))
    return rows[0]


def spent(stack, by):
    return json.loads(stack.run("spend", "--by", by, "--format", "json"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--calls", type=int, default=20000)
    options.add_argument("--kills", type=int, default=6, help="of gateway and analytics together")
    options.add_argument("--launcher", default=str(pathlib.Path(__file__).parents[2] / "callstream"))
    given = options.parse_args()
    stack = Stack(given.launcher, pathlib.Path(tempfile.mkdtemp(prefix="callstream-spend-")))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        kafka, registry = stack.start("kafka", "--port", "0"), stack.start("registry", "--port", "0")
        configure(stack, f"http://127.0.0.1:{server.server_address[1]}/v1", kafka, registry)
        stack.run("topics", "create")
        stack.run("schemas", "register")
        stack.gateway()
        stack.analytics()

        begun = time.monotonic()
        whole, made = set(), 0
        turns = ["gateway", "analytics"] * given.kills
        for part in range(given.kills + 1):
            last = given.calls * (part + 1) // (given.kills + 1)
            with concurrent.futures.ThreadPoolExecutor(24) as pool:
                waiting = [(number, pool.submit(call, f"127.0.0.1:{stack.port}", number)) for number in range(made, last)]
                if part < given.kills:
                    until("half of this part", lambda: waiting[len(waiting) // 2][1].done(), every=0.01)
                    stack.kill(turns[part])
                    getattr(stack, turns[part])()
                whole |= {number for number, done in waiting if done.result()}
            made = last
        print(f"calls       {made} in {time.monotonic() - begun:.0f} s, {len(whole)} answered with 200 and whole, "
              f"{given.kills} kills of gateway and analytics by turns", flush=True)

        stack.processes["gateway"].send_signal(signal.SIGTERM)
        stack.processes["gateway"].wait()
        told = ends(stack)
        print(f"events      {told['calls']} ends that used something, {told['cost']} nano-dollars; an end stands on its topic up to {told['most']} times", flush=True)
        until("analytics", lambda: sum(row["calls"] for row in spent(stack, "day")) >= told["calls"], every=2)
        rows = spent(stack, "end_user")
        total = sum(row["cost_nano_usd"] for row in rows)
        print(f"ledger      {sum(row['calls'] for row in rows)} ends that used something, {total} nano-dollars", flush=True)

        ledger = {}
        for row in rows:
            if row["end_user"]:
                number = int(row["end_user"].split("-")[1])
                ledger[number] = ledger.get(number, 0) + row["cost_nano_usd"]
        priced = {number for number in whole if MODELS[number % len(MODELS)] in NANO}
        wrong = [number for number in priced if ledger.get(number) != Provider.answered[number]]
        invented = [number for number, cost in ledger.items()
                    if number not in priced and MODELS[number % len(MODELS)] in NANO and cost not in (0, truth(number, MODELS[number % len(MODELS)]))]
        print(f"provider    {sum(Provider.answered[number] for number in priced)} nano-dollars for {len(priced)} calls that were answered; "
              f"the ledger differs for {len(wrong)} of them; other calls with a cost that is not the provider's: {len(invented)}")
        right = not wrong and not invented and total == told["cost"] and sum(row["calls"] for row in rows) == told["calls"]
        print("the ledger equals the truth" if right else f"THE LEDGER IS WRONG, for example calls {sorted(wrong + invented)[:5]}")
        return 0 if right else 1
    finally:
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())
