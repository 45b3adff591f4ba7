"""A brief in Arabic, made with the builders; writes water.json beside itself.

Run it with: python examples/water.py

The builders know the verbs of English only, so each statement names its verb (`cue`) and its day (`on`).
The words stand in the order in which they are read; the formats set them from right to left.
"""

from pathlib import Path

import briefkit as bk

HERE = Path(__file__).parent

MINISTER = bk.Person("ليلى الدهماني", role="وزيرة المياه", organisation="وزارة المياه")
FARMERS = bk.Person(
    "عوّاد النخيلي", role="رئيس اتحاد مزارعي الحوض", organisation="اتحاد مزارعي الحوض"
)
AUTHORITY = bk.Organisation("الهيئة العامة للمياه (SWA)", kind="هيئة حكومية")
BANKER = bk.Person("هيلين مارش", role="ممثلة بنك تنمية الأحواض (BDB)")
FARMER = bk.Person(role="مزارعة من أم السواقي")


def cubic_metres(before: str, after: str) -> bk.Text:
    """Return words with "م³" between them: inline Markdown has no raised figures."""
    raised = bk.Span("3", position=bk.Position.SUPER)
    return bk.Text([*bk.inline(before).spans, bk.Span(" م"), raised, bk.Span(f" {after}")])


def brief() -> bk.Brief:
    """Return the brief."""
    return (
        bk.draft("سهلان ترجئ تعرفة الآبار ستة أشهر، وحوض الريحان يواصل الهبوط", language="ar")
        .standfirst(
            "تراجعت الحكومة أمام احتجاج المزارعين، لكنها أبقت على تركيب العدّادات الذكية؛ أما السؤال عمّن "
            "*يدفع ثمن الشحّ* فما زال بلا جواب."
        )
        .details(
            id="urn:uuid:8d2b6c14-7a35-4f0e-b1c9-3e5a70d4f266",
            genre="موجز سياسات",
            topics=["المياه الجوفية", "الزراعة", "التعرفة"],
            rights="© 2026 مكتب الحوض للدراسات. جميع الحقوق محفوظة.",
        )
        .published(
            "2026-06-14T10:00:00+03:00", modified="2026-06-15", as_of="2026-06-13", version=2
        )
        .release(
            "published", embargo="2026-06-16T06:00:00+03:00", marking=bk.Marking("TLP", "AMBER")
        )
        .source(
            "bulletin",
            "النشرة الهيدرولوجية للربع الأول من عام 2026",
            publisher="الهيئة العامة للمياه (SWA)",
            url="https://example.org/swa/bulletin-2026-q1.pdf",
            published="2026-05-20",
            accessed="2026-06-10",
            reliability="B",
        )
        .source(
            "decree",
            "قرار مجلس الوزراء رقم 118 بشأن تعرفة الآبار",
            publisher="الجريدة الرسمية",
            published="2026-04-02",
            reliability="A",
        )
        .source(
            "briefing",
            "محضر المؤتمر الصحفي لوزيرة المياه",
            publisher="وزارة المياه",
            url="https://example.org/water/2026-06-09",
            published="2026-06-09",
            reliability="A",
        )
        .source(
            "survey",
            "مسح دخل الأسر الزراعية، الجولة السابعة",
            author="نهى السوّاقي",
            publisher="معهد الريحان",
            published="2026-03",
        )
        .background(
            "يوفّر حوض الريحان نحو 60% من مياه الري في سهلان، وقد [هبط منسوبه نحو أربعة أمتار منذ عام "
            "2016](#bulletin). وتسحب منه 3,100 بئر، ثلثها بلا ترخيص.",
            bk.Paragraph(
                cubic_metres(
                    "وفي أبريل 2026 أقرّ مجلس الوزراء [تعرفة تصاعدية على الضخ](#decree)، تُحتسب على كل "
                    "ما يزيد على 5,000",
                    "في السنة، ويُقاس الاستهلاك بعدّاد NadaMeter X2 المتصل بشبكة LoRaWAN.",
                )
            ),
        )
        .what_happened(
            bk.event(
                "أغلق مزارعون الطريق الزراعي رقم 7 بالجرارات، عشية بدء العمل بالتعرفة.",
                on="2026-05-31",
                place="أم السواقي",
                participants=[FARMERS],
            ),
            bk.event(
                "قرّر مجلس الوزراء إرجاء التعرفة إلى 1 ديسمبر، وأبقى على تركيب 1,240 عدّادًا في أم "
                "السواقي قبل نهاية أغسطس.",
                on="2026-06-09",
                place="الرابية",
                evidence=[bk.Evidence("briefing", locator="ص 1")],
            ),
            bk.statement(
                MINISTER,
                "قالت وزيرة المياه ليلى الدهماني في 9 يونيو 2026 إن الإرجاء «فرصة للقياس قبل الجباية»، وإن "
                "العدّادات ستُركَّب مجانًا.",
                on="2026-06-09",
                cue="قال",
                evidence=[bk.Evidence("briefing", locator="ص 2", credibility=1)],
            ),
            bk.table(
                [
                    ["أم السواقي", "1,240", "5.1", "12%"],
                    ["وادي الزهر", "1,060", "3.9", "9%"],
                    ["تلّ الغار", "800", "2.6", "4%"],
                    ["**الحوض كله**", "**3,100**", "**4.0**", "**9%**"],
                ],
                header=["المنطقة", "عدد الآبار", "الهبوط منذ 2016 (م)", "المزوّدة بعدّاد"],
                caption="آبار حوض الريحان بحسب المنطقة، مايو 2026",
            ),
            bk.figure(
                HERE / "water-level.png",
                alt="رسم بأعمدة تتدلّى من خط عام 2016، ويُقرأ من اليمين إلى اليسار: يزداد الهبوط عامًا بعد عام، "
                "عدا عام 2023، حتى يبلغ أربعة أمتار في عام 2026.",
                caption="يهبط منسوب الحوض عامًا بعد عام منذ 2016، ولم يتوقف الهبوط إلا في عام 2023 الممطر.",
                credit="الرسم: مكتب الحوض للدراسات، عن بيانات SWA",
            ),
        )
        .why_it_matters(
            bk.assessment(
                "ستُعدَّل التعرفة قبل دخولها حيّز التنفيذ في 1 ديسمبر.",
                likelihood=("ICD 203", "مرجَّح"),
                confidence="moderate",
                basis="تصريحات الوزارة والاتحاد منذ 9 يونيو، و[جدول تركيب العدّادات](#briefing)",
                evidence=[bk.Evidence("briefing"), bk.Evidence("survey", locator="الجدول 3")],
            ),
            bk.bullets(
                "للتعرفة هدفان يصعب الجمع بينهما:",
                bk.bullets(
                    "خفض الضخ بنسبة 15% في ثلاث سنوات؛",
                    "تمويل صيانة الشبكة، وكلفتها 38 مليون دينار في السنة.",
                    bk.bullets("لم يُدرج منها في موازنة 2026 سوى الثلث."),
                ),
                "يذهب [41% من دخل الأسر الزراعية](#survey) إلى الوقود والكهرباء، قبل أن تُضاف أي تعرفة.",
                "قد يتحوّل الضخ إلى الآبار غير المرخّصة، وهي خارج نطاق القياس.",
            ),
            bk.section(
                "خيارات على الطاولة",
                "تدرس الوزارة ثلاثة خيارات، أولها أقلّها كلفة:",
                bk.bullets(
                    "تعرفة موحّدة منخفضة تُراجَع كل سنة؛",
                    "حصص من المياه يتبادلها المزارعون فيما بينهم؛",
                    "شراء 400 بئر وإغلاقها.",
                    ordered=True,
                ),
            ),
        )
        .reactions(
            bk.statement(
                FARMERS,
                "رحّب بالإرجاء، لكنه وصف العدّاد الجديد بأنه «عدّاد جباية لا عدّاد ماء».",
                cue="وصف",
                to=MINISTER,
            ),
            bk.statement(FARMER, "«بئري تزداد عمقًا كل صيف، وفاتورتي تزداد معها.»"),
            bk.statement(
                AUTHORITY,
                "أكّدت أنها ستنشر القراءات كل أسبوع في ملف مفتوح باسم `wells-2026.csv`.",
                cue="أكّد",
            ),
            bk.statement(
                BANKER,
                bk.Text(
                    [
                        bk.Span("لخّصت موقف البنك بعبارة «"),
                        bk.Span("Measure first, then charge", quoted=True, language="en"),
                        bk.Span("» (القياس أولًا ثم الجباية)، وربطت القرض بنشر البيانات."),
                    ]
                ),
                cue="لخّص",
                original_language="en",
            ),
            bk.statement(
                [MINISTER, FARMERS],
                "يبدو أنهما متفقان على ألّا تُفرض غرامات قبل انتهاء موسم الحصاد.",
                inferred=True,
            ),
        )
        .whats_next(
            "تجتمع اللجنة المشتركة بين الوزارة والاتحاد في 6 يوليو، ويُنتظر أن تعرض الوزارة صيغة معدّلة قبل 15 "
            "سبتمبر، وفق [الجدول المنشور](https://example.org/water/timetable). وإذا تأخّر تركيب العدّادات إلى "
            "ما بعد أغسطس، فلن تملك الحكومة قراءات تكفي لتحديد السعر؛ فهل تُرجئ التعرفة مرة أخرى؟ **الموسم الزراعي "
            "المقبل يبدأ مطلع أكتوبر**، أي قبل الموعد الجديد بشهرين."
        )
        .correction(
            "2026-06-15",
            "correction",
            "ذكرت النسخة الموزَّعة في 14 يونيو أن عدد العدّادات 1,420، والصواب 1,240.",
        )
        .author(
            "سلمى الخطّاري",
            "سلمى الخطّاري باحثة تكتب عن المياه والزراعة والسياسات العامة.",
            affiliation="مكتب الحوض للدراسات",
            email="salma@example.org",
            url="https://example.org/people/salma",
            photo=HERE / "author.png",
        )
        .author("يونس الطيّاني", "يونس الطيّاني محلّل بيانات، يُعدّ رسوم المكتب ويدقّق أرقامه.")
        .related("من يملك الماء تحت الأرض؟", "https://example.org/briefs/groundwater")
        .related(
            "العدّادات الذكية: ما تقيسه وما لا تقيسه", "https://example.org/briefs/smart-meters"
        )
        .build()
    )


if __name__ == "__main__":
    bk.save(brief(), HERE / "water.json")
    print(HERE / "water.json")
