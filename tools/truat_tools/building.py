"""The CMake builds by preset, with progress, and with a compiler's own words when it fails."""

import os
import re
import shutil
import subprocess
import sys

from . import budget, ccache, paths, toolchain
from .console import Failure, Step, say

NEEDED = {"cmake": "cmake (3.25 or later)", "ninja": "ninja-build", "g++": "g++ (12 or later)", "node": "nodejs (20 or later)"}


def check_tools(*names):
    for name in names:
        if shutil.which(name) is None:
            raise Failure(f"{name} is not on this machine; install {NEEDED[name]} and run the same command again.")


def build(preset, *targets):
    """Configures when needed and builds; returns the seconds it took through Step."""
    check_tools("cmake", "ninja")
    folder = paths.BUILD / preset
    with Step(f"building {preset}"):
        if not (folder / "build.ninja").exists():
            stream(["cmake", "--preset", preset], f"configuring {preset}")
        stream(["cmake", "--build", str(folder), "--parallel", str(os.cpu_count() or 2), *(["--target", *targets] if targets else [])], f"building {preset}")


def stream(command, what):
    """Runs a command; shows ninja's progress now and then, and everything else it said when it fails."""
    process = subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=ccache.environment())
    said = []
    shown = 0
    for line in process.stdout:
        line = line.rstrip("\n")
        step = re.match(r"\[(\d+)/(\d+)\] (.*)", line)
        if not step:
            said.append(line)
            if line.startswith("-- Emscripten's own"):
                say(f"    {line[3:]}")
            continue
        done, total = int(step.group(1)), int(step.group(2))
        if sys.stdout.isatty():
            print(f"\r    {done} of {total}\033[K", end="", flush=True)
        elif total >= 20 and done * 5 // total > shown:
            shown = done * 5 // total
            say(f"    {done} of {total}")
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    if process.wait() != 0:
        for line in said[-200:]:
            say(line)
        raise Failure(f"{what} failed; what the tools said is above.")


def site():
    check_tools("node")
    build("wasm-release", "site")
    toolchain.keep_system_libraries()
    budget.check()
