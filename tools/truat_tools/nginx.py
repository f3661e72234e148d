"""A web server for the test of publishing: the machine's own nginx, or Debian's unpacked into .deps/nginx."""

import shutil
from pathlib import Path

from . import debs, paths


def fetch(table):
    if not shutil.which("nginx"):
        debs.program("nginx", table, install, package="nginx", check=["-V"])


def install(folder, root, lib):
    debs.launcher(folder / "nginx", f'export LD_LIBRARY_PATH="{lib}:{root}/lib/{lib.name}"\nexec "{root}/usr/sbin/nginx" "$@"')


def executable():
    found = shutil.which("nginx")
    return Path(found) if found else paths.DEPS / "nginx" / "nginx"


def brotli_module():
    """The module that hands out .br files, or None where this nginx has none."""
    for modules in (Path("/usr/lib/nginx/modules"), paths.DEPS / "nginx/root/usr/lib/nginx/modules"):
        module = modules / "ngx_http_brotli_static_module.so"
        if module.exists():
            return module
    return None
