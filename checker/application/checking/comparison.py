"""Both stores at the end: Elasticsearch against the history, and Rejoin's rows and ledger against Elasticsearch."""

import json

import psycopg2

from legacy.dao import DAOS

LEDGER = """
    select d.index_name, d.id, coalesce(d.source, convert_from(d.source_bytes, 'UTF8')), coalesce(p.disposition, 'LOADED')
    from rejoin_import.document d left join rejoin_import.disposition p using (run_id, doc)
    where d.run_id = (select max(id) from rejoin_import.run where id > 0)
"""
MEMBERS = """
    select m.legacy_id, m.name, m.count, t.legacy_id,
        (select coalesce(array_agg(number order by number), '{}') from checked.phone p where p.member_id = m.id)
    from checked.member m left join checked.team t on t.id = m.team_id
"""
CARDS = "select c.legacy_id, c.token, c.count, m.legacy_id from checked.card c join checked.member m on m.id = c.member_id"


def elasticsearch_against(histories):
    """What is wrong in the cluster itself: (kind, id, why, facts)."""
    stores = {kind: dao.all() for kind, dao in DAOS.items()}
    wrong = []
    for (kind, id), register in histories.registers.items():
        oldest, newest = register.span()
        document = stores[kind].get(id)
        if not register.allows(document, oldest, newest):
            why = "lost in Elasticsearch" if register.value is not None else "left over in Elasticsearch"
            wrong.append((kind, id, why, {"acknowledged": register.value, "found": document}))
    for kind, documents in stores.items():
        for id, document in documents.items():
            if (kind, id) not in histories.registers and document.get("token") not in histories.open_creations:
                wrong.append((kind, id, "nobody has written it", {"found": document}))
    return stores, wrong


def rejoin_against(stores, histories, address):
    """What is wrong in Rejoin's database, held against what the cluster holds."""
    with psycopg2.connect(address, connect_timeout=5) as connection, connection.cursor() as cursor:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)

        def rows(sql):
            cursor.execute(sql)
            return cursor.fetchall()

        teams = {row[0]: row[1:] for row in rows("select legacy_id, name, count from checked.team")}
        members = {row[0]: row[1:] for row in rows(MEMBERS)}
        cards = {row[0]: row[1:] for row in rows(CARDS)}
        ledger = rows(LEDGER)
    wrong = []

    def must(kind, id, found, expected):
        if found != expected:
            why = "lost in Rejoin" if found is None else "left over in Rejoin" if expected is None else "not as written"
            wrong.append((kind, id, why, {"expected": expected, "found": found}))

    # The rows of cards whose member has gone stay as they were, until a person decides; with them that member's row, and the
    # team that it refers to.
    orphans = {id for id, document in stores["cards"].items() if document["member"] not in stores["members"]}
    kept_members = {cards[id][2] for id in orphans if id in cards} - stores["members"].keys()
    kept_teams = {members[id][2] for id in kept_members if id in members} - stores["teams"].keys()
    for id in teams.keys() | stores["teams"].keys():
        document = stores["teams"].get(id)
        if document is None and id in kept_teams:
            continue
        must("teams", id, teams.get(id), document and (document["name"], document["count"]))

    for id in members.keys() | stores["members"].keys():
        document = stores["members"].get(id)
        if document is None and id in kept_members:
            continue
        expected = document and (
            document["name"],
            document["count"],
            document["team"] if document["team"] in stores["teams"] else None,
            sorted(set(document["phones"])),
        )
        must("members", id, members.get(id), expected)
    for id in cards.keys() | stores["cards"].keys():
        if id in orphans:
            register = histories.find("cards", id)
            if id in cards and register and not any(s and s["count"] == cards[id][1] for s in register.states):
                wrong.append(("cards", id, "says what nobody has written", {"found": cards[id]}))
            continue
        document = stores["cards"].get(id)
        must("cards", id, cards.get(id), document and (document["token"], document["count"], document["member"]))

    noted = {}
    for kind, id, source, disposition in ledger:
        if (kind, id) in noted:
            wrong.append((kind, id, "twice in Rejoin's ledger", {}))
        noted[(kind, id)] = (json.loads(source), disposition)
    expected = {
        (kind, id): (document, "QUARANTINED" if kind == "cards" and id in orphans else "LOADED")
        for kind, documents in stores.items()
        for id, document in documents.items()
    }
    for kind, id in noted.keys() | expected.keys():
        if noted.get((kind, id)) != expected.get((kind, id)):
            facts = {"expected": expected.get((kind, id)), "found": noted.get((kind, id))}
            wrong.append((kind, id, "otherwise in Rejoin's ledger", facts))
    sizes = {kind: len(documents) for kind, documents in stores.items()}
    return wrong, {**sizes, "set_aside": len(orphans)}
