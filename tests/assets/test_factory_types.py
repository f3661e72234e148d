"""The table of factory types: complete, consistent, and enough to compute a factory's group."""

import re
import unittest

import content


def group_of(kind, conditions, horsepower, workers, condition_met):
    """The group of a factory of this type: 1, 2, 3, or None where the condition has to be answered first."""
    rule = kind["rule"]
    if "group" in rule:
        return rule["group"]
    if horsepower > rule.get("horsepower", horsepower) or workers > rule.get("workers", workers):
        return 3
    if "unless" not in rule:
        return 2
    assert rule["unless"] in conditions
    return {None: None, True: 3, False: 2}[condition_met]


class FactoryTypes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.table = content.load("reference/factory-types.json")
        cls.types = cls.table["types"]
        cls.by_number = {kind["number"]: kind for kind in cls.types}

    def test_all_107_main_types_are_there_in_order(self):
        mains = [kind["main"] for kind in self.types]
        self.assertEqual(sorted(set(mains)), list(range(1, 108)))
        self.assertEqual([kind["code"] for kind in self.types], sorted(kind["code"] for kind in self.types))

    def test_codes_and_numbers_are_unique_and_agree(self):
        self.assertEqual(len({kind["code"] for kind in self.types}), len(self.types))
        self.assertEqual(len(self.by_number), len(self.types))
        for kind in self.types:
            with self.subTest(kind["number"]):
                self.assertRegex(kind["code"], r"^\d{5}$")
                main, sub = int(kind["code"][:3]), int(kind["code"][3:])
                self.assertEqual(kind["main"], main)
                self.assertEqual(kind["number"], f"{main}({sub})" if sub else str(main))

    def test_sub_types_count_from_one_below_a_heading(self):
        for main in range(1, 108):
            with self.subTest(main):
                kinds = [kind for kind in self.types if kind["main"] == main]
                subs = [int(kind["code"][3:]) for kind in kinds]
                self.assertEqual(subs, list(range(len(kinds))))
                self.assertEqual(kinds[0].get("heading", False), len(kinds) > 1)
                self.assertFalse(any(kind.get("heading") for kind in kinds[1:]))

    def test_every_type_but_a_heading_has_a_rule_that_decides(self):
        conditions = self.table["conditions"]
        for kind in self.types:
            with self.subTest(kind["number"]):
                self.assertEqual(set(kind) - {"code", "number", "main", "th", "en", "note"},
                                 {"heading"} if kind.get("heading") else {"rule"})
                rule = kind.get("rule", {"group": 1})
                if "group" in rule:
                    self.assertEqual(list(rule), ["group"])
                    self.assertIn(rule["group"], (1, 2, 3))
                else:
                    self.assertLessEqual(set(rule), {"horsepower", "workers", "unless"})
                    self.assertTrue({"horsepower", "workers"} & set(rule))
                    for limit in ("horsepower", "workers"):
                        self.assertEqual(rule.get(limit, 75), 75)
                    self.assertIn(rule.get("unless", "boiler"), conditions)

    def test_each_condition_is_used_and_worded(self):
        used = {kind["rule"]["unless"] for kind in self.types if "unless" in kind.get("rule", {})}
        self.assertEqual(used, set(self.table["conditions"]))
        for condition in self.table["conditions"].values():
            self.assertEqual(content.text_faults(condition), [])

    def test_names_are_clean_and_short(self):
        for kind in self.types:
            with self.subTest(kind["number"]):
                self.assertEqual(content.text_faults(kind), [])
                self.assertLessEqual(len(kind["th"]), 80)
                self.assertLessEqual(len(kind["en"]), 80)
                self.assertFalse(re.search(r"[A-Za-z]", re.sub(r"\([a-z]+\)", "", kind["th"])), "stray Latin")

    def test_groups_known_from_the_regulation(self):
        conditions = self.table["conditions"]
        cases = [
            # number, horsepower, workers, condition met, group
            ("1", 75, 900, None, 2), ("1", 75.01, 1, None, 3),
            ("2(11)", 9000, 9000, None, 1), ("3(1)", 1, 1, None, 3), ("3(5)", 500, 500, None, 2),
            ("2(8)", 75, 76, None, 3), ("2(8)", 75, 75, None, 2),
            ("23(1)", 9000, 75, None, 2), ("23(1)", 1, 76, None, 3),
            ("4(2)", 60, 60, None, None), ("4(2)", 60, 60, True, 3), ("4(2)", 60, 60, False, 2), ("4(2)", 76, 60, False, 3),
            ("9(1)", 40, 500, True, 3), ("9(1)", 40, 500, False, 2),
            ("36(3)", 500, 75, None, 2), ("52(3)", 1, 1, None, 3), ("61", 60, 900, True, 3), ("92", 75, 75, False, 2),
            ("84(4)", 900, 900, None, 2), ("95(4)", 900, 900, None, 1), ("107", 1, 1, None, 3),
        ]
        for number, horsepower, workers, met, group in cases:
            with self.subTest(f"{number} with {horsepower} hp, {workers} workers, condition {met}"):
                self.assertEqual(group_of(self.by_number[number], conditions, horsepower, workers, met), group)


if __name__ == "__main__":
    unittest.main()
