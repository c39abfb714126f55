"""Runs LiteLLM custom callbacks on the event stream: the handlers of a proxy, outside of any gateway."""

import argparse
import asyncio
import os
import signal
import sys
import time
import traceback

import handlers
from topics import Topics


def main() -> int:
    options = arguments()
    names = options.handler or handlers.named_in(options.config)
    if not names:
        raise SystemExit("no handler: give --handler MODULE.INSTANCE, or a --config whose litellm_settings.callbacks names one")
    loaded = handlers.load(names, options.path)
    kinds = handlers.kinds(loaded)
    if not kinds:
        raise SystemExit(f"{', '.join(names)}: no log_* or async_log_* method is defined there")
    topics = Topics(options.kafka, options.registry, options.group, kinds)
    print(f"callbacks: {', '.join(names)} read {', '.join(kinds)} as group {options.group}", file=sys.stderr, flush=True)
    running = [True]
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: running.clear())
    loop = asyncio.new_event_loop()
    try:
        while running:  # emptied by a signal
            taken = topics.next(0.5)
            if taken is not None and not handle(loop, loaded, *taken[:2], options):
                return 1
            if taken is not None:
                topics.commit(taken[2])  # after the work: a crash repeats an event, it never loses one
    finally:
        topics.close()
        loop.close()
    return 0


def handle(loop, loaded: list, kind: str, event: dict, options) -> bool:
    """Each handler has its own tries: one that fails is called again, the others are not. False: stop, and do not commit."""
    if event.get("no_log"):
        return True
    return all([attempts(loop, each, kind, event, options) for each in loaded])


def attempts(loop, handler, kind: str, event: dict, options) -> bool:
    for number in range(1, options.tries + 1):
        try:
            handlers.call(loop, handler, kind, event)
            return True
        except Exception:  # whatever a handler raises must not end the others
            print(f"callbacks: {type(handler).__name__} failed on {event['event_id']}, try {number} of {options.tries}", file=sys.stderr)
            traceback.print_exc()
            if number < options.tries:
                time.sleep(min(30, 2 ** (number - 1)))
    return options.on_error == "skip"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handler", action="append", help="MODULE.INSTANCE, as in litellm_settings.callbacks; may be given several times")
    parser.add_argument("--config", default="config.yaml", help="the proxy's file; its litellm_settings name the handlers")
    parser.add_argument("--path", default=".", help="folder of the modules (default: here)")
    parser.add_argument("--kafka", default=os.environ.get("KAFKA", "localhost:9092"))
    parser.add_argument("--registry", default=os.environ.get("SCHEMA_REGISTRY_URL", "http://localhost:8081"))
    parser.add_argument("--group", default="python-callbacks", help="consumer group; one for each set of handlers")
    parser.add_argument("--tries", type=int, default=5, help="calls of a handler that raises, with pauses of 1, 2, 4 ... seconds between")
    parser.add_argument("--on-error", choices=["skip", "stop"], default="skip",
                        help="after the last try: go on with the next event, as LiteLLM does, or stop and come back to this one")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
