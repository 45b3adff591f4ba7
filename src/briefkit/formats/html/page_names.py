"""Page names: the ids and classes of a page that are no role of a block or a run."""

from __future__ import annotations

#: The class of the article that is the brief.
BRIEF_CLASS = "brief"
#: The class of quoted words. They are no `q`: around that, browsers print marks of their own.
QUOTED_CLASS = "quoted"
#: The id of the script element that holds the payload.
PAYLOAD_ID = "briefkit"
