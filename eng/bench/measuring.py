"""What the measurements of this directory share: what is built, how rounds are done, how sides are compared."""
import os
import statistics
import subprocess
import tempfile
import time
import zipfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def build(projects, hosts):
    """Builds projects for release; the programs in hosts get the run time as it comes in the packages."""
    for project in projects:
        subprocess.run(["dotnet", "build", project, "-c", "Release", "--nologo", "-v", "quiet"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as feed:
        subprocess.run([f"{ROOT}/eng/pack.sh", feed], check=True, stdout=subprocess.DEVNULL)
        for package in os.listdir(feed):
            with zipfile.ZipFile(f"{feed}/{package}") as content:
                for name in content.namelist():
                    if name.startswith("tools/r2r/linux-x64/"):
                        for target in hosts:
                            with open(f"{os.path.dirname(target)}/{os.path.basename(name)}", "wb") as file:
                                file.write(content.read(name))


def ms(begin):
    return (time.perf_counter() - begin) * 1000


def until(process, text):
    """Reads lines until one holds the text."""
    for line in process.stdout:
        if text in line:
            return
    raise SystemExit(f"'{text}' was not printed")


def finish(process):
    process.stdout.read()
    process.wait()


def rounds(count, *sides, warm_up=2):
    """The results of each side. They take turns, in changing order; the first rounds do not count."""
    results = [[] for _ in sides]
    for i in range(count + warm_up):
        order = range(len(sides)) if i % 2 else reversed(range(len(sides)))
        for side in order:
            took = sides[side]()
            if i >= warm_up:
                results[side].append(took)
    return results


def report(name, ones, others):
    """Medians of both sides, and the median of the ratios of each round."""
    ratio = statistics.median(a / b for a, b in zip(ones, others))
    print(f"{name:<14} {statistics.median(ones):8.1f} ms {statistics.median(others):8.1f} ms   ratio {ratio:5.2f}   (fastest {min(ones):.1f} and {min(others):.1f})", flush=True)
