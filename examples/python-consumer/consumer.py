"""Prints what every finished call cost. Any language with Kafka and Avro clients reads the stream in the same way."""

import io
import json
import os
import urllib.request
from functools import cache

import fastavro
from confluent_kafka import Consumer

REGISTRY = os.environ.get("SCHEMA_REGISTRY_URL", "http://localhost:8081")


@cache
def schema(schema_id: int) -> dict:
    with urllib.request.urlopen(f"{REGISTRY}/schemas/ids/{schema_id}") as answer:
        return fastavro.parse_schema(json.loads(json.load(answer)["schema"]))


def event(value: bytes) -> dict:  # a zero, four bytes of schema id, then Avro
    return fastavro.schemaless_reader(io.BytesIO(value[5:]), schema(int.from_bytes(value[1:5], "big")))


consumer = Consumer({"bootstrap.servers": os.environ.get("KAFKA", "localhost:9092"), "group.id": "python-costs",
                     "auto.offset.reset": "earliest", "enable.auto.commit": False, "isolation.level": "read_committed"})
consumer.subscribe(["llm.success"])
while True:
    message = consumer.poll(1.0)
    if message is not None and message.error() is None:
        call = event(message.value())
        print(call["call_id"], call["model"], call["total_tokens"], call["cost_nano_usd"], flush=True)
        consumer.commit(message)  # after the work: a crash repeats an event, it never loses one
