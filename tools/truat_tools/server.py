"""Serves the site on localhost as an office's web server would, under the strict policy that all tests run under."""

import functools
import http.server
import re
import threading

from . import paths
from .console import Failure

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".wasm": "application/wasm", ".json": "application/json",
    ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain; charset=utf-8",
    ".ttf": "font/ttf", ".woff2": "font/woff2", ".ico": "image/x-icon",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def __init__(self, *arguments, policy, **named):
        self.policy = policy
        super().__init__(*arguments, **named)

    def guess_type(self, path):
        return TYPES.get("." + str(path).rpartition(".")[2], "application/octet-stream")

    # As the sample configurations do: what carries a digest in its name may be kept, all else is asked for again.
    def cache_control(self):
        return "public, max-age=31536000, immutable" if re.search(r"-[0-9a-f]{12}\.[a-z]+$", self.path) else "no-cache"

    def do_GET(self):
        # A second file within the second of the first would pass for the same.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def end_headers(self):
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", self.cache_control())
        super().end_headers()

    def list_directory(self, path):
        self.send_error(404)

    def log_message(self, *arguments):
        pass


def policy():
    file = paths.BUILD / "wasm-release" / "csp.txt"
    if not file.exists():
        raise Failure("the site is not built yet; run tools/run.")
    return file.read_text()


def start(port, host="127.0.0.1", site=paths.BUILD / "site"):
    """A server that runs in the background; `port` None takes 8080 or the next free one."""
    if not (site / "index.html").exists():
        raise Failure(f"there is no site in {site}; run tools/run.")
    handler = functools.partial(Handler, directory=str(site), policy=policy())
    for candidate in [port] if port is not None else [*range(8080, 8100), 0]:
        try:
            server = http.server.ThreadingHTTPServer((host, candidate), handler)
            break
        except OSError as error:
            if port is not None:
                raise Failure(f"port {port} cannot be used ({error.strerror}); choose another with --port, or leave it out.")
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def address(server):
    host, port = server.server_address[:2]
    return f"http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{port}/"
