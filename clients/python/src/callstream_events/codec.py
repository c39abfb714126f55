"""Confluent's wire format: a zero byte, the schema's id in four bytes (big-endian), then the Avro body."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from importlib.resources import files
from io import BytesIO
from typing import Any, TypeVar, cast

import fastavro

from .errors import UnknownSchemaError, UnreadableEventError
from .records import BY_TOPIC, Record
from .registry import WriterSchemas

HEADER = struct.Struct(">BI")
R = TypeVar("R", bound=Record)

_OWN = json.loads(files(__package__).joinpath("schemas.json").read_text("utf-8"))
#: The schemas that this package reads records as, by record.
SCHEMAS: dict[type[Record], dict[str, Any]] = {
    each: cast(dict[str, Any], fastavro.parse_schema(_OWN[each.__name__])) for each in BY_TOPIC.values()
}
_COLLECTIONS = {
    each: [f["name"] for f in schema["fields"] if isinstance(f["type"], dict) and f["type"]["type"] in ("array", "map")]
    for each, schema in SCHEMAS.items()
}


class EventDecoder:
    """Reads records, whatever schema they were written with: columns that this package does not know are left out, and
    columns that the writer did not know have their defaults."""

    def __init__(self, schemas: WriterSchemas):
        self._schemas = schemas

    def decode(self, topic: str, value: bytes | None) -> Record | None:
        """
        The record that stands in a topic, by the dataclass of its kind; None for a record without a value, by which a
        compacted topic says that a key is gone.

        :raises ValueError: if the topic is none of Callstream's
        :raises UnreadableEventError: if the bytes are no record of the topic's kind
        :raises SchemaUnavailableError: if the registry cannot be asked now
        """
        kind = BY_TOPIC.get(topic)
        if kind is None:
            raise ValueError(f"topic '{topic}' holds no records of Callstream (expected {', '.join(BY_TOPIC)}; "
                             "for dead letters use decode_as with the kind of their original topic)")
        return None if value is None else self.decode_as(kind, value)

    def decode_as(self, kind: type[R], value: bytes) -> R:
        """The record, where its kind is known otherwise than by its topic."""
        schema_id = schema_id_of(value)
        try:
            writer = self._schemas.by_id(schema_id)
        except UnknownSchemaError:
            own = _built_in(kind, value)
            if own is None:
                raise
            return own
        name = writer.get("name") if isinstance(writer, dict) else None
        if name != SCHEMAS[kind]["name"]:
            raise UnreadableEventError(
                f"record on {kind.TOPIC} was written as {name or 'no record'}, expected {SCHEMAS[kind]['name']}")
        return _body(kind, writer, BytesIO(value[HEADER.size:]))


def schema_id_of(value: bytes) -> int:
    """The id of the schema that a record was written with."""
    if len(value) < HEADER.size:
        raise UnreadableEventError(f"record of {len(value)} bytes is too short for Confluent's header of {HEADER.size}")
    if value[0] != 0:
        raise UnreadableEventError(f"record starts with byte {value[0]}, expected 0 (Confluent's wire format)")
    return int.from_bytes(value[1:HEADER.size], "big")


def encode(record: Record, schema_id: int) -> bytes:
    """The record as it stands in a topic, for tests of consumers. The id is the one that SCHEMAS[type(record)] has in their registry."""
    body = BytesIO()
    fastavro.schemaless_writer(body, SCHEMAS[type(record)], asdict(cast(Any, record)))
    return HEADER.pack(0, schema_id) + body.getvalue()


def _body(kind: type[R], writer: dict[str, Any], body: BytesIO) -> R:
    try:
        columns = cast(dict[str, Any], fastavro.schemaless_reader(body, writer, SCHEMAS[kind]))
        for name in _COLLECTIONS[kind]:
            # Copied, because fastavro gives the same empty list to every record that lacks the column.
            columns[name] = columns[name].copy()
        for name, part in kind.NESTED.items():
            columns[name] = [part(**each) for each in columns[name]]
        return kind(**columns)
    except Exception as e:  # damaged bodies show by any error, depending on where in the body the damage is
        raise UnreadableEventError(f"record on {kind.TOPIC} is no readable Avro body: {e or type(e).__name__}") from e


def _built_in(kind: type[R], value: bytes) -> R | None:
    """A record whose schema was deleted from the registry is mostly one of this package's own: it is, when all of its
    bytes make an event whose two ids belong together."""
    body = BytesIO(value[HEADER.size:])
    try:
        record = _body(kind, SCHEMAS[kind], body)
    except UnreadableEventError:
        return None
    call_id, event_id = getattr(record, "call_id", ""), getattr(record, "event_id", "")
    belongs = call_id and event_id.startswith(f"{call_id}:{kind.TOPIC.removeprefix('llm.')}")
    return record if belongs and body.tell() == len(value) - HEADER.size else None
