from __future__ import annotations

import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import pypdf
import pytest
import rdflib

from seloste.kernel.languages import LANGUAGES
from seloste.notice.data.measures import MEASURES
from seloste.notice.fields import FIELDS
from seloste.notice.loading import read_notice
from seloste.notice.rendering.document import references
from seloste.notice.rendering.dpv import as_jsonld
from seloste.notice.rendering.html import as_html, as_page
from seloste.notice.rendering.pdf import as_pdf
from seloste.notice.rendering.plain import WIDTH, as_text
from seloste.notice.rendering.processing_record import processing_record
from seloste.notice.rendering.public_notice import public_notice

DPV = "https://w3id.org/dpv"
DOCUMENTS = (public_notice, processing_record)


class _Outline(HTMLParser):
    """Collects what a reader's tools go by: headings, ids, references, open elements."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def outline(page: str) -> _Outline:
    found = _Outline()
    found.feed(page)
    assert not found.open
    return found


@pytest.mark.parametrize("make", DOCUMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_leads_to_a_section_that_is_there(notice, bare, make, language):
    for of in (notice, bare):
        document = make(of, language)

        assert set(references(document)) <= set(document.numbers())


@pytest.mark.parametrize("make", DOCUMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_an_outline_that_tools_can_follow(notice, make, language):
    page = as_page(make(notice, language))

    found = outline(page)
    assert found.levels[0] == 1
    assert found.levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(found.levels, found.levels[1:], strict=False))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert f'<html lang="{language}">' in page
    assert {"main", "nav", "article", "section"} <= found.tags
    assert "script" not in found.tags


def test_nothing_a_controller_writes_becomes_markup(source):
    nasty = '<img src=x onerror=alert(1)> #eval("1") $x$ {0} [[who]] *'
    text = source.replace("fi: Laskutus,", f"fi: '{nasty}',").replace(
        "website: https://www.zervant.com", "website: 'javascript:alert(1)'"
    )
    notice = read_notice(text.encode(), path="x").notice

    page = str(as_html(public_notice(notice, "fi")))
    document = as_pdf(public_notice(notice, "fi"), dated=date(2026, 11, 1))

    assert "<img" not in page
    assert "[[who]]" in page
    assert 'href="javascript' not in page
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages)
    assert '#eval("1")' in " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_keeps_to_its_width_but_for_addresses(notice, language):
    text = as_text(public_notice(notice, language))

    assert all(len(line) <= WIDTH or "@" in line or "://" in line for line in text.splitlines())
    assert not any(line != line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("make", DOCUMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_says_its_language_and_title(notice, make, language):
    document = make(notice, language)

    pdf = pypdf.PdfReader(io.BytesIO(as_pdf(document, dated=date(2026, 11, 1))))

    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert "/StructTreeRoot" in root
    assert pdf.metadata.title == document.title
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert all(" ".join(section.title.split()) in text for section in document.sections)


def test_the_pdf_is_the_same_each_time(notice):
    document = public_notice(notice, "fi")

    first, again = (as_pdf(document, dated=date(2026, 11, 1)) for _ in range(2))

    assert first == again


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_ld_is_a_graph_of_the_vocabulary_and_needs_no_network(notice, language):
    text = as_jsonld(notice, language)

    graph = rdflib.Graph().parse(data=text, format="json-ld")
    dpv = rdflib.Namespace(f"{DPV}#")
    processes = set(graph.subjects(rdflib.RDF.type, dpv.Process))
    assert len(processes) == len(notice.purposes)
    assert all(graph.value(process, dpv.hasLegalBasis) is not None for process in processes)
    assert isinstance(json.loads(text)["@context"], dict)


def test_the_json_ld_uses_only_terms_that_the_vocabulary_has(notice):
    text = as_jsonld(notice, "en")

    used = set(re.findall(r'"((?:dpv|pd|eu-gdpr|legal-eu|legal-fi):[\w-]+)"', text))
    purposes = {term for purpose in notice.purposes.values() for term in purpose.dpv}
    fields = {field.term for field in FIELDS.values()}
    measures = {measure.term for measure in MEASURES.values()}
    assert used <= TERMS | purposes | fields | measures


# Looked up in DPV 2.3 of 25 February 2026.
TERMS = {
    f"dpv:{term}"
    for term in ["PrivacyNotice", "hasApplicableLaw", "hasAuthority", "hasDataController", "hasProcess", "Process", "hasTechnicalMeasure", "DataController", "hasPurpose", "Purpose", "hasLegalBasis", "hasDataSubject", "hasPersonalData", "hasProcessing", "hasRecipient", "hasStorageCondition", "hasRight", "PersonalData", "hasNecessity", "Required", "Optional", "hasDataSource", "hasLocation", "ThirdParty", "DataProcessor", "Recipient", "StorageCondition", "StorageDuration", "hasDuration", "IndeterminateDuration", "TemporalDuration", "Customer", "DataSubject", "DataSubjectDataSource", "ThirdPartyDataSource", "PublicDataSource", "DataControllerDataSource", "Collect", "Store", "Use", "Erase"]
} | {
    f"eu-gdpr:{term}"
    for term in ["DirectDataCollectionNotice", "A6-1-a", "A6-1-b-contract-performance", "A6-1-c", "A6-1-d", "A6-1-e", "A6-1-f-controller", "A7-3", "A13", "A14", "A15", "A16", "A17", "A18", "A19", "A20", "A21", "A22", "A77", "A79", "A45-3", "A46-2-b", "A46-2-c", "A49-1-b"]
} | {"legal-eu:law-GDPR", "legal-fi:DPA-FI"}  # fmt: skip
