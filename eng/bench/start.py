#!/usr/bin/env python3
"""How fast an app host starts, stops and passes output on. Ratios within one run; the sides take turns.

Usage: eng/bench/start.py [ROUNDS]    (default 15)

Builds eng/bench/host, tests/TestHost, tests/TestChild and eng/bench/webapi for release, the hosts with the run time as it comes
in the packages, and measures, as medians of rounds:
  first child    host start until its first program has started, against the run of a bare .NET program
  open host      the same for a host about which the compiler knows nothing, so that its program decides everything
  chain of 20    programs, each waiting for the one before to run, to finish, or to answer a health check, against the start of a
                 host with one program and the same programs started directly, each when the one before is so far
  waits alone    those that wait for the one before to run, against the same host without its waits
  web APIs       six of them until all answer, against the same binaries started directly, and by 'dotnet run --no-build' each
  stop           Ctrl+C until 50 programs and the host have ended, against telling the same programs to end directly; each takes
                 its time, the slowest half a second
  lines          lines per second into a file from 2 and from 20 programs; all must arrive
  memory         resident memory of a host with 50 programs, and of its sentinel
"""
import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from measuring import ROOT, build, finish, ms, report, rounds, until

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
HOST = f"{ROOT}/tests/TestHost/bin/Release/net10.0/TestHost"
STATIC_HOST = f"{ROOT}/eng/bench/host/bin/Release/net10.0/AppHostSdk.Bench.Host"
CHILD = f"{ROOT}/tests/TestChild/bin/Release/net10.0/TestChild"
API_PROJECT = f"{ROOT}/eng/bench/webapi"
API = f"{API_PROJECT}/bin/Release/net10.0/AppHostSdk.Bench.WebApi"
# Below the ports that systems give to clients: who asks again and again for one of those is answered by itself one day.
PORT = 17310


def host(*args):
    return subprocess.Popen([HOST, *args], stdout=subprocess.PIPE, text=True)


def first_child():
    begin = time.perf_counter()
    process = subprocess.Popen([STATIC_HOST], stdout=subprocess.PIPE, text=True)
    until(process, "* Running")
    took = ms(begin)
    finish(process)
    return took


def first_child_of_open_host():
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


def chain(scenario, end="Press Ctrl+C to shut down."):
    """A scenario of 20 programs, each waiting for the one before, until the last is where it should be, or until all have started."""
    begin = time.perf_counter()
    process = host(scenario, CHILD)
    until(process, end)
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


def finishing_chain_directly():
    """Every program is started when the one before has ended."""
    begin = time.perf_counter()
    for _ in range(20):
        subprocess.run([CHILD, "exit=0"], check=True)
    return ms(begin)


def healthy_chain_directly():
    """Every program is started when the one before answers; asked every millisecond."""
    begin = time.perf_counter()
    processes = []
    for i in range(20):
        processes.append(subprocess.Popen([CHILD, "listen", "forever"], stdout=subprocess.DEVNULL, env={**os.environ, "PORT": str(PORT + i)}))
        while not answers(PORT + i, "/health"):
            time.sleep(0.001)
    took = ms(begin)
    for process in processes:
        process.kill()
        process.wait()
    return took


def answers(port, path):
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def until_all_answer(begin):
    """Asks each of the six every few milliseconds until it has answered; the time of the last answer."""
    waiting = set(range(6))
    while waiting:
        for i in sorted(waiting):
            if answers(PORT + i, "/"):
                waiting.discard(i)
        if waiting:
            time.sleep(0.005)
    return ms(begin)


def web_apis():
    begin = time.perf_counter()
    process = subprocess.Popen([HOST, "web-apis", CHILD, f"--port={PORT}", f"--program={API}"], stdout=subprocess.DEVNULL)
    took = until_all_answer(begin)
    process.send_signal(signal.SIGINT)
    process.wait()
    return took


def six(command):
    """Starts a command six times, each with an address of its own; all of it is ended afterwards."""
    begin = time.perf_counter()
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True,
                         env={**os.environ, "ASPNETCORE_URLS": f"http://localhost:{PORT + i}"})
        for i in range(6)
    ]
    took = until_all_answer(begin)
    for process in processes:
        os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        process.wait()
    return took


def web_apis_directly():
    return six([API])


def web_apis_by_dotnet_run():
    return six(["dotnet", "run", "--no-build", "-c", "Release", "--no-launch-profile", "--project", API_PROJECT])


def stop():
    process = host("slow-crowd", CHILD)
    until(process, "Press Ctrl+C to shut down.")
    begin = time.perf_counter()
    process.send_signal(signal.SIGINT)
    finish(process)
    return ms(begin)


def stop_directly():
    processes = [
        subprocess.Popen(["sh", "-c", f"trap 'sleep 0.{i + 1:02}; exit 0' TERM; sleep 50 & wait"], start_new_session=True)
        for i in range(50)
    ]
    time.sleep(0.2)  # each must have set its trap
    begin = time.perf_counter()
    for process in processes:
        os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        process.wait()
    return ms(begin)


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def memory():
    """Megabytes of a host with 50 programs a moment after they have started, and of its sentinel."""
    process = host("crowd", CHILD)
    until(process, "Press Ctrl+C to shut down.")
    time.sleep(2)
    children = subprocess.run(["pgrep", "-P", str(process.pid), "-f", "AppHostSdk.Sentinel.dll"], capture_output=True, text=True, check=True)
    result = resident(process.pid), resident(int(children.stdout.split()[0]))
    process.send_signal(signal.SIGINT)
    finish(process)
    return result


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


def compare(name, one, other):
    report(name, *rounds(ROUNDS, one, other))


build([f"{ROOT}/eng/bench/host", f"{ROOT}/tests/TestHost", f"{ROOT}/tests/TestChild", API_PROJECT], [HOST, STATIC_HOST])
print(f"{ROUNDS} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
compare("first child", first_child, bare)
compare("open host", first_child_of_open_host, bare)
for name, scenario, end, directly in (
    ("chain of 20", "chain", "last * Running", chain_directly),
    ("  that finish", "finishing-chain", "last * Finished", finishing_chain_directly),
    ("  healthy", "healthy-chain", "last * Healthy", healthy_chain_directly),
):
    compare(name, lambda: chain(scenario, end), lambda: first_child_of_open_host() + directly())
compare("  waits alone", lambda: chain("chain"), lambda: chain("no-chain"))
compare("web APIs", web_apis, web_apis_directly)
compare("  dotnet run", web_apis, web_apis_by_dotnet_run)
compare("stop of 50", stop, stop_directly)
for writers in (2, 20):
    rate = statistics.median(lines(writers, 400_000 // writers) for _ in range(3))
    print(f"{f'{writers} writers':<14} {rate:8.0f} lines/s, none lost")
figures = [memory() for _ in range(3)]
print(f"{'memory':<14} {statistics.median(f[0] for f in figures):8.1f} MB with 50 programs, {statistics.median(f[1] for f in figures):.1f} MB its sentinel")
