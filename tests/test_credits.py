"""Credits at the end of captions, by the words of each language."""

from __future__ import annotations

import pytest

from briefkit.model import Text
from briefkit.recognise.credits import split_credit


@pytest.mark.parametrize(
    ("caption", "language", "credit"),
    [
        (
            "The port on Friday. Photo: Ann Lee / Harbour Post",
            "en",
            "Photo: Ann Lee / Harbour Post",
        ),
        ("The port on Friday (Photo: A. Lee)", "en", "Photo: A. Lee"),
        ("The port on Friday [Photo by Ann Lee].", "en", "Photo by Ann Lee"),
        ("The port on Friday | © Ann Lee", "en", "© Ann Lee"),
        ("Image credit: Harbour Office", "en", "Image credit: Harbour Office"),
        ("Der Hafen am Freitag. Foto: Nils Ek", "de", "Foto: Nils Ek"),
        ("Le port vendredi. Crédit photo : Ann Lee", "fr", "Crédit photo : Ann Lee"),
        ("Порт в пятницу. Фото: Анна Ли", "ru", "Фото: Анна Ли"),
        ("الميناء يوم الجمعة. تصوير: آن لي", "ar", "تصوير: آن لي"),
        ("周五的港口。图片来源：港务局", "zh", "图片来源：港务局"),
        ("The photo: a port by night", "en", ""),
        ("Photo: a port by night", "en", ""),
        ("Photo de famille", "fr", ""),
        ("Photo de Jean Duval", "fr", "Photo de Jean Duval"),
        ("Abbildung 1: Last je Jahr", "de", ""),
        ("Bild 1: Last je Jahr", "de", ""),
        ("The sources of the river: four springs. Map of all", "en", ""),
    ],
)
def test_credit_is_told_from_the_caption(caption: str, language: str, credit: str) -> None:
    left, found = split_credit(Text(caption), language)
    assert found.plain == credit
    assert credit == "" or credit not in left.plain
    assert left.plain == (caption if not credit else caption[: len(left.plain)])
