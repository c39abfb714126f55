#!/usr/bin/env python3
"""How fast analytics reads: N success events in four partitions, then `callstream analytics` from the beginning of the topics until calls, spending and
figures have read all of them.

    run.py [--events 100000] [--launcher ./callstream]

Prints events a second, and the processor time of the process, by which to go on a machine that others use. Needs Linux, Python 3.8, a JDK and a built
product (./callstream --version builds it).
"""
import argparse
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


def processor(pid):
    """Seconds of all threads, in user mode and in the kernel."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) // 1024


def until(what, condition, seconds=900, every=0.5):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"gave up waiting: {what}")
        time.sleep(every)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=100000)
    options.add_argument("--launcher", default=str(HOME / "callstream"))
    options.add_argument("--classes", default=f"{HOME}/distribution/target/callstream.jar:{HOME}/distribution/target/lib/*")
    given = options.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="callstream-analytics-"))
    config = work / "config.yaml"
    processes = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))

    def start(name, *arguments):
        ready = work / f"{name}.json"
        with open(work / f"{name}.log", "w") as log:
            processes.append(subprocess.Popen([given.launcher, name, *arguments, "--data-dir", str(work / name), "--ready-file", str(ready)],
                                              stdout=log, stderr=log))
        until(name, ready.exists, 180)
        return json.loads(ready.read_text())[name], processes[-1].pid

    def metrics(url):
        text = urllib.request.urlopen(url.replace("/health", "/metrics"), timeout=10).read().decode()
        return {name: float(value) for name, value in re.findall(r'callstream_analytics_lag_records\{topology="(\w+)"\} (\S+)', text)}

    def spent(url):
        request = urllib.request.Request(url.replace("/health", "/api/v1/spend"), headers={"Authorization": "Bearer sk-bench"})
        try:
            lines = json.load(urllib.request.urlopen(request, timeout=10))
            return lines[0]["calls"] if lines else 0
        except OSError:
            return 0

    try:
        (kafka, _), (registry, _) = start("kafka", "--port", "0"), start("registry", "--port", "0")
        config.write_text(f'general_settings: {{master_key: sk-bench}}\ncallstream:\n  kafka: {{bootstrap_servers: "{kafka.split("//")[-1]}", partitions: 4}}\n'
                          f'  schema_registry: {{url: "{registry}"}}\n')
        for command in (("topics", "create"), ("schemas", "register")):
            subprocess.run([given.launcher, *command, "--config", str(config)], check=True, capture_output=True)
        subprocess.run(["java", "-cp", given.classes, str(HERE.parent / "sql" / "FillTopics.java"), kafka.split("//")[-1], registry, str(given.events)],
                       check=True, capture_output=True)
        url, pid = start("analytics", "--config", str(config))
        begun, before = time.monotonic(), processor(pid)
        until("the ledger", lambda: spent(url) >= given.events)
        until("the other topologies", lambda: len(metrics(url)) >= 3 and max(metrics(url).values()) == 0)
        took, used = time.monotonic() - begun, processor(pid) - before
        print(f"{given.events} events in {took:.1f} s: {given.events / took:.0f} events/s; {used:.1f} s of processor time, "
              f"{used / given.events * 1e6:.0f} us an event over three topologies; {memory(pid)} MB at most; load {os.getloadavg()[0]:.0f}")
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait()


if __name__ == "__main__":
    main()
