"""The sample Django site and what the client brings for Django, with a real Django, against the running service."""

from __future__ import annotations

import sys
import unittest
import uuid
from datetime import date
from pathlib import Path

import rejoin
from rejoin import UNSET, Problem, ProblemError, Violation, apply_errors

from .support import URL, LiveTest, unique

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
try:
    import sample_site
    from django.http import HttpResponse
    from django.template import engines
    from django.test import Client as Browser
    from django.test import RequestFactory
    from rejoin.django import middleware, paginate
except ImportError as missing:
    raise unittest.SkipTest("Django is not installed: apt-get install python3-django") from missing


class SiteTest(LiveTest):
    def setUp(self) -> None:
        self.browser = Browser()
        self.made = self.member()
        self.page = f"/members/{self.made.id}"

    @classmethod
    def tearDownClass(cls) -> None:
        sample_site.api().close()

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

    def assertContains(self, response: object, text: str, status: int = 200) -> None:
        self.assertEqual(response.status_code, status, response.content)  # type: ignore[attr-defined]
        self.assertIn(text, response.content.decode())  # type: ignore[attr-defined]

    def test_links_lead_through_all_members_of_a_filter_and_back(self) -> None:
        city = unique("City")
        organization = self.organization(city=city)
        made = {self.member(organization_id=organization.id).member_number for _ in range(23)}
        first = self.browser.get("/members", {"city": city, "status": "ACTIVE"}).content.decode()
        link = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        second = self.browser.get("/members" + link).content.decode()
        self.assertEqual([sum(number in page for number in made) for page in (first, second)], [20, 3])
        self.assertNotIn('rel="next"', second)
        back = second.split('rel="prev"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        self.assertEqual(sum(number in self.browser.get("/members" + back).content.decode() for number in made), 20)

    def test_a_cursor_of_another_list_means_the_first_page(self) -> None:
        self.assertContains(self.browser.get("/members", {"cursor": "x", "city": self.made.member_number}), "No members are like this")

    def test_a_form_changes_a_member(self) -> None:
        number = unique("M")
        response = self.browser.post(self.page, self.values(member_number=number))
        self.assertEqual((response.status_code, response.url), (302, self.page))
        self.assertEqual(self.api.members.get(self.made.id).member_number, number)

    def test_what_the_service_refuses_stands_at_the_field_in_the_users_language(self) -> None:
        response = self.browser.post(self.page, self.values(left_on="2019-01-01"))
        self.assertContains(response, "errorlist", 422)
        self.assertIn("errorlist", response.content.decode().rsplit("id_left_on", 1)[1])
        values = self.values(member_number=self.member().member_number)
        taken = self.browser.post(self.page, values, HTTP_ACCEPT_LANGUAGE="fr-FR")
        self.assertContains(taken, "Ce numéro de membre est déjà utilisé.", 422)
        self.assertIn("errorlist", taken.content.decode().rsplit("id_member_number", 1)[1].split("id_status")[0])

    def test_a_second_save_of_the_same_page_does_not_overwrite_the_first(self) -> None:
        values = self.values(member_number=unique("M"))
        first = unique("M")
        self.api.members.update(self.made, member_number=first)
        self.assertContains(self.browser.post(self.page, values), "Somebody else has changed", 412)
        self.assertEqual(self.api.members.get(self.made.id).member_number, first)
        again = self.browser.post(self.page, self.values(member_number=values["member_number"]))
        self.assertEqual(again.status_code, 302)

    def test_a_group_is_shown_with_its_members_and_meetings(self) -> None:
        contact = self.api.staff.create(person_id=self.api.people.create(family_name=unique("Contact")).id)
        group = self.api.groups.create(code=unique("G"), name=unique("Group"), status="ACTIVE", point_of_contact_id=contact.id)
        self.api.memberships.create(group.id, member_id=self.made.id, joined_on=date(2022, 1, 1))
        self.api.meetings.create(group_id=group.id, month=date(2026, 3, 1), title="Growth", status="PLANNED")
        shown = self.browser.get(f"/groups/{group.id}")
        for text in (group.name, contact.full_name, self.made.full_name, "Growth", "none today"):
            self.assertContains(shown, text)

    def test_search_finds_and_goes_on(self) -> None:
        word = "quokka" + uuid.uuid4().hex[:6]
        for number in range(21):
            self.organization(name=f"{word} {number}")
        first = self.browser.get("/search", {"q": word})
        self.assertContains(first, 'rel="next"')
        link = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
        self.assertEqual(self.browser.get("/search" + link).content.decode().count('class="state"'), 1)
        self.assertContains(self.browser.get("/search", {"q": unique("nothing")}), "Nothing was found")
        self.assertContains(self.browser.get("/search"), "Type above")

    def test_what_is_not_there_is_a_404_whatever_was_typed_for_its_id(self) -> None:
        for id in ("0198c0de-7a11-7000-8000-000000000001", "abc", "..", "1' or 1=1", "é"):
            for page in ("members", "groups"):
                self.assertEqual(self.browser.get(f"/{page}/{id}").status_code, 404, id)


class DjangoTest(LiveTest):
    def request(self, **headers: str):  # type: ignore[no-untyped-def]
        return RequestFactory().get("/", **headers)

    def test_calls_are_made_for_the_user_and_the_request(self) -> None:
        key = self.api.create_api_key(name=unique("django"), role="EDITOR", may_act_as=True)
        trace = uuid.uuid4()
        made = []

        class User:
            is_authenticated = True

            def get_username(self) -> str:
                return "Zoé"

        def view(request: object) -> HttpResponse:
            made.append(service.organizations.create(name=unique(), status="ACTIVE"))
            return HttpResponse()

        request = self.request(HTTP_X_REQUEST_ID=str(trace))
        request.user = User()
        with rejoin.Client(URL, key.key) as service:
            answer = middleware(view)(request)
            self.assertEqual(answer["X-Request-Id"], trace.hex)
            view(request)
        within, outside = (self.api.organizations.history(each).results[0] for each in made)
        self.assertEqual((within.request_id, within.actor.endswith(" as Zoé")), (trace.hex, True))
        self.assertNotIn("Zoé", outside.actor)
        self.assertNotEqual(outside.request_id, trace.hex)
        other = middleware(lambda request: HttpResponse())(self.request(HTTP_X_REQUEST_ID="no id; at all"))
        self.assertRegex(other["X-Request-Id"], "^[0-9a-f]{32}$")
        self.api.revoke_api_key(key)

    def test_a_page_keeps_the_other_parameters(self) -> None:
        name = unique("Page")
        for number in range(3):
            self.organization(name=f"{name} {number}")
        page = paginate(RequestFactory().get("/", {"x": "é&"}), self.api.organizations.list, limit=2, name__startswith=name)
        self.assertEqual((len(page), page.has_next(), page.has_previous()), (2, True, False))
        self.assertTrue(page.next_url.startswith("?x=%C3%A9%26&cursor="))
        with self.assertRaises(rejoin.BadRequest):
            paginate(self.request(), self.api.organizations.list, limit=0)

    def test_what_is_unset_is_empty_in_a_template(self) -> None:
        for template in ("{{ x }}", "{{ x.y }}", "{% for y in x %}{{ y }}{% endfor %}", "{% if x %}y{% endif %}", '{{ x|date:"Y" }}',
                         "{{ x|upper }}", '{{ x|default:"" }}', "{{ x|floatformat }}", "{{ x|truncatechars:3 }}", "{{ x|urlencode }}"):
            self.assertEqual(engines["django"].from_string(template).render({"x": UNSET}), "", template)


class ApplyErrorsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.form = sample_site.MemberForm({"member_number": "1", "status": "ACTIVE", "joined_on": "2021-01-01", "etag": "1"})
        self.assertTrue(self.form.is_valid())

    def apply(self, *errors: Violation, language: str | None = None) -> dict[str, list[str]]:
        problem = ProblemError(Problem(422, "invalid", "All of it.", errors=errors))
        apply_errors(self.form, problem, {"number": "member_number"}, language)
        return dict(self.form.errors)

    def test_a_pointer_names_the_field_even_where_it_goes_deeper(self) -> None:
        self.assertEqual(self.apply(Violation("x", "Wrong.", "/left_on/0/day")), {"left_on": ["Wrong."]})

    def test_another_name_of_a_field_is_translated(self) -> None:
        self.assertEqual(self.apply(Violation("x", "Taken.", "/number")), {"member_number": ["Taken."]})

    def test_what_the_form_does_not_have_stands_above_it(self) -> None:
        self.assertEqual(self.apply(Violation("x", "Wrong.", "/person_id"), Violation("y", "Odd.")), {"__all__": ["Wrong.", "Odd."]})

    def test_a_problem_without_errors_stands_above_the_form(self) -> None:
        self.assertEqual(self.apply(), {"__all__": ["All of it."]})

    def test_a_language_gives_its_sentence_and_the_detail_where_there_is_none(self) -> None:
        errors = self.apply(Violation("required", "Needed.", "/left_on"), Violation("x", "Odd."), language="fr")
        self.assertEqual(errors, {"left_on": ["Veuillez remplir ce champ."], "__all__": ["Odd."]})
