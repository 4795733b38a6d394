"""Answers of the application. Whatever leaves open whether a write has happened is a 504, and says so."""

import functools
import json

from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from elasticsearch import ConflictError, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError

from legacy.dao import DAOS


def answering(view):
    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotFoundError:
            return HttpResponse(status=404)
        except ConflictError:
            return HttpResponse(status=409)
        except TransportError as error:
            if error.status_code == 400:
                return JsonResponse({"reason": str(error)[:300]}, status=400)
            return JsonResponse({"outcome": "unknown", "reason": str(error)[:300]}, status=504)
        except BulkIndexError as error:
            return JsonResponse({"outcome": "unknown", "reason": str(error)[:300]}, status=504)

    return answer


@answering
def documents(request, kind):
    if request.method == "POST":
        return JsonResponse({"id": DAOS[kind].add(json.loads(request.body))}, status=201)
    if request.method == "PUT":
        DAOS[kind].save_all(json.loads(request.body))
        return HttpResponse(status=204)
    return HttpResponseNotAllowed(["POST", "PUT"])


@answering
def document(request, kind, id):
    dao = DAOS[kind]
    if request.method == "GET":
        return JsonResponse(dao.get(id))
    if request.method == "PUT":
        dao.save(id, json.loads(request.body))
    elif request.method == "PATCH":
        dao.change(id, json.loads(request.body))
    elif request.method == "DELETE":
        dao.delete(id)
    else:
        return HttpResponseNotAllowed(["GET", "PUT", "PATCH", "DELETE"])
    return HttpResponse(status=204)


@answering
def create(request, kind, id):
    DAOS[kind].create(id, json.loads(request.body))
    return HttpResponse(status=204)
