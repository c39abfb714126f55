import io
from datetime import datetime, timezone

import fastavro
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callstream_events import (BY_TOPIC, SCHEMAS, AlertRecord, ChunkEvent, EventDecoder, SuccessEvent,
                               UnknownSchemaError, UnreadableEventError, encode)

CALL = "01890a5d-ac96-774b-bcce-b302099a8057"
NOW = datetime(2026, 11, 27, 5, 4, 3, 2000, tzinfo=timezone.utc)


class Schemas:
    """Schemas by id, without a network."""

    def __init__(self, **schemas):
        self.known = {int(name[1:]): schema for name, schema in schemas.items()}

    def by_id(self, schema_id):
        if schema_id not in self.known:
            raise UnknownSchemaError(f"no schema {schema_id}")
        return self.known[schema_id]


def chunk(**columns) -> ChunkEvent:
    return ChunkEvent(**{**dict(
        event_id=f"{CALL}:chunk:3", gateway_id="gw", gateway_epoch=1, lane=0, seq=7, event_time=NOW, call_id=CALL,
        trace_id="t", span_id="s", chunk_index=3, elapsed_us=5, gap_us=5, byte_count=2), **columns})


def with_columns(kind, *further):
    schema = SCHEMAS[kind]
    return {"type": "record", "name": schema["name"], "fields": [*schema["fields"], *further]}


def parsed(schema):
    return fastavro.parse_schema(schema)


def framed(schema, columns, schema_id=1) -> bytes:
    body = io.BytesIO()
    fastavro.schemaless_writer(body, schema, columns)
    return b"\0" + schema_id.to_bytes(4, "big") + body.getvalue()


def decoder(kind=ChunkEvent) -> EventDecoder:
    return EventDecoder(Schemas(_1=SCHEMAS[kind]))


LONG = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TIMES = st.integers(-62_135_596_800_000, 253_402_300_799_999).map(
    lambda ms: datetime.fromtimestamp(ms // 1000, timezone.utc).replace(microsecond=ms % 1000 * 1000))


@settings(max_examples=200, deadline=None)
@given(delta=st.none() | TEXT, index=st.integers(-(2**31), 2**31 - 1), elapsed=LONG, time=TIMES, routes=st.lists(TEXT))
def test_what_was_written_is_read(delta, index, elapsed, time, routes):
    written = chunk(delta=delta, chunk_index=index, elapsed_us=elapsed, event_time=time, routes=routes)

    assert decoder().decode("llm.chunk", encode(written, 1)) == written


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_any_bytes_are_a_record_or_unreadable(value):
    try:
        assert isinstance(decoder().decode("llm.chunk", b"\0\0\0\0\1" + value), ChunkEvent)
    except UnreadableEventError as e:
        assert "llm.chunk" in str(e)


def test_a_cut_record_is_unreadable():
    whole = encode(chunk(), 1)

    for length in range(len(whole)):
        with pytest.raises(UnreadableEventError):
            decoder().decode("llm.chunk", whole[:length])


def test_columns_of_a_later_schema_are_left_out():
    later = parsed(with_columns(ChunkEvent, {"name": "weather", "type": ["null", "string"], "default": None}))
    columns = {field: getattr(chunk(), field) for field in ChunkEvent.__dataclass_fields__}

    read = EventDecoder(Schemas(_1=later)).decode("llm.chunk", framed(later, columns | {"weather": "fine"}))

    assert read == chunk()


def alert(**columns) -> AlertRecord:
    return AlertRecord(**{**dict(
        event_id="a:firing", alert_id="a", event_time=NOW, state="firing", severity="low", rule="r", metric="m", title="t",
        text="t", unit="count", started_at=NOW), **columns})


def test_lists_that_a_writer_did_not_know_are_each_records_own():
    own = SCHEMAS[AlertRecord]
    old = parsed({"type": "record", "name": own["name"],
                  "fields": [field for field in own["fields"] if field["name"] not in ("notify", "labels")]})
    events = EventDecoder(Schemas(_1=old))
    value = framed(old, {name: getattr(alert(), name) for name in AlertRecord.__dataclass_fields__})

    first, second = events.decode("llm.alert", value), events.decode("llm.alert", value)
    first.notify.append("mine")
    first.labels["of"] = "mine"

    assert second == alert()


def test_a_record_of_another_kind_is_unreadable():
    with pytest.raises(UnreadableEventError, match="ChunkEvent, expected io.callstream.events.SuccessEvent"):
        decoder().decode("llm.success", encode(chunk(), 1))


@pytest.mark.parametrize("writer", ["string", ["null", "string"], {"type": "array", "items": "string"}])
def test_a_schema_that_is_no_record_is_unreadable(writer):
    with pytest.raises(UnreadableEventError, match="expected io.callstream.events.ChunkEvent"):
        EventDecoder(Schemas(_1=parsed(writer))).decode("llm.chunk", encode(chunk(), 1))


@pytest.mark.parametrize("value, why", [
    (b"", "0 bytes is too short"), (b"\0\0\0\1", "4 bytes is too short"), (b"{\"a\":1}", "starts with byte 123, expected 0")])
def test_what_is_not_confluents_format_is_said(value, why):
    with pytest.raises(UnreadableEventError, match=why):
        decoder().decode("llm.chunk", value)


def test_a_topic_that_is_none_of_callstreams_is_named():
    with pytest.raises(ValueError, match="topic 'orders'.*llm.chunk"):
        decoder().decode("orders", b"")


def test_a_key_that_is_gone_has_no_record():
    assert decoder().decode("llm.spend", None) is None


def test_a_dead_letter_is_read_as_the_kind_that_it_was():
    assert decoder().decode_as(ChunkEvent, encode(chunk(), 1)) == chunk()


def test_an_event_whose_schema_is_gone_is_read_when_it_is_one_of_this_packages():
    assert EventDecoder(Schemas()).decode("llm.chunk", encode(chunk(), 9)) == chunk()


@pytest.mark.parametrize("value", [
    encode(chunk(event_id="another:chunk:3"), 9), encode(chunk(), 9) + b"\0", encode(chunk(), 9)[:-1]])
def test_otherwise_its_schema_stays_unknown(value):
    with pytest.raises(UnknownSchemaError, match="no schema 9"):
        EventDecoder(Schemas()).decode("llm.chunk", value)


def test_a_record_without_a_call_needs_its_schema():
    with pytest.raises(UnknownSchemaError):
        EventDecoder(Schemas()).decode("llm.alert", encode(alert(), 9))


def test_every_topic_has_its_own_record():
    assert len(set(BY_TOPIC.values())) == len(BY_TOPIC) == len(SCHEMAS)
    assert BY_TOPIC["llm.success"] is SuccessEvent
    assert all(kind.TOPIC == topic for topic, kind in BY_TOPIC.items())


def test_what_calls_said_is_not_shown_where_a_record_is_printed():
    event = chunk(delta="a secret", finish_reason="stop")
    erasure = BY_TOPIC["llm.erasure"](erasure_id="e-1", requested_at=NOW, subject_kind="end_user", subject="ada")

    assert "stop" in repr(event) and "secret" not in repr(event)
    assert "e-1" in repr(erasure) and "ada" not in repr(erasure)
    assert event.delta == "a secret"
