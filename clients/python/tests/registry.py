"""A registry that speaks as much of Confluent's REST API as a reader needs, on a free port."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class FakeRegistry:
    def __init__(self):
        self.schemas: dict[int, dict] = {}
        self.login: str | None = None
        self.broken: tuple[int, bytes] | None = None
        self.asked: list[str] = []
        self.url = ""

    def register(self, schema_id: int, schema, **further) -> None:
        self.schemas[schema_id] = {"schema": json.dumps(schema), **further}

    def answer(self, path: str, authorization: str | None) -> tuple[int, bytes]:
        self.asked.append(path)
        if self.broken:
            return self.broken
        if self.login and authorization != self.login:
            return 401, json.dumps({"error_code": 401, "message": "Unauthorized"}).encode()
        prefix, _, schema_id = path.rpartition("/")
        if prefix != "/registry/schemas/ids":
            return 404, b"no such page"
        known = self.schemas.get(int(schema_id))
        if known is None:
            return 404, json.dumps({"error_code": 40403, "message": f"Schema {schema_id} not found"}).encode()
        return 200, json.dumps(known).encode()


@contextmanager
def running():
    fake = FakeRegistry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = fake.answer(self.path, self.headers.get("Authorization"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}/registry"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
