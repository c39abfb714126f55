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
import pathlib
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import counted  # noqa: E402
from counted import Provider, Stack, call, free_port, until  # noqa: E402


def configure(stack, provider, kafka, registry):
    stack.config.write_text(
        f"{counted.models(provider)}general_settings: {{master_key: {counted.KEY}}}\n"
        f'callstream:\n  kafka: {{bootstrap_servers: "{kafka.split("//")[-1]}", partitions: 4}}\n'
        f'  schema_registry: {{url: "{registry}"}}\n  analytics: {{chunk_grace: 1s}}\n')


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--calls", type=int, default=20000)
    options.add_argument("--kills", type=int, default=6, help="of gateway and analytics together")
    options.add_argument("--launcher", default=str(pathlib.Path(__file__).parents[2] / "callstream"))
    given = options.parse_args()
    stack = Stack(given.launcher, pathlib.Path(tempfile.mkdtemp(prefix="callstream-spend-")))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    provider, port = counted.serve(Provider), free_port()
    begin = {"gateway": lambda: stack.start("gateway", "--config", str(stack.config), "--port", str(port)),
             "analytics": lambda: stack.start("analytics", "--config", str(stack.config))}
    try:
        kafka = stack.start("kafka", "--port", "0")["kafka"]
        registry = stack.start("registry", "--port", "0")["registry"]
        configure(stack, f"{provider}/v1", kafka, registry)
        stack.run("topics", "create")
        stack.run("schemas", "register")
        for start in begin.values():
            start()

        begun = time.monotonic()
        whole, made = set(), 0
        turns = ["gateway", "analytics"] * given.kills
        for part in range(given.kills + 1):
            last = given.calls * (part + 1) // (given.kills + 1)
            with concurrent.futures.ThreadPoolExecutor(24) as pool:
                waiting = [(number, pool.submit(call, f"127.0.0.1:{port}", number)) for number in range(made, last)]
                if part < given.kills:
                    until("half of this part", lambda: waiting[len(waiting) // 2][1].done(), every=0.01)
                    stack.kill(turns[part])
                    begin[turns[part]]()
                whole |= {number for number, done in waiting if done.result() == 200}
            made = last
        print(f"calls       {made} in {time.monotonic() - begun:.0f} s, {len(whole)} answered with 200 and whole, "
              f"{given.kills} kills of gateway and analytics by turns", flush=True)

        stack.processes["gateway"].send_signal(signal.SIGTERM)
        stack.processes["gateway"].wait()
        told = counted.ends(stack)
        print(f"events      {told['calls']} ends that used something, {told['cost']} nano-dollars; an end stands on its topic up to {told['most']} times", flush=True)
        until("analytics", lambda: sum(row["calls"] for row in counted.spent(stack, "day")) >= told["calls"], every=2)
        rows = counted.spent(stack, "end_user")
        total = sum(row["cost_nano_usd"] for row in rows)
        print(f"ledger      {sum(row['calls'] for row in rows)} ends that used something, {total} nano-dollars", flush=True)

        priced, wrong, invented = counted.wrong_calls(rows, whole)
        print(f"provider    {sum(Provider.answered[number] for number in priced)} nano-dollars for {len(priced)} calls that were answered; "
              f"the ledger differs for {len(wrong)} of them; other calls with a cost that is not the provider's: {len(invented)}")
        right = not wrong and not invented and total == told["cost"] and sum(row["calls"] for row in rows) == told["calls"]
        print("the ledger equals the truth" if right else f"THE LEDGER IS WRONG, for example calls {sorted(wrong + invented)[:5]}")
        return 0 if right else 1
    finally:
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())
