"""A brief of maps and charts, made with the builders; writes flood.json beside itself.

Run it with: python examples/flood.py

Pictures are printed by their shape: wide ones take the line, tall ones half of a page's height. The radar picture and the
bars say more on less, and say so with `width`, in per cent of the line.
"""

from pathlib import Path

import briefkit as bk

HERE = Path(__file__).parent

SURVEY = bk.Organisation("Corvania Water Survey", kind="government agency")
ENGINEER = bk.Person("Marit Aune", role="chief engineer", organisation="Dike Board")
MAYOR = bk.Person("Tobias Renn", role="mayor of Halm")
INSURERS = bk.Organisation("Association of Insurers", kind="trade association")
GAUGE = bk.Evidence("gauge")


def brief() -> bk.Brief:
    """Return the brief."""
    return (
        bk.draft("The Dike at Halm Held for Nine Hours; the River Needed Ten", language="en-GB")
        .standfirst(
            "The water on 8 March stood *a metre and a half* above a dike that was built for less. "
            "What was lost is counted; what to build instead is not agreed."
        )
        .details(
            id="urn:uuid:2f0a6f3e-5c1d-4d0b-9a39-77f4f3d2c1b8",
            genre="situation report",
            topics=["floods", "infrastructure"],
            rights="© 2026 The Corvania Desk.",
        )
        .published("2026-03-19", as_of="2026-03-17")
        .release("published", marking=bk.Marking("TLP", "GREEN"))
        .source(
            "gauge",
            "Gauge at Halm bridge, readings of every ten minutes",
            publisher="Corvania Water Survey",
            url="https://example.org/water-survey/halm",
            published="2026-03-14",
            reliability="A",
        )
        .source(
            "claims",
            "Claims after the March flood, first count",
            publisher="Association of Insurers",
            published="2026-03-16",
            reliability="B",
        )
        .background(
            "The Orle runs through four towns on the plain. Its dike was raised in 1961 to 5.2 metres, "
            "[a level that the gauge has passed twice since](#gauge): in 1988, and this month.",
            bk.figure(
                HERE / "flood-map.png",
                alt="Map of the plain from Osterfeld in the north to Lowmark in the south. The flood lies on both "
                "sides of the river and is widest at Halm, where it covers the east of the town.",
                caption="Where the water stood at noon on 8 March. Houses that it reached are red; the dashed line "
                "is the road on the dike.",
                credit="Map: The Corvania Desk",
            ),
        )
        .what_happened(
            bk.event(
                "The river rose by four metres in two days.",
                on="2026-03-07",
                place="Halm",
                evidence=[GAUGE],
            ),
            bk.figure(
                HERE / "flood-gauge.png",
                alt="Line of the water level from 3 to 13 March: about two metres, a peak of 6.7 metres at three in "
                "the morning of 8 March, and two metres again.",
                caption="The water stood above the crest of the old dike for a night and a morning.",
                credit="Chart: The Corvania Desk, from readings of the Water Survey",
            ),
            bk.event(
                "The dike gave way over a length of 60 metres, east of the bridge.",
                on="2026-03-08",
                place="Halm",
                participants=[ENGINEER],
            ),
            bk.figure(
                HERE / "flood-radar.jpg",
                alt="Picture by radar from above: the river is a black band that widens to a lake in the middle; "
                "three towns are groups of white dots.",
                caption="What the satellite saw through the clouds: still water is black, roofs are white.",
                credit="Radar: Corvania Water Survey",
                width=55,
            ),
        )
        .why_it_matters(
            bk.figure(
                HERE / "flood-losses.png",
                alt="Bars of damage and of what is insured, in million crowns: Halm 41 and 12, Osterfeld 17 and 11, "
                "Brennick 9 and 6, Lowmark 3 and 2.",
                caption="Halm has lost most, and has the least of it insured.",
                credit="Chart: The Corvania Desk, from claims of the first week",
                width=70,
            ),
            bk.assessment(
                "Halm cannot pay for its own repairs before next winter.",
                likelihood=("ICD 203", "likely"),
                confidence="moderate",
                basis="the town’s accounts and the [first count of claims](#claims)",
                evidence=[bk.Evidence("claims", locator="table 2")],
            ),
        )
        .reactions(
            bk.statement(
                ENGINEER,
                "told the council on 11 March 2026 that the dike had “held for nine hours, and the river needed ten”.",
                on="2026-03-11",
            ),
            bk.statement(
                MAYOR, "Asked why the board had “a plan for a raised crown in a drawer since 2019”."
            ),
            bk.statement(
                INSURERS,
                "Expect that a third of the houses will not be insured again.",
                on="2026-03-16",
            ),
            bk.statement(SURVEY, "Will read the gauge every minute from April."),
        )
        .whats_next(
            "The board lays two plans before the council on 2 April. The dearer one sets sheet piling into the old "
            "dike and raises its crown to 6.9 metres.",
            bk.figure(
                HERE / "flood-dike.png",
                alt="Section through a dike with the water at its left. Sheet piling stands in its middle, and a new "
                "crown lies over the old one and its landward slope.",
                caption="The dearer plan, in section.",
                credit="Drawing: The Corvania Desk, from papers of the Dike Board",
            ),
        )
        .author(
            "Idris Vale",
            "Idris Vale draws the desk’s charts and checks its numbers.",
            affiliation="The Corvania Desk",
            photo=HERE / "author.png",
        )
        .build()
    )


if __name__ == "__main__":
    bk.save(brief(), HERE / "flood.json")
    print(HERE / "flood.json")
