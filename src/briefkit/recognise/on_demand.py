"""Functions of recognition for who prints briefs: each loads its module when it is first called, for printing needs few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.recognise.attributed_statement import (
        attribution as attribution,
        statement as statement,
    )
    from briefkit.recognise.back_matter_lines import (
        author_named as author_named,
        correction as correction,
        split_address as split_address,
        typed_addresses as typed_addresses,
    )
    from briefkit.recognise.bracketed_dates import split_dated as split_dated
    from briefkit.recognise.cues import (
        end_of_sentence as end_of_sentence,
        mask_quotations as mask_quotations,
    )
    from briefkit.recognise.dates_in_words import says_when as says_when
    from briefkit.recognise.label_forms import (
        KnownSpeakers as KnownSpeakers,
        has_words as has_words,
        typed_speakers as typed_speakers,
        unmarked_speakers as unmarked_speakers,
    )
    from briefkit.recognise.masthead_lines import typed_facts as typed_facts
    from briefkit.recognise.quotation_marks import marked as marked
    from briefkit.recognise.recogniser import recogniser_for as recogniser_for
else:
    attribution = OnDemand("briefkit.recognise.attributed_statement:attribution")
    statement = OnDemand("briefkit.recognise.attributed_statement:statement")
    author_named = OnDemand("briefkit.recognise.back_matter_lines:author_named")
    correction = OnDemand("briefkit.recognise.back_matter_lines:correction")
    split_address = OnDemand("briefkit.recognise.back_matter_lines:split_address")
    typed_addresses = OnDemand("briefkit.recognise.back_matter_lines:typed_addresses")
    split_dated = OnDemand("briefkit.recognise.bracketed_dates:split_dated")
    end_of_sentence = OnDemand("briefkit.recognise.cues:end_of_sentence")
    mask_quotations = OnDemand("briefkit.recognise.cues:mask_quotations")
    says_when = OnDemand("briefkit.recognise.dates_in_words:says_when")
    KnownSpeakers = OnDemand("briefkit.recognise.label_forms:KnownSpeakers")
    has_words = OnDemand("briefkit.recognise.label_forms:has_words")
    typed_speakers = OnDemand("briefkit.recognise.label_forms:typed_speakers")
    unmarked_speakers = OnDemand("briefkit.recognise.label_forms:unmarked_speakers")
    typed_facts = OnDemand("briefkit.recognise.masthead_lines:typed_facts")
    marked = OnDemand("briefkit.recognise.quotation_marks:marked")
    recogniser_for = OnDemand("briefkit.recognise.recogniser:recogniser_for")
