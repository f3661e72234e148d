"""Emscripten, clang-format, HarfBuzz's shaper and fontTools, unpacked into .deps/toolchain.

Debian testing's programs want a newer C library than Debian 12 has; each is given the one unpacked beside it
(patchelf), so that nothing has to be installed.
"""

import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from . import archives, debs, paths
from .console import Failure, Step, say

LOADERS = {"amd64": "ld-linux-x86-64.so.2", "arm64": "ld-linux-aarch64.so.1"}
# Raise it when what this file makes of the packages changes.
LAYOUT = "2"


def emcc_on_path():
    """An emcc of version 4 or later on the PATH, or None."""
    emcc = shutil.which("emcc")
    if emcc is None or str(paths.TOOLCHAIN) in emcc:
        return None
    version = re.search(r"(\d+)\.\d+\.\d+", subprocess.run([emcc, "--version"], capture_output=True, text=True).stdout)
    return Path(emcc) if version and int(version.group(1)) >= 4 else None


def fetch(table):
    arch = debs.architecture()
    if arch not in LOADERS:
        raise Failure(f"the toolchain is packaged for amd64 and arm64, this machine is {arch}; put emcc of version 4 or later on the PATH.")
    stamp_file = paths.TOOLCHAIN / ".truat-stamp"
    request = f"{LAYOUT} {paths.TOOLCHAIN} {table}"
    if stamp_file.exists() and stamp_file.read_text() == request:
        return
    files, key = debs.packages("toolchain", table)
    with Step("unpacking the toolchain"):
        root = paths.TOOLCHAIN / "root"
        stamp_file.unlink(missing_ok=True)
        debs.unpack(files, root)
        relink(root, arch)
    configure(root, key)
    restore_system_libraries(key)
    stamp_file.write_text(request)


def relink(root, arch):
    """Makes every unpacked program use the unpacked C library and its neighbours."""
    lib = root / "usr/lib" / debs.TRIPLETS[arch]
    loader = lib / LOADERS[arch]
    patchelf = [str(loader), "--library-path", str(lib), str(root / "usr/bin/patchelf")]

    def read(flag, file):
        return subprocess.run([*patchelf, flag, str(file)], capture_output=True, text=True)

    for file in lib.glob("*.so*"):
        if not file.is_symlink() and file.is_file() and read("--print-rpath", file).stdout.strip():
            debs.output([*patchelf, "--set-rpath", "$ORIGIN", str(file)])
    programs = [*root.glob("usr/lib/llvm-*/bin/*"), *(root / "usr/bin").glob("wasm*"), *(root / "usr/bin").glob("hb-*")]
    for file in programs:
        if file.is_symlink() or not file.is_file() or read("--print-interpreter", file).returncode != 0:
            continue
        debs.output([*patchelf, "--set-interpreter", str(loader), "--force-rpath", "--set-rpath", str(lib), str(file)])


def configure(root, key):
    node = shutil.which("node")
    if node is None:
        raise Failure("node is not on this machine; install nodejs (version 18 or later) and run the same command again.")
    emscripten = root / "usr/share/emscripten"
    modules = root / "usr/share/node_modules"
    if not modules.exists():
        modules.symlink_to("nodejs")
    llvm = next(root.glob("usr/lib/llvm-*/bin"))
    (emscripten / ".emscripten").write_text(
        f"EMSCRIPTEN_ROOT = '{emscripten}'\nLLVM_ROOT = '{llvm}'\nBINARYEN_ROOT = '{root}/usr'\n"
        f"NODE_JS = '{node}'\nCACHE = '{paths.TOOLCHAIN}/cache'\n")
    (paths.TOOLCHAIN / "key").write_text(key)
    bin_folder = paths.TOOLCHAIN / "bin"
    shutil.rmtree(bin_folder, ignore_errors=True)
    bin_folder.mkdir()
    for tool in ("emcc", "em++", "emar", "emranlib", "emnm", "embuilder"):
        debs.launcher(bin_folder / tool, f'unset EM_CONFIG\nexec "{emscripten}/{tool}" "$@"')
    (bin_folder / "clang-format").symlink_to(llvm / "clang-format")
    for tool in ("hb-shape", "hb-view", "hb-subset", "hb-info"):
        if (root / "usr/bin" / tool).exists():
            (bin_folder / tool).symlink_to(root / "usr/bin" / tool)
    # Only these modules are for the machine's own Python; the rest of dist-packages may want a newer one.
    python = paths.TOOLCHAIN / "python"
    shutil.rmtree(python, ignore_errors=True)
    python.mkdir()
    for pattern in ("fontTools", "brotli.py", "_brotli*.so"):
        for module in (root / "usr/lib/python3/dist-packages").glob(pattern):
            (python / module.name).symlink_to(module)


def system_library_archive(key):
    return paths.cache() / f"system-libraries-{key}.tar.gz"


def restore_system_libraries(key):
    """Emscripten's own libraries, as another checkout has built them with the same packages."""
    cache = paths.TOOLCHAIN / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    archive = system_library_archive(key)
    if archive.exists():
        archives.unpack_tar(archive, cache)


def keep_system_libraries():
    """Keeps the libraries built so far for other checkouts; called after a successful build."""
    key_file = paths.TOOLCHAIN / "key"
    cache = paths.TOOLCHAIN / "cache"
    if not key_file.exists() or not cache.exists():
        return
    built = sorted(str(file.relative_to(cache)) for file in cache.rglob("*.a"))
    seen = paths.TOOLCHAIN / "kept-libraries"
    if seen.exists() and seen.read_text().splitlines() == built:
        return
    archive = system_library_archive(key_file.read_text())
    part = archive.with_name(f"{archive.name}.{os.getpid()}")
    with Step("keeping Emscripten's system libraries for other checkouts"):
        with tarfile.open(part, "w:gz", compresslevel=3) as tar:
            tar.add(cache, "cache", filter=lambda entry: None if entry.name.endswith(".lock") or "/build" in entry.name[5:11] else entry)
        part.replace(archive)
    seen.write_text("\n".join(built))
