"""Page names: the ids and classes of a page that are no role of a block or a run."""

from __future__ import annotations

import re

#: The class of the article that is the brief.
BRIEF_CLASS = "brief"
#: The class of quoted words. They are no `q`: around that, browsers print marks of their own.
QUOTED_CLASS = "quoted"
#: The class of words of a paragraph in which somebody is said to say something.
SAID_CLASS = "said"
#: The class of a word that gets no hyphen where a line ends, in running text.
IDENTIFIER_CLASS = "identifier"
#: The class of the words that say whose a picture is.
CREDIT_CLASS = "credit"
#: The id of the script element that holds the payload.
PAYLOAD_ID = "briefkit"
#: The ids of blocks, which are counted.
ANCHOR = re.compile(r"b\d+")

_ANY_PAYLOAD_ID = re.compile(rf"(?:[a-z][a-z0-9_-]{{0,39}})?{PAYLOAD_ID}", re.IGNORECASE)


def is_payload_id(name: str) -> bool:
    """Whether an id is that of the payload, with or without the prefix of a fragment."""
    return _ANY_PAYLOAD_ID.fullmatch(name) is not None
