import base64
import re
from contextlib import closing
from socket import create_server

import pytest

from callstream_events import Registry, SchemaUnavailableError, UnknownSchemaError, UnreadableEventError

SCHEMA = {"type": "record", "name": "a.R", "fields": [{"name": "x", "type": "int"}]}


def test_a_schema_is_asked_for_once(fake):
    fake.register(7, SCHEMA)
    registry = Registry(fake.url + "/")

    assert registry.by_id(7)["name"] == registry.by_id(7)["name"] == "a.R"
    assert fake.asked == ["/registry/schemas/ids/7"]


def test_the_login_of_the_url_is_sent_and_never_said(fake):
    fake.register(7, SCHEMA)
    fake.login = "Basic " + base64.b64encode(b"ada:p@ss").decode()

    assert Registry(fake.url.replace("//", "//ada:p%40ss@")).by_id(7)["name"] == "a.R"
    with pytest.raises(SchemaUnavailableError, match="401.*check the login") as refused:
        Registry(fake.url.replace("//", "//ada:wrong@")).by_id(7)
    assert "wrong" not in str(refused.value)


def test_a_token_is_sent(fake):
    fake.register(7, SCHEMA)
    fake.login = "Bearer token"

    assert Registry(fake.url, headers={"Authorization": "Bearer token"}).by_id(7)["name"] == "a.R"


def test_a_schema_that_the_registry_does_not_know(fake):
    with pytest.raises(UnknownSchemaError, match="knows no schema 8"):
        Registry(fake.url).by_id(8)


def test_an_unknown_schema_is_asked_for_again(fake):
    registry = Registry(fake.url)
    with pytest.raises(UnknownSchemaError):
        registry.by_id(7)
    fake.register(7, SCHEMA)

    assert registry.by_id(7)["name"] == "a.R"


def test_another_server_at_the_address_is_no_fault_of_the_record(fake):
    with pytest.raises(SchemaUnavailableError, match="404.*check the URL"):
        Registry(fake.url + "/elsewhere").by_id(7)


@pytest.mark.parametrize("answer, why", [
    ((500, b"{}"), "answers 500"), ((200, b"<html>"), "could not give schema 7"), ((200, b"[]"), "no schema registry"),
    ((200, b"{\"schema\": 1}"), "no schema registry"), ((404, b"[]"), "answers 404")])
def test_other_answers_are_no_fault_of_the_record(fake, answer, why):
    fake.broken = answer

    with pytest.raises(SchemaUnavailableError, match=why):
        Registry(fake.url).by_id(7)


def test_a_registry_that_is_away_is_no_fault_of_the_record():
    with closing(create_server(("127.0.0.1", 0))) as unused:
        port = unused.getsockname()[1]

    with pytest.raises(SchemaUnavailableError, match=f"127.0.0.1:{port} could not give schema 7"):
        Registry(f"http://127.0.0.1:{port}").by_id(7)


def test_a_registry_that_never_answers_is_not_waited_for_without_end():
    with closing(create_server(("127.0.0.1", 0))) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(SchemaUnavailableError, match="timed out"):
            Registry(url, timeout=0.05).by_id(7)


def test_a_schema_of_another_form_is_unreadable(fake):
    fake.register(7, {}, schemaType="PROTOBUF")

    with pytest.raises(UnreadableEventError, match="schema 7 is PROTOBUF, expected AVRO"):
        Registry(fake.url).by_id(7)


@pytest.mark.parametrize("schema", ["nonsense", {"type": "record"}, {"type": "array", "items": "a.Unknown"}])
def test_a_schema_that_makes_no_sense_is_unreadable(fake, schema):
    fake.register(7, schema)

    with pytest.raises(UnreadableEventError, match="schema 7 cannot be read"):
        Registry(fake.url).by_id(7)


@pytest.mark.parametrize("url", ["localhost:8081", "ftp://host", "http://", "", "//ada:secret@host"])
def test_a_url_that_cannot_work_is_refused_without_its_password(url):
    with pytest.raises(ValueError, match=re.escape("http://host:port")) as refused:
        Registry(url)
    assert "secret" not in str(refused.value)
