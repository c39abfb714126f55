"""What Java wrote: tests/golden/records.txt, which PythonClientTest of event-schemas keeps."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
EVENT_SCHEMAS = HERE.parents[2] / "event-schemas"


@dataclass(frozen=True)
class Written:
    folder: str
    topic: str
    value: bytes
    says: dict

    @property
    def schema(self) -> dict:
        return schema_of(self.folder, self.says_name)

    @property
    def says_name(self) -> str:
        from callstream_events import BY_TOPIC
        return BY_TOPIC[self.topic].__name__

    def __str__(self) -> str:
        return f"{self.folder} {self.topic} {len(self.value)}"


def schema_of(folder: str, name: str) -> dict:
    """The schema as Java registers it: with the records that it names put in."""
    schema = json.loads((EVENT_SCHEMAS / folder / f"{name}.avsc").read_text("utf-8"))
    for column in schema["fields"]:
        kind = column["type"]
        if isinstance(kind, dict) and str(kind.get("items", "")).startswith("io.callstream.events."):
            kind["items"] = schema_of(folder, kind["items"].rpartition(".")[2])
    return schema


def lines() -> list[Written]:
    records = []
    for line in (HERE / "golden" / "records.txt").read_text("utf-8").splitlines():
        folder, topic, value, says = line.split("\t")
        records.append(Written(folder, topic, base64.b64decode(value), json.loads(says)))
    return records
