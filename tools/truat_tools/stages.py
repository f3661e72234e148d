"""The stages of tools/test. Each adds what ran, what failed and what was skipped to the tally."""

import os
import re
import subprocess
import sys
import time

from . import building, chromium, fuzzing, nginx, paths, pdftotext, server, toolchain
from .console import Failure, say


class Tally:
    def __init__(self):
        self.passed = 0
        self.failures = []
        self.skips = []
        self.times = []

    def check(self, name, command, env=None):
        """One check that passes or fails as a whole."""
        result = subprocess.run(command, cwd=paths.ROOT, env=env, capture_output=True, text=True)
        if result.returncode == 0:
            self.passed += 1
        else:
            say((result.stdout + result.stderr).strip())
            self.failures.append(name)

    def doctest(self, name, command, env):
        """A doctest executable; its cases count one by one."""
        process = subprocess.Popen(command, cwd=paths.ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        output = []
        for line in process.stdout:
            output.append(line)
        code = process.wait()
        text = "".join(output)
        cases = re.search(r"test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped", text)
        skips = re.findall(r"^truat-skip: (.*)$", text, re.M)
        failed = int(cases.group(3)) if cases else 0
        if code != 0 or not cases or int(cases.group(1)) == 0:
            say(text.strip()[-20000:])
        if not cases:
            self.failures.append(f"{name}: ended with code {code} before its last case")
        elif int(cases.group(1)) == 0:
            self.failures.append(f"{name}: has no cases")
        elif failed:
            self.failures += [f"{name}: {failed} cases, see above"] + [f"{name}: another case"] * (failed - 1)
        elif code != 0:
            self.failures.append(f"{name}: ended with code {code} after its last case")
        if cases:
            self.passed += int(cases.group(2)) - len(skips)
            if int(cases.group(4)):
                self.skips += [f"{name}: marked as skipped in its source"] * int(cases.group(4))
            say(f"  {cases.group(1)} cases")
        self.skips += [f"{name}: {reason}" for reason in skips]

    def node_tests(self, name, command, env, report):
        code = subprocess.run(command, cwd=paths.ROOT, env=env).returncode
        text = report.read_text() if report.exists() else ""
        counts = dict(re.findall(r"^# (tests|pass|fail|cancelled|skipped|todo) (\d+)$", text, re.M))
        failed = int(counts.get("fail", 0)) + int(counts.get("cancelled", 0))
        if not counts or int(counts["tests"]) == 0:
            self.failures.append(f"{name}: no test ran")
        elif failed:
            self.failures += [f"{name}: {title}" for title in re.findall(r"^\s*not ok \d+ - (.*?)(?: # TODO.*)?$", text, re.M)[:failed]]
        elif code != 0:
            self.failures.append(f"{name}: ended with code {code}")
        self.passed += int(counts.get("pass", 0))
        self.skips += [f"{name}: {title} ({reason or 'no reason given'})" for title, reason in re.findall(r"^\s*ok \d+ - (.*?) # SKIP ?(.*)$", text, re.M)]


def check_format(tally):
    tally.check("format", [sys.executable, "tools/format", "--check"])


def check_sources(tally):
    tally.check("layers", [sys.executable, "tools/check_layers.py"])
    if (paths.TOOLS / "check_messages.py").exists():
        tally.check("messages", [sys.executable, "tools/check_messages.py"])
    tally.check("docs", [sys.executable, "tools/check_docs.py"])
    tally.check("assets", [sys.executable, "-m", "unittest", "discover", "-s", "tests/assets"])


def native(tally):
    building.build("native-debug")
    env = dict(os.environ, ASAN_OPTIONS="strict_string_checks=1:detect_stack_use_after_return=1", UBSAN_OPTIONS="print_stacktrace=1")
    tally.doctest("native", [paths.BUILD / "native-debug" / "truat_tests"], env)


def laws(tally, worlds=10_000, first=1):
    building.check_tools("g++")
    # The command too: what users build of it they build with their own compiler, without precompiled headers.
    building.build("native-release", "truat", "truat_laws")
    say(f"  worlds {first} to {first + worlds - 1}")
    env = dict(os.environ, TRUAT_PROPERTY_RUNS=str(worlds), TRUAT_PROPERTY_SEED=str(first))
    tally.doctest("laws", [paths.BUILD / "native-release" / "truat_laws"], env)


# As many on every machine, so that a quick one does not find in CI what a slow one has not: looking on is tools/fuzz.
FUZZ_RUNS = 3000


def fuzz(tally):
    """Each fuzzer counts twice: its kept inputs, and a short look for others, which begins alike each time."""
    fuzzing.build()
    wanted = fuzzing.names()
    runs = fuzzing.on_all(wanted, fuzzing.check_kept)
    say(f"  {sum(run.inputs for run in runs)} kept inputs of {len(runs)} fuzzers")
    for run in runs:
        for broken in run.broken:
            say(broken)
        if run.inputs == 0 and not run.broken:
            tally.failures.append(f"fuzz: nothing is kept for {run.name}")
    seconds = fuzzing.share_of_a_minute(len(wanted))
    runs += fuzzing.on_all(wanted, lambda name: fuzzing.campaign(name, seconds, ["-seed=1", f"-runs={FUZZ_RUNS}"], tell=say))
    tally.failures += [f"fuzz: {run.name} broke, see above" for run in runs for broken in run.broken]
    tally.passed += sum(1 for run in runs if not run.broken and run.inputs + run.executions > 0)


def wasm(tally):
    building.check_tools("node")
    # In the site's own build: the very objects that the site is linked of.
    building.build("wasm-release", "truat_tests")
    toolchain.keep_system_libraries()
    tally.doctest("wasm", ["node", paths.BUILD / "wasm-release" / "truat_tests.js"], dict(os.environ))


def site(tally):
    building.site()
    # What the browser tests of storage drive, of the same objects.
    building.build("wasm-release", "storage_page")
    server.policy()
    tally.passed += 1


def browser(tally, only):
    running = server.start(0)
    report = paths.BUILD / "browser-tests.tap"
    report.unlink(missing_ok=True)
    env = dict(os.environ, TRUAT_URL=server.address(running), TRUAT_CHROMIUM=str(chromium.executable()), TRUAT_PDFTOTEXT=str(pdftotext.executable()),
               TRUAT_NGINX=str(nginx.executable()), TRUAT_NGINX_BROTLI=str(nginx.brotli_module() or ""))
    files = only or sorted(str(file.relative_to(paths.ROOT)) for file in (paths.ROOT / "tests/browser").rglob("*.test.mjs"))
    # Of one file. The kills take as long as there are many of them (tests/endurance/kills.test.mjs).
    timeout = max(600, 300 + 60 * int(os.environ.get("TRUAT_KILLS", 0)))
    try:
        tally.node_tests("browser", [
            "node", "--test", "--test-concurrency=1", f"--test-timeout={timeout * 1000}",
            "--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap", f"--test-reporter-destination={report}", *files], env, report)
    finally:
        running.shutdown()


STAGES = {
    "format": check_format,
    "sources": check_sources,
    "native": native,
    "laws": laws,
    "fuzz": fuzz,
    "wasm": wasm,
    "site": site,
    "browser": browser,
}
# What a stage needs of tools/fetch.
NEEDS = {
    "format": ["toolchain"], "sources": ["npm"], "native": ["sources", "npm", "toolchain", "ccache", "fuzz"],
    "laws": ["sources", "npm", "toolchain", "ccache"],
    "fuzz": ["sources", "npm", "toolchain", "ccache", "fuzz"],
    "wasm": ["sources", "npm", "toolchain", "ccache"], "site": ["sources", "npm", "toolchain", "ccache"], "browser": ["npm", "chromium", "pdftotext", "nginx"],
}


def run(name, tally, only):
    started = time.monotonic()
    say(f"\n== {name}")
    try:
        if name == "browser" and "site" in tally.failures:
            tally.skips.append("browser: the site could not be built")
        elif name == "browser":
            browser(tally, only)
        else:
            STAGES[name](tally)
    except Failure as failure:
        say(f"  {failure}")
        tally.failures.append(name)
    tally.times.append((name, time.monotonic() - started))
