"""What the measurements have in common that count calls against the truth: a provider that knows what each call used and what that costs, callers, and
processes of the product. Needs Python 3.8 and a built product (./callstream --version builds it).
"""
import http.client
import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

KEY = "sk-counted"
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


def call(address, number, key=KEY):
    """The status of the answer, 0 where none came or not all of it."""
    model = MODELS[number % len(MODELS)]
    stream = model == "cut-off" or number % 3 == 0
    body = {"model": model, "user": f"u-{number}", "stream": stream, "messages": [{"role": "user", "content": f"call {number}"}]}
    connection = http.client.HTTPConnection(address, timeout=60)
    try:
        connection.request("POST", "/v1/chat/completions", json.dumps(body),
                           {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status if answer.status != 200 or not stream or b"[DONE]" in text else 0
    except (OSError, http.client.HTTPException):
        return 0
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


def listens(port, host="127.0.0.1"):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


class Stack:
    def __init__(self, launcher, work):
        self.launcher, self.work, self.processes = launcher, work, {}
        self.config = work / "config.yaml"

    def start(self, name, *arguments, command=None, variables=None):
        """A command of the launcher as a process of its own; returns what it says when it is ready."""
        ready = self.work / f"{name}.json"
        ready.unlink(missing_ok=True)
        with open(self.work / f"{name}.log", "a") as log:
            self.processes[name] = subprocess.Popen(
                [self.launcher, *(command or [name]), *arguments, "--data-dir", str(self.work / name), "--ready-file", str(ready)],
                stdout=log, stderr=log, env={**os.environ, **(variables or {})})
        until(f"{name} (see {log.name})", ready.exists, 180)
        return json.loads(ready.read_text())

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


def serve(handler, host="127.0.0.1"):
    """A server of this script's own, on a port of its own; returns its address."""
    server = http.server.ThreadingHTTPServer((host, 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{host}:{server.server_address[1]}"


def models(provider):
    """The model list, with the prices that the provider's truth is made of."""
    return "model_list:\n" + "".join(
        f"  - {{model_name: {name}, litellm_params: {{model: openai/{name}, api_base: \"{provider}\", api_key: sk-p, "
        f"input_cost_per_token: {NANO.get(name, (150, 600))[0]}e-9, output_cost_per_token: {NANO.get(name, (150, 600))[1]}e-9}}}}\n"
        for name in sorted(set(MODELS)))


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


def wrong_calls(rows, whole):
    """Of the calls that were answered, those whose cost in the ledger differs; and calls whose cost the provider did not ask."""
    ledger = {}
    for row in rows:
        if row["end_user"]:
            number = int(row["end_user"].split("-")[1])
            ledger[number] = ledger.get(number, 0) + row["cost_nano_usd"]
    priced = {number for number in whole if MODELS[number % len(MODELS)] in NANO}
    wrong = [number for number in priced if ledger.get(number) != Provider.answered[number]]
    invented = [number for number, cost in ledger.items()
                if number not in priced and MODELS[number % len(MODELS)] in NANO and cost not in (0, truth(number, MODELS[number % len(MODELS)]))]
    return priced, wrong, invented
