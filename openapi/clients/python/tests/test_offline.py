"""What the client is without a service: tests of an application need none."""

from __future__ import annotations

import json
import unittest
import uuid

import rejoin
from rejoin._sentences import SENTENCES
from rejoin.choices import MemberStatus
from rejoin.testing import FakeService

ID = uuid.UUID("0198c0de-7a11-7000-8000-000000000001")


class FakeServiceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.service = FakeService()
        self.api = self.service.client()

    def test_answers_are_those_that_were_prepared(self) -> None:
        self.service.answer("GET", "/v1/members/*", rejoin.Member(id=ID, status="ACTIVE", version=3))
        self.service.answer("PATCH", "/v1/members/*", {"id": str(ID), "status": "PAUSED", "version": 4})
        member = self.api.members.get(ID)
        changed = self.api.acting_as("zoé").members.update(member, status=MemberStatus.PAUSED)
        self.assertEqual((changed.status, changed.version), ("PAUSED", 4))
        sent = self.service.requests[-1]
        self.assertEqual((sent.body, sent.headers["If-Match"], sent.actor), ({"status": "PAUSED"}, '"3"', "zoé"))

    def test_pages_are_walked_and_exported(self) -> None:
        self.service.page("/v1/members", [rejoin.Member(id=ID)], next_cursor="a b")
        page = self.api.members.list(status__in=["ACTIVE", "LEFT"])
        self.assertEqual((page.results[0].id, page.next_cursor, page.previous_cursor), (ID, "a b", None))
        self.assertEqual(self.service.requests[-1].query, {"status__in": ["ACTIVE,LEFT"]})
        self.assertEqual([each.id for each in self.api.members.export()], [ID])

    def test_problems_are_raised_and_patience_is_short(self) -> None:
        self.service.page("/v1/members", [])
        self.service.refuse("GET", "/v1/members", 503, "busy", times=2)
        self.assertEqual(self.api.members.list().results, [])
        self.service.refuse("POST", "/v1/people", 422, "invalid", errors=[{"pointer": "/family_name", "code": "required"}])
        with self.assertRaises(rejoin.Invalid) as refused:
            self.api.people.create(family_name="")
        self.assertEqual(refused.exception.errors[0].sentence("fr"), "Veuillez remplir ce champ.")

    def test_what_was_not_prepared_is_named(self) -> None:
        self.service.page("/v1/members", [])
        with self.assertRaisesRegex(AssertionError, "GET /v1/groups; there is one for GET /v1/members"):
            self.api.groups.list()

    def test_a_key_that_would_make_another_path_is_not_found_and_not_sent(self) -> None:
        self.service.page("/v1/members", [])
        for key in ("", ".", ".."):
            for call in (self.api.members.get, self.api.members.history, self.api.memberships.list, self.api.members.get_by_legacy_id):
                with self.assertRaises(rejoin.NotFound):
                    call(key)
            with self.assertRaises(rejoin.NotFound):
                self.api.members.delete(key, if_match="*")
        self.assertEqual(self.service.requests, [])


class SentenceTest(unittest.TestCase):
    def test_every_code_has_both_languages(self) -> None:
        for code, sentences in SENTENCES.items():
            self.assertEqual(sorted(sentences), ["en", "fr"], code)
            self.assertTrue(all(sentence.endswith(".") for sentence in sentences.values()), code)

    def test_languages_are_tags_and_english_stands_for_the_others(self) -> None:
        stale = rejoin.Stale(rejoin.Problem(412, "stale", "The version is 3."))
        self.assertEqual([stale.sentence(tag) for tag in ("fr", "fr-CA", "FR_fr")], [SENTENCES["stale"]["fr"]] * 3)
        self.assertEqual([stale.sentence(tag) for tag in ("en", "de", "frr")], [SENTENCES["stale"]["en"]] * 3)
        unknown = rejoin.Conflict(rejoin.Problem(409, "of_tomorrow", "Not yet."))
        self.assertEqual(unknown.sentence("fr"), "Not yet.")
        self.assertEqual(rejoin.IncompleteExport("x").sentence("fr"), SENTENCES["incomplete_export"]["fr"])


class ChoicesTest(unittest.TestCase):
    def test_constants_are_strings_and_what_a_form_offers(self) -> None:
        self.assertEqual(MemberStatus.LEFT, "LEFT")
        self.assertEqual(json.dumps([MemberStatus.LEFT]), '["LEFT"]')
        self.assertIn(("CANDIDATE", "Candidate"), MemberStatus.choices())
        self.assertEqual(len(MemberStatus.choices()), 4)


class UnsetTest(unittest.TestCase):
    def test_what_is_unset_is_empty(self) -> None:
        unset = rejoin.UNSET
        self.assertEqual((str(unset), f"{unset}", list(unset), len(unset), bool(unset), repr(unset)), ("", "", [], 0, False, "UNSET"))
