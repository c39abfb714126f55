"""Receives what the webhook sink sends, and prints a line for each event: python3 receiver.py [PORT]."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        for event in body["events"]:
            print(event["kind"], event["call_id"], event.get("model") or "", flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = HTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9000), Receiver)
print(f"receiving at http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
