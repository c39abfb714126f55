"""A cluster on one machine, each part a process of its own."""
import base64
import pathlib
import subprocess
import threading
import uuid

import counted
from cluster import COPIES, configuration
from counted import free_port, until

HERE = pathlib.Path(__file__).parent


class Cluster:
    of = "processes"

    def __init__(self, stack, provider, webhook):
        self.stack = stack
        self.libraries = self.library_path(pathlib.Path(stack.launcher).resolve().parent)
        self.cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        self.brokers, self.controllers = ([free_port() for _ in range(3)] for _ in range(2))
        ports = [free_port() for _ in range(COPIES)]
        self.gateways = [f"127.0.0.1:{port}" for port in ports]
        self.registry = free_port()
        config = str(stack.config)
        self.parts = {f"broker-{i + 1}": (lambda i=i: self.broker(i)) for i in range(3)}
        self.parts["registry"] = lambda: stack.start("registry", "--port", str(self.registry))
        for i in range(COPIES):
            self.parts[f"gateway-{i + 1}"] = lambda i=i: stack.start(
                f"gateway-{i + 1}", "--config", config, "--port", str(ports[i]), command=["gateway"])
            self.parts[f"webhook-{i + 1}"] = lambda i=i: self.sink("webhook", i)
            self.parts[f"file-{i + 1}"] = lambda i=i: self.sink("file", i)
            self.parts[f"analytics-{i + 1}"] = lambda i=i: stack.start(f"analytics-{i + 1}", "--config", config, command=["analytics"])
        stack.config.write_text(configuration(provider, webhook, [f"127.0.0.1:{port}" for port in self.brokers], f"http://127.0.0.1:{self.registry}"))

    @staticmethod
    def library_path(home):
        return home / "lib" if (home / "lib").is_dir() else home / "distribution" / "target" / "lib"

    def broker(self, i):
        name = f"broker-{i + 1}"
        quiet = self.stack.work / "logback.xml"
        quiet.write_text('<configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %level %logger{0} %msg%n'
                         '</pattern></encoder></appender><root level="ERROR"><appender-ref ref="out"/></root></configuration>')
        with open(self.stack.work / f"{name}.log", "a") as log:
            self.stack.processes[name] = subprocess.Popen(
                ["java", "-Xmx512m", "-XX:TieredStopAtLevel=1", f"-Dlogback.configurationFile={quiet}", "-cp", f"{self.libraries}/*", str(HERE / "Broker.java"), str(i + 1),
                 str(self.stack.work / name), self.cluster_id, ",".join(map(str, self.brokers)), ",".join(map(str, self.controllers))],
                stdout=log, stderr=log)
        until(f"{name} (see {log.name})", lambda: counted.listens(self.brokers[i]), 120)

    def sink(self, sink, i):
        return self.stack.start(f"{sink}-{i + 1}", "--config", str(self.stack.config), command=["sink", sink],
                                variables={"TRIAL_FILES": str(self.stack.work / f"files-{i + 1}")})

    def start(self):
        brokers = [threading.Thread(target=self.parts[f"broker-{i + 1}"]) for i in range(3)]  # none is ready alone
        for each in brokers:
            each.start()
        for each in brokers:
            each.join()
        self.parts["registry"]()
        self.stack.run("topics", "create")
        self.stack.run("schemas", "register")
        for name, start in self.parts.items():
            if not name.startswith(("broker", "registry")):
                start()
