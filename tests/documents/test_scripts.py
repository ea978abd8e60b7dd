"""What is in another script than Latin: told however short, and the English around it kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkg.documents.formats.parsed import clean
from skillkg.documents.language import find_languages
from skillkg.documents.read import read_text
from skillkg.documents.scripts import script_passages
from skillkg.linking.linker import Linker
from skillkg.model.graph import Label
from skillkg.vocabulary import ESCO_DATA

ENGLISH = (
    "We are looking for a data engineer who builds pipelines with Python.\n"
    "You have five years of experience with distributed systems, and like to explain them.\n"
)
CHINESE = "我们正在寻找一名具有五年以上经验的软件工程师，熟悉 Java 和 SQL。"
FOREIGN = [
    ("zh", CHINESE),
    ("zh", "软件工程师"),
    ("ja", "ソフトウェアエンジニアを募集しています。PythonとSQLの経験が必要です。"),
    ("ja", "データ分析, Java"),
    ("ko", "우리는 데이터 엔지니어를 찾고 있습니다. Python 및 SQL 경험이 필요합니다."),
    ("ar", "نبحث عن مهندس برمجيات لديه خبرة خمس سنوات في Java و SQL"),
    ("he", "אנחנו מחפשים מהנדס תוכנה עם ניסיון ב Java ו SQL"),
    ("th", "วิศวกรซอฟต์แวร์ที่มีประสบการณ์ด้าน Python และ SQL"),
    ("el", "Εμπειρία σε Java και SQL"),
    ("ru", "Продажи, маркетинг, Java"),
    ("uk", "Шукаємо інженера з досвідом Java"),
    ("hi", "हम एक Java इंजीनियर की तलाश कर रहे हैं"),
    ("ka", "ვეძებთ პროგრამისტს"),
]
SKILLS = ("Java", "SQL", "Python", "distributed systems")
LINKER = Linker([Label(s, ESCO_DATA + "skill/" + s, "skill", "preferred") for s in SKILLS])


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_a_foreign_text_is_told_and_not_linked(code: str, text: str) -> None:
    document = read_text(text)
    assert document.language == code
    assert {passage.language for passage in document.foreign} == {code}
    assert document.notes[0].startswith("the text is in ")
    assert document.notes[0].endswith(f" ({code}); only English is understood")
    assert LINKER.link(document).mentions == ()


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_english_around_a_foreign_passage_is_read(code: str, text: str) -> None:
    document = read_text(f"{ENGLISH}\n{text}\n\n{ENGLISH}")
    passages = [document.text[p.start : p.end] for p in document.foreign]
    assert document.language == "en"
    assert passages == [text.rstrip(".。")]
    assert "% of the text is in " in document.notes[0]
    mentions = [mention.span.quote for mention in LINKER.link(document).mentions]
    assert mentions == 2 * ["Python", "distributed systems"]
    assert {passage.language for passage in document.foreign} == {code}


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Our Moscow (Москва) office knows Java", ["Москва"]),
        ("Wang Wei (王伟), Software Engineer, Java", ["王伟"]),
        ("Software Engineer / 软件工程师", ["软件工程师"]),
        ("Languages: English, Русский, 中文", ["Русский, 中文"]),
        ("English first. 我们正在寻找软件工程师。 English again", ["我们正在寻找软件工程师"]),
        ("Java | Разработка | SQL", ["Разработка"]),
        ("Java\tРазработка\tSQL", ["Разработка"]),
        ("不会 Java", ["不会 Java"]),
        ("Опыт\n\n- 2019\n- Разработка", ["Опыт\n\n- 2019\n- Разработка"]),
    ],
)
def test_only_what_is_foreign(text: str, foreign: list[str]) -> None:
    assert [text[slice(*span)] for span in script_passages(text)] == foreign


def test_a_script_is_told_where_the_language_is_not() -> None:
    main, passages, notes = find_languages(ENGLISH + "\nМаркетинг\n")
    assert (main, [passage.language for passage in passages]) == ("en", [""])
    assert notes == ("5 % of the text is in another script than Latin; only English is understood",)


@pytest.mark.parametrize(
    "text",
    [
        "Java, Python, SQL",
        "Photoshop, InDesign",
        "Café, naïve, Łódź, Đorđe, İstanbul, Straße, Œuvre",
        "µ-controllers, β test, ΔE, π and Ω, 10 Å, 5 Ω",
        "Pуthon",  # a Cyrillic letter in it: no word in another script
        "Jane 李 Smith",
        "𝐉𝐚𝐯𝐚 and 𝒮𝒬𝐿, Ｊａｖａ, ℝ, 1ª, 2º, ⅷ",
        "👩‍💻 e\u0301 \u200b \u202eJava\u202c … — №",
    ],
)
def test_latin_letters_and_signs_are_no_passage(text: str) -> None:
    assert script_passages(clean(text)) == []
    assert find_languages(clean(text)).passages == ()


TEXTS = st.lists(
    st.sampled_from(
        ["Java", "и", "опыт", "软件", " ", "\n", ". ", " | ", "\t", "は", "µ", "1", "。"]
    )
).map("".join) | st.text(max_size=80)


@given(TEXTS.map(clean))
def test_passages_are_in_order_and_begin_and_end_in_words(text: str) -> None:
    passages = script_passages(text)
    ends = [0, *(end for _, end in passages)]
    assert all(before <= start < end for before, (start, end) in zip(ends, passages, strict=False))
    assert all(text[start:end].strip() == text[start:end] for start, end in passages)
