#!/usr/bin/env python3
"""How fast an app host brings containers up and down. Ratios within one run; the sides take turns.

Usage: eng/bench/containers.py [ROUNDS]    (default 5)

Needs a Docker engine with the images busybox, redis:7 and postgres:15 (eng/docker/start-engine.sh, eng/docker/make-images.sh), and
docker-compose for the comparison with it. Builds eng/bench/containers for release, with the run time as it comes in the packages,
and measures, as medians of rounds:
  up, down     20 containers with published ports on one network, until all run and until nothing is left, from the start of the host
               and of docker-compose; against the same calls of the engine, four at a time, made by this program
  redis, postgres   from the engine's start of the server until the host says Healthy, against a loop that asks every millisecond
               from that moment on (earlier questions would delay the first answer: nobody has the address yet)
"""
import concurrent.futures
import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

from measuring import ROOT, build, finish, ms, report, rounds, until

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
HOST = f"{ROOT}/eng/bench/containers/bin/Release/net10.0/AppHostSdk.Bench.Containers"
SOCKET = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")
COUNT = 20
SCRIPT = "trap 'exit 0' TERM; sleep 1000 & wait"
PORT = 47401


class Engine(http.client.HTTPConnection):
    """A connection to the engine."""

    def __init__(self):
        super().__init__("localhost")

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(SOCKET)

    def call(self, method, path, body=None, headers=None):
        self.request(method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json", **(headers or {})})
        answer = self.getresponse()
        if answer.status == 101:
            return None
        content = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {content.decode()}")
        return json.loads(content) if content else None


class Floor:
    """The calls that bringing containers up and down takes, and nothing else."""

    def __init__(self):
        self.local = threading.local()
        self.attached = []
        self.pool = concurrent.futures.ThreadPoolExecutor(4)

    def engine(self):
        if not hasattr(self.local, "engine"):
            self.local.engine = Engine()
        return self.local.engine

    def start(self, number):
        name = f"bench-{os.getpid()}-{number}"
        container = self.engine().call("POST", f"/containers/create?name={name}", {
            "Image": "busybox:latest", "Entrypoint": ["sh"], "Cmd": ["-c", SCRIPT], "ExposedPorts": {"8080/tcp": {}},
            "HostConfig": {"PortBindings": {"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": ""}]}, "NetworkMode": self.network},
            "NetworkingConfig": {"EndpointsConfig": {self.network: {"Aliases": [f"box{number}"]}}},
        })["Id"]
        output = Engine()
        output.call("POST", f"/containers/{container}/attach?stream=1&stdout=1&stderr=1", headers={"Connection": "Upgrade", "Upgrade": "tcp"})
        self.attached.append(output)
        self.engine().call("POST", f"/containers/{container}/start")
        return container

    def stop(self, container):
        self.engine().call("POST", f"/containers/{container}/stop?t=10")
        self.engine().call("DELETE", f"/containers/{container}?force=1&v=1")

    def run(self):
        begin = time.perf_counter()
        self.network = self.engine().call("POST", "/networks/create", {"Name": f"bench-{os.getpid()}", "Driver": "bridge", "CheckDuplicate": True})["Id"]
        containers = list(self.pool.map(self.start, range(COUNT)))
        up = ms(begin)
        begin = time.perf_counter()
        list(self.pool.map(self.stop, containers))
        self.engine().call("DELETE", f"/networks/{self.network}")
        down = ms(begin)
        for output in self.attached:
            output.close()
        self.pool.shutdown()
        return up, down


def host():
    begin = time.perf_counter()
    process = subprocess.Popen([HOST, "--Bench=crowd"], stdout=subprocess.PIPE, text=True)
    until(process, "Press Ctrl+C to shut down.")
    up = ms(begin)
    begin = time.perf_counter()
    process.send_signal(signal.SIGINT)
    finish(process)
    return up, ms(begin)


def compose():
    with tempfile.TemporaryDirectory(prefix="bench") as directory:
        services = {
            f"box{i}": {"image": "busybox:latest", "entrypoint": ["sh"], "command": ["-c", SCRIPT], "ports": ["127.0.0.1::8080"]}
            for i in range(COUNT)
        }
        with open(f"{directory}/docker-compose.yml", "w", encoding="utf-8") as file:
            json.dump({"version": "3", "services": services}, file)

        def run(*args):
            begin = time.perf_counter()
            subprocess.run(["docker-compose", *args], cwd=directory, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return ms(begin)

        return run("up", "-d"), run("down")


def redis_answers(connection):
    connection.sendall(b"AUTH secret\r\nPING\r\n")
    answer = b""
    while answer.count(b"\r\n") < 2:
        part = connection.recv(100)
        if not part:
            return False
        answer += part
    return answer == b"+OK\r\n+PONG\r\n"


def postgres_answers(connection):
    """Asks for the password: while the server starts, it refuses before."""
    parameters = b"user\0postgres\0database\0postgres\0\0"
    connection.sendall(struct.pack("!ii", len(parameters) + 8, 3 << 16) + parameters)
    return connection.recv(1) == b"R"


def started(events):
    """The moment in which the next container starts, as the engine saw it."""
    for line in events:
        event = json.loads(line)
        if event["Actor"]["Attributes"].get("dev.apphostsdk.resource") == "server":
            return event["timeNano"] / 1e9
    raise SystemExit("the engine said nothing of the server's start")


def until_answered(events, answers, result):
    result.append(started(events))
    while True:
        try:
            with socket.create_connection(("127.0.0.1", PORT), timeout=5) as connection:
                if answers(connection):
                    result.append(time.time())
                    return
        except OSError:
            pass
        time.sleep(0.001)


def readiness(server, answers):
    """Milliseconds from the engine's start until the server answered the loop, and until the host said so."""
    watcher = Engine()
    watcher.request("GET", "/events?filters=" + '{"type":["container"],"event":["start"]}'.replace('"', "%22"))
    process = subprocess.Popen([HOST, f"--Bench={server}"], stdout=subprocess.PIPE, text=True)
    result = []
    loop = threading.Thread(target=until_answered, args=(watcher.getresponse(), answers, result))
    loop.start()
    while "server * Healthy" not in process.stdout.readline():
        pass
    healthy = time.time()
    loop.join()
    watcher.close()
    process.send_signal(signal.SIGINT)
    finish(process)
    begin, answered = result
    return (answered - begin) * 1000, (healthy - begin) * 1000


build([f"{ROOT}/eng/bench/containers"], [HOST])
print(f"{ROUNDS} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
sides = [host, lambda: Floor().run()] + ([compose] if shutil.which("docker-compose") else [])
results = rounds(ROUNDS, *sides, warm_up=1)
for index, what in enumerate(("up", "down")):
    times = [[took[index] for took in side] for side in results]
    report(f"{what}, engine", times[0], times[1])
    if len(times) > 2:
        report(f"{what}, compose", times[0], times[2])
for server, answers in (("redis", redis_answers), ("postgres", postgres_answers)):
    figures = [readiness(server, answers) for _ in range(ROUNDS)]
    ready, healthy = (statistics.median(f[i] for f in figures) for i in (0, 1))
    print(f"{server:<14} ready {ready:7.1f} ms after its start, healthy {healthy:7.1f} ms; overhead {statistics.median(h - r for r, h in figures):5.1f} ms")
print(f"load {os.getloadavg()[0]:.1f} at the end")
