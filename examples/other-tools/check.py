#!/usr/bin/env python3
"""Reads the event topics with tools that know nothing of Callstream, and says whether they agree.

    check.py --kafka HOST:PORT --registry URL [--kcat kcat]

1. fastavro, with the writer's schema from the registry
2. Confluent's AvroDeserializer
3. kcat, for keys and headers (it needs no schema for these)

Exit status 0 when every reader saw the same events, 1 otherwise.
"""
import argparse
import io
import json
import subprocess
import sys
import urllib.request

import fastavro
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

TOPICS = ["llm.pre-call", "llm.chunk", "llm.success", "llm.failure"]


class FastAvro:
    """One byte 0, four bytes of schema id, then the record."""

    def __init__(self, registry):
        self.registry = registry
        self.schemas = {}

    def read(self, topic, value):
        magic, number = value[0], int.from_bytes(value[1:5], "big")
        if magic != 0:
            raise ValueError(f"{topic}: the first byte is {magic}, and not 0")
        if number not in self.schemas:
            with urllib.request.urlopen(f"{self.registry}/schemas/ids/{number}") as answer:
                self.schemas[number] = fastavro.parse_schema(json.loads(json.load(answer)["schema"]))
        return fastavro.schemaless_reader(io.BytesIO(value[5:]), self.schemas[number])


class Confluent:
    def __init__(self, registry):
        self.deserializer = AvroDeserializer(SchemaRegistryClient({"url": registry}))

    def read(self, topic, value):
        return self.deserializer(value, SerializationContext(topic, MessageField.VALUE))


def records(kafka, topic):
    """What the topic holds now, from its beginning."""
    consumer = Consumer({"bootstrap.servers": kafka, "group.id": "other-tools", "enable.auto.commit": False,
                         "auto.offset.reset": "earliest"})
    try:
        partitions = consumer.list_topics(topic, timeout=10).topics[topic].partitions
        left = {}
        for number in partitions:
            low, high = consumer.get_watermark_offsets(TopicPartition(topic, number), timeout=10)
            if high > low:
                left[number] = high
        consumer.assign([TopicPartition(topic, number, 0) for number in left])
        while left:
            message = consumer.poll(10)
            if message is None:
                raise TimeoutError(f"{topic}: nothing came for 10 s, and {left} is not reached")
            if message.error():
                raise RuntimeError(str(message.error()))
            yield message
            if message.offset() + 1 >= left.get(message.partition(), 0):
                left.pop(message.partition(), None)
    finally:
        consumer.close()


def kcat(program, kafka, topic):
    """Call ids by key, with the header that says what kind of event it is."""
    out = subprocess.run([program, "-b", kafka, "-C", "-t", topic, "-e", "-q", "-f", "%k %h\n"],
                         check=True, capture_output=True, text=True).stdout
    lines = [line.split(" ", 1) for line in out.splitlines()]
    return sorted(key for key, _ in lines), sum("kind=" in headers for _, headers in lines)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kafka", required=True)
    arguments.add_argument("--registry", required=True)
    arguments.add_argument("--kcat", help="the program, where it is installed")
    given = arguments.parse_args()
    readers = {"fastavro": FastAvro(given.registry), "confluent": Confluent(given.registry)}
    wrong = 0
    for topic in TOPICS:
        read = {name: [] for name in readers}
        keys = []
        for message in records(given.kafka, topic):
            keys.append(message.key().decode())
            for name, reader in readers.items():
                event = reader.read(topic, message.value())
                if event["call_id"] != message.key().decode():
                    raise ValueError(f"{topic}: key {message.key()!r} is not the event's call_id {event['call_id']}")
                read[name].append((event["event_id"], event.get("cost_nano_usd"), event["event_time"]))
        same = read["fastavro"] == read["confluent"]
        line = f"{topic:14} {len(keys):6} events, fastavro and Confluent's deserializer {'agree' if same else 'DIFFER'}"
        if given.kcat:
            seen, headed = kcat(given.kcat, given.kafka, topic)
            agrees = seen == sorted(keys) and headed == len(keys)
            same = same and agrees
            line += f", kcat {'agrees' if agrees else 'DIFFERS'} ({headed} with the header kind)"
        print(line)
        wrong += not same
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
