"""What a .pptx carries besides its slides: who made it, the figures it rests on, and bytes that are always the same."""

import io
import zipfile
from datetime import datetime, time
from typing import Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

from spbe_analytics.errors import SpbeError
from spbe_analytics.reports.document import PRODUCT, Document
from spbe_analytics.reports.slides.ground.guard import guard
from spbe_analytics.reports.slides.text import clean

SPACE: Final = "urn:spbe-analytics:manifest"
"""Namespace of the element that holds the manifest."""

LONGEST: Final = 255
"""Most characters of a property."""

_ITEM: Final = "/customXml/item1.xml"
_PROPERTIES: Final = "/customXml/itemProps1.xml"
_OF_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_GUID: Final = "{7D1E2B54-30C4-4E0C-8B0E-5A0B7C9D2F11}"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The moment that every entry of the archive bears, so that the same document is the same file."""

_KEPT: Final = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT})
"""What of a package stays; its preview, statistics and signature would tell of other slides."""


def bare(deck: Presentation) -> None:
    """Take from a presentation what tells of its past: preview, statistics, properties, printers, data of others."""
    package = deck.part.package
    for key in [key for key, rel in package._rels.items() if rel.reltype not in _KEPT]:
        package.drop_rel(key)
    dropped = {RELATIONSHIP_TYPE.CUSTOM_XML, RELATIONSHIP_TYPE.PRINTER_SETTINGS}
    for key in [key for key, rel in deck.part.rels.items() if rel.reltype in dropped]:
        deck.part.rels.pop(key)


def describe(deck: Presentation, document: Document) -> None:
    """Note title, subject, author, language and day, and put the manifest where programs keep data of their own."""
    day = datetime.combine(document.today, time())
    about = deck.core_properties
    about.title = clean(document.title)[:LONGEST]
    about.subject = clean(f"{document.subject}, {document.moment}")[:LONGEST]
    about.author = about.last_modified_by = PRODUCT
    about.language, about.revision = "id-ID", 1
    about.created = about.modified = day
    root = etree.Element(f"{{{SPACE}}}manifest", nsmap={"spbe": SPACE})
    root.text = document.manifest.write()
    package = deck.part.package
    item = Part(PackURI(_ITEM), "application/xml", package, etree.tostring(root, encoding="UTF-8"))
    told = (
        f'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{_GUID}"><ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    beside = Part(PackURI(_PROPERTIES), _OF_PROPERTIES, package, told.encode())
    item.relate_to(beside, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    deck.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def manifest_in(content: bytes) -> str | None:
    """Return the manifest that slides of ours carry.

    Args:
        content: Any file.

    Returns:
        What :meth:`spbe_analytics.reports.document.Manifest.write` wrote; ``None`` where there is none.
    """
    try:
        guard(content)
    except SpbeError:
        return None
    reader = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not (name.startswith("customXml/") and name.endswith(".xml")):
                continue
            try:
                root: Any = etree.fromstring(archive.read(name), reader)
            except (etree.XMLSyntaxError, zipfile.BadZipFile):
                continue
            if root.tag == f"{{{SPACE}}}manifest":
                return str(root.text or "")
    return None


def pack(deck: Presentation, *, notes: bool = False) -> bytes:
    """Return a presentation as bytes: the same for the same content.

    Args:
        deck: It.
        notes: Whether a master of the notes is wanted though no slide has any.
    """
    if notes or len(deck.slides):
        _list_notes_master(deck)
    if not any(rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for rel in deck.part.package._rels.values()):
        about = deck.core_properties
        about.title, about.author, about.last_modified_by = PRODUCT, PRODUCT, PRODUCT
        about.modified = datetime(*_EPOCH)
    written, packed = io.BytesIO(), io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            into = zipfile.ZipInfo(entry.filename, _EPOCH)
            packed_already = entry.filename.endswith((".xlsx", ".png", ".jpeg"))
            into.compress_type = zipfile.ZIP_STORED if packed_already else zipfile.ZIP_DEFLATED
            into.create_system, into.external_attr = 0, 0
            new.writestr(into, old.read(entry))
    return packed.getvalue()


def _list_notes_master(deck: Presentation) -> None:
    """Name the master of the notes in the presentation, which python-pptx leaves out."""
    root: Any = deck.element
    part = deck.part.notes_master_part
    if root.find("{*}notesMasterIdLst") is not None:
        return
    space = root.nsmap["p"]
    listed = etree.Element(f"{{{space}}}notesMasterIdLst")
    entry = etree.SubElement(listed, f"{{{space}}}notesMasterId")
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entry.set(f"{{{link}}}id", deck.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_MASTER))
    root.find("{*}sldMasterIdLst").addnext(listed)
