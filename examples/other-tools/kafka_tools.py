#!/usr/bin/env python3
"""Reads the event topics with Kafka's own tools, and says what each of them can do with the events.

    kafka_tools.py --kafka HOST:PORT --libs DIR [--java java]

DIR holds Kafka's jars: `libs` of a Kafka 4 that was unpacked (its connect-file jar is there, too).

1. The console consumer: keys, headers and as many records as each topic holds; bodies as bytes.
2. Kafka Connect's file sink (FileStreamSink, standalone), once with each converter that comes with Kafka: what it writes, or why it stops.

Exit status 0 when the tools did what README.md says of them, 1 otherwise.
"""
import argparse
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

TOPICS = ["llm.pre-call", "llm.chunk", "llm.success", "llm.failure"]
CONVERTERS = {
    "org.apache.kafka.connect.converters.ByteArrayConverter": "RUNNING",
    "org.apache.kafka.connect.storage.StringConverter": "RUNNING",
    "org.apache.kafka.connect.json.JsonConverter": "FAILED",
    "org.apache.kafka.connect.converters.LongConverter": "FAILED",
}


class Tools:
    def __init__(self, given):
        self.java, self.classes, self.kafka = given.java, f"{given.libs}/*", given.kafka

    def command(self, main, *arguments):
        return [self.java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", self.classes, main, *arguments]

    def count(self, topic):
        """Records of a topic, by Kafka's tool for offsets."""
        out = subprocess.run(self.command("org.apache.kafka.tools.GetOffsetShell", "--bootstrap-server", self.kafka, "--topic", topic),
                             capture_output=True, text=True, check=True).stdout
        return sum(int(line.rsplit(":", 1)[1]) for line in out.split())

    def consume(self, topic, count):
        """Lines of the console consumer, with key and headers and without bodies."""
        shown = [part for name, value in (("print.key", "true"), ("print.headers", "true"), ("print.value", "false"))
                 for part in ("--formatter-property", f"{name}={value}")]
        done = subprocess.run(
            self.command("org.apache.kafka.tools.consumer.ConsoleConsumer", "--bootstrap-server", self.kafka, "--topic", topic,
                         "--from-beginning", "--max-messages", str(count), "--timeout-ms", "60000", *shown),
            capture_output=True, text=True)
        return [line for line in done.stdout.split("\n") if "\t" in line]


def console(tools):
    right = True
    for topic in TOPICS:
        count = tools.count(topic)
        lines = tools.consume(topic, count) if count else []
        kinds = {part.split(":", 1)[1] for line in lines for part in line.split("\t")[0].split(",") if part.startswith("kind:")}
        good = len(lines) == count and kinds <= {topic[len("llm."):]}
        right &= good
        print(f"console consumer  {topic:13} {len(lines)} of {count} records, with key and headers (kind {', '.join(sorted(kinds))})"
              f"{'' if good else ': NOT ALL'}", flush=True)
    return right


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/connectors/file/status", timeout=5) as answer:
            tasks = json.load(answer)["tasks"]
            return tasks[0] if tasks else {}
    except OSError:
        return {}


def connect(tools, converter, expected, records):
    """Runs Connect with the file sink until it has written so many records, or its task has failed."""
    folder, port = pathlib.Path(tempfile.mkdtemp(prefix="connect-file-")), free_port()
    lines = folder / "lines"
    (folder / "worker.properties").write_text(
        f"bootstrap.servers={tools.kafka}\nkey.converter=org.apache.kafka.connect.storage.StringConverter\n"
        f"value.converter={converter}\nvalue.converter.schemas.enable=false\noffset.storage.file.filename={folder}/offsets\n"
        f"listeners=http://127.0.0.1:{port}\noffset.flush.interval.ms=1000\n")
    (folder / "sink.properties").write_text(
        f"name=file\nconnector.class=org.apache.kafka.connect.file.FileStreamSinkConnector\ntasks.max=1\n"
        f"topics={','.join(TOPICS)}\nfile={lines}\nconsumer.override.auto.offset.reset=earliest\nconsumer.override.group.id=connect-{folder.name}\n")
    with open(folder / "log", "w") as log:
        worker = subprocess.Popen(tools.command("org.apache.kafka.connect.cli.ConnectStandalone", str(folder / "worker.properties"),
                                                str(folder / "sink.properties")), stdout=log, stderr=log)
    written, state, end = 0, {}, time.monotonic() + 180
    try:
        while time.monotonic() < end and worker.poll() is None:
            state = status(port) or state
            # FileStreamSink writes what the value's toString says, and a new line; bodies hold new lines of their own.
            written = lines.read_bytes().count(b"\n") if lines.exists() else 0
            if state.get("state") == "FAILED" or written >= records:
                break
            time.sleep(0.5)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait()
    why = next((line for line in state.get("trace", "").splitlines() if "Exception" in line and converter.rsplit(".", 1)[1][:4] in line
                or line.startswith("Caused by")), "").strip()
    first = lines.read_bytes().split(b"\n", 1)[0][:40] if lines.exists() else b""
    found = state.get("state", "?")
    print(f"file sink         {converter.rsplit('.', 1)[1]:18} {found}: {written} lines, such as {first!r} {why[:120]}", flush=True)
    return found == expected and (expected == "FAILED" or written >= records)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--kafka", required=True)
    options.add_argument("--libs", required=True, help="folder with Kafka's jars")
    options.add_argument("--java", default="java")
    given = options.parse_args()
    tools = Tools(given)
    right = console(tools)
    records = sum(tools.count(topic) for topic in TOPICS)
    for converter, expected in CONVERTERS.items():
        right &= connect(tools, converter, expected, records)
    print("as README.md says" if right else "NOT as README.md says")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
