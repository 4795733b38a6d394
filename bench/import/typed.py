"""The typed control: what one writes in a few days, to see what an importer's promises cost.

Fills the tables that the importer fills, with all their constraints and the search documents, from the same dump files: the
mapping's paths and value maps, references by a uuid made of the old id, 500 rows an INSERT, a batch that PostgreSQL refuses
again row by row, a commit a batch. Whatever is refused is forgotten: no findings, no orphans looked after, no copies
compared, no proof. Prints how many documents it read, and how many rows it wrote and lost.
"""
import datetime
import glob
import json
import os
import re
import sys
import uuid

try:
    import psycopg2
    import psycopg2.extras
    import yaml
    from psycopg2.extensions import AsIs
except ImportError as missing:
    sys.exit("The typed control needs the Python package %s (Debian: apt install python3-psycopg2 python3-yaml)." % missing.name)

dump, folder = sys.argv[1:3]
BATCH = 500
DEFAULT = AsIs("default")
NAMES = uuid.UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
run = yaml.load(open(os.path.join(folder, "import.yaml")), yaml.BaseLoader)
mappings = [yaml.load(open(name), yaml.BaseLoader) for name in sorted(glob.glob(folder + "/*.yaml"))]
mappings = [mapping for mapping in mappings if "index" in mapping]

database = psycopg2.connect(
    host="127.0.0.1",
    port=os.environ["PGPORT"],
    dbname=os.environ["PGDATABASE"],
    user=os.environ["PGUSER"],
    password=os.environ["PGPASSWORD"],
)
cursor = database.cursor()
cursor.execute("set timezone = %s", [run["dates"]["zone"]])
cursor.execute("set rejoin.bulk_load = 'on'")
cursor.execute(
    "select table_name, column_name, data_type, column_default is not null from information_schema.columns"
    " where table_schema = 'public'"
)
types, defaults = {}, set()
for table, column, kind, default in cursor:
    types[table, column] = kind
    if default:
        defaults.add((table, column))


def grandfathered():
    for name, policy in run["constraints"].items():
        if policy == "grandfather":
            cursor.execute(
                "select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint where conname = %s", [name]
            )
            yield (name,) + cursor.fetchone()


def key(table, name):
    return str(uuid.uuid5(NAMES, table + " " + name))


def at(value, path):
    for name in path.split(".") if path else []:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def taken(how, document, element):
    paths = how["from"] if isinstance(how["from"], list) else [how["from"]]
    for path in paths:
        value = document["_id"] if path == "_id" else at(element, path[1:]) if path.startswith(".") else at(document["_source"], path)
        if isinstance(value, list):
            value = value[0] if value else None
        if value is not None and value != "":
            return value
    return None


def changed(text, transform):
    text = text.strip()
    if transform == "email":
        return text.lower()
    if transform == "phone":
        return re.sub("[^0-9+]", "", text)
    if transform == "first_word":
        return text.split(None, 1)[0]
    if transform == "rest":
        return text.split(None, 1)[-1]
    if transform == "money":
        return re.sub("[\\s€$£]", "", text).replace(",", ".")
    return text


def dated(text, kind):
    if re.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{4}.*", text):
        text = text[6:10] + "-" + text[3:5] + "-" + text[0:2] + text[10:]
    elif re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        text += "-01"
    elif re.fullmatch("-?[0-9]{9,14}", text):
        text = datetime.datetime.fromtimestamp(int(text) / 1000, datetime.timezone.utc).isoformat()
    return text[:10] if kind == "date" else text


def value(table, column, how, document, element, position, made):
    if isinstance(how, str):
        how = {"from": how}
    if "value" in how:
        return how["value"]
    if "row" in how:
        return made[how["row"]]
    if how["from"] == "#":
        return position
    found = taken(how, document, element)
    if found is None:
        return DEFAULT if (table, column) in defaults else None
    text = found if isinstance(found, str) else json.dumps(found)
    text = changed(text.replace("\0", "").encode("utf-8", "replace").decode(), how.get("transform"))
    if "values" in how:
        text = how["values"].get(text, how.get("otherwise", text))
    if "to" in how:
        return key(how["to"], text)
    kind = types[table, column]
    return dated(text, kind) if kind == "date" or kind.startswith("timestamp") else text


class Table:
    """Rows on their way into a table."""

    written = lost = 0

    def __init__(self, name, columns):
        self.insert = "insert into %s (%s) values %%s on conflict do nothing" % (name, ", ".join(columns))
        self.one = self.insert.replace("%s on", "(%s) on" % ", ".join(["%s"] * len(columns)))
        self.rows = []

    def write(self):
        cursor.execute("savepoint batch")
        try:
            psycopg2.extras.execute_values(cursor, self.insert, self.rows, page_size=BATCH)
            Table.written += len(self.rows)
        except psycopg2.Error:
            cursor.execute("rollback to savepoint batch")
            self.write_each()
        database.commit()
        self.rows = []

    def write_each(self):
        for row in self.rows:
            cursor.execute("savepoint one")
            try:
                cursor.execute(self.one, row)
                Table.written += 1
            except psycopg2.Error:
                cursor.execute("rollback to savepoint one")
                Table.lost += 1


def row_of(row, mapping, document, element, position, made, own):
    table = row["table"]
    values = {
        column: value(table, column, how, document, element, position, made) for column, how in row["columns"].items()
    }
    identity = [values.get(column) for column in row.get("identity", [])]
    name = document["_id"] if own else "%s:%s#%s" % (mapping["index"], document["_id"], position)
    if identity and None not in identity:
        name = "|".join(map(str, identity))
    if (table, "id") in types:
        values["id"] = made[table] = key(table, name)
    if own and (table, "legacy_id") in types:
        values["legacy_id"] = document["_id"]
    return values


def fill(mapping):
    tables = {}
    documents = 0

    def add(row, values):
        columns = list(values)
        into = tables.setdefault((row["table"], tuple(columns)), Table(row["table"], columns))
        into.rows.append(list(values.values()))
        return len(into.rows) >= BATCH

    with open(os.path.join(dump, mapping["index"] + ".ndjson"), encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            documents += 1
            full = False
            made = {}
            for row in mapping["rows"]:
                own = row is mapping["rows"][-1]
                full |= add(row, row_of(row, mapping, document, None, None, made, own))
            for child in mapping.get("children", []):
                array = at(document["_source"], child["from"])
                array = array if isinstance(array, list) else [] if array is None else [array]
                for position, element in enumerate(array):
                    full |= add(child, row_of(child, mapping, document, element, position, dict(made), False))
            if full:
                for table in tables.values():
                    table.write()
    for table in tables.values():
        table.write()
    return documents


def in_order():
    """Each index after those that its rows refer to, as far as they do not go in a circle."""
    filled = {}
    for mapping in mappings:
        for row in mapping["rows"]:
            filled.setdefault(row["table"], []).append(mapping)
    done = []

    def visit(mapping, way):
        if mapping in done or mapping in way:
            return
        for row in mapping["rows"] + mapping.get("children", []):
            for how in row["columns"].values():
                if isinstance(how, dict) and "to" in how:
                    for other in filled.get(how["to"], []):
                        visit(other, way + [mapping])
        done.append(mapping)

    for mapping in mappings:
        visit(mapping, [])
    return done


left = list(grandfathered())
for name, table, rule in left:
    cursor.execute("alter table %s drop constraint %s" % (table, name))
database.commit()
read = sum(fill(mapping) for mapping in in_order())
for name, table, rule in left:
    cursor.execute("alter table %s add constraint %s %s" % (table, name, rule.replace(" NOT VALID", "") + " not valid"))
cursor.execute("select search_rebuild()")
database.commit()
cursor.execute("analyze")
database.commit()
print("%d documents, %d rows written, %d refused" % (read, Table.written, Table.lost))
