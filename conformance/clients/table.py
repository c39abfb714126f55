"""Makes a Markdown table of results, and says with its exit code whether they are as expected: table.py FOLDER RESULTS."""

import json
import sys
from datetime import date
from pathlib import Path

HERE, RESULTS = Path(sys.argv[1]), Path(sys.argv[2])
LANGUAGES = {"python": "Python", "node": "TypeScript"}


def lines(name):
    text = (HERE / name).read_text().splitlines()
    return [line.split() for line in text if line.strip() and not line.startswith("#")]


def versions():
    pins = json.loads((HERE / "node/package.json").read_text())["dependencies"]
    found = {("node", name): version for name, version in pins.items()}
    for line in (HERE / "python/requirements.txt").read_text().split():
        name, version = line.split("==")
        found["python", name] = version
    return found


def results():
    found = {}
    for line in RESULTS.read_text().splitlines():
        parts = line.split("\t")
        if len(parts) == 4:
            found[parts[0], parts[1]] = parts[2:]
    return found


def main():
    found = results()
    expected = {(client, step): " ".join(reason) for client, step, *reason in lines("expected-failures.txt")}
    version = versions()
    clients = [words for words in lines("clients.txt") if any(client == words[0] for client, _ in found)]
    names = [words[0] for words in clients]
    steps = [words[0] for words in lines("steps.txt")]
    notes, wrong = [], []

    def cell(client, step):
        if (client, step) not in found:
            return "-"
        outcome, reason = found[client, step]
        known = (client, step) in expected
        if outcome == "passed" and known:
            wrong.append(f"{client} {step} passes now: take it out of expected-failures.txt")
        if outcome == "passed":
            return "passed"
        if known:
            notes.append(expected[client, step])
            return f"expected ({len(notes)})"
        wrong.append(f"{client} {step} FAILED: {reason}")
        return "FAILED"

    for client, step in found:
        if step not in steps:
            wrong.append(f"{client} {step}: {found[client, step][1] or 'steps.txt has no such step'}")
    print(f"Run on {date.today()}.\n")
    print("| client | library | " + " | ".join(steps) + " |")
    print("|---" * (len(steps) + 2) + "|")
    for name, language, package, *_ in clients:
        library = f"`{package}` {version[language, package]} ({LANGUAGES[language]})"
        print(f"| {name} | {library} | " + " | ".join(cell(name, step) for step in steps) + " |")
    for number, note in enumerate(notes, 1):
        print(("\n" if number == 1 else "") + f"{number}. {note}")
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong or not names else 0)


main()
