"""Debian packages without root: an apt of our own resolves and downloads them, dpkg unpacks them into a folder.

Nothing on the machine changes: lists, status and configuration are in .deps/apt, downloads in the cache. What apt
resolved is written down beside the downloads, so that another checkout needs neither the lists nor the network.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import archives, paths
from .console import Failure, Step, say

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
TRIPLETS = {"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}


def architecture():
    return output(["dpkg", "--print-architecture"]).strip()


def output(command, env=None):
    try:
        result = subprocess.run(command, capture_output=True, text=True, env=env)
    except FileNotFoundError:
        raise Failure(f"{command[0]} is not on this machine; the tools need Debian (apt and dpkg).")
    if result.returncode != 0:
        lines = [line for line in (result.stderr + result.stdout).splitlines() if line.startswith("E:")]
        raise Failure(f"{' '.join(command[:3])} failed: {(lines or ['no reason given'])[0]}; check the network and run the same command again.")
    return result.stdout


class PrivateApt:
    """An apt for `suites` of the machine's own mirror, which believes that nothing is installed."""

    def __init__(self, suites):
        self.suites = suites
        self.folder = paths.DEPS / "apt" / "-".join(suites)
        self.archives = paths.cache() / "debs"
        self.env = None

    def start(self):
        if self.env is not None:
            return
        if not KEYRING.exists():
            raise Failure("Debian's archive keys are missing; install debian-archive-keyring, or use a Debian machine.")
        for part in ("lists/partial", "log"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        (self.archives / "partial").mkdir(parents=True, exist_ok=True)
        (self.folder / "status").write_text("")
        mirror = archives.mirror()
        (self.folder / "sources.list").write_text(
            "".join(f"deb [signed-by={KEYRING}] {mirror} {suite} main\n" for suite in self.suites))
        conf = self.folder / "apt.conf"
        arch = architecture()
        conf.write_text(f'''Dir::Etc::Main "/dev/null"; Dir::Etc::Parts "/dev/null";
Dir::Etc::SourceList "{self.folder}/sources.list"; Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null"; Dir::Etc::PreferencesParts "/dev/null";
Dir::State "{self.folder}"; Dir::State::status "{self.folder}/status"; Dir::State::lists "{self.folder}/lists";
Dir::Cache "{self.folder}"; Dir::Cache::archives "{self.archives}"; Dir::Log "{self.folder}/log";
APT::Architecture "{arch}"; APT::Architectures {{ "{arch}"; }};
APT::Install-Recommends "false"; APT::Sandbox::User ""; APT::Keep-Downloaded-Packages "true";
Acquire::Languages "none"; Acquire::Retries "3"; Debug::NoLocking "true";
Acquire::Check-Valid-Until "false"; Acquire::Check-Date "false";
''')
        self.env = dict(os.environ, APT_CONFIG=str(conf), LC_ALL="C")
        say(f"  package lists of {' and '.join(self.suites)}")
        output(["apt-get", "-q", "update"], self.env)

    def resolve(self, packages):
        """The (address, file name, size, sha256) of `packages` and all they need."""
        text = output(["apt-get", "-qy", "--print-uris", "-o", "Dir::Cache::archives=/nonexistent", "-o", "Acquire::ForceHash=SHA256", "install", *packages], self.env)
        found = []
        for line in text.splitlines():
            if not line.startswith("'"):
                continue
            address, name, size, checksum = line.split()
            found.append({"address": address.strip("'"), "file": name, "size": int(size), "sha256": checksum.split(":")[-1]})
        return found

    def version(self, package):
        for line in output(["apt-cache", "policy", package], self.env).splitlines():
            if "Candidate:" in line:
                return line.split()[-1].partition(":")[2] or line.split()[-1]
        raise Failure(f"the mirror has no package {package} any more; see tools/third_party.json.")


def host_suite():
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.partition("=")[2].strip('"')
    raise Failure("/etc/os-release names no Debian release; the tools need Debian 12 or later.")


def packages(group, table):
    """The .deb files of a group of tools/third_party.json, from the cache or the mirror; each is checked."""
    request = json.dumps([group, table, architecture(), host_suite()], sort_keys=True)
    key = hashlib.sha256(request.encode()).hexdigest()[:16]
    listing = paths.cache() / "debs" / f"{group}-{key}.json"
    if listing.exists():
        debs = json.loads(listing.read_text())
    else:
        debs = resolve(table)
    download(debs, group)
    if not listing.exists():
        part = listing.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(debs, indent=1))
        part.replace(listing)
    return [paths.cache() / "debs" / deb["file"] for deb in debs], key


def resolve(table):
    debs = []
    seen = set()
    apts = {}
    for part in table["from"]:
        suite = part["suite"] if part["suite"] != "host" else host_suite()
        apt = apts.setdefault(suite, PrivateApt([suite]))
        apt.start()
        for name, accepted in part["packages"].items():
            offered = apt.version(name)
            if not offered.startswith(accepted["accept"]):
                raise Failure(f"the mirror has {name} {offered} now, and tools/third_party.json accepts {accepted['accept']}… only; "
                              "change it there once the tests pass with the newer one.")
            if not offered.startswith(accepted["tested"]):
                say(f"  note: {name} is {offered}, tested was {accepted['tested']}")
        for deb in apt.resolve(list(part["packages"])):
            name = deb["file"].split("_")[0]
            if name in seen or any(name.startswith(skipped) for skipped in part["skip"]):
                continue
            if part.get("only") and name not in part["packages"]:
                continue
            seen.add(name)
            debs.append(deb)
    return debs


def download(debs, group):
    folder = paths.cache() / "debs"
    folder.mkdir(parents=True, exist_ok=True)
    missing = [deb for deb in debs if not ((folder / deb["file"]).exists() and archives.sha256_of(folder / deb["file"]) == deb["sha256"])]
    total = sum(deb["size"] for deb in missing)
    done = 0
    last = 0
    for deb in missing:
        part = folder / f".{deb['file']}.{os.getpid()}"
        command = ["/usr/lib/apt/apt-helper", "-o", "APT::Sandbox::User=", "-o", "Acquire::Retries=3", "download-file", deb["address"], str(part), f"SHA256:{deb['sha256']}"]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0 or not part.exists():
            part.unlink(missing_ok=True)
            if " 404 " in result.stdout + result.stderr:
                raise Failure(f"{deb['file']} has gone from the mirror; delete {folder}/{group}-*.json and run the same command again to take its successor.")
            raise Failure(f"could not download {deb['file']}; check the network and run the same command again, it goes on from here.")
        part.replace(folder / deb["file"])
        done += deb["size"]
        percent = 100 * done // total
        if sys.stdout.isatty():
            print(f"\r  {group}: {done >> 20} of {total >> 20} MB ({percent} %)", end="", flush=True)
        elif percent >= last + 20 or percent == 100:
            say(f"  {group}: {done >> 20} of {total >> 20} MB ({percent} %)")
            last = percent
    if missing and sys.stdout.isatty():
        print()


def unpack(debs, root):
    """Unpacks `debs` into a fresh `root`; of the documentation only the copyright files stay."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for deb in debs:
        output(["dpkg", "-x", str(deb), str(root)])
    for unused in ("man", "locale", "info", "lintian", "bug"):
        shutil.rmtree(root / "usr/share" / unused, ignore_errors=True)
    for file in (root / "usr/share/doc").rglob("*"):
        if not file.is_dir() and file.name != "copyright":
            file.unlink()


def program(name, table, install, package, check=None, layout="1"):
    """Unpacks the group `name` into .deps/<name>/root once, has `install(folder, root, lib)` make it startable, and sees
    that it starts: `check` are its arguments for that, `package` is what to install by hand where it does not."""
    folder = paths.DEPS / name
    stamp_file = folder / ".truat-stamp"
    request = f"{layout} {folder} {table}"
    if stamp_file.exists() and stamp_file.read_text() == request:
        return
    files, _ = packages(name, table)
    root = folder / "root"
    with Step(f"unpacking {name}"):
        stamp_file.unlink(missing_ok=True)
        unpack(files, root)
    install(folder, root, root / "usr/lib" / TRIPLETS[architecture()])
    if check is not None:
        result = subprocess.run([folder / name, *check], capture_output=True, text=True)
        if result.returncode != 0:
            reason = (result.stderr.strip().splitlines() or ["no reason given"])[0]
            raise Failure(f"the unpacked {name} does not start ({reason}); install the package {package} as root and run the same command again.")
    stamp_file.write_text(request)


def launcher(file, body):
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
