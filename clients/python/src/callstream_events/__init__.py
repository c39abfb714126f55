"""Callstream's events as typed dataclasses, and the decoder that reads them from Kafka."""

from .codec import SCHEMAS, EventDecoder, encode, schema_id_of
from .errors import SchemaUnavailableError, UnknownSchemaError, UnreadableEventError
from .records import (BY_TOPIC, AlertRecord, Attempt, CallRecord, ChunkEvent, ErasedPlace, ErasureEvent, ErasureReport,
                      FailureEvent, PreCallEvent, Record, SpendRecord, SuccessEvent, WindowRecord)
from .registry import Registry, WriterSchemas

__all__ = [
    "BY_TOPIC", "SCHEMAS", "AlertRecord", "Attempt", "CallRecord", "ChunkEvent", "ErasedPlace", "ErasureEvent",
    "ErasureReport", "EventDecoder", "FailureEvent", "PreCallEvent", "Record", "Registry", "SchemaUnavailableError",
    "SpendRecord", "SuccessEvent", "UnknownSchemaError", "UnreadableEventError", "WindowRecord", "WriterSchemas", "encode",
    "schema_id_of",
]
