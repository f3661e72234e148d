"""The sample office: its records refer to what exists, its visits are as complete as their state says, its photos are small."""

import json
import re
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import content
from test_checklists import question_id
from test_factory_types import group_of
from test_places import find_package, load_script

sys.path.insert(0, str(content.ASSETS / "sample"))
import build_photos  # noqa: E402

STATES = {"planned", "in_progress", "awaiting_laboratory", "completed", "locked"}
CLOSED = {"awaiting_laboratory", "completed", "locked"}
RESULTS = {"passed", "to_mend", "order_proposed", "suspension_proposed", "not_operating", "not_admitted"}
NEW_REGISTRATION = re.compile(r"[127][023]90\d{5}25\d\d\d")
OLD_REGISTRATION = re.compile(r"\d-\d{1,3}(?:\(\d{1,2}\))?-\d+/\d\dสข")


class Sample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = content.load("sample/office.json")
        cls.questions = {question["id"]: question for question in content.load("checklists/questions.json")["questions"]}
        answers = content.load("checklists/responses.json")
        cls.responses = {item["id"]: {option["id"]: option for option in item["options"]} for item in answers["responses"]}
        cls.choices = {item["id"]: {option["id"] for option in item["options"]} for item in answers["choices"]}
        cls.limits = {limit["id"]: limit["rules"][-1] for limit in content.load("reference/limits.json")["limits"]}
        cls.grounds = {ground["id"] for ground in content.load("reference/legal-grounds.json")["grounds"]}
        cls.forms = {}
        for path in (content.ASSETS / "checklists").glob("*.json"):
            form = content.load(f"checklists/{path.name}")
            if form["format"] == "truat-checklist":
                cls.forms[form["id"]] = form
        cls.types = content.load("reference/factory-types.json")
        cls.factories = cls.office["factories"]
        cls.visits = cls.office["visits"]

    def keys(self, name):
        keys = [record["key"] for record in self.office[name]]
        self.assertEqual(len(keys), len(set(keys)), name)
        return set(keys)

    def asked(self, visit):
        """question -> whether the visit's form requires it."""
        result = {}
        for section in self.forms[visit["checklist"]]["sections"]:
            for member in section["questions"]:
                question = self.questions[question_id(member)]
                required = question.get("required", False) if isinstance(member, str) else member["required"]
                result[question["id"]] = required
        return result

    def answers(self, visit):
        """question -> {answer, note, photos}, with `rest` written out."""
        result = {}
        for question in self.asked(visit):
            given = visit.get("answers", {}).get(question)
            kind = self.questions[question]
            if given is not None:
                result[question] = given if isinstance(given, dict) and "day" not in given else {"answer": given}
            elif "rest" in visit and kind["type"] == "choice" and question not in visit.get("unanswered", []):
                best = next(iter(self.responses[kind["responses"]]))
                result[question] = {"answer": {"passed": best, "na": "na"}[visit["rest"]]}
        return result

    def failed(self, question, answer):
        if "limit" in question:
            rule, value = self.limits[question["limit"]], Decimal(answer)
            return value < Decimal(rule.get("min", "-Infinity")) or value > Decimal(rule.get("max", "Infinity"))
        return question["type"] == "choice" and self.responses[question["responses"]][answer].get("failed", False)

    # factories and people

    def test_there_are_40_factories_in_all_16_districts(self):
        self.assertEqual(len(self.keys("factories")), 40)
        self.assertEqual({factory["subdistrict"][:4] for factory in self.factories}, {f"90{n:02}" for n in range(1, 17)})

    def test_factories_have_a_number_a_type_and_a_place_in_songkhla(self):
        types = {kind["code"] for kind in self.types["types"] if not kind.get("heading")}
        seen = set()
        for factory in self.factories:
            with self.subTest(factory["key"]):
                number = factory["registration_number"]
                self.assertTrue(NEW_REGISTRATION.fullmatch(number) or OLD_REGISTRATION.fullmatch(number), number)
                self.assertNotIn(number, seen)
                seen.add(number)
                if "old_registration_number" in factory:
                    self.assertRegex(factory["old_registration_number"], f"^{OLD_REGISTRATION.pattern}$")
                self.assertIn(factory["type"], types)
                self.assertRegex(factory["horsepower"], f"^{content.DECIMAL.pattern}$")
                latitude, longitude = (Decimal(factory["position"][key]) for key in ("latitude", "longitude"))
                self.assertTrue(Decimal("6.3") < latitude < Decimal("7.95") and Decimal("100.0") < longitude < Decimal("101.1"))
                self.assertEqual(content.thai_faults(factory["name"]), [])
                if "juristic_number" in factory:
                    digits = [int(digit) for digit in factory["juristic_number"]]
                    self.assertEqual(len(digits), 13)
                    total = sum(digit * (13 - at) for at, digit in enumerate(digits[:12]))
                    self.assertEqual(digits[12], (11 - total % 11) % 10)

    def test_groups_follow_from_type_and_size(self):
        by_code = {kind["code"]: kind for kind in self.types["types"]}
        for factory in self.factories:
            with self.subTest(factory["key"]):
                workers = factory.get("workers_male", 0) + factory.get("workers_female", 0)
                group = group_of(by_code[factory["type"]], self.types["conditions"], Decimal(factory["horsepower"]), workers, False)
                self.assertEqual(factory["group"], str(group))
                body = "estate_authority" if "estate" in factory else "provincial_office" if group == 3 else "local_authority"
                self.assertEqual(factory["supervising_body"], body)

    def test_subdistricts_exist(self):
        package = find_package()
        if package is None:
            self.skipTest("the npm package of places is not installed (set TRUAT_NODE_MODULES)")
        script = load_script()
        places = script.build(script.read_package(package), *script.read_corrections())
        for factory in self.factories:
            self.assertIn(factory["subdistrict"], places, factory["key"])

    def test_officers_have_cards(self):
        self.assertIn(len(self.keys("people")), range(6, 9))
        for person in self.office["people"]:
            self.assertRegex(person["officer_card"], r"^สข \d{4}/25\d\d$")

    # visits

    def test_there_are_visits_in_every_state_and_for_every_purpose(self):
        self.assertGreaterEqual(len(self.keys("visits")), 30)
        self.assertEqual({visit["state"] for visit in self.visits}, STATES)
        self.assertEqual({visit["purpose"] for visit in self.visits},
                         {"annual", "complaint", "before_licence", "re_inspection", "accident"})

    def test_visits_refer_to_what_is_there(self):
        factories, people, instruments = self.keys("factories"), self.keys("people"), self.keys("instruments")
        for visit in self.visits:
            with self.subTest(visit["key"]):
                self.assertIn(visit["factory"], factories)
                self.assertIn(visit["purpose"], self.forms[visit["checklist"]]["purposes"])
                self.assertTrue(visit["team"])
                self.assertLessEqual(set(visit["team"]), people)
                self.assertLessEqual(set(visit.get("instruments", [])), instruments)
                asked = self.asked(visit)
                self.assertLessEqual(set(visit.get("answers", {})), set(asked))
                self.assertLessEqual(set(visit.get("unanswered", [])), set(asked))
                self.assertLess(visit.get("entered_at", ""), visit.get("left_at", "24:00"))
                for finding in visit.get("extra_findings", []):
                    self.assertIn(finding["ground"], self.grounds)

    def test_answers_are_of_their_question_s_kind(self):
        photos = self.keys("photos")
        for visit in self.visits:
            for name, given in self.answers(visit).items():
                with self.subTest(f"{visit['key']} {name}"):
                    question, answer = self.questions[name], given.get("answer")
                    self.assertLessEqual(set(given.get("photos", [])), photos)
                    if question["type"] == "choice":
                        self.assertIn(answer, self.responses[question["responses"]])
                    elif question["type"] == "choices":
                        self.assertTrue(set(answer) <= self.choices[question["choices"]] and answer)
                    elif question["type"] == "number":
                        self.assertRegex(answer, f"^{content.DECIMAL.pattern}$")
                    elif question["type"] == "date":
                        self.assertIsInstance(answer["day"], int)
                    elif question["type"] == "photo":
                        self.assertTrue(given["photos"])
                    else:
                        self.assertEqual(content.thai_faults(answer), [])

    def test_failed_answers_have_the_note_and_photos_they_ask_for(self):
        for visit in self.visits:
            for name, given in self.answers(visit).items():
                with self.subTest(f"{visit['key']} {name}"):
                    question = self.questions[name]
                    if question["type"] == "choice":
                        option = self.responses[question["responses"]][given["answer"]]
                        photos = option.get("requires", {}).get("photos", 0)
                        if option.get("failed"):
                            photos = question.get("failed_photos", photos)
                        self.assertGreaterEqual(len(given.get("photos", [])), photos)
                        if option.get("requires", {}).get("note"):
                            self.assertTrue(given.get("note"))
                    elif "limit" in question and self.failed(question, given["answer"]):
                        self.assertTrue(given.get("note"))

    def test_finished_visits_have_every_required_answer(self):
        for visit in self.visits:
            if visit["state"] in CLOSED:
                with self.subTest(visit["key"]):
                    answered = self.answers(visit)
                    self.assertEqual([name for name, required in self.asked(visit).items() if required and name not in answered], [])
                    self.assertIn(visit["result"], RESULTS)
                    self.assertTrue(visit["left_at"] and visit["operator_statement"] and visit["guide_name"])

    def test_results_agree_with_the_answers(self):
        for visit in self.visits:
            if visit["state"] in CLOSED:
                failures = [name for name, given in self.answers(visit).items()
                            if "answer" in given and self.failed(self.questions[name], given["answer"])]
                with self.subTest(f"{visit['key']}: {failures}"):
                    if visit["result"] == "passed":
                        self.assertEqual(failures, [])
                    else:
                        self.assertTrue(failures)
                    self.assertLessEqual(set(visit.get("findings", {})), set(failures))
                    self.assertLessEqual(set(visit.get("corrected_on_site", [])), set(failures))

    def test_only_visits_that_wait_have_samples_without_result(self):
        seals = [sample["seal"] for visit in self.visits for sample in visit.get("samples", [])]
        self.assertEqual(len(seals), len(set(seals)))
        for visit in self.visits:
            with self.subTest(visit["key"]):
                waiting = [sample for sample in visit.get("samples", []) if "result_outcome" not in sample]
                if visit["state"] == "awaiting_laboratory":
                    self.assertTrue(waiting)
                elif visit["state"] in CLOSED:
                    self.assertEqual(waiting, [])

    def test_finished_visits_are_signed_by_the_team_and_the_guide(self):
        strokes = self.office["strokes"]
        refused = 0
        for visit in self.visits:
            with self.subTest(visit["key"]):
                signatures = visit.get("signatures", [])
                self.assertEqual(bool(signatures), visit["state"] in CLOSED)
                for signature in signatures:
                    self.assertIn(signature["strokes"], strokes)
                    if "refused" in signature:
                        refused += 1
                        self.assertTrue(signature["witness"])
                if signatures:
                    self.assertEqual([s["person"] for s in signatures if s["role"] == "officer"], visit["team"])
                    self.assertEqual(sum(s["role"] == "guide" for s in signatures), 1)
        self.assertEqual(refused, 1)

    def test_signatures_lie_in_their_boxes(self):
        for name, drawn in self.office["strokes"].items():
            for line in drawn["lines"]:
                with self.subTest(name):
                    self.assertEqual(len(line) % 2, 0)
                    self.assertTrue(all(0 <= x <= drawn["width"] for x in line[::2]))
                    self.assertTrue(all(0 <= y <= drawn["height"] for y in line[1::2]))

    def test_plans_lie_ahead_and_visits_behind(self):
        for visit in self.visits:
            with self.subTest(visit["key"]):
                if visit["state"] == "planned":
                    self.assertGreaterEqual(visit["planned_on"]["day"], -7)
                    self.assertNotIn("answers", visit)
                else:
                    self.assertLessEqual(visit["visited_on"]["day"], 0)


class Photos(unittest.TestCase):
    def test_each_named_photo_is_drawn_of_shapes_within_the_picture(self):
        named = {photo["scene"] for photo in content.load("sample/office.json")["photos"]}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "scenes.json"
            build_photos.main(["--output", str(file)])
            self.assertLess(file.stat().st_size, 40000)
            scenes = json.loads(file.read_text())
        self.assertEqual(set(scenes), named)
        for name, scene in scenes.items():
            with self.subTest(name):
                self.assertGreater(len(scene["shapes"]), 30)
                for colour in scene["colours"]:
                    self.assertRegex(colour, r"^[0-9a-f]{6}(\d\d)?$")
                for colour, *numbers in scene["shapes"]:
                    self.assertLess(colour, len(scene["colours"]))
                    self.assertTrue(len(numbers) == 4 or len(numbers) >= 6 and len(numbers) % 2 == 0)
                    self.assertTrue(all(isinstance(number, int) for number in numbers))


if __name__ == "__main__":
    unittest.main()
