"""A Django site of two views over the API: a list, and a form that changes a member.

    REJOIN_URL=http://127.0.0.1:8080 REJOIN_KEY=rj_… python3 members_site.py runserver
"""

from __future__ import annotations

import functools
import os
import sys
import uuid

import django
from django import forms
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

import rejoin

if not settings.configured:
    settings.configure(
        DEBUG="runserver" in sys.argv,
        SECRET_KEY=os.environ.get("DJANGO_SECRET_KEY", uuid.uuid4().hex),
        ALLOWED_HOSTS=["127.0.0.1", "localhost", "testserver"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
    )
    django.setup()


@functools.cache
def api() -> rejoin.Client:
    """One client for the process: it is safe in all threads and keeps its connections."""
    return rejoin.Client(os.environ["REJOIN_URL"], os.environ["REJOIN_KEY"])


class MemberForm(forms.Form):
    member_number = forms.CharField()
    status = forms.ChoiceField(choices=[(name, name.title()) for name in ("CANDIDATE", "ACTIVE", "PAUSED", "LEFT")])
    joined_on = forms.DateField()
    left_on = forms.DateField(required=False)
    etag = forms.CharField(widget=forms.HiddenInput)


def members(request: HttpRequest) -> HttpResponse:
    page = api().members.list(sort=["member_number"], expand=["person"], cursor=request.GET.get("cursor", rejoin.UNSET))
    return render(request, LIST, page=page)


def edit(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    try:
        member = api().members.get(id)
    except rejoin.NotFound as missing:
        raise Http404(missing.problem.detail) from missing
    initial = {name: getattr(member, name) for name in MemberForm.base_fields}
    form = MemberForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data if name != "etag"}
        try:
            api().members.update(id, if_match=form.cleaned_data["etag"], **values)
            return redirect("members")
        except rejoin.Stale:
            form.add_error(None, "Somebody else has changed this member meanwhile. Look at it again before you save.")
            # What is shown next to the user's values is new, and so is the tag with which they can be saved.
            form.data = {**form.data.dict(), "etag": member.etag}
            status = 412
        except (rejoin.Invalid, rejoin.Conflict) as refused:
            rejoin.apply_errors(form, refused)
            status = 422
    return render(request, EDIT, status, form=form, member=member)


def render(request: HttpRequest, template: str, status: int = 200, **values: object) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(template).render(values, request), status=status)


LIST = """
<h1>Members</h1>
<ul>{% for member in page.results %}
  <li><a href="{% url "edit" member.id %}">{{ member.member_number }}</a> {{ member.person.full_name }}</li>{% endfor %}
</ul>
"""

EDIT = """
<h1>Member {{ member.member_number }}</h1>
{% if form.non_field_errors %}<p>It has joined on {{ member.joined_on|date:"c" }} and is {{ member.status }}.</p>{% endif %}
<form method="post">{% csrf_token %}{{ form.as_p }}<button>Save</button></form>
"""

urlpatterns = [path("members", members, name="members"), path("members/<uuid:id>", edit, name="edit")]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
