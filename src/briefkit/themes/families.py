"""Type families of the built-in themes: static files from packages, names for those of the system."""

from __future__ import annotations

from briefkit.style import Face, Family, ScriptFamilies, faces_of

PLEX_SERIF = Family(
    name="IBM Plex Serif",
    fallback="Charter,'Bitstream Charter',Cambria,Georgia,serif",
    word="Georgia",
    package="fontpkg_ibm_plex_serif",
    faces=faces_of("IBMPlexSerif"),
)
FIRA_SANS = Family(
    name="Fira Sans",
    fallback="'Segoe UI',system-ui,'Helvetica Neue',Arial,sans-serif",
    word="Calibri",
    package="fontpkg_fira_sans",
    faces=faces_of("FiraSans"),
)
PT_SERIF = Family(
    name="PT Serif",
    fallback="Georgia,Cambria,'Times New Roman',serif",
    word="Cambria",
    package="fontpkg_pt_serif",
    faces=faces_of("PT_Serif-Web", bold="Bold"),
)
SPECTRAL = Family(
    name="Spectral",
    fallback="'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif",
    word="Palatino Linotype",
    package="fontpkg_spectral",
    faces=faces_of("Spectral"),
)
PLEX_MONO = Family(
    name="IBM Plex Mono",
    fallback="ui-monospace,Consolas,'DejaVu Sans Mono',monospace",
    word="Consolas",
    package="fontpkg_ibm_plex_mono",
    faces=faces_of("IBMPlexMono"),
)


def _upright(regular: str, strong: Face) -> tuple[Face, ...]:
    """Return the faces of a script without italics: asked for those, it stays upright instead of being slanted."""
    return (
        Face(400, False, regular),
        Face(400, True, regular),
        strong,
        Face(strong.weight, True, strong.file),
    )


AMIRI = Family(
    name="Amiri",
    fallback="'Noto Naskh Arabic','Geeza Pro','Traditional Arabic','Times New Roman',serif",
    word="Traditional Arabic",
    package="fontpkg_amiri",
    faces=_upright("Amiri-Regular.ttf", Face(700, False, "Amiri-Bold.ttf")),
)
PLEX_SANS_ARABIC = Family(
    name="IBM Plex Sans Arabic",
    fallback="'Noto Sans Arabic','Segoe UI','Geeza Pro',Tahoma,Arial,sans-serif",
    word="Arial",
    package="fontpkg_ibm_plex_sans_arabic",
    faces=_upright(
        "IBMPlexSansArabic-Regular.ttf", Face(600, False, "IBMPlexSansArabic-SemiBold.ttf")
    ),
)
FRANK_RUHL = Family(
    name="Frank Ruhl Libre",
    fallback="'Noto Serif Hebrew',FrankRuehl,'New Peninim MT',David,'Times New Roman',serif",
    word="Times New Roman",
    package="fontpkg_frank_ruhl_libre",
    # No package has a static Hebrew family of this quality; only what is in Hebrew pays for that.
    faces=(
        Face(None, False, "FrankRuhlLibre[wght].ttf"),
        Face(None, True, "FrankRuhlLibre[wght].ttf"),
    ),
)


def _of_the_system(name: str, others: str, word: str) -> Family:
    return Family(name=name, fallback=others, word=word)


# Packages have no static files of these from Hindi on: those of the system serve.
SCRIPTS = (
    ScriptFamilies("Arab", body=AMIRI, display=PLEX_SANS_ARABIC),
    ScriptFamilies("Hebr", body=FRANK_RUHL, display=FRANK_RUHL),
    ScriptFamilies("Grek", body=FIRA_SANS, display=FIRA_SANS),
    ScriptFamilies(
        "Deva",
        body=_of_the_system(
            "Noto Serif Devanagari",
            "'Tiro Devanagari Hindi','Kohinoor Devanagari','Nirmala UI',Mangal,'Lohit Devanagari',serif",
            "Nirmala UI",
        ),
        display=_of_the_system(
            "Noto Sans Devanagari",
            "'Kohinoor Devanagari','Nirmala UI',Mangal,'Lohit Devanagari',sans-serif",
            "Nirmala UI",
        ),
    ),
    ScriptFamilies(
        "Thai",
        body=_of_the_system(
            "Noto Serif Thai",
            "Thonburi,'Leelawadee UI','Angsana New',Norasi,Loma,serif",
            "Leelawadee UI",
        ),
        display=_of_the_system(
            "Noto Sans Thai",
            "Thonburi,'Leelawadee UI',Tahoma,Loma,sans-serif",
            "Leelawadee UI",
        ),
    ),
    ScriptFamilies(
        "Hans",
        body=_of_the_system(
            "Noto Serif CJK SC",
            "'Source Han Serif SC','Noto Serif SC','Songti SC',STSong,SimSun,serif",
            "SimSun",
        ),
        display=_of_the_system(
            "Noto Sans CJK SC",
            "'Source Han Sans SC','Noto Sans SC','PingFang SC','Microsoft YaHei',SimHei,sans-serif",
            "Microsoft YaHei",
        ),
    ),
    ScriptFamilies(
        "Hant",
        body=_of_the_system(
            "Noto Serif CJK TC",
            "'Source Han Serif TC','Noto Serif TC','Songti TC',PMingLiU,MingLiU,serif",
            "PMingLiU",
        ),
        display=_of_the_system(
            "Noto Sans CJK TC",
            "'Source Han Sans TC','Noto Sans TC','PingFang TC','Microsoft JhengHei',sans-serif",
            "Microsoft JhengHei",
        ),
    ),
    ScriptFamilies(
        "Jpan",
        body=_of_the_system(
            "Noto Serif CJK JP",
            "'Source Han Serif','Noto Serif JP','Hiragino Mincho ProN','Yu Mincho','MS Mincho',serif",
            "Yu Mincho",
        ),
        display=_of_the_system(
            "Noto Sans CJK JP",
            "'Source Han Sans','Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif",
            "Yu Gothic",
        ),
    ),
    ScriptFamilies(
        "Kore",
        body=_of_the_system(
            "Noto Serif CJK KR",
            "'Source Han Serif K','Noto Serif KR',AppleMyungjo,Batang,serif",
            "Batang",
        ),
        display=_of_the_system(
            "Noto Sans CJK KR",
            "'Source Han Sans K','Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic',sans-serif",
            "Malgun Gothic",
        ),
    ),
)
"""The families of the scripts that those above lack; they have Latin, Cyrillic, Vietnamese."""
