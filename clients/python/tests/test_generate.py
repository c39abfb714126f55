import generate
import pytest
import written

from callstream_events import BY_TOPIC


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
