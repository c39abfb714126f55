"""Runs the steps of one client and prints a line for each: client, step, passed or failed, and why."""

import os
import signal
import sys
import time
import urllib.request

URL = os.environ["GATEWAY_URL"]
BASE = URL + "/v1"
KEY = "sk-clients"
WRONG_KEY = "sk-wrong"
SECONDS = 60

PNG = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4//8/AwAI/AL+p5qgoAAAAABJRU5ErkJggg==")
WEATHER = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city", "days"],
    "additionalProperties": False,
}


class TooLong(Exception):
    pass


def _alarm(*_):
    raise TooLong(f"took longer than {SECONDS} seconds")


def run(client, steps):
    signal.signal(signal.SIGALRM, _alarm)
    for name, step in steps.items():
        signal.alarm(SECONDS)
        try:
            step()
            print(client, name, "passed", "", sep="\t", flush=True)
        except Exception as wrong:  # whatever a client raises is the result of its step
            reason = " ".join(f"{type(wrong).__name__}: {wrong}".split())[:300]
            print(client, name, "failed", reason, sep="\t", flush=True)
            if "TRACE" in os.environ:
                import traceback

                traceback.print_exc(file=sys.stderr)
        finally:
            signal.alarm(0)


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def raises(kind, call):
    """The call has to raise exactly this kind of exception."""
    try:
        call()
    except kind as expected:
        return expected
    raise AssertionError(f"expected {kind.__name__}, and nothing was raised")


def hang_ups():
    request = urllib.request.Request(URL + "/metrics", headers={"Authorization": "Bearer " + KEY})
    with urllib.request.urlopen(request) as answer:
        lines = answer.read().decode().splitlines()
    found = [line for line in lines if line.startswith("callstream_calls_total") and "disconnect" in line.lower()]
    return sum(float(line.rsplit(" ", 1)[1]) for line in found)


def noticed(before):
    """The gateway counts one more call whose client went away."""
    for _ in range(100):
        if hang_ups() > before:
            return
        time.sleep(0.1)
    raise AssertionError("the gateway did not notice that the client went away")
