"""A million operations of 76 offices: made, merged, checked, exported and read for a report by the command, beside Automerge doing the
same in node."""

import json
import os
import re
import shutil
import subprocess

from . import paths
from .console import Failure, Step, say

OFFICES, OPERATIONS = 76, 1_000_000
PAGE = paths.ROOT / "docs/performance.md"
BEGIN, END = "<!-- tools/bench million -->", "<!-- end of tools/bench million -->"
PEER = paths.ROOT / "tests/bench/automerge"


def measured(command, cwd=paths.ROOT):
    """Runs it; returns seconds of processor time, the greatest resident memory in MB, and what it printed."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, text=True)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failure(f"{' '.join(map(str, command[:3]))} ended with code {process.returncode}; what it said is above.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def of_truat(folder):
    """Rows of what, seconds, MB of memory, MB of files."""
    program = paths.BUILD / "native-release" / "truat"
    files = [folder / f"office-{number}.truat.json" for number in range(OFFICES)]
    rows = []
    seconds = memory = 0.0
    with Step(f"{OPERATIONS} operations of {OFFICES} offices"):
        for number, file in enumerate(files):
            share = OPERATIONS // OFFICES + (1 if number < OPERATIONS % OFFICES else 0)
            used, peak, _ = measured([program, "demo", "--seed", str(number + 1), "--operations", str(share), "-o", file])
            seconds, memory = seconds + used, max(memory, peak)
    rows.append(("made", seconds, memory, sum(file.stat().st_size for file in files) / 1e6))
    merged = folder / "merged.truat.json"
    with Step("merging, checking and exporting them"):
        used, peak, _ = measured([program, "merge", *files, "-o", merged])
        rows.append(("merged", used, peak, merged.stat().st_size / 1e6))
        used, peak, printed = measured([program, "check", merged])
        rows.append(("opened and checked", used, peak, None))
        report = json.loads(printed)
        exported = folder / "exported.truat.json"
        used, peak, _ = measured([program, "export", merged, "--as", "truat", "-o", exported])
        rows.append(("opened and exported", used, peak, exported.stat().st_size / 1e6))
    return rows, report


def of_automerge(folder):
    if shutil.which("npm") is None:
        raise Failure("npm is not on this machine; install nodejs with npm (version 20 or later) and run the same command again.")
    for file in PEER.iterdir():
        shutil.copy(file, folder)
    with Step("npm packages of the peer"):
        if subprocess.run(["npm", "ci", "--no-progress", "--ignore-scripts"], cwd=folder, stdout=subprocess.DEVNULL).returncode != 0:
            raise Failure("npm could not install the peer's package; check the network and run the same command again.")
    with Step("the same with Automerge"):
        _, _, printed = measured(["node", "--max-old-space-size=12000", "automerge.mjs", str(OFFICES), str(OPERATIONS)], folder)
    return json.loads(printed)


def table(rows, report, peer):
    pairs = {"made": "make", "merged": "merge", "opened and checked": "open", "opened and exported": "export"}
    lines = ["| What | Truat | | | Automerge 3.5.0 | | |", "|---|---:|---:|---:|---:|---:|---:|"]
    lines.append("| | processor s | peak MB | file MB | processor s | peak MB | file MB |")
    for name, seconds, memory, size in rows:
        other = peer[pairs[name]]
        size = f"{size:.0f}" if size is not None else ""
        other_size = f"{other['bytes'] / 1e6:.0f}" if other.get("bytes") else ""
        lines.append(f"| {name} | {seconds:.1f} | {memory:.0f} | {size} | {other['seconds']:.1f} | {other['peak_kilobytes'] / 1024:.0f} | {other_size} |")
    lines.append("")
    lines.append(f"`check` found {report['operations']:,} operations of {len(report['chains'])} chains, {report['records']:,} records, "
                 f"{report['conflicts']:,} conflicts.")
    return "\n".join(lines)


def run(write):
    folder = paths.BUILD / "bench" / "million"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows, report = of_truat(folder)
    text = table(rows, report, of_automerge(folder))
    say(f"\n{text}")
    if write:
        page = PAGE.read_text()
        page = re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{text}\n{END}", page, flags=re.S)
        PAGE.write_text(page)
        say(f"\nwritten into {PAGE.relative_to(paths.ROOT)}")
    shutil.rmtree(folder)
