"""Events as dictionaries: Avro behind Confluent's five bytes, the schema from the registry."""

import io
import json
import urllib.request
from functools import cache

import fastavro
from confluent_kafka import Consumer

TOPICS = {"pre-call": "llm.pre-call", "chunk": "llm.chunk", "success": "llm.success", "failure": "llm.failure"}
KINDS = {topic: kind for kind, topic in TOPICS.items()}


class Topics:
    """A consumer group that takes one event after the other and commits what has been handled."""

    def __init__(self, kafka: str, registry: str, group: str, kinds: list[str]):
        self._registry = registry.rstrip("/")
        self._schema = cache(self._fetch)
        self._consumer = Consumer({
            "bootstrap.servers": kafka, "group.id": group, "auto.offset.reset": "earliest",
            "enable.auto.commit": False, "isolation.level": "read_committed",
            "max.poll.interval.ms": 900_000})  # a handler may take its time
        self._consumer.subscribe([TOPICS[kind] for kind in kinds])

    def next(self, seconds: float):
        """(kind, event, message), or None when nothing came in that time."""
        message = self._consumer.poll(seconds)
        if message is None:
            return None
        if message.error():
            if message.error().fatal():
                raise RuntimeError(f"Kafka: {message.error()}")
            return None  # a broker that is away: the client tries again by itself
        if message.value() is None:
            return None
        return KINDS[message.topic()], self._decode(message.value()), message

    def commit(self, message) -> None:
        self._consumer.commit(message, asynchronous=False)

    def close(self) -> None:
        self._consumer.close()

    def _decode(self, value: bytes) -> dict:
        return fastavro.schemaless_reader(io.BytesIO(value[5:]), self._schema(int.from_bytes(value[1:5], "big")))

    def _fetch(self, schema_id: int):
        with urllib.request.urlopen(f"{self._registry}/schemas/ids/{schema_id}", timeout=30) as answer:
            return fastavro.parse_schema(json.loads(json.load(answer)["schema"]))
