"""Prints how every call ended, and what it cost."""

import os

from callstream_events import EventDecoder, FailureEvent, Registry, SuccessEvent
from confluent_kafka import Consumer

events = EventDecoder(Registry(os.environ.get("SCHEMA_REGISTRY_URL", "http://localhost:8081")))
consumer = Consumer({"bootstrap.servers": os.environ.get("KAFKA", "localhost:9092"), "group.id": "python-ends",
                     "auto.offset.reset": "earliest", "enable.auto.commit": False, "isolation.level": "read_committed"})
consumer.subscribe(["llm.success", "llm.failure"])
while True:
    if (message := consumer.poll(1.0)) is not None and message.error() is None:
        match events.decode(message.topic(), message.value()):
            case SuccessEvent() as call:
                print(call.call_id, call.model, call.total_tokens, call.cost_nano_usd, flush=True)
            case FailureEvent() as call:
                print(call.call_id, call.error_code, call.message, flush=True)
        consumer.commit(message)  # after the work: a crash repeats an event, it never loses one
