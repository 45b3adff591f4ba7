"""Publisher of a PDF, in its metadata (XMP, ISO 16684-1; Dublin Core)."""

from __future__ import annotations

from html import escape

_END = b"</rdf:RDF>"
_PUBLISHER = """\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:publisher><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:publisher>
</rdf:Description>
"""


def with_publisher(packet: bytes, publisher: str) -> bytes:
    """Return a packet of metadata that names a publisher.

    Args:
        packet: The packet.
        publisher: Whose document it is; "" says nothing.
    """
    if not publisher:
        return packet
    return packet.replace(_END, _PUBLISHER.format(escape(publisher)).encode() + _END)
