"""A brief with every kind of block, made with the builders; writes grid.json beside itself.

Run it with: python examples/grid.py
"""

from pathlib import Path

import briefkit as bk

HERE = Path(__file__).parent

MINISTER = bk.Person("Adela Korvin", role="Energy Minister")
OPERATOR = bk.Organisation("GridNet", kind="company")
REGULATOR = bk.Person("Jonas Wirth", role="Chief Regulator", organisation="Energy Office")
VILLAGER = bk.Person(role="a shopkeeper in Lower Tarn")

REPORT = bk.Evidence(
    "report", exact="two of three lines were loaded beyond their rating", credibility=2
)


def brief() -> bk.Brief:
    """Return the brief."""
    return (
        bk.draft("Two Blackouts in Nine Days Put Corvania’s Grid on Notice")
        .standfirst(
            "A hot week, one line out for repair and a forecast that missed: engineers agree on what failed, "
            "and *disagree on who should pay*."
        )
        .details(
            id="urn:uuid:5f0c7b1e-6f0a-4c8e-9d53-1c2f6f3f9a10",
            genre="Policy brief",
            topics=["energy", "infrastructure", "regulation"],
            rights="© 2026 The Corvania Desk. Quote freely, name the source.",
        )
        .published(
            "2026-07-21T09:00:00+02:00", modified="2026-07-23", as_of="2026-07-20", version=2
        )
        .release("published", marking=("TLP", "GREEN"))
        .source(
            "report",
            "Preliminary report on the outages of 9 and 18 July",
            publisher="Energy Office",
            url="https://example.org/energy-office/outages.pdf",
            published="2026-07-19",
            accessed="2026-07-20",
            reliability="B",
        )
        .source(
            "minutes",
            "Minutes of the committee on energy",
            author="Clerk of the Assembly",
            published="2026-07-17",
            reliability="A",
        )
        .source(
            "survey", "Household survey, wave 14", publisher="Tarn Institute", published="2026-06"
        )
        .background(
            "Corvania’s north makes more power than it needs, and its south needs more than it makes. "
            "Three lines join them. [Two were built before 1980](#report), and a fourth has been "
            "planned since 2011."
        )
        .what_happened(
            bk.event(
                "A line tripped in the afternoon heat and 410,000 homes lost power for three hours.",
                on="2026-07-09",
                place="Upper Tarn",
                participants=[OPERATOR],
                evidence=[REPORT],
            ),
            bk.event(
                "The same corridor failed again, this time for fifty minutes.",
                on="2026-07-18",
                place="Upper Tarn",
            ),
            bk.statement(
                REGULATOR,
                "told the assembly on 17 July 2026 that the operator had been “warned, in writing, twice”.",
                on="2026-07-17",
                evidence=[bk.Evidence("minutes", locator="p. 4")],
            ),
            bk.table(
                [
                    ["North–Centre", "1974", "1,150", "**104**"],
                    ["North–South", "1979", "1,150", "**101**"],
                    ["Coast", "2003", "1,800", "78"],
                    ["*Planned fourth line*", "", "2,200", ""],
                ],
                header=["Line", "Built", "Rating, MW", "Load on 9 July, %"],
                caption="What the three lines carried when the first one tripped",
            ),
            bk.figure(
                HERE / "grid-load.png",
                alt="Bar chart of the peak load of each year from 2020 to 2026, rising from 4.1 to 5.3 GW.",
                caption="Peak load has grown every year but one; the lines have not.",
                credit="Chart: The Corvania Desk",
            ),
        )
        .why_it_matters(
            bk.assessment(
                "A third outage this summer would come from the same corridor.",
                likelihood=("ICD 203", "likely"),
                confidence="moderate",
                basis="load forecasts for August, and the repair schedule [as filed](#report)",
                evidence=[REPORT],
            ),
            bk.bullets(
                "The operator earns a fixed return on new lines and nothing for upkeep.",
                bk.bullets(
                    "Upkeep was cut by a fifth in four years.",
                    "The regulator may fine it, but only after a hearing.",
                ),
                "The planned line crosses two districts that have gone to court.",
            ),
            bk.Section(
                "other",
                bk.inline("What it would cost"),
                [
                    bk.Paragraph("The options on the table, cheapest first:"),
                    bk.bullets(
                        "cooling sensors on the old lines, ready in a year;",
                        "a battery at the southern end, ready in two;",
                        "the fourth line, ready in seven.",
                        ordered=True,
                    ),
                ],
            ),
        )
        .reactions(
            bk.statement(
                MINISTER,
                "Promised that “nobody will sit in the dark because of a repair schedule”.",
                to=VILLAGER,
                original_language="de",
            ),
            bk.statement(OPERATOR, "Denied that it had put off repairs to save money."),
            bk.statement(VILLAGER, "“The ice went first, then the milk, then the customers.”"),
            bk.statement(
                [MINISTER, REGULATOR],
                "Appear to have agreed to publish the line ratings every month.",
                inferred=True,
            ),
        )
        .whats_next(
            "The committee hears GridNet on 3 August. A court is to rule on the fourth line by the end of "
            "September; [most households in the south](#survey) say that they would accept the pylons, and "
            "most households under them say that they would not."
        )
        .correction(
            "2026-07-23",
            "correction",
            "An earlier version gave the length of the second outage as fifteen minutes.",
        )
        .author(
            "Petra Lindqvist",
            "Petra Lindqvist writes about power, water and the people who keep both running.",
            affiliation="The Corvania Desk",
            email="petra@example.org",
            url="https://example.org/people/petra",
            photo=HERE / "author.png",
        )
        .author("Idris Vale", "Idris Vale draws the desk’s charts and checks its numbers.")
        .related("Who owns the wires?", "https://example.org/briefs/wires")
        .related("Heat, and what it does to steel", "https://example.org/briefs/heat")
        .build()
    )


if __name__ == "__main__":
    bk.save(brief(), HERE / "grid.json")
    print(HERE / "grid.json")
