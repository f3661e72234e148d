"""Downloads of Debian's pool, checked against a sha256 and kept in the cache; unpacking that is whole or absent."""

import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from . import paths
from .console import Failure, say


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def mirror():
    """The Debian mirror this machine's own apt uses."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)", "Created-By: Packages", "Origin: Debian"]
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        lines = []
    for line in lines:
        uri, _, codename = line.partition(" ")
        if codename and "-" not in codename and uri.startswith(("http", "mirror", "file", "ftp")):
            return uri.rstrip("/")
    raise Failure(
        "apt on this machine names no Debian mirror; run `apt-get update` as root, or give each source as a folder (see README.md)."
    )


def download(path, sha256):
    """The file of `path` in the mirror's pool, from the cache when it is there; None when the mirror has it no more."""
    kept = paths.cache() / "sources" / Path(path).name
    if kept.exists() and sha256_of(kept) == sha256:
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f"{kept.name}.part{os.getpid()}")
    command = ["/usr/lib/apt/apt-helper", "-o", "APT::Sandbox::User=", "download-file", f"{mirror()}/pool/main/{path}", str(part), f"SHA256:{sha256}"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0 or not part.exists():
        part.unlink(missing_ok=True)
        text = result.stdout + result.stderr
        if " 404 " in text or "Not Found" in text:
            return None
        if "Hash Sum mismatch" in text:
            raise Failure(f"the mirror's {path} is not the file whose checksum tools/third_party.json has; try again later or another mirror.")
        reason = next((line for line in text.splitlines() if line.startswith(("E:", "Err:"))), "no reason given")
        raise Failure(f"could not download {path} ({reason.strip()}); check the network and run the same command again.")
    part.replace(kept)
    return kept


def unpack_tar(archive, target):
    """Unpacks the one top folder of a tar archive as `target`, which appears only when it is complete."""
    staging = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    with tarfile.open(archive) as tar:
        tar.extractall(staging, filter="tar") if hasattr(tarfile, "data_filter") else tar.extractall(staging)
    inner = [entry for entry in staging.iterdir()]
    top = inner[0] if len(inner) == 1 and inner[0].is_dir() else staging
    if target.exists():
        shutil.rmtree(target)
    top.rename(target)
    shutil.rmtree(staging, ignore_errors=True)


def stamped(folder, stamp):
    file = folder / ".truat-stamp"
    return file.exists() and file.read_text() == stamp


def stamp(folder, text):
    (folder / ".truat-stamp").write_text(text)


def fetch_source(name, entry):
    """Puts the source package `name` at .deps/<name>; the first of its archives that the mirror still has."""
    target = paths.DEPS / name
    if any(stamped(target, archive["sha256"]) for archive in entry["archives"]):
        return
    for archive in entry["archives"]:
        file = download(archive["path"], archive["sha256"])
        if file is None:
            say(f"  {name} {archive['version']} has gone from the mirror")
            continue
        unpack_tar(file, target)
        stamp(target, archive["sha256"])
        say(f"  {name} {archive['version']}")
        return
    raise Failure(
        f"the mirror has none of the pinned versions of {name} any more; put a newer version and its sha256 into "
        f"tools/third_party.json, or configure with -DTRUAT_{name.upper()}_SOURCE=<folder>."
    )
