"""The same cluster in containers, as compose.yml says, with a balancer before the gateways."""
import os
import pathlib
import subprocess
import sys
import threading

import counted
from cluster import COPIES, configuration
from counted import until

HERE = pathlib.Path(__file__).parent
NET = os.environ.get("TRIAL_NET", "172.30.77")
BROKERS = [f"broker-{i + 1}" for i in range(3)]
BALANCER = f"{NET}.20"


def compose_command():
    """Compose v2, or its forerunner."""
    plugin = subprocess.run(["docker", "compose", "version"], capture_output=True)
    return ["docker", "compose"] if plugin.returncode == 0 else ["docker-compose"]


class Stack:
    """As counted.Stack: kills by name, and runs commands."""

    def __init__(self, work):
        self.work, self.config = work, work / "config.yaml"
        self.ready = work / "ready"
        for folder in [self.ready] + [work / f"files-{i + 1}" for i in range(COPIES)]:
            folder.mkdir()
            folder.chmod(0o777)  # the containers' user writes there
        work.chmod(0o755)
        self.command = [*compose_command(), "-p", "callstream-trial", "-f", str(HERE / "compose.yml")]
        self.ids = {}
        self.host = f"{NET}.1"  # where containers reach this machine, once their network is there
        self.config.touch()
        self.compose("up", "--no-start")
        self.compose("up", "-d", "tools")

    def compose(self, *arguments):
        done = subprocess.run([*self.command, *arguments], capture_output=True, text=True, env={**os.environ, "TRIAL_WORK": str(self.work)})
        if done.returncode:
            sys.exit(f"compose {arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def id(self, name):
        if name not in self.ids:
            self.ids[name] = self.compose("ps", "-q", name).strip()
        return self.ids[name]

    def up(self, name):
        (self.ready / f"{name}.json").unlink(missing_ok=True)
        self.compose("up", "-d", "--no-deps", "--no-recreate", name)

    def start(self, name):
        self.up(name)
        until(f"{name} (see docker logs {self.id(name)})", (self.ready / f"{name}.json").exists, 300)

    def kill(self, name):
        subprocess.run(["docker", "kill", self.id(name)], check=True, capture_output=True)

    def run(self, *arguments):
        done = subprocess.run(["docker", "exec", self.id("tools"), "callstream", *arguments, "--config", "/etc/callstream/config.yaml"],
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def stop(self):
        logs = subprocess.run([*self.command, "logs", "--no-color"], capture_output=True, env={**os.environ, "TRIAL_WORK": str(self.work)})
        (self.work / "containers.log").write_bytes(logs.stdout)
        self.compose("down", "-v", "-t", "1")


class Cluster:
    of = "containers"

    def __init__(self, stack, provider, webhook):
        self.stack = stack
        self.gateways = [f"{BALANCER}:4000"] * COPIES
        self.parts = {name: lambda name=name: self.broker(name) for name in BROKERS}
        copies = [f"{part}-{i + 1}" for i in range(COPIES) for part in ("gateway", "webhook", "file", "analytics")]
        for name in ["registry"] + copies:
            self.parts[name] = lambda name=name: stack.start(name)
        self.parts["balancer"] = self.balancer
        stack.config.write_text(configuration(provider, webhook, [f"{name}:9092" for name in BROKERS], "http://registry:8081"))

    def broker(self, name):
        self.stack.up(name)
        until(f"{name} (see docker logs {self.stack.id(name)})", lambda: counted.listens(9092, f"{NET}.1{name[-1]}"), 300)

    def balancer(self):
        self.stack.up("balancer")
        until("balancer", lambda: counted.listens(4000, BALANCER), 60)

    def start(self):
        together = [threading.Thread(target=self.parts[name]) for name in BROKERS]  # none is ready alone
        for each in together:
            each.start()
        for each in together:
            each.join()
        self.parts["registry"]()
        self.stack.run("topics", "create")
        self.stack.run("schemas", "register")
        for name, start in self.parts.items():
            if name not in (*BROKERS, "registry"):
                start()
