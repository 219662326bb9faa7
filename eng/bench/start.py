#!/usr/bin/env python3
"""How fast an app host starts, stops and passes output on. Ratios within one run; the sides take turns.

Usage: eng/bench/start.py [ROUNDS]    (default 15)

Builds tests/TestHost and tests/TestChild for release and measures, as medians of rounds:
  first child    host start until its first program has started, against the start of a bare .NET program
  chain          20 programs, each waiting for the one before, against starting them one after the other directly
  stop           Ctrl+C until 50 programs and the host have ended, against the slowest of them
  lines          lines per second into a file from 2 and from 20 programs; all must arrive
"""
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
HOST = f"{ROOT}/tests/TestHost/bin/Release/net10.0/TestHost"
CHILD = f"{ROOT}/tests/TestChild/bin/Release/net10.0/TestChild"


def build():
    for project in ("TestHost", "TestChild"):
        subprocess.run(["dotnet", "build", f"{ROOT}/tests/{project}", "-c", "Release", "--nologo", "-v", "quiet"], check=True, stdout=subprocess.DEVNULL)


def ms(begin):
    return (time.perf_counter() - begin) * 1000


def until(process, text):
    """Reads lines until one ends with the text."""
    for line in process.stdout:
        if line.rstrip().endswith(text):
            return
    raise SystemExit(f"'{text}' was not printed")


def host(*args):
    return subprocess.Popen([HOST, *args], stdout=subprocess.PIPE, text=True)


def finish(process):
    process.stdout.read()
    process.wait()


def first_child():
    begin = time.perf_counter()
    process = host("true", CHILD)
    until(process, "* Running")
    took = ms(begin)
    finish(process)
    return took


def bare():
    begin = time.perf_counter()
    subprocess.run([CHILD, "exit=0"], check=True)
    return ms(begin)


def chain():
    begin = time.perf_counter()
    process = host("chain", CHILD)
    until(process, "last * Running")
    took = ms(begin)
    process.send_signal(signal.SIGINT)
    finish(process)
    return took


def chain_directly():
    """What the chain is without a host: every program is started when the one before has started."""
    begin = time.perf_counter()
    processes = [subprocess.Popen(["sleep", "50"]) for _ in range(20)]
    took = ms(begin)
    for process in processes:
        process.kill()
        process.wait()
    return took


def stop():
    process = host("crowd", CHILD)
    until(process, "Press Ctrl+C to shut down.")
    begin = time.perf_counter()
    process.send_signal(signal.SIGINT)
    finish(process)
    return ms(begin)


def lines(writers, each):
    with tempfile.TemporaryDirectory() as directory:
        log = f"{directory}/log"
        begin = time.perf_counter()
        with open(f"{directory}/out", "w", encoding="utf-8") as out:
            subprocess.run([HOST, "lines", CHILD, f"--writers={writers}", f"--each={each}"], stdout=out, check=True)
        took = ms(begin)
        with open(f"{directory}/out", encoding="utf-8") as out:
            arrived = sum(1 for line in out if "| line" in line)
        if arrived != writers * each:
            raise SystemExit(f"{writers * each - arrived} lines were lost")
        return writers * each / took * 1000


def rounds(*sides):
    results = [[] for _ in sides]
    for i in range(ROUNDS + 2):
        order = range(len(sides)) if i % 2 else reversed(range(len(sides)))
        for side in order:
            took = sides[side]()
            if i >= 2:
                results[side].append(took)
    return results


def compare(name, one, other):
    ones, others = rounds(one, other)
    ratio = statistics.median(a / b for a, b in zip(ones, others))
    print(f"{name:<14} {statistics.median(ones):8.1f} ms {statistics.median(others):8.1f} ms   ratio {ratio:5.2f}   (fastest {min(ones):.1f} and {min(others):.1f})", flush=True)


build()
print(f"{ROUNDS} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
compare("first child", first_child, bare)
compare("chain of 20", chain, lambda: first_child() + chain_directly())
print(f"{'stop of 50':<14} {statistics.median(stop() for _ in range(ROUNDS)):8.1f} ms")
for writers in (2, 20):
    rate = statistics.median(lines(writers, 400_000 // writers) for _ in range(3))
    print(f"{f'{writers} writers':<14} {rate:8.0f} lines/s, none lost")
