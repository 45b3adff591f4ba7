"""A brief of tables in French, made with the builders; writes prices.json beside itself.

Run it with: python examples/prices.py

Numbers are given as numbers and printed as French writes them. The table of months is too wide for an upright page
and stands on a turned one; the matrix of interests has rows of many lines.
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
# The price of a tonne of each staple in January, in francs, and by how much it goes up in each month, per mille.
PRICES = {
    "Farine de blé": (312_450, (3.1, 4.0, 6.2, 9.8, 14.5, 12.1, 8.4, 5.0, 2.2, 1.1, 0.4)),
    "Riz brisé": (405_120, (2.0, 2.2, 2.1, 1.9, 3.4, 6.6, 9.0, 9.3, 7.1, 4.2, 2.0)),
    "Huile de palme": (1_018_700, (-4.0, -3.1, 0.6, 2.2, 5.3, 7.7, 11.2, 13.9, 9.0, 4.4, 1.8)),
    "Sucre blanc": (486_400, (1.0, 1.1, 1.3, 1.2, 1.6, 1.9, 2.4, 2.2, 1.8, 1.4, 1.2)),
    "Lait en poudre": (2_405_300, (6.0, 5.5, 4.8, 4.1, 6.9, 9.9, 12.5, 10.1, 6.4, 3.8, 2.7)),
    "Concentré de tomate": (1_168_500, (1.6, 1.9, 3.0, 3.8, 6.3, 7.6, 8.7, 8.1, 5.3, 3.0, 1.6)),
}

MINISTER = bk.Person("Clarisse Obame", role="ministre du Commerce")
MILLERS = bk.Organisation("Syndicat des meuniers", kind="organisation professionnelle")
BAKERS = bk.Organisation("Fédération des boulangers", kind="organisation professionnelle")
IMPORTERS = bk.Organisation("Chambre des importateurs", kind="organisation professionnelle")


def month_by_month(first: int, rises: tuple[float, ...]) -> list[int]:
    """Return the price of twelve months."""
    prices = [first]
    for rise in rises:
        prices.append(round(prices[-1] * (1 + rise / 1000)))
    return prices


def year_of(name: str, *prices: int) -> list[str | int]:
    """Return the row of a staple: its prices, their mean, and how much dearer it is at the end."""
    rise = f"{100 * (prices[-1] / prices[0] - 1):.1f}".replace(".", ",")
    return [name, *prices, round(sum(prices) / len(prices)), f"{rise} %"]


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
            "prices",
            "Prix des denrées de base à l’importation, année 2025",
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
            "Le plafond du pain date du 1er juillet 2025. [La tonne de farine](#prices) a pris vingt mille francs "
            "dans l’année, dont la moitié entre mai et août.",
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
                evidence=[bk.Evidence("prices")],
            ),
            bk.statement(MILLERS, "« On ne moud pas des promesses. »", on="2026-01-13"),
            bk.statement(BAKERS, "Réclame le versement de la compensation avant la fin du mois."),
            bk.statement(IMPORTERS, "Se dit prête à céder du blé au prix de revient."),
        )
        .whats_next(
            "La Régie publie ses stocks chaque mercredi. Sous vingt jours de vente de blé, la loi l’oblige à saisir le "
            "gouvernement ; au rythme de janvier, ce sera le 23 février.",
            bk.section(
                "Annexe : les prix mois par mois",
                bk.table(
                    [year_of(name, *month_by_month(*start)) for name, start in PRICES.items()],
                    header=["Denrée", *MONTHS, "Moyenne", "Hausse"],
                    caption="Prix à l’importation par mois, 2025, en francs la tonne",
                ),
            ),
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
