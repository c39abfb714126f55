"""Writer schemas from a registry that speaks Confluent's REST API (https://docs.confluent.io/platform/current/schema-registry/develop/api.html)."""

from __future__ import annotations

import base64
import json
import ssl
import urllib.error
import urllib.request
from typing import Any, Mapping, Protocol, cast
from urllib.parse import unquote, urlsplit, urlunsplit

import fastavro

from .errors import SchemaUnavailableError, UnknownSchemaError, UnreadableEventError

# Confluent's codes for what is not there; a bare 404 comes from something else that listens at the address.
NOT_FOUND = {40401, 40402, 40403}


class WriterSchemas(Protocol):
    """Knows the schemas that records were written with."""

    def by_id(self, schema_id: int) -> dict[str, Any]:
        """The schema, parsed by fastavro."""


class Registry:
    """Schemas of a registry; each is asked for once. May be used by several threads, which may then ask twice."""

    def __init__(self, url: str, *, headers: Mapping[str, str] | None = None, timeout: float = 10.0,
                 tls: ssl.SSLContext | None = None):
        """
        :param url: base URL, with the path that the API stands under, and a login if one is needed: https://name:password@host
        :param headers: sent with every question, such as {"Authorization": "Bearer ..."}
        :param timeout: how many seconds an answer is waited for
        :param tls: says which certificates are trusted, if not those of the system
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            # The URL itself may hold a password, so it is not repeated.
            raise ValueError("the registry's URL is not of the form http://host:port or https://host:port")
        self._headers = {"Accept": "application/vnd.schemaregistry.v1+json, application/json", **(headers or {})}
        if parts.username is not None:
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
            self._headers.setdefault("Authorization", "Basic " + base64.b64encode(login).decode())
        self._url = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
        self._timeout = timeout
        self._tls = tls
        self._known: dict[int, dict[str, Any]] = {}

    def by_id(self, schema_id: int) -> dict[str, Any]:
        schema = self._known.get(schema_id)
        if schema is None:
            schema = self._known[schema_id] = self._parsed(schema_id, self._ask(schema_id))
        return schema

    def _ask(self, schema_id: int) -> dict[str, Any]:
        question = urllib.request.Request(f"{self._url}/schemas/ids/{schema_id}", headers=self._headers)
        try:
            with urllib.request.urlopen(question, timeout=self._timeout, context=self._tls) as answer:
                read = json.load(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise self._refused(schema_id, refusal) from None
        except (OSError, ValueError) as failure:
            raise SchemaUnavailableError(f"the registry at {self._url} could not give schema {schema_id}: {failure}") from failure
        if not isinstance(read, dict) or not isinstance(read.get("schema"), str):
            raise SchemaUnavailableError(f"what answers at {self._url} is no schema registry: no \"schema\" in its answer for {schema_id}")
        return read

    def _refused(self, schema_id: int, refusal: urllib.error.HTTPError) -> Exception:
        try:
            code = json.load(refusal).get("error_code")
        except (OSError, ValueError, AttributeError):
            code = None
        if refusal.code == 404 and code in NOT_FOUND:
            return UnknownSchemaError(f"the registry at {self._url} knows no schema {schema_id} (was it deleted, or is this another cluster's registry?)")
        hint = " (check the login)" if refusal.code in (401, 403) else " (check the URL)" if refusal.code == 404 else ""
        return SchemaUnavailableError(f"the registry at {self._url} answers {refusal.code} to the question for schema {schema_id}{hint}")

    @staticmethod
    def _parsed(schema_id: int, answer: dict[str, Any]) -> dict[str, Any]:
        kind = answer.get("schemaType", "AVRO")  # left out for Avro
        if kind != "AVRO":
            raise UnreadableEventError(f"schema {schema_id} is {kind}, expected AVRO")
        try:
            return cast(dict[str, Any], fastavro.parse_schema(json.loads(answer["schema"])))
        except Exception as e:  # fastavro says by many classes that it can make nothing of a schema
            raise UnreadableEventError(f"schema {schema_id} cannot be read: {e}") from e
