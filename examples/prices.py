"""A brief of tables in French, made with the builders; writes prices.json beside itself.

Run it with: python examples/prices.py

Numbers are given as numbers and printed as French writes them. The table of months is too wide for an upright page,
and the matrix of interests has rows of many lines.
"""

from pathlib import Path

import briefkit as bk

HERE = Path(__file__).parent

MONTHS = [
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
]
# The index of each staple in January, and how many points it gains in each month.
INDEX = {
    "Farine de blé": (1040.2, (3.1, 4.0, 6.2, 9.8, 14.5, 12.1, 8.4, 5.0, 2.2, 1.1, 0.4)),
    "Riz": (1112.0, (2.0, 2.2, 2.1, 1.9, 3.4, 6.6, 9.0, 9.3, 7.1, 4.2, 2.0)),
    "Huile": (1298.7, (-4.0, -3.1, 0.6, 2.2, 5.3, 7.7, 11.2, 13.9, 9.0, 4.4, 1.8)),
    "Sucre": (986.4, (1.0, 1.1, 1.3, 1.2, 1.6, 1.9, 2.4, 2.2, 1.8, 1.4, 1.2)),
    "Lait en poudre": (1405.3, (6.0, 5.5, 4.8, 4.1, 6.9, 9.9, 12.5, 10.1, 6.4, 3.8, 2.7)),
    "Ensemble": (1168.5, (1.6, 1.9, 3.0, 3.8, 6.3, 7.6, 8.7, 8.1, 5.3, 3.0, 1.6)),
}

MINISTER = bk.Person("Clarisse Obame", role="ministre du Commerce")
MILLERS = bk.Organisation("Syndicat des meuniers", kind="organisation professionnelle")
BAKERS = bk.Organisation("Fédération des boulangers", kind="organisation professionnelle")
IMPORTERS = bk.Organisation("Chambre des importateurs", kind="organisation professionnelle")


def month_by_month(first: float, gains: tuple[float, ...]) -> list[float]:
    """Return the index of twelve months."""
    values = [first]
    for gain in gains:
        values.append(round(values[-1] + gain, 1))
    return values


def brief() -> bk.Brief:
    """Return the brief."""
    return (
        bk.draft("Prix du pain : le plafond tient, les stocks fondent", language="fr")
        .standfirst(
            "Depuis six mois, le gouvernement fixe le prix du pain et laisse libre celui de la farine. "
            "*Entre les deux, quelqu’un paie* ; les tableaux disent qui."
        )
        .details(
            id="urn:uuid:0b7a8c55-93f0-4d77-8a5e-9a1f0c3f6e21",
            genre="note de conjoncture",
            topics=["prix alimentaires", "commerce"],
            rights="© 2026 Le Bureau de Corvanie.",
        )
        .published("2026-01-22", as_of="2026-01-15")
        .source(
            "index",
            "Indice des prix des denrées de base, année 2025",
            publisher="Office de la statistique",
            url="https://example.org/statistique/denrees-2025",
            published="2026-01-12",
            reliability="A",
        )
        .source(
            "stocks",
            "Situation hebdomadaire des stocks",
            publisher="Régie des céréales",
            published="2026-01-14",
            reliability="B",
        )
        .background(
            "Le plafond du pain date du 1er juillet 2025. [L’indice des denrées](#index) a pris 50 points dans "
            "l’année, dont la moitié entre juin et septembre.",
            bk.table(
                [[name, *month_by_month(*start)] for name, start in INDEX.items()],
                header=["Denrée", *MONTHS],
                caption="Indice mensuel des prix à l’importation, 2025 (moyenne de 2015 = 1 000)",
            ),
        )
        .what_happened(
            bk.event("Le prix de la baguette a été plafonné à 150 francs.", on="2025-07-01"),
            bk.event("Trois moulins sur onze ont cessé de livrer.", on="2025-11-24"),
            bk.table(
                [
                    ["Blé tendre", 182400, 96100, 31],
                    ["Farine", 41250, 18700, 12],
                    ["Riz", 260000, 241300, 88],
                    ["Huile", 33800, 25500, 45],
                ],
                header=[
                    "Produit",
                    "Stock au 1er juillet (t)",
                    "Stock au 12 janvier (t)",
                    "Jours de vente",
                ],
                caption="Ce qui reste dans les silos de la Régie",
            ),
        )
        .why_it_matters(
            bk.assessment(
                "Le plafond sera relevé avant le ramadan.",
                likelihood=("ICD 203", "probable"),
                confidence="moderate",
                basis="[le niveau des stocks](#stocks) et le coût de la compensation",
                evidence=[bk.Evidence("stocks", locator="p. 2")],
            ),
            bk.table(
                [
                    [
                        "Ministère du Commerce",
                        "Tenir le prix jusqu’aux élections locales de mai, sans dépasser l’enveloppe votée.",
                        "Le plafond reste ; la compensation est versée aux boulangers, et non aux moulins, parce "
                        "que les boulangers votent et sont huit mille.",
                        "Un relèvement de 150 à 165 francs, annoncé un vendredi, avec une baguette plus légère.",
                    ],
                    [
                        "Meuniers",
                        "Retrouver une marge : ils achètent au cours mondial et vendent à un prix convenu en juin.",
                        "Ils livrent d’abord les biscuiteries, dont les prix sont libres, puis les boulangers qui "
                        "paient comptant.",
                        "De nouveaux arrêts, un moulin après l’autre, présentés comme des travaux d’entretien.",
                    ],
                    [
                        "Boulangers",
                        "Être payés : la compensation a onze semaines de retard.",
                        "Ils soutiennent le plafond en public et réduisent le poids du pain en silence, ce que les "
                        "contrôleurs constatent dans une boutique sur trois.",
                        "Une journée de fermeture, si le retard dépasse trois mois.",
                    ],
                    [
                        "Importateurs",
                        "Garder leurs licences, qui se renouvellent en mars.",
                        "Ils proposent de céder au prix de revient 40 000 tonnes de blé déjà en mer, contre un "
                        "renouvellement de deux ans au lieu d’un.",
                        "Un accord avec le ministère, que les meuniers attaqueront devant le juge.",
                    ],
                ],
                header=["Acteur", "Intérêt", "Position", "Prochain geste"],
                caption="Qui veut quoi",
            ),
        )
        .reactions(
            bk.statement(
                MINISTER,
                "a affirmé le 15 janvier 2026 que le pain resterait « au prix que chacun connaît ».",
                on="2026-01-15",
                cue="affirmer",
                evidence=[bk.Evidence("index")],
            ),
            bk.statement(MILLERS, "« On ne moud pas des promesses. »", on="2026-01-13"),
            bk.statement(BAKERS, "Réclame le versement de la compensation avant la fin du mois."),
            bk.statement(IMPORTERS, "Se dit prête à céder du blé au prix de revient."),
        )
        .whats_next(
            "La Régie publie ses stocks chaque mercredi. Sous vingt jours de vente de blé, la loi l’oblige à saisir le "
            "gouvernement ; au rythme de janvier, ce sera le 23 février."
        )
        .author(
            "Hélène Mba",
            "Hélène Mba suit les marchés des denrées.",
            affiliation="Le Bureau de Corvanie",
        )
        .build()
    )


if __name__ == "__main__":
    bk.save(brief(), HERE / "prices.json")
    print(HERE / "prices.json")
