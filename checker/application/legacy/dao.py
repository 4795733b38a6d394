"""Data access: one class a kind of document, on the client of the cluster."""

import threading

from django.conf import settings
from elasticsearch import helpers

from legacy import connection


class DocumentDao:
    index = None
    shards = 2
    _client = None
    _hints = threading.Lock()

    @property
    def client(self):
        if DocumentDao._client is None:
            DocumentDao._client = connection.client()
        return DocumentDao._client

    def get(self, id):
        return self.client.get(index=self.index, id=id)["_source"]

    def save(self, id, document):
        self.client.index(index=self.index, id=id, body=document)

    def create(self, id, document):
        self.client.create(index=self.index, id=id, body=document)

    def add(self, document):
        return self.client.index(index=self.index, body=document)["_id"]

    def change(self, id, part):
        self.client.update(index=self.index, id=id, body={"doc": part}, retry_on_conflict=3)

    def delete(self, id):
        self.client.delete(index=self.index, id=id)
        if settings.HINTS:
            with DocumentDao._hints, open(settings.HINTS, "a") as hints:
                hints.write("%s %s\n" % (self.index, id))

    def save_all(self, documents):
        helpers.bulk(self.client, [{"_index": self.index, "_id": id, **document} for id, document in documents.items()])

    def all(self):
        """Every document by its id, with a scroll."""
        self.client.indices.refresh(index=self.index, request_timeout=60)
        found = helpers.scan(self.client, index=self.index, query={"query": {"match_all": {}}}, size=1000, request_timeout=60)
        return {hit["_id"]: hit["_source"] for hit in found}

    def create_index(self):
        self.client.indices.create(
            index=self.index,
            body={
                "settings": {"number_of_shards": self.shards, "number_of_replicas": 0},
                "mappings": {"dynamic": "false", "properties": self.properties},
            },
            ignore=[400],
            request_timeout=60,
        )


class TeamDao(DocumentDao):
    index = "teams"
    properties = {"name": {"type": "text"}, "count": {"type": "long"}, "pad": {"type": "text"}}


class MemberDao(DocumentDao):
    index = "members"
    properties = {
        "name": {"type": "text"},
        "count": {"type": "long"},
        "team": {"type": "keyword"},
        "phones": {"type": "keyword"},
    }


class CardDao(DocumentDao):
    index = "cards"
    properties = {"token": {"type": "keyword"}, "count": {"type": "long"}, "member": {"type": "keyword"}}


DAOS = {dao.index: dao for dao in (TeamDao(), MemberDao(), CardDao())}
