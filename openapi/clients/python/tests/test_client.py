"""What the client does, against the running service."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import rejoin
from rejoin import UNSET

from .support import URL, LiveTest, Proxy, client, unique


class ReadTest(LiveTest):
    def test_values_have_their_types(self) -> None:
        member = self.api.members.get(self.member().id, expand=["person", "organization"])
        self.assertIsInstance(member.id, uuid.UUID)
        self.assertEqual(member.joined_on, datetime.date(2021, 1, 15))
        self.assertEqual(member.created_at.utcoffset(), datetime.timedelta(0))
        self.assertIsInstance(member.person, rejoin.Person)
        self.assertEqual(member.person.id, member.person_id)
        invoice = self.api.invoices.create(
            number=unique("F"),
            organization_id=member.organization_id,
            status="DRAFT",
            currency="EUR",
            lines=[{"description": "Coaching", "unit_price": Decimal("1250.00"), "quantity": Decimal("2")}],
        )
        self.assertEqual(invoice.total_net, Decimal("2500"))
        self.assertEqual(invoice.lines[0].unit_price, Decimal("1250"))

    def test_iterate_walks_all_pages_as_they_are_needed(self) -> None:
        name = unique("Walk")
        made = {self.organization(name=f"{name} {number}").id for number in range(5)}
        with Proxy() as proxy:
            found = client(proxy.url).organizations.iterate(name__startswith=name, limit=2, sort=["name"])
            next(found)
            self.assertEqual(len(proxy.requests), 1)
            rest = {item.id for item in found}
            self.assertEqual(len(proxy.requests), 3)
        self.assertEqual(len(rest), 4)
        self.assertLess(rest, made)

    def test_a_page_is_counted_when_asked_for(self) -> None:
        name = unique("Count")
        self.organization(name=name)
        page = self.api.organizations.list(name=name, count="exact")
        self.assertEqual((len(page.results), page.count, page.next), (1, 1, None))

    def test_filters_take_typed_values_and_lists(self) -> None:
        first, second = self.member(), self.member()
        found = self.api.members.list(
            id__in=[first.id, second.id],
            joined_on__gte=datetime.date(2021, 1, 15),
            created_at__gte=first.created_at,
            left_on__isnull=True,
            organization__status="ACTIVE",
        )
        self.assertEqual({item.id for item in found.results}, {first.id, second.id})

    def test_what_was_not_asked_for_is_unset_and_not_none(self) -> None:
        part = self.api.organizations.get(self.organization().id, fields=["id", "industry"])
        self.assertIs(part.name, UNSET)
        self.assertIsNone(part.industry)

    def test_an_item_is_found_by_its_legacy_id(self) -> None:
        legacy_id = unique("old/with?signs#")
        made = self.organization(legacy_id=legacy_id)
        self.assertEqual(self.api.organizations.get_by_legacy_id(legacy_id).id, made.id)

    def test_an_export_has_every_item(self) -> None:
        name = unique("Export")
        made = {self.organization(name=name).id for _ in range(3)}
        self.assertEqual({item.id for item in self.api.organizations.export(name=name)}, made)

    def test_aggregates_search_and_the_timeline(self) -> None:
        name = unique("Aggregate")
        self.organization(name=name)
        groups = self.api.organizations.aggregate(group_by=["status"], metrics=["count"], name=name)
        self.assertEqual(groups.results, [{"status": "ACTIVE", "count": 1}])
        self.assertIsInstance(self.api.search(q=name).results, list)
        timeline = self.api.members.timeline(self.member())
        self.assertEqual((timeline.count, list(self.api.walk(timeline))), (0, []))

    def test_what_a_user_typed_for_an_id_is_an_item_that_is_not_there(self) -> None:
        made = self.organization()
        for typed in ("abc", "1' or 1=1", "é/x", "by-legacy-id", "0198c0de-7a11-7000-8000-00000000000"):
            for call in (self.api.organizations.get, self.api.organizations.history, self.api.memberships.list):
                with self.assertRaises(rejoin.NotFound):
                    call(typed)
            with self.assertRaises(rejoin.NotFound):
                self.api.organizations.update(typed, name="x", if_match="*")
            with self.assertRaises(rejoin.NotFound):
                self.api.organizations.delete(typed, if_match="*")
            # A filter is the program's, and what it sends is wrong.
            with self.assertRaises(rejoin.BadRequest):
                self.api.organizations.list(id=typed)
            with self.assertRaises(rejoin.Invalid):
                self.api.members.create(
                    person_id=typed, organization_id=made.id, member_number="1", status="ACTIVE", joined_on=datetime.date(2021, 1, 1)
                )

    def test_a_page_has_the_cursor_of_the_next_one(self) -> None:
        name = unique("Cursor")
        made = [self.organization(name=f"{name} {number}").id for number in range(3)]
        query = {"name__startswith": name, "limit": 2, "sort": ["name"]}
        first = self.api.organizations.list(**query)
        second = self.api.organizations.list(**query, cursor=first.next_cursor)
        self.assertEqual(([each.id for each in second.results], second.next_cursor), (made[2:], None))
        self.assertEqual([each.id for each in self.api.organizations.list(**query, cursor=second.previous_cursor).results], made[:2])
        self.assertIsInstance(self.api.search(q=name, limit=1).next_cursor, str)

    def test_an_unknown_parameter_and_an_unknown_item_are_told_apart(self) -> None:
        with self.assertRaises(rejoin.BadRequest) as bad:
            self.api.organizations.list(nmae="x")  # type: ignore[call-arg]
        self.assertEqual(bad.exception.errors[0].parameter, "nmae")
        with self.assertRaises(rejoin.NotFound) as missing:
            self.api.organizations.get(uuid.uuid4())
        self.assertTrue(missing.exception.trace_id)
        with rejoin.Client(URL, "rj_0_0") as stranger, self.assertRaises(rejoin.Unauthorized):
            stranger.organizations.list()


class WriteTest(LiveTest):
    def test_a_patch_sends_only_what_changed_with_the_version_that_was_read(self) -> None:
        made = self.organization(industry="Banking")
        with Proxy() as proxy:
            through = client(proxy.url)
            read = through.organizations.get(made.id)
            same = through.organizations.update(read, name=read.name, industry="Banking")
            self.assertIs(same, read)
            self.assertEqual(len(proxy.requests), 1)
            changed = through.organizations.update(read, name=read.name, industry=None)
            method, _, headers = proxy.requests[1]
            self.assertEqual((method, headers["If-Match"]), ("PATCH", read.etag))
            self.assertEqual(headers["Content-Length"], str(len('{"industry": null}')))
        self.assertIsNone(changed.industry)
        self.assertEqual((changed.name, changed.version), (made.name, made.version + 1))

    def test_absent_keeps_and_none_clears(self) -> None:
        made = self.organization(industry="Banking")
        kept = self.api.organizations.update(made, industry=UNSET, name=unique())
        self.assertEqual(kept.industry, "Banking")
        self.assertIsNone(self.api.organizations.update(kept, industry=None).industry)

    def test_save_sends_what_was_set_on_the_item(self) -> None:
        made = self.organization()
        made.industry = "Insurance"
        self.assertEqual(made._changes(), {"industry": "Insurance"})
        self.assertEqual(self.api.organizations.save(made).industry, "Insurance")

    def test_an_item_of_a_list_is_changed_by_its_version(self) -> None:
        made = self.organization()
        (listed,) = self.api.organizations.list(id=made.id).results
        self.assertEqual(self.api.organizations.update(listed, industry="Law").industry, "Law")

    def test_a_stale_item_is_neither_changed_nor_deleted(self) -> None:
        made = self.organization()
        self.api.organizations.update(made, industry="Law")
        with self.assertRaises(rejoin.Stale):
            self.api.organizations.update(made, industry="Banking")
        with self.assertRaises(rejoin.Stale):
            self.api.organizations.delete(made)
        self.assertEqual(self.api.organizations.get(made.id).industry, "Law")

    def test_without_the_item_or_its_tag_nothing_is_sent(self) -> None:
        with self.assertRaises(TypeError):
            self.api.organizations.update(uuid.uuid4(), industry="Law")
        with self.assertRaises(TypeError):
            self.api.organizations.delete(uuid.uuid4())

    def test_what_others_depend_on_is_not_deleted(self) -> None:
        member = self.member()
        with self.assertRaises(rejoin.Conflict) as refused:
            self.api.organizations.delete(member.organization_id, if_match="*")
        self.assertEqual(refused.exception.problem.dependents, {"members": 1})
        self.api.members.delete(member)
        self.api.organizations.delete(member.organization_id, if_match="*")

    def test_all_that_is_wrong_is_told_at_once_by_pointers(self) -> None:
        with self.assertRaises(rejoin.Invalid) as refused:
            self.api.members.create(
                person_id=uuid.uuid4(),
                organization_id=uuid.uuid4(),
                member_number="",
                status="ACTIVE",
                joined_on=datetime.date(2021, 1, 1),
            )
        self.assertTrue(refused.exception.errors)
        self.assertTrue(all(error.pointer for error in refused.exception.errors))

    def test_decimals_are_exact_and_floats_are_refused(self) -> None:
        invoice = self.api.invoices.create(
            number=unique("F"), organization_id=self.organization().id, status="DRAFT", currency="EUR"
        )
        with self.assertRaises(TypeError):
            self.api.invoice_lines.create(invoice.id, position=1, description="x", unit_price=0.1)  # type: ignore[arg-type]
        line = self.api.invoice_lines.create(invoice.id, position=1, description="x", unit_price=Decimal("0.10"))
        self.assertEqual(self.api.invoice_lines.get(invoice.id, line.id).unit_price, Decimal("0.1"))

    def test_a_time_without_a_zone_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            self.api.organizations.list(created_at__gte=datetime.datetime(2026, 1, 1))

    def test_a_bulk_creates_and_changes_by_legacy_id(self) -> None:
        legacy_ids = [unique("old"), unique("old")]
        items = [{"legacy_id": legacy_id, "name": unique(), "status": "ACTIVE"} for legacy_id in legacy_ids]
        self.assertEqual(self.api.organizations.bulk(items).created, 2)
        items[0]["industry"] = "Law"
        again = self.api.organizations.bulk(items)
        self.assertEqual((again.updated, again.unchanged), (1, 1))

    def test_the_same_key_is_the_same_call(self) -> None:
        key, name = unique("key"), unique()
        first = self.api.organizations.create(name=name, status="ACTIVE", idempotency_key=key)
        self.assertEqual(self.api.organizations.create(name=name, status="ACTIVE", idempotency_key=key), first)
        with self.assertRaises(rejoin.Invalid) as reused:
            self.api.organizations.create(name=unique(), status="ACTIVE", idempotency_key=key)
        self.assertEqual(reused.exception.code, "idempotency_key_reused")


class ActionTest(LiveTest):
    def test_an_action_changes_what_it_is_about(self) -> None:
        member = self.member()
        left = self.api.members.leave(member, left_on=datetime.date(2024, 6, 30))
        self.assertEqual((left.status, left.left_on), ("LEFT", datetime.date(2024, 6, 30)))
        with self.assertRaises(rejoin.Conflict):
            self.api.members.leave(member)

    def test_an_invoice_is_issued_and_paid(self) -> None:
        invoice = self.api.invoices.create(
            number=unique("F"),
            organization_id=self.organization().id,
            status="DRAFT",
            currency="EUR",
            lines=[{"description": "Coaching", "unit_price": Decimal("1250.00")}],
        )
        issued = self.api.invoices.issue(invoice)
        with self.assertRaises(rejoin.Stale):
            self.api.invoices.pay(invoice, method="TRANSFER", if_match=invoice.etag)
        paid = self.api.invoices.pay(issued, method="TRANSFER", if_match=issued.etag)
        self.assertEqual((paid.status, paid.paid, paid.balance), ("PAID", paid.total_gross, Decimal(0)))

    def test_an_action_is_part_of_a_batch(self) -> None:
        with self.api.batch() as batch:
            person = batch.people.create(family_name=unique("Batch"))
            member = batch.members.create(
                person_id=person.id,
                organization_id=self.organization().id,
                member_number=unique("M"),
                status="ACTIVE",
                joined_on=datetime.date(2024, 1, 1),
            )
            left = batch.members.leave(member)
        self.assertEqual((left.id, left.status), (member.id, "LEFT"))

    def test_the_history_names_the_user_in_whose_name_it_was_done(self) -> None:
        key = self.api.create_api_key(name=unique("django"), role="EDITOR", may_act_as=True)
        with rejoin.Client(URL, key.key) as service:
            made = service.acting_as("Zoé Dupont").organizations.create(name=unique(), status="ACTIVE")
            service.organizations.update(made, industry="Law")
        second, first = self.api.organizations.history(made).results
        self.assertTrue(first.actor.endswith(" as Zoé Dupont"), first.actor)
        self.assertNotIn("Zoé", second.actor)
        self.assertEqual(set(second.changes), {"industry"})
        self.api.revoke_api_key(key)


class BatchTest(LiveTest):
    def test_later_operations_use_what_earlier_ones_made(self) -> None:
        organization = self.organization()
        with self.api.batch() as batch:
            person = batch.people.create(family_name=unique("Batch"))
            member = batch.members.create(
                person_id=person.id,
                organization_id=organization.id,
                member_number=unique("M"),
                status="ACTIVE",
                joined_on=datetime.date(2024, 1, 1),
            )
            batch.organizations.update(organization, industry="Law")
        self.assertEqual(member.person_id, person.id)
        self.assertEqual(self.api.members.get(member.id).person_id, person.id)
        self.assertEqual(self.api.organizations.get(organization.id).industry, "Law")

    def test_all_is_done_or_nothing(self) -> None:
        name = unique("Never")
        stale = self.organization()
        self.api.organizations.update(stale, industry="Law")
        with self.assertRaises(rejoin.Stale):
            with self.api.batch() as batch:
                batch.organizations.create(name=name, status="ACTIVE")
                batch.organizations.update(stale, industry="Banking")
        self.assertEqual(self.api.organizations.list(name=name).results, [])

    def test_nothing_is_sent_when_the_block_fails(self) -> None:
        name = unique("Never")
        with self.assertRaises(ZeroDivisionError):
            with self.api.batch() as batch:
                batch.organizations.create(name=name, status="ACTIVE")
                1 / 0
        self.assertEqual(self.api.organizations.list(name=name).results, [])
