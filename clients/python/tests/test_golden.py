"""Records of Java, of these schemas and of every release, say in Python what they said there."""

import dataclasses
from datetime import datetime, timedelta, timezone

import pytest
import written

from callstream_events import BY_TOPIC, EventDecoder, Registry, encode, schema_id_of

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
WRITTEN = written.lines()


def as_java_says_it(value):
    match value:
        case datetime():
            return (value - EPOCH) // timedelta(milliseconds=1)
        case bytes():
            return value.decode("latin-1")
        case list():
            return [as_java_says_it(each) for each in value]
        case dict():
            return {name: as_java_says_it(each) for name, each in value.items()}
    return value


def test_every_kind_and_the_first_release_are_there():
    assert {each.topic for each in WRITTEN if each.folder == "src/main/avro"} == set(BY_TOPIC)
    assert {each.topic for each in WRITTEN if each.folder == "history/0.1.0"} == {
        "llm.pre-call", "llm.chunk", "llm.success", "llm.failure"}


@pytest.mark.parametrize("record", WRITTEN, ids=str)
def test_says_what_java_wrote(fake, record):
    fake.register(schema_id_of(record.value), record.schema)

    read = EventDecoder(Registry(fake.url)).decode(record.topic, record.value)

    columns = as_java_says_it(dataclasses.asdict(read))
    assert type(read) is BY_TOPIC[record.topic]
    for name, value in record.says.items():
        if name == "attempts":
            assert len(columns[name]) == len(value)
            assert all(attempt.items() <= mine.items() for attempt, mine in zip(value, columns[name]))
        else:
            assert columns[name] == value, name


@pytest.mark.parametrize("record", [each for each in WRITTEN if each.folder.startswith("history")], ids=str)
def test_columns_that_an_old_record_has_not_have_their_defaults(fake, record):
    fake.register(schema_id_of(record.value), record.schema)

    read = EventDecoder(Registry(fake.url)).decode(record.topic, record.value)

    later = [field for field in dataclasses.fields(read) if field.name not in record.says]
    assert later, "the schemas have grown since that release"
    for field in later:
        default = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
        assert getattr(read, field.name) == default, field.name


@pytest.mark.parametrize("record", [each for each in WRITTEN if each.folder == "src/main/avro"], ids=str)
def test_is_written_as_java_writes_it(fake, record):
    fake.register(schema_id_of(record.value), record.schema)
    read = EventDecoder(Registry(fake.url)).decode(record.topic, record.value)

    assert encode(read, schema_id_of(record.value)) == record.value
