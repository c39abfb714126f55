from dataclasses import MISSING, fields

import generate
import pytest
import written

from callstream_events import BY_TOPIC, SCHEMAS


@pytest.mark.parametrize("path", generate.outputs(), ids=lambda path: path.name)
def test_what_is_committed_is_what_the_schemas_say(path):
    assert path.read_text("utf-8") == generate.outputs()[path], f"{path.name} is stale: run python generate.py"


def test_topics_are_those_of_java():
    java = (written.EVENT_SCHEMAS / "src/main/java/io/callstream/events").glob("*Kind.java")
    topics = {part for source in java for part in source.read_text("utf-8").split('"') if part.startswith("llm.")}

    assert topics == set(BY_TOPIC)


def test_check_says_what_is_stale(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(generate, "PACKAGE", tmp_path)

    assert generate.main(["--check"]) == 1
    assert "records.py is older than event-schemas" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_type_that_is_not_known_is_named():
    column = {"name": "x", "doc": "X.", "type": {"type": "enum", "name": "E", "symbols": []}}

    with pytest.raises(SystemExit, match="column R.x has type .*enum"):
        generate.dataclass_of("R", {"doc": "R.", "fields": [column]})


def test_content_is_what_java_calls_content():
    java = (written.EVENT_SCHEMAS.parent / "sink-connectors/sink-api/src/main/java/io/callstream/sink/json/EventColumns.java")
    named = " ".join(java.read_text("utf-8").split()).partition(" CONTENT = Set.of(")[2].partition(")")[0]

    assert {part.strip().strip('"') for part in named.split(",")} == generate.CONTENT - {"subject"}


@pytest.mark.parametrize("kind", SCHEMAS, ids=lambda kind: kind.__name__)
def test_defaults_are_those_of_the_schemas(kind):
    declared = {column["name"]: column["default"] for column in SCHEMAS[kind]["fields"] if "default" in column}
    mine = {each.name: each.default if each.default_factory is MISSING else each.default_factory()
            for each in fields(kind) if not (each.default is MISSING and each.default_factory is MISSING)}

    assert mine == declared
