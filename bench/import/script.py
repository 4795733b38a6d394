"""What one writes in an hour: scroll through every index, insert in batches, look at nothing.

One text column for each field of an index, arrays and what they hold as JSON text; 1,000 documents a page, 500 rows an
INSERT, a commit a page. Prints the number of documents.
"""
import json
import os
import sys

try:
    import psycopg2
    import psycopg2.extras
    import urllib3
except ImportError as missing:
    sys.exit("The script needs the Python package %s (Debian: apt install python3-urllib3 python3-psycopg2)." % missing.name)

url, prefix = sys.argv[1:3]
http = urllib3.PoolManager()


def ask(method, path, body=None):
    answer = http.request(
        method, url + path, body=None if body is None else json.dumps(body), headers={"Content-Type": "application/json"}
    )
    if answer.status >= 300:
        sys.exit("%s %s: %s" % (method, path, answer.data))
    return json.loads(answer.data)


def scan(index):
    page = ask("POST", "/%s/_search?scroll=5m" % index, {"size": 1000, "sort": ["_doc"]})
    while page["hits"]["hits"]:
        yield page["hits"]["hits"]
        page = ask("POST", "/_search/scroll", {"scroll": "5m", "scroll_id": page["_scroll_id"]})
    ask("DELETE", "/_search/scroll", {"scroll_id": page["_scroll_id"]})


def leaves(properties, path=""):
    for name, field in properties.items():
        if "properties" in field:
            yield from leaves(field["properties"], path + name + ".")
        else:
            yield path + name


def flatten(value, path, row):
    for name, inner in value.items():
        if isinstance(inner, dict):
            flatten(inner, path + name + ".", row)
        elif inner is not None:
            text = inner if isinstance(inner, str) else json.dumps(inner)
            row[path + name] = text.replace("\0", "").encode("utf-8", "replace").decode()


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


database = psycopg2.connect(
    host="127.0.0.1",
    port=os.environ["PGPORT"],
    dbname=os.environ["PGDATABASE"],
    user=os.environ["PGUSER"],
    password=os.environ["PGPASSWORD"],
)
cursor = database.cursor()
cursor.execute("create schema script")
documents = 0
for index, about in ask("GET", "/%s*/_mapping" % prefix).items():
    columns = list(leaves(about["mappings"].get("properties", {})))
    table = "script." + quoted(index[len(prefix):])
    cursor.execute("create table %s (id text, %s)" % (table, ", ".join(quoted(c) + " text" for c in columns)))
    insert = "insert into %s values %%s" % table.replace("%", "%%")
    for page in scan(index):
        rows = []
        for hit in page:
            row = {}
            flatten(hit["_source"], "", row)
            rows.append([hit["_id"]] + [row.get(c) for c in columns])
        psycopg2.extras.execute_values(cursor, insert, rows, page_size=500)
        database.commit()
        documents += len(page)
print(documents)
