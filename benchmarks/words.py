"""The words that the briefs of the corpus are made of: invented states, people and quarrels.

A slot in braces takes what the brief is about; words between “ and ” are quoted.
"""

STATES = (
    ("Morland", "Morlandic"),
    ("Veskia", "Veskian"),
    ("Taroa", "Taroan"),
    ("Ostrava Bay", "Bay"),
    ("Lindhaven", "Lindhavener"),
    ("Karesh", "Kareshi"),
    ("São Brisa", "Brisan"),
    ("Ellingia", "Ellingian"),
)

GIVEN = (
    *("Ada", "Bjarne", "Chidi", "Dagny", "Emre", "Farah", "Goran", "Hélène", "Ilse", "Joaquín"),
    *("Katya", "Lamine", "Mirela", "Noor", "Odile", "Pavel", "Ravi", "Søren", "Tamsin", "Yusra"),
)
FAMILY = (
    *("Albrecht", "Brandão", "Castellane", "Dvořák", "Eriksdotter", "Falk", "Gyllen", "Haidari"),
    *("Ivanić", "Jansson", "Kovač", "Lindqvist", "Marchetti", "Njoroge", "O’Brannan", "Petrescu"),
    *("Quist", "Rahmani", "Stavros", "Tolvanen", "Ulriksen", "Vance", "Wójcik", "Zielińska"),
)
OFFICES = (
    "{people} President",
    "{people} Prime Minister",
    "{people} Foreign Minister",
    "{people} Energy Minister",
    "Governor of the Central Bank",
    "Harbour Commissioner",
    "Special Envoy of the Strait Council",
    "Head of the Monitoring Mission",
    "Chair of the Fisheries Committee",
    "Chief Negotiator",
)
BODIES = (
    "Strait Council",
    "Northern Grid Authority",
    "Union of Harbour Workers",
    "Chamber of Commerce & Shipping",
    "Regional Development Bank",
    "Coalition for Open Waters",
)
SUBJECTS = (
    ("Strait Passage Fees", "the passage fees in the Harrow Strait", "shipping"),
    ("Winter Grid Agreement", "the rules for shared winter reserves", "energy"),
    ("Fishing Quotas", "the new quotas for the outer banks", "fisheries"),
    ("Border Rail Link", "the plans for a rail link across the Anselm Pass", "transport"),
    ("Monitoring Mission", "the powers of the monitoring mission", "security"),
    ("Rare Earth Exports", "the licences for rare earth exports", "trade"),
    ("Water Sharing Treaty", "the shares in the waters of the upper Sel", "water"),
    ("Data Cable Route", "the plans for the second data cable", "telecommunications"),
)

TITLES = (
    "{state} Calls New Terms on {topic} “Unworkable”",
    "Talks on {topic} Enter a Decisive Week in {state}",
    "{state} and Its Neighbours Divided over {topic}",
    "What the Vote in {state} Means for {topic}",
)
STANDFIRSTS = (
    "As governments in the region return to the table, {matter} divide those who carry the cost from "
    "those who set the terms.",
    "Months after the last round broke down, {matter} are again at the centre of a dispute that "
    "neither side seems able to end alone.",
)
BACKGROUND = (
    "For almost a decade {matter} have been settled by exchange of letters, renewed each spring and "
    "rarely read by anyone outside the ministries concerned.",
    "That arrangement came under strain when {state} elected a government that had promised to reopen "
    "every agreement signed without the consent of parliament.",
    "{body} estimates that one delivery in six now takes a longer way round, at a cost of up to 4% of "
    "its value, and that insurers have begun to price the uncertainty.",
    "Neighbouring states have answered with measures of their own, some of them announced within days, "
    "and the smaller ports have asked for help that no budget provides for.",
    "Previous rounds produced a text of some forty pages, of which all but three paragraphs were agreed; "
    "those three concern inspection, arbitration and the date of entry into force.",
    "Public opinion is harder to read: a majority supports a firm line, yet the same majority expects "
    "its government to sign before the winter.",
)
REPORTED = (
    "{who} said on {day} that the government would not accept terms which “leave the cost with us and "
    "the decision with others”, and that a new text was needed.",
    "{who} confirmed that the delegation had been instructed to stay at the table, adding that a break "
    "“would serve nobody who lives on this coast”.",
    "{who} warned that any delay beyond the end of the month would be read as a refusal, and that the "
    "consequences had been made clear to all sides in writing.",
    "{who} announced that a joint commission would meet within ten days to examine the figures on which "
    "both sides rely and to publish what it finds.",
    "{who} told reporters that the proposal was “a first step, and not a small one”, although it left "
    "the question of inspection open.",
    "{who} rejected the claim that the vote had been hurried through, pointing to three public hearings "
    "and more than two hundred written comments.",
)
HAPPENED = (
    "Observers of both sides were admitted to the terminal for the first time since the spring, and left "
    "after four hours without giving a statement.",
    "The second reading was postponed by a margin of five votes after an amendment on arbitration found "
    "support on both benches.",
)
SIGNIFICANCE = (
    "The dispute shows how quickly a technical arrangement becomes a test of standing once it is debated "
    "in public, and how little room that leaves to those who have to draft it.",
    "If the terms are changed for one party they will have to be changed for all, and at least two "
    "capitals have let it be known that they are preparing requests of their own.",
    "For {state} the sums at stake are modest, less than half of one per cent of its budget; for the "
    "ports that depend on the traffic they are the difference between a surplus and a deficit.",
    "Investors have taken note: the spread on five-year bonds widened by a fifth within a week, and "
    "two operators have put expansion plans on hold until the outcome is known.",
    "A settlement would also settle who may call for inspections, a question which the founding charter "
    "leaves open and on which every later agreement has been silent.",
    "The position of {body} matters more than its mandate suggests, since no other body commands the "
    "trust of all the parties or has the staff to verify what they report.",
)
REMARKS = (
    "Said the offer was “better than the silence that came before it”, but asked for a guarantee that "
    "it would not be withdrawn after the vote.",
    "“We have been patient for three years. We can be patient for three more weeks, and not a day "
    "longer.”",
    "Called on all sides to publish their figures, and offered to have them examined by “people who "
    "have no ship in this race”.",
    "Stated that its members would continue to work under the present rules until a court or a "
    "parliament told them otherwise.",
    "Described the agreement as a mistake that would “cost the next government more than it saves this "
    "one”, and announced a motion to that effect.",
)
READINGS = (
    "Appears to regard the talks as a way to gain time until the budget is through, and avoids any "
    "commitment on dates.",
    "Seems ready to trade the question of inspection for a longer period of transition.",
)
OUTLOOK = (
    "The next round is due before the end of the month, and both delegations are expected to arrive with "
    "shorter lists than they left with.",
    "Should it fail, {state} has said that it will apply its own rules from the first day of the coming "
    "quarter, which would leave operators with two sets of papers for one voyage.",
    "A narrower agreement on inspection alone remains possible, and {body} has circulated a draft that "
    "avoids the word arbitration altogether.",
    "Much will depend on the court, whose opinion is not binding but has been followed in every case so "
    "far, and which is expected to give it within six weeks.",
    "The risk of an incident at sea is small but grows with each week in which patrols of both sides "
    "cover the same waters without an agreed channel between them.",
    "In the longer run the parties will have to decide whether {matter} should be governed by letters at "
    "all, or by a treaty with a secretariat, a budget and a way to leave it.",
)
BIOS = (
    "{name} covers {topic} and regional institutions. A graduate of the University of Lindhaven, where "
    "the subject was public law, {family} worked for a shipping exchange before turning to analysis, and "
    "writes on how small states bargain with larger ones.",
)
PUBLISHERS = ("The Strait Courier", "Lindhaven Gazette", "Agência Brisa", "Grid & Market Weekly")
RELATED = (
    "Who Pays for the Harrow Strait?",
    "Five Questions on the Winter Reserve",
    "Inside the Monitoring Mission",
    "A Short History of Letters",
    "The Ports That Nobody Counts",
)
