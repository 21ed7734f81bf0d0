from pathlib import Path

import pytest

from loftespor.extract.data_file import read_data
from loftespor.extract.frame import topics
from loftespor.extract.frame.build_topics import build
from loftespor.extract.frame.topics import find_topics, topic_ids, topic_name

TOPICS = [
    ("bygge flere sykehjemsplasser", "helse-og-omsorg/omsorgstjenester", "the first part of a compound"),
    ("Byggje fleire sjukeheimsplassar", "helse-og-omsorg/omsorgstjenester", "Nynorsk"),
    ("styrke tilbudet innen psykisk helse", "helse-og-omsorg/helsetjenester", "two words in a row"),
    ("fastlegene må få bedre tid", "helse-og-omsorg/helsetjenester", "an ending that makes a word stays"),
    ("flere bydelssykehjem", "helse-og-omsorg/omsorgstjenester", "the last part of a compound"),
    ("gratis kjernetid i barnehagene", "familie-og-barn/barnehage", "a definite plural"),
    ("gjeninnføre leksehjelp i grunnskulen", "skole-og-utdanning/grunnskole", "the lower theme before the upper"),
    ("senke formuesskatten", "skatt-og-avgift/skatt", "a tax"),
    ("kutte utslippene av klimagasser", "natur-klima-og-miljo/var-og-klima", "the climate"),
    ("utvide bybanen til Fjordvik nord", "trafikk-og-transport/mobilitetstilbud", "public transport"),
    ("si nei til flere bompenger", "trafikk-og-transport/veg-og-vegregulering", "roads"),
    ("gi politiet flere folk", "lov-og-rett/lovbrudd-og-straff", "the police"),
    ("styrke Heimevernet", "samfunnssikkerhet-og-beredskap/forsvaret", "the defence"),
]


@pytest.mark.parametrize(("text", "topic"), [pytest.param(*row[:-1], id=row[-1]) for row in TOPICS])
def test_topics(text: str, topic: str) -> None:
    assert find_topics(text)[0] == topic


NONE = [
    ("Bystyret ber byrådet komme tilbake til saken", "the words of case handling"),
    ("bruke kunstig intelligens", "'kunstig' is no art"),
    ("ha et politisk flertall", "'politisk' is no police"),
    ("stanse handelen med Russland", "'Russland' has nothing to do with drugs"),
    ("Det er særlig grunn til å legge det fram", "derivations keep their endings"),
    ("Utvalg for helse og sosial avgir innstilling", "a committee's name is not what it is about"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=why) for text, why in NONE])
def test_texts_without_a_topic(text: str) -> None:
    assert find_topics(text) == ()


def test_the_heading_tells_the_topic_where_the_text_does_not() -> None:
    assert find_topics("Ordningen må bli enklere", headings=("Velferd", "Barnevern")) == (
        "familie-og-barn/barnevern-og-foreldrestotte",
    )
    assert find_topics("Ordningen må bli enklere", headings=("Barnevern", "Dette vil vi")) == ()


def test_there_are_at_most_three_topics_best_first() -> None:
    text = "bibliotek, barnehager, sykehus, politi og skatt; barnehagene er viktigst, og barnehageplasser"
    assert len(find_topics(text)) == 3
    assert find_topics(text)[0] == "familie-og-barn/barnehage"


def test_topics_have_names_in_three_languages() -> None:
    assert topic_name("helse-og-omsorg/helsetjenester", "nn") == "Helsetenester"
    assert all(topic_name(id, language) for id in topic_ids() for language in ("nb", "nn", "en"))


def test_the_data_file_names_known_topics() -> None:
    assert set(read_data("frame/topics.toml")["words"]) <= set(topic_ids())


LOS = """<Skos xmlns="urn:fdc:difi.no:2019:data:Skos-1">
<Concept path="tema/hav"><PrefLabel lang="en">Sea</PrefLabel><PrefLabel lang="nb">Hav</PrefLabel>
<PrefLabel lang="nn">Hav</PrefLabel></Concept>
<Concept path="tema/fyr"><PrefLabel lang="en">Lights</PrefLabel><PrefLabel lang="nb">Fyr</PrefLabel>
<PrefLabel lang="nn">Fyr</PrefLabel><Broader>tema/hav</Broader></Concept>
<Concept path="tema/los"><PrefLabel lang="en">Pilots</PrefLabel><PrefLabel lang="nb">Los</PrefLabel>
<PrefLabel lang="nn">Los</PrefLabel><Broader>tema/hav</Broader></Concept>
<Concept path="ord/fyrvakt"><PrefLabel lang="en">Keeper</PrefLabel><PrefLabel lang="nb">Fyrvakt</PrefLabel>
<HiddenLabel lang="nb">Fyrvokter (gammelt)</HiddenLabel><Broader>tema/fyr</Broader></Concept>
<Concept path="ord/kart"><PrefLabel lang="nb">Sjøkart</PrefLabel><Broader>tema/fyr</Broader>
<Broader>tema/los</Broader></Concept>
</Skos>"""


def test_the_table_is_made_of_themes_and_their_words(tmp_path: Path) -> None:
    source = tmp_path / "los.xml"
    source.write_text(LOS, encoding="utf-8")
    rows = [line for line in build(source).splitlines() if not line.startswith("#")]
    assert rows == [
        "theme\thav\tHav\tHav\tSea",
        "theme\thav/fyr\tFyr\tFyr\tLights",
        "theme\thav/los\tLos\tLos\tPilots",
        "word\tfyrvakt\thav/fyr",
        "word\tfyrvokter\thav/fyr",
        "word\tsjøkart\thav",
    ]


def test_the_packaged_table_names_its_source_and_licence() -> None:
    table = Path(topics.__file__).with_name("topics.tsv").read_text(encoding="utf-8")
    assert "NLOD" in table[:400]
