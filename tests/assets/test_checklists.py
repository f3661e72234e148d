"""The built-in checklists keep to assets/checklists/README.md, and every reference in them leads somewhere."""

import unittest
from decimal import Decimal

import content

SHORT_FORMS = ["yearly", "complaint", "before-licence", "re-inspection", "accident", "effluent"]
PURPOSES = {"annual", "complaint", "before_licence", "re_inspection", "accident"}
TOKENS = {"done", "failed", "na", "due", "active"}
TYPES = {"choice", "choices", "number", "text", "date", "photo", "sample"}
QUESTION_KEYS = {"id", "type", "th", "en", "responses", "choices", "limit", "source", "unit", "decimals", "min", "parameters", "required",
                 "weight", "severity", "deadline_days", "failed_photos", "grounds", "remedy", "help"}
SECTIONS = ["licence", "site", "machine", "process", "worker", "boiler", "hazard", "electric", "fire", "water", "air", "waste",
            "noise", "complaint"]


def question_id(member):
    return member if isinstance(member, str) else member["id"]


class Checklists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.questions = content.load("checklists/questions.json")["questions"]
        cls.by_id = {question["id"]: question for question in cls.questions}
        cls.answers = content.load("checklists/responses.json")
        cls.responses = {item["id"]: item["options"] for item in cls.answers["responses"]}
        cls.choices = {item["id"]: item["options"] for item in cls.answers["choices"]}
        cls.grounds = content.load("reference/legal-grounds.json")["grounds"]
        cls.limits = content.load("reference/limits.json")["limits"]
        cls.full = content.load("checklists/full.json")
        cls.short = {name: content.load(f"checklists/{name}.json") for name in SHORT_FORMS}

    # questions

    def test_ids_are_ascii_dotted_and_unique(self):
        self.assertEqual(len(self.by_id), len(self.questions))
        for question in self.questions:
            self.assertRegex(question["id"], f"^{content.QUESTION_ID.pattern}$")

    def test_questions_have_the_keys_their_type_needs(self):
        needs = {"choice": {"responses"}, "choices": {"choices"}, "sample": {"parameters"}}
        for question in self.questions:
            with self.subTest(question["id"]):
                kind = question["type"]
                self.assertIn(kind, TYPES)
                self.assertLessEqual(set(question), QUESTION_KEYS)
                own = {"responses", "choices", "limit", "source", "unit", "decimals", "min", "parameters"} & set(question)
                if kind == "number":
                    self.assertIn(own, ({"limit", "source"}, {"unit", "decimals", "min"}))
                else:
                    self.assertEqual(own, needs.get(kind, set()))

    def test_what_a_question_refers_to_is_there(self):
        grounds = {ground["id"] for ground in self.grounds}
        limits = {limit["id"] for limit in self.limits}
        for question in self.questions:
            with self.subTest(question["id"]):
                self.assertLessEqual(set(question.get("grounds", [])), grounds)
                self.assertIn(question.get("responses", "pass_fail"), self.responses)
                self.assertIn(question.get("choices", "fuel"), self.choices)
                if "limit" in question:
                    self.assertIn(question["limit"], limits)
                    self.assertIn(question["source"], ("field", "laboratory"))
                for parameter in question.get("parameters", []):
                    self.assertEqual(self.by_id[parameter].get("source"), "laboratory")

    def test_what_can_fail_has_severity_deadline_remedy_and_weight(self):
        severities = {item["id"] for item in self.answers["severities"]}
        for question in self.questions:
            with self.subTest(question["id"]):
                options = self.responses.get(question.get("responses"), [])
                can_fail = "limit" in question or any(option.get("failed") for option in options)
                for key in ("severity", "deadline_days", "remedy", "weight"):
                    self.assertEqual(key in question, can_fail, key)
                if can_fail:
                    self.assertIn(question["severity"], severities)
                    self.assertIn(question["weight"], range(1, 6))
                    self.assertIn(question["deadline_days"], range(0, 181))
                    self.assertEqual(content.text_faults(question["remedy"]), [])

    def test_a_critical_finding_is_not_given_a_long_time(self):
        for question in self.questions:
            if question.get("severity") == "critical":
                self.assertLessEqual(question["deadline_days"], 60, question["id"])

    def test_texts_are_clean_in_both_languages(self):
        for question in self.questions:
            with self.subTest(question["id"]):
                self.assertEqual(content.text_faults(question), [])
                if "help" in question:
                    self.assertEqual(content.text_faults(question["help"]), [])
        texts = [question["th"] for question in self.questions]
        self.assertEqual(len(texts), len(set(texts)), "two questions ask the same")

    # answers

    def test_response_sets_score_and_ask_for_proof(self):
        for name, options in self.responses.items():
            with self.subTest(name):
                self.assertEqual(len({option["id"] for option in options}), len(options))
                for option in options:
                    self.assertIn(option["token"], TOKENS)
                    self.assertEqual(content.text_faults(option), [])
                    self.assertTrue(option["short"]["th"] and option["short"]["en"])
                    if option.get("failed"):
                        self.assertLess(Decimal(option["score"]), 1)
                        self.assertTrue(option["requires"]["note"])
                        self.assertGreaterEqual(option["requires"]["photos"], 1)
                    elif "score" in option:
                        self.assertRegex(option["score"], f"^{content.DECIMAL.pattern}$")
                        self.assertGreater(Decimal(option["score"]), 0)
                scores = [Decimal(option["score"]) for option in options if "score" in option]
                if scores:
                    self.assertEqual((max(scores), min(scores)), (1, 0))
                    self.assertEqual(scores, sorted(scores, reverse=True), "the best answer stands first")

    def test_choices_and_severities_are_worded(self):
        for options in [*self.choices.values(), self.answers["severities"]]:
            self.assertEqual(len({option["id"] for option in options}), len(options))
            for option in options:
                self.assertRegex(option["id"], f"^{content.WORD_ID.pattern}$")
                self.assertEqual(content.thai_faults(option["th"]) + content.english_faults(option["en"]), [])

    def test_every_set_is_used(self):
        self.assertEqual({q["responses"] for q in self.questions if "responses" in q}, set(self.responses))
        self.assertEqual({q["choices"] for q in self.questions if "choices" in q}, set(self.choices))

    # law

    def test_grounds_cite_in_both_languages(self):
        self.assertEqual(len({ground["id"] for ground in self.grounds}), len(self.grounds))
        for ground in self.grounds:
            with self.subTest(ground["id"]):
                self.assertLessEqual(set(ground), {"id", "th", "en", "summary", "from", "unverified"})
                self.assertEqual(content.text_faults(ground) + content.text_faults(ground["summary"]), [])
                self.assertRegex(ground["th"], r"25\d\d|รว\.")
                if "from" in ground:
                    self.assertRegex(ground["from"], f"^{content.DATE.pattern}$")

    def test_limits_follow_each_other_by_date_without_gap_or_overlap(self):
        from datetime import date, timedelta
        grounds = {ground["id"] for ground in self.grounds}
        for limit in self.limits:
            with self.subTest(limit["id"]):
                rules = limit["rules"]
                for rule in rules:
                    self.assertLessEqual(set(rule), {"from", "to", "min", "max", "ceiling", "ground", "unverified"})
                    self.assertTrue({"min", "max"} & set(rule))
                    self.assertIn(rule["ground"], grounds)
                    numbers = [Decimal(rule[key]) for key in ("min", "max", "ceiling") if key in rule]
                    self.assertEqual(numbers, sorted(numbers))
                    for number in numbers:
                        self.assertGreaterEqual(number.as_tuple().exponent, -limit["decimals"])
                for earlier, later in zip(rules, rules[1:]):
                    self.assertEqual(date.fromisoformat(earlier["to"]) + timedelta(days=1), date.fromisoformat(later["from"]))
                self.assertNotIn("to", rules[-1])

    def test_effluent_limits_are_those_of_the_announcements(self):
        limits = {limit["id"]: limit["rules"] for limit in self.limits}
        expected = {  # minimum, maximum, ceiling of the rule of 2539
            "ph": ("5.5", "9.0", None), "temperature": (None, "40", None), "bod": (None, "20", "60"), "cod": (None, "120", "400"),
            "suspended_solids": (None, "50", "150"), "dissolved_solids": (None, "3000", "5000"),
            "oil_and_grease": (None, "5", "15")}
        for name, (least, most, ceiling) in expected.items():
            earlier, in_force = limits[f"effluent.{name}"]
            self.assertEqual((earlier.get("min"), earlier["max"], earlier.get("ceiling")), (least, most, ceiling), name)
            self.assertEqual((in_force.get("min"), in_force["max"], in_force.get("ceiling")), (least, most, None), name)
        self.assertEqual([rule["max"] for rule in limits["effluent.colour"]], ["300"])

    # forms

    def test_the_full_form_has_all_sections_and_over_110_questions(self):
        self.assertEqual([section["id"] for section in self.full["sections"]], SECTIONS)
        self.assertGreaterEqual(sum(len(section["questions"]) for section in self.full["sections"]), 110)

    def test_short_forms_have_15_to_30_questions(self):
        for name, form in self.short.items():
            with self.subTest(name):
                self.assertIn(sum(len(section["questions"]) for section in form["sections"]), range(15, 31))

    def test_every_purpose_has_a_short_form(self):
        self.assertEqual({purpose for form in self.short.values() for purpose in form["purposes"]}, PURPOSES)

    def test_forms_ask_known_questions_once(self):
        ids = set()
        for form in [self.full, *self.short.values()]:
            with self.subTest(form["id"]):
                self.assertNotIn(form["id"], ids)
                ids.add(form["id"])
                self.assertEqual((form["format"], form["version"]), ("truat-checklist", 1))
                self.assertEqual(content.text_faults(form), [])
                self.assertLessEqual(set(form["purposes"]), PURPOSES)
                asked = [question_id(member) for section in form["sections"] for member in section["questions"]]
                self.assertEqual(len(asked), len(set(asked)))
                self.assertLessEqual(set(asked), set(self.by_id))
                self.assertEqual(len({section["id"] for section in form["sections"]}), len(form["sections"]))
                for section in form["sections"]:
                    self.assertEqual(content.text_faults(section), [])
                    self.assertEqual(content.text_faults(section["short"]), [])
                    for member in section["questions"]:
                        if not isinstance(member, str):
                            self.assertEqual(set(member), {"id", "required"})

    def test_a_section_that_depends_on_an_answer_asks_for_it_first(self):
        for form in [self.full, *self.short.values()]:
            for section in form["sections"]:
                if "when" in section:
                    gate = section["when"]["question"]
                    self.assertEqual(question_id(section["questions"][0]), gate)
                    options = {option["id"] for option in self.responses[self.by_id[gate]["responses"]]}
                    self.assertLessEqual(set(section["when"]["is"]), options)

    def test_every_question_is_asked_somewhere(self):
        asked = {question_id(member) for form in [self.full, *self.short.values()]
                 for section in form["sections"] for member in section["questions"]}
        self.assertEqual(set(self.by_id) - asked, set())

    def test_a_sample_s_results_are_asked_for_in_the_forms_that_measure_them(self):
        form = self.short["effluent"]
        asked = {question_id(member) for section in form["sections"] for member in section["questions"]}
        self.assertLessEqual(set(self.by_id["water.sample"]["parameters"]), asked)


if __name__ == "__main__":
    unittest.main()
