"""Functions that lift what somebody edited: each loads its module when it is first called, for printing needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.lower.found_stretches import (
        found_stretches as found_stretches,
        places_of_evidence as places_of_evidence,
    )
    from briefkit.lower.merge_edited_block import (
        merged as merged,
        merged_evidence as merged_evidence,
    )
    from briefkit.lower.unseen_facts import dropped_facts as dropped_facts
else:
    found_stretches = OnDemand("briefkit.lower.found_stretches:found_stretches")
    places_of_evidence = OnDemand("briefkit.lower.found_stretches:places_of_evidence")
    merged = OnDemand("briefkit.lower.merge_edited_block:merged")
    merged_evidence = OnDemand("briefkit.lower.merge_edited_block:merged_evidence")
    dropped_facts = OnDemand("briefkit.lower.unseen_facts:dropped_facts")
