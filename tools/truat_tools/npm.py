"""The npm packages of package-lock.json, into node_modules."""

import shutil
import subprocess

from . import archives, paths
from .console import Failure, Step


def fetch():
    lock = archives.sha256_of(paths.ROOT / "package-lock.json")
    modules = paths.ROOT / "node_modules"
    if archives.stamped(modules, lock):
        return
    if shutil.which("npm") is None:
        raise Failure("npm is not on this machine; install nodejs with npm (version 20 or later) and run the same command again.")
    with Step("npm packages"):
        result = subprocess.run(["npm", "ci", "--no-progress", "--ignore-scripts"], cwd=paths.ROOT, capture_output=True, text=True)
        if result.returncode != 0:
            lines = [line for line in result.stderr.splitlines() if line.startswith("npm error")]
            raise Failure(f"npm could not install the packages ({(lines or ['no reason given'])[0]}); check the network and run the same command again.")
        archives.stamp(modules, lock)
