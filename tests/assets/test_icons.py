"""The icon font holds what the program names, and no icon that nobody draws."""

import re
import unittest

from content import ASSETS, ROOT


class Icons(unittest.TestCase):
    def test_each_icon_of_the_list_is_named_by_a_source(self):
        lines = (ASSETS / "icons/icons.txt").read_text(encoding="utf-8").splitlines()
        names = [line.split()[0] for line in lines if line and not line.startswith("#")]
        self.assertGreater(len(names), 50)
        sources = "".join(path.read_text(encoding="utf-8") for pattern in ("*.cpp", "*.h", "*.inc") for path in sorted((ROOT / "src").rglob(pattern)))
        named = set(re.findall(r"\bIcon::(\w+)", sources)) | set(re.findall(r'"([a-z0-9_-]+)"', sources))
        unused = [name for name in names if name not in named and name.replace("-", "_") not in named]
        self.assertEqual(unused, [], "take these out of assets/icons/icons.txt")


if __name__ == "__main__":
    unittest.main()
