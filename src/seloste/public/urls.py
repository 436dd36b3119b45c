"""The addresses of the public pages. They are printed and linked to, so they never change."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from seloste.public import answers, asking, consents, feeds, fetching, views
from seloste.public.languages import LanguageConverter

register_converter(LanguageConverter, "language")

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("notice/", views.notice_anyhow, name="notice-anyhow"),
    path("notice/<language:language>/", views.notice, name="notice"),
    path("notice/<language:language>.pdf", views.notice_pdf, name="notice-pdf"),
    path("notice/<language:language>.txt", views.notice_text, name="notice-text"),
    path("notice/<language:language>.jsonld", views.notice_jsonld, name="notice-jsonld"),
    path("notice/editions/", views.editions_anyhow, name="editions-anyhow"),
    path("notice/editions/<language:language>/", views.editions, name="editions"),
    path("notice/editions/<int:number>/", views.edition_anyhow, name="edition-anyhow"),
    path("notice/editions/<int:number>/<language:language>/", views.edition, name="edition"),
    path(
        "notice/editions/<int:number>/<language:language>/changes/",
        views.changes,
        name="changes",
    ),
    path("notice/feed/<language:language>.atom", feeds.editions, name="feed"),
    path("recipients/<slug:recipient>/answers/", answers.answer, name="answer"),
    path("answers/<language:language>/<slug:token>/", fetching.answer, name="fetch-answer"),
    path("requests/", asking.ask_anyhow, name="ask-anyhow"),
    path("requests/<language:language>/", asking.ask, name="ask"),
    path("requests/<language:language>/received/<str:receipt>/", asking.received, name="received"),
    path("requests/<language:language>/confirm/<str:token>/", asking.confirm, name="confirm"),
    path(
        "requests/<language:language>/channel/<str:token>/",
        asking.channel_works,
        name="channel-works",
    ),
    path("consents/<slug:secret>/", consents.consent, name="consent"),
    path("consents/<slug:secret>/<language:language>/", consents.consent, name="consent"),
]
