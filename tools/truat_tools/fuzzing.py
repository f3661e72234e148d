"""The fuzzers of tests/fuzz: libFuzzer and the sanitizers of Debian's clang, each fuzzer with what is kept for it, and runs of them.

What is kept lies in tests/fuzz/corpus/<name> (seeds, and what reached something new) and tests/fuzz/found/<name> (what once broke
something). What a run finds new lies in build/fuzz/<name>, what breaks in build/fuzz/broken.
"""

import os
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from . import building, debs, paths
from .console import Failure

KEPT = paths.ROOT / "tests/fuzz"
PROGRAMS = paths.BUILD / "fuzz"
BROKEN = PROGRAMS / "broken"
# One input may take so long, and a fuzzer so much memory: far beyond what an input of this size should need.
SECONDS_PER_INPUT = 20
MEGABYTES = 1500
LONGEST_INPUT = 16384
# What `keep` takes over for one fuzzer, so that the whole of tests/fuzz/corpus stays small.
MOST_KEPT = 40
MOST_KEPT_BYTES = 12_000
LONGEST_KEPT = 3_000
# Whose texts in quotes are the words of a format: libFuzzer puts them into its inputs.
WORDS = {
    "expression": ["forms/expression/*.cpp"],
    "form_json": ["forms/form/definition_json.cpp"],
    "gan": ["exchange/gan_*.cpp"],
    "merge": ["audit/*.cpp"],
    "mspdi": ["exchange/mspdi_*"],
    "psplib": ["exchange/psplib_*.cpp"],
    "store": ["storage/store_format.cpp"],
    "template": ["forms/template*.cpp"],
    "truat": ["exchange/truat_*.cpp", "records/operation.cpp"],
    "xform": ["exchange/xform_*.cpp"],
    "xlsform": ["exchange/xlsform_*.cpp"],
    "xlsx": ["exchange/xlsx_*.cpp", "exchange/workbook_parts.cpp", "exchange/number_format.cpp"],
}
OWN_NAME = re.compile("[0-9a-f]{40}")  # what libFuzzer calls an input
INTERRUPTED = 72  # how libFuzzer ends at Ctrl+C


def fetch(table):
    debs.program("fuzz", table, lambda folder, root, lib: None, package="libclang-rt-21-dev")


def names():
    return sorted(file.stem.removeprefix("fuzz_") for file in KEPT.glob("fuzz_*.cpp"))


def build():
    building.check_tools("g++")
    building.build("fuzz", "fuzzers")


def kept(name):
    """The files that are kept for a fuzzer."""
    return sorted(file for folder in ("found", "corpus") for file in (KEPT / folder / name).glob("*") if file.is_file())


@dataclass
class Run:
    """What a fuzzer did."""

    name: str
    inputs: int = 0  # kept ones, each run once
    executions: int = 0
    reached: int = 0  # edges of the code
    added: int = 0  # inputs in build/fuzz/<name> that were not there before
    broken: list = field(default_factory=list)  # what it said, and how to see it again


def environment():
    # The unpacked llvm-symbolizer lacks a library; addr2line comes with the machine's g++.
    symbolizer = shutil.which("addr2line")
    found = f":external_symbolizer_path={symbolizer}" if symbolizer else ""
    return {**os.environ, "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:quarantine_size_mb=32" + found,
            "UBSAN_OPTIONS": "print_stacktrace=1" + found}


def program(name):
    return PROGRAMS / f"fuzz_{name}"


def start(name, *arguments):
    return subprocess.run([program(name), f"-timeout={SECONDS_PER_INPUT}", f"-rss_limit_mb={MEGABYTES}", "-print_funcs=0", *arguments],
                          cwd=paths.ROOT, env=environment(), capture_output=True, text=True, errors="replace")


def check_kept(name):
    """Runs every kept input once, whole. An input that breaks ends the program; those behind it then run in another."""
    run = Run(name)
    files = kept(name)
    while files:
        result = start(name, *files)
        done = len(re.findall(r"^Executed .* in \d+ ms$", result.stderr, re.M))
        run.inputs += done
        if result.returncode == 0:
            break
        run.broken.append(f"{explanation(result.stderr)}\n{repeat(name, files[min(done, len(files) - 1)])}")
        files = files[done + 1:]
    return run


def campaign(name, seconds, arguments=(), tell=None):
    """Looks for new inputs for so long, from those kept and those of earlier runs. The first that breaks something ends it."""
    run = Run(name)
    grown = PROGRAMS / name
    grown.mkdir(parents=True, exist_ok=True)
    BROKEN.mkdir(parents=True, exist_ok=True)
    before = len(list(grown.iterdir()))
    folders = [folder for folder in (KEPT / "corpus" / name, KEPT / "found" / name) if folder.is_dir()]
    result = start(name, f"-max_total_time={max(1, round(seconds))}", f"-max_len={LONGEST_INPUT}", "-print_final_stats=1", f"-artifact_prefix={BROKEN}/{name}-",
                   *dictionary(name), *arguments, grown, *folders)
    if result.returncode not in (0, INTERRUPTED):
        found = re.search(r"Test unit written to (\S+)", result.stderr)
        run.broken.append(explanation(result.stderr) + (f"\n{repeat(name, found.group(1))}" if found else ""))
    counted = [int(count) for count in re.findall(r"^(?:#|stat::number_of_executed_units:\s*)(\d+)", result.stderr, re.M)]
    run.executions = max(counted, default=0)
    run.reached = max((int(edges) for edges in re.findall(r"\bcov: (\d+)", result.stderr)), default=0)
    run.added = len(list(grown.iterdir())) - before
    if tell:
        tell(f"  {name:<12}{run.executions:>12} executions, {run.reached:>6} edges reached, {run.added:>5} new inputs")
        for broken in run.broken:
            tell(f"{broken}\n")
    return run


def dictionary(name):
    """The option that names a file with the words of the parser's own sources."""
    words = set()
    for pattern in WORDS.get(name, []):
        for file in sorted((paths.ROOT / "src").glob(pattern)):
            lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
            words |= {word for line in lines for word in re.findall(r'"((?:[^"\\]|\\.)*)"', line) if re.fullmatch(r"[!-~ ]{2,40}", word)}
    file = PROGRAMS / f"{name}.words"
    file.write_text("".join(f'"{word}"\n' for word in sorted(words) if "\\" not in word))
    return [f"-dict={file}"] if words else []


def explanation(text):
    """What a program said when it broke, without its progress; a short input itself is in it."""
    noise = ("#", "INFO:", "Running:", "Executed ", "stat::", "Dictionary:", "\t", "0x", "\\", "MS: ", "NOTE: ", "artifact_prefix", "Base64:")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(noise)]
    return "\n".join([line[:300] for line in lines[:25]] + [line for line in text.splitlines() if line.startswith("Base64:")])


def repeat(name, file):
    return f"To see it again: tools/fuzz --repeat {name} {os.path.relpath(file, paths.ROOT)}"


def keep(name):
    """Takes over what reaches anything that the seeds do not, the most fruitful first, as much as the limits allow.

    Files that a person named stay. Gives (count, bytes) before and after.
    """
    folder = KEPT / "corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    before = weight(folder)
    with tempfile.TemporaryDirectory(dir=PROGRAMS) as work:
        seeds = Path(work) / "seeds"
        others = Path(work) / "others"
        seeds.mkdir()
        others.mkdir()
        for file in folder.iterdir():
            shutil.copy(file, others if OWN_NAME.fullmatch(file.name) else seeds)
        named = {file.name for file in seeds.iterdir()}
        result = start(name, "-merge=1", "-set_cover_merge=1", f"-max_len={LONGEST_INPUT}", seeds, others, PROGRAMS / name)
        if result.returncode != 0:
            raise Failure(f"the inputs of {name} could not be merged: {explanation(result.stderr)}")
        for file in folder.iterdir():
            if OWN_NAME.fullmatch(file.name):
                file.unlink()
        chosen = sorted((file for file in seeds.iterdir() if file.name not in named), key=lambda file: file.stat().st_mtime_ns)
        room = MOST_KEPT_BYTES
        for file in [file for file in chosen if file.stat().st_size <= LONGEST_KEPT][:MOST_KEPT]:
            if file.stat().st_size <= room:
                room -= file.stat().st_size
                shutil.copy(file, folder)
    return before, weight(folder)


def weight(folder):
    files = list(folder.iterdir())
    return len(files), sum(file.stat().st_size for file in files)


def workers():
    return min(os.cpu_count() or 2, 8)


def share_of_a_minute(count):
    """How long each of so many may run that all are done in a minute."""
    return 60 * min(workers(), count) / count


def on_all(wanted, work):
    """Calls work(name) for all, as many at a time as there are processors; gives the results in their order."""
    with ThreadPoolExecutor(workers()) as pool:
        return list(pool.map(work, wanted))
