"""Anybody's way to ask for their rights: the form, its receipt, and links that confirm by a button.

The form sets one cookie, against forged forms; it goes when the browser closes. Nothing comes from
or goes to anybody else.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from seloste import wording
from seloste.kernel.actors import system
from seloste.kernel.errors import Refusal
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.notice.rendering import words
from seloste.public.forms import AskForm
from seloste.public.languages import preferred
from seloste.public.pages import page
from seloste.rights import queries
from seloste.rights.errors import NoSuchRequest, TooManyFromThere
from seloste.rights.operations import acknowledging, form_use, heartbeat, identity
from seloste.rights.operations.receiving import receive
from seloste.rights.values import NewRequest, RequestView
from seloste.rights.words import WISHES

_BY = system("public")
_LARGEST = 64 * 1024
"""Bytes of a form; nobody types more."""
_SALT = "seloste.request"


@login_not_required
@require_safe
def ask_anyhow(request: HttpRequest) -> HttpResponse:
    """Send the reader on to the form in the language that the browser asks for."""
    address = reverse("public:ask", kwargs={"language": preferred(request)})
    response = HttpResponseRedirect(address)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@never_cache
@csrf_protect
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, language: Language) -> HttpResponse:
    """Show the form; take the request when it is sent."""
    translation.activate(language)
    if request.method != "POST":
        return _form_page(request, language, AskForm())
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST:
        return _refused(
            request, language, gettext("Nothing was sent. It is too long for the form.")
        )
    form = AskForm(request.POST)
    if not form.is_valid():
        return _form_page(request, language, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return _taken(request, language, form)
    except Refusal as refusal:
        form.add_error(None, wording.of(refusal))
        many = isinstance(refusal, TooManyFromThere)
        status = HTTPStatus.TOO_MANY_REQUESTS if many else HTTPStatus.UNPROCESSABLE_ENTITY
        return _form_page(request, language, form, status=status)


@never_cache
@login_not_required
@require_safe
def received(request: HttpRequest, language: Language, receipt: str) -> HttpResponse:
    """Show the number of the request and the days; nothing of what was asked."""
    translation.activate(language)
    at = timezone.now()
    try:
        view = queries.request(signing.loads(receipt, salt=_SALT), at=at)
    except (signing.BadSignature, NoSuchRequest):
        return _refused(request, language, gettext("Nothing is shown. There is no such receipt."))
    facts = _facts(view, language)
    return _kept_to_oneself(
        page(request, "received", language, title=gettext("We have your request"), shown=facts)
    )


@never_cache
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """Show which request is to be confirmed; confirm it when the button is pressed."""
    translation.activate(language)
    at = timezone.now()
    try:
        is_done = request.method == "POST"
        view = identity.confirm_by_link(token, at=at) if is_done else identity.by_link(token, at=at)
    except Refusal as refusal:
        return _refused(request, language, wording.of(refusal))
    facts = _facts(view, language)
    title = gettext("Is this request yours?")
    answer = page(request, "confirm", language, title=title, is_done=is_done, shown=facts)
    return _kept_to_oneself(answer)


@never_cache
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def channel_works(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """Let whoever reads the address for requests confirm that a test arrived."""
    translation.activate(language)
    try:
        is_done = request.method == "POST"
        if is_done:
            heartbeat.confirm_by_token(token, at=timezone.now())
        else:
            heartbeat.awaiting(token)
    except Refusal as refusal:
        return _refused(request, language, wording.of(refusal))
    title = gettext("Test of the address for requests")
    return _kept_to_oneself(page(request, "channel", language, title=title, is_done=is_done))


def _taken(request: HttpRequest, language: Language, form: AskForm) -> HttpResponse:
    at = timezone.now()
    if token := form.cleaned_data["test"]:
        heartbeat.confirm_by_token(token, at=at)
        return HttpResponse("ok", content_type="text/plain")
    form_use.count_use(str(request.META.get("REMOTE_ADDR", "")), at=at)
    made = _registered(form.request(language=language, at=at), at=at)
    receipt = signing.dumps(made, salt=_SALT)
    kwargs = {"language": language, "receipt": receipt}
    return HttpResponseRedirect(reverse("public:received", kwargs=kwargs))


def _registered(new: NewRequest, *, at: datetime) -> int:
    """Put the request into the queue; where nothing can be sent, the page is the receipt."""
    made = receive(new, by=_BY, at=at)
    if not new.file.reached_at:
        acknowledging.acknowledged(made, "page", by=_BY, at=at)
    return made


def _form_page(
    request: HttpRequest, language: Language, form: AskForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    notice = notices.in_force(timezone.now()).notice
    return page(
        request,
        "ask",
        language,
        status=status,
        title=gettext("Ask for your rights"),
        form=form,
        controller=notice.controller.name if notice.controller else "",
        csrf_token=get_token(request),
    )


def _facts(view: RequestView, language: Language) -> dict[str, object]:
    return {
        "number": view.reference,
        "day": words.day(view.received_on, language),
        "due": words.day(view.due.safe, language),
        "wishes": [WISHES[kind] for kind in view.kinds],
    }


def _refused(request: HttpRequest, language: Language, says: str) -> HttpResponse:
    answer = page(
        request,
        "consent_refused",
        language,
        status=HTTPStatus.NOT_FOUND,
        title=gettext("Ask for your rights"),
        says=says,
    )
    return _kept_to_oneself(answer)


def _kept_to_oneself(response: HttpResponse) -> HttpResponse:
    """Let no search engine list the page, and no other page learn its address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
