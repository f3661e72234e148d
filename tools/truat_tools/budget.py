"""What a first visit downloads, brotli, all in; the site may not come to more than the budget."""

import hashlib
import json
import subprocess

from . import paths
from .console import Failure, Step, say

# Bytes. docs/performance.md says what weighs what.
BUDGET = 1_000_000

# For web servers; a page never asks for them.
NOT_DOWNLOADED = {"_headers", ".htaccess", "web.config", "nginx.conf"}

COMPRESS = """
const { brotliCompressSync, constants } = require('node:zlib');
const { readFileSync } = require('node:fs');
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
console.log(JSON.stringify(process.argv.slice(1).map((file) => brotliCompressSync(readFileSync(file), { params }).length)));
"""


def sizes(site):
    """Name -> bytes in brotli 11. What has been compressed once is not compressed again."""
    known_file = paths.BUILD / "budget.json"
    known = json.loads(known_file.read_text()) if known_file.exists() else {}
    files = {str(file.relative_to(site)): file for file in sorted(site.rglob("*")) if file.is_file() and file.name not in NOT_DOWNLOADED}
    digests = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    unknown = [name for name in files if digests[name] not in known]
    if unknown:
        with Step("weighing the download"):
            done = subprocess.run(["node", "-e", COMPRESS, *(str(files[name]) for name in unknown)], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"node could not compress the site: {done.stderr.strip()}")
        known.update(zip((digests[name] for name in unknown), json.loads(done.stdout)))
    known_file.write_text(json.dumps({digest: known[digest] for digest in digests.values()}))
    return {name: known[digests[name]] for name in files}


def check(site=paths.BUILD / "site"):
    weights = sizes(site)
    whole = sum(weights.values())
    say(f"  a first visit downloads {whole / 1000:.0f} KB of at most {BUDGET / 1000:.0f}")
    if whole > BUDGET:
        heaviest = sorted(weights, key=weights.get, reverse=True)[:5]
        raise Failure(f"a first visit downloads {whole - BUDGET} bytes too many; the heaviest: "
                      + ", ".join(f"{name} {weights[name]}" for name in heaviest) + ". docs/performance.md says what weighs what.")
