"""The sample Django site, with a real Django, against the running service."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

from rejoin import Problem, ProblemError, Violation, apply_errors

from .support import LiveTest, unique

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
try:
    import members_site
    from django.test import Client as Browser
except ImportError as missing:
    raise unittest.SkipTest("Django is not installed: apt-get install python3-django") from missing


class SiteTest(LiveTest):
    def setUp(self) -> None:
        self.browser = Browser()
        self.made = self.member()
        self.page = f"/members/{self.made.id}"

    @classmethod
    def tearDownClass(cls) -> None:
        members_site.api().close()

    def values(self, **changed: str) -> dict[str, str]:
        """What a browser sends after the user has changed some fields."""
        form = self.browser.get(self.page).content.decode()
        etag = form.split('name="etag" value="')[1].split('"')[0].replace("&quot;", '"')
        return {
            "member_number": self.made.member_number,
            "status": "ACTIVE",
            "joined_on": "2021-01-15",
            "left_on": "",
            "etag": etag,
            **changed,
        }

    def test_members_are_listed_with_their_names(self) -> None:
        self.assertContains(self.browser.get("/members"), "<h1>Members</h1>")

    def assertContains(self, response: object, text: str, status: int = 200) -> None:
        self.assertEqual(response.status_code, status, response.content)  # type: ignore[attr-defined]
        self.assertIn(text, response.content.decode())  # type: ignore[attr-defined]

    def test_a_form_changes_a_member(self) -> None:
        number = unique("M")
        response = self.browser.post(self.page, self.values(member_number=number))
        self.assertEqual((response.status_code, response.url), (302, "/members"))
        self.assertEqual(self.api.members.get(self.made.id).member_number, number)

    def test_what_the_service_refuses_stands_at_the_field(self) -> None:
        response = self.browser.post(self.page, self.values(left_on="2019-01-01"))
        self.assertContains(response, "errorlist", 422)
        self.assertIn("errorlist", response.content.decode().rsplit("id_joined_on", 1)[1].split("id_left_on")[0])
        taken = self.browser.post(self.page, self.values(member_number=self.member().member_number))
        self.assertContains(taken, "errorlist", 422)
        self.assertIn("errorlist", taken.content.decode().split("id_member_number")[0])

    def test_a_second_save_of_the_same_page_does_not_overwrite_the_first(self) -> None:
        values = self.values(member_number=unique("M"))
        first = unique("M")
        self.api.members.update(self.made, member_number=first)
        self.assertContains(self.browser.post(self.page, values), "Somebody else has changed", 412)
        self.assertEqual(self.api.members.get(self.made.id).member_number, first)
        again = self.browser.post(self.page, self.values(member_number=values["member_number"]))
        self.assertEqual(again.status_code, 302)

    def test_a_member_that_is_not_there_is_a_404(self) -> None:
        self.assertEqual(self.browser.get("/members/0198c0de-7a11-7000-8000-000000000001").status_code, 404)


class ApplyErrorsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.form = members_site.MemberForm({"member_number": "1", "status": "ACTIVE", "joined_on": "2021-01-01", "etag": "1"})
        self.assertTrue(self.form.is_valid())

    def apply(self, *errors: Violation) -> dict[str, list[str]]:
        apply_errors(self.form, ProblemError(Problem(422, "invalid", "All of it.", errors=errors)), {"number": "member_number"})
        return dict(self.form.errors)

    def test_a_pointer_names_the_field_even_where_it_goes_deeper(self) -> None:
        self.assertEqual(self.apply(Violation("x", "Wrong.", "/left_on/0/day")), {"left_on": ["Wrong."]})

    def test_another_name_of_a_field_is_translated(self) -> None:
        self.assertEqual(self.apply(Violation("x", "Taken.", "/number")), {"member_number": ["Taken."]})

    def test_what_the_form_does_not_have_stands_above_it(self) -> None:
        self.assertEqual(self.apply(Violation("x", "Wrong.", "/person_id"), Violation("y", "Odd.")), {"__all__": ["Wrong.", "Odd."]})

    def test_a_problem_without_errors_stands_above_the_form(self) -> None:
        self.assertEqual(self.apply(), {"__all__": ["All of it."]})
