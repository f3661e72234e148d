"""A compiler cache beside the downloads, so that another checkout need not compile again what has not changed.

The machine's own ccache, or Debian's unpacked into .deps/ccache. tools/run and tools/test use it; a build by hand uses
the one on the PATH if there is one.
"""

import os
import shutil
from pathlib import Path

from . import debs, paths

FOLDER = paths.DEPS / "ccache"


def fetch(table):
    if not shutil.which("ccache") and shutil.which("dpkg"):
        debs.program("ccache", table, install, package="ccache")


def install(folder, root, lib):
    # The compiler that ccache starts inherits the path; nothing but ccache's own libraries is in it.
    debs.launcher(folder / "ccache", f'export LD_LIBRARY_PATH="{lib}"\nexec "{root}/usr/bin/ccache" "$@"')


def executable():
    found = shutil.which("ccache")
    if found:
        return Path(found)
    return FOLDER / "ccache" if (FOLDER / "ccache").exists() else None


def environment():
    """The environment in which compilers run through the cache, natively and in Emscripten."""
    program = executable()
    if program is None:
        return dict(os.environ)
    return {
        **os.environ,
        "TRUAT_CCACHE_PROGRAM": str(program),
        "EM_COMPILER_WRAPPER": str(program),
        "CCACHE_DIR": os.environ.get("CCACHE_DIR") or str(paths.cache() / "ccache"),
        "CCACHE_BASEDIR": str(paths.ROOT),
        "CCACHE_NOHASHDIR": "1",
        "CCACHE_COMPILERCHECK": "content",
        "CCACHE_MAXSIZE": os.environ.get("CCACHE_MAXSIZE") or "2G",
        "CCACHE_COMPRESSLEVEL": "1",
        # tools/cmake/precompiled.cmake
        "CCACHE_SLOPPINESS": "pch_defines,time_macros",
        "CCACHE_PCH_EXTSUM": "1",
    }
