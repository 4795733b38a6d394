"""A Django site over the API: a list with filters and pages, a form, a search, and a page of one group.

    pip install rejoin[django]     # or Debian's python3-django
    REJOIN_URL=http://127.0.0.1:8080 REJOIN_KEY=rj_… python3 sample_site.py runserver
"""

from __future__ import annotations

import functools
import os
import sys
import uuid
from pathlib import Path

import django
from django import forms
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.views.generic import RedirectView

import rejoin
from rejoin.choices import MemberStatus
from rejoin.django import apply_errors, paginate

if not settings.configured:
    settings.configure(
        DEBUG="runserver" in sys.argv,
        SECRET_KEY=os.environ.get("DJANGO_SECRET_KEY", uuid.uuid4().hex),
        ALLOWED_HOSTS=["127.0.0.1", "localhost", "testserver"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            # After AuthenticationMiddleware, where a site has users: calls are then made in their names.
            "rejoin.django.middleware",
            f"{__name__}.NotThere",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [Path(__file__).with_name("templates")],
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        LANGUAGE_CODE="en",
        LANGUAGES=[("en", "English"), ("fr", "Français")],
        USE_I18N=True,
        USE_L10N=True,
        USE_TZ=True,
    )
    django.setup()


@functools.cache
def api() -> rejoin.Client:
    """One client for the process: it is safe in all threads and keeps its connections."""
    return rejoin.Client(os.environ["REJOIN_URL"], os.environ["REJOIN_KEY"])


class DayInput(forms.DateInput):
    """The browser's own calendar, which writes days as ISO 8601 does in all languages."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MemberFilter(forms.Form):
    status = forms.ChoiceField(
        choices=lambda: [("", "Any status"), *MemberStatus.choices()],
        required=False,
        widget=forms.Select(attrs={"aria-label": "Status"}),
    )
    city = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"placeholder": "City", "aria-label": "City of the organization"})
    )


class MemberForm(forms.Form):
    member_number = forms.CharField()
    status = forms.ChoiceField(choices=MemberStatus.choices)
    joined_on = forms.DateField(widget=DayInput)
    left_on = forms.DateField(required=False, widget=DayInput)
    etag = forms.CharField(widget=forms.HiddenInput)


def members(request: HttpRequest) -> HttpResponse:
    asked = MemberFilter(request.GET)
    chosen = asked.cleaned_data if asked.is_valid() else {}
    page = paginate(
        request,
        api().members.list,
        sort=["member_number"],
        limit=20,
        expand=["person", "organization"],
        status=chosen.get("status") or rejoin.UNSET,
        organization__city=chosen.get("city") or rejoin.UNSET,
    )
    return render(request, "members.html", {"page": page, "filter": asked})


def member(request: HttpRequest, id: str) -> HttpResponse:
    found = api().members.get(id, expand=["person", "organization"])
    form = MemberForm(request.POST or None, initial={name: getattr(found, name) for name in MemberForm.base_fields})
    status = 200
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data if name != "etag"}
        try:
            api().members.update(id, if_match=form.cleaned_data["etag"], **values)
            return redirect("member", id)
        except rejoin.Stale as stale:
            apply_errors(form, stale)
            # What is shown next to the user's values is new, and so is the tag with which they can be saved.
            form.data = {**form.data.dict(), "etag": found.etag}
            status = 412
        except (rejoin.Invalid, rejoin.Conflict) as refused:
            apply_errors(form, refused)
            status = 422
    return render(request, "member.html", {"form": form, "member": found}, status=status)


def group(request: HttpRequest, id: str) -> HttpResponse:
    found = api().groups.get(
        id, expand=["point_of_contact", "leader", "memberships.member", "meetings(sort:-month,limit:6)"]
    )
    return render(request, "group.html", {"group": found})


def search(request: HttpRequest) -> HttpResponse:
    q = request.GET.get("q", "")
    found = api().search(q=q, limit=20, cursor=request.GET.get("cursor") or rejoin.UNSET) if q.strip() else None
    return render(request, "search.html", {"q": q, "found": found})


class NotThere:
    """An address that names nothing is a 404, whether its id is unknown or none at all; what else fails is said."""

    def __init__(self, get_response):  # type: ignore[no-untyped-def]
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, rejoin.ProblemError):
            return None
        status = 404 if isinstance(exception, rejoin.NotFound) else 503 if isinstance(exception, rejoin.Unavailable) else 500
        sentence = exception.sentence(translation.get_language() or "en")
        return render(request, "problem.html", {"sentence": sentence, "trace_id": exception.trace_id}, status=status)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="members")),
    path("members", members, name="members"),
    path("members/<str:id>", member, name="member"),
    path("groups/<str:id>", group, name="group"),
    path("search", search, name="search"),
]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
