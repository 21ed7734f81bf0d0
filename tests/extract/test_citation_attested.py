"""Every attested form of a reference to documents, cases, budgets and tables, and what only looks like one."""

import pytest

from loftespor.extract.citation import Context, find_citations
from loftespor.extract.citation.jsonl import kind_of

CITY = Context(municipality="Fjordvik", date="2025-05-01")
COUNTY = Context(county="Vestfjord", date="2024-01-01")
AGENCY = Context(municipality="Oslo", agency="PBE", date="2024-09-01")
BUDGET = Context(budget_year=2026)


def ids(text: str, context: Context | None = None) -> list[str | None]:
    return [c.id for c in find_citations(text, context=context) if c.measure_class != "value"]


GOVERNMENT: list[tuple[str, Context | None, list[str]]] = [
    ("Se Ot.prp.nr.25 (2007–2008) om dette", None, ["ot-prp/2007-2008/25"]),
    ("Se Prop.80 L (2018–2019)", None, ["prop/2018-2019/80-l"]),
    ("Se Prop.80 LS (2018–2019)", None, ["prop/2018-2019/80-ls"]),
    ("Se St.prp.nr.63 (2002–2003)", None, ["st-prp/2002-2003/63"]),
    ("Se St.meld.nr.29 (2000–2001)", None, ["st-meld/2000-2001/29"]),
    ("Se St.prp. nr. 7 (2003-04)", None, ["st-prp/2003-2004/7"]),
    ("Se Prop.12 (2018–2019)", None, ["prop/2018-2019/12"]),
    ("Se Prop. 12 (2018–2019)", None, ["prop/2018-2019/12"]),
    ("Se Prop. 80 L (2018-2019)", None, ["prop/2018-2019/80-l"]),
    ("Se Ot.prp. nr. 25 (2007-2008)", None, ["ot-prp/2007-2008/25"]),
    ("Se Ot.prp. nr. 25 (2007-08)", None, ["ot-prp/2007-2008/25"]),
    ("Prop. 80 L er vedtatt", None, ["prop/?/80-l"]),
    ("Meld St. 29 (2023-2024)", None, ["meld-st/2023-2024/29"]),
    ("Meld.St. 24 (2016 – 2017)", None, ["meld-st/2016-2017/24"]),
    ("Meld.St. 24, 2024–2025", None, ["meld-st/2024-2025/24"]),
    ("St. meld. nr. 24 (2008-2009)", None, ["st-meld/2008-2009/24"]),
    ("St.meld. nr. 26 (2006- 2007)", None, ["st-meld/2006-2007/26"]),
    ("Stortingsmelding 16 (2023-2024)", None, ["meld-st/2023-2024/16"]),
    ("St.prp nr. 1 Tillegg nr. 4 (1998-99)", None, ["st-prp/1998-1999/1-tillegg-4"]),
    ("Ot. Prp. Nr. 81 (1997-98)", None, ["ot-prp/1997-1998/81"]),
    ("Ot.prop. nr. 3 (1998-99)", None, ["ot-prp/1998-1999/3"]),
    ("etter Prop. 1LS er", None, ["prop/?/1-ls"]),
    ("Prop. 1 S (2025–2026) for Energidepartementet", None, ["prop/2025-2026/1-s/energidepartementet"]),
    (
        "Prop. 1 S (2025–2026) frå Klima- og miljødepartementet",
        None,
        ["prop/2025-2026/1-s/klima-og-miljødepartementet"],
    ),
    ("melding til Stortinget nr. 7 (2021–2022)", None, ["meld-st/2021-2022/7"]),
    ("Meld. St. 7 (2021–2022) og Meld. St. 9 (2022–2023)", None, ["meld-st/2021-2022/7", "meld-st/2022-2023/9"]),
    ("Meld. St. 7 og 9 (2021–2022)", None, ["meld-st/2021-2022/7", "meld-st/2021-2022/9"]),
    ("Meld. St. 7, 9 og 11 (2021–2022)", None, ["meld-st/2021-2022/7", "meld-st/2021-2022/9", "meld-st/2021-2022/11"]),
    ("proposisjon 44 L (2020–2021)", None, ["prop/2020-2021/44-l"]),
    ("lovproposisjon 44 L (2020–2021)", None, ["prop/2020-2021/44-l"]),
    ("odelstingsproposisjon nr. 44 (2000–2001)", None, ["ot-prp/2000-2001/44"]),
    ("stortingsproposisjon nr. 44 (2000–2001)", None, ["st-prp/2000-2001/44"]),
    ("Stortingsmelding nr 4 (2005-2006)", None, ["st-meld/2005-2006/4"]),
    ("Ot.prp. 25 (2007–2008)", None, ["ot-prp/2007-2008/25"]),
    ("St. meld. 25 (2007–2008)", None, ["st-meld/2007-2008/25"]),
    ("St.prp. nr. 40 (2011–2012)", None, ["prop/2011-2012/40-s"]),
    ("Ot.prp. nr. 40 (2011–2012)", None, ["prop/2011-2012/40-l"]),
    ("Prop.\n1 LS (2024–\n2025)", None, ["prop/2024-2025/1-ls"]),
    ("Meld.\nSt. 4 (2021–2022)", None, ["meld-st/2021-2022/4"]),
    ("Meld. St.\n33 (2021–2022)", None, ["meld-st/2021-2022/33"]),
    ("NOU\n2022: 20", None, ["nou/2022/20"]),
    ("Prop. 1 S (2025–2026)\nFor budsjettåret 2026", None, ["prop/2025-2026/1-s"]),
    (
        "Meld. St. 2 (2012–2013) Revidert nasjonalbudsjett 2013",
        None,
        ["meld-st/2012-2013/2", "revidert-nasjonalbudsjett/2013"],
    ),
    ("Prop. 1 S Tillegg 2 (2015–2016)", None, ["prop/2015-2016/1-s-tillegg-2"]),
    ("Prop. 1 S (2015–2016) Tillegg 1", None, ["prop/2015-2016/1-s-tillegg-1"]),
    ("Se NOU 2022: 20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022:20 om dette", None, ["nou/2022/20"]),
    ("Se NOU2022:20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022 - 20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022-20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022 :20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022 nr. 20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022 : 20 om dette", None, ["nou/2022/20"]),
    ("Se NOU 2022/20 om dette", None, ["nou/2022/20"]),
    ("NOU 1991:12A", None, ["nou/1991/12a"]),
    ("NOU 2001: 32 A", None, ["nou/2001/32a"]),
    ("NOU 2001: 32A om", None, ["nou/2001/32a"]),
    ("NOU 2001: 32 A og B", None, ["nou/2001/32a", "nou/2001/32b"]),
    ("NOU 2019: 11 Enklere merverdiavgift", None, ["nou/2019/11"]),
    ("NOU 2022: 20 og 2023: 4", None, ["nou/2022/20", "nou/2023/4"]),
    ("NOU 2022: 20 og NOU 2023: 4", None, ["nou/2022/20", "nou/2023/4"]),
]


STORTING: list[tuple[str, Context | None, list[str]]] = [
    ("Lovvedtak 42 (2024–2025)", None, ["lovvedtak/2024-2025/42"]),
    ("Innst.351 L (2019–2020)", None, ["innst/2019-2020/351-l"]),
    ("Innst.O.nr.80 (2004–2005)", None, ["innst-o/2004-2005/80"]),
    ("Besl.O.nr.44 (2004–2005)", None, ["besl-o/2004-2005/44"]),
    ("Innst. 351 L (2019–2020)", None, ["innst/2019-2020/351-l"]),
    ("Innst.351 S (2019–2020)", None, ["innst/2019-2020/351-s"]),
    ("Innst.S.nr.116 (2004–2005)", None, ["innst-s/2004-2005/116"]),
    ("Dok.nr.8:30 (2004–2005)", None, ["dok/2004-2005/8:30"]),
    ("Dok.nr.8:30 L (2009–2010)", None, ["dok/2009-2010/8:30-l"]),
    ("Lovanmerkning 2 er", None, ["lovanm/?/2"]),
    ("Dokument 8:30 S (2012–2013)", None, ["dok/2012-2013/8:30-s"]),
    ("Dokument 3:3 (2022–2023)", None, ["dok/2022-2023/3:3"]),
    ("Besl.L.nr.12", None, ["besl-l/?/12"]),
    ("Innst.S 12 (2013–2014)", None, ["innst/2013-2014/12-s"]),
    ("Budsjett-innst. S. nr. 1 (1998–99)", None, ["budsjett-innst-s/1998-1999/1"]),
    ("Representantforslag 94 S (2025–2026)", None, ["dok/2025-2026/8:94-s"]),
    ("Dokument 8:302 om dette", None, ["dok/?/8:302"]),
    ("Dokument\n8:150 S (2023–2024)", None, ["dok/2023-2024/8:150-s"]),
    ("Lovvedtak 92–101 (2024–2025)", None, ["lovvedtak/2024-2025/92..101"]),
    ("Dokument 1 (2022–2023)", None, ["dok/2022-2023/1"]),
    ("Dokument 12:4 (2023–2024)", None, ["dok/2023-2024/12:4"]),
    ("Dokument nr. 15: 1502 (2024–2025)", None, ["dok/2024-2025/15:1502"]),
    ("Dokument nr. 15:1502", None, ["dok/?/15:1502"]),
    ("Dokument 19 (2023–2024)", None, ["dok/2023-2024/19"]),
    ("anmodningsvedtak nr. 35 punkt 34 (2021–2022)", None, ["stortingsvedtak/2021-2022/35/punkt/34"]),
    (
        "anmodningsvedtak nr. 1041 og nr. 1042 (2024–2025)",
        None,
        ["stortingsvedtak/2024-2025/1041", "stortingsvedtak/2024-2025/1042"],
    ),
    (
        "anmodningsvedtak nr. 1041 og 1042 (2024–2025)",
        None,
        ["stortingsvedtak/2024-2025/1041", "stortingsvedtak/2024-2025/1042"],
    ),
    ("Anmodningsvedtak 1033: Stortinget ber", None, ["stortingsvedtak/?/1033"]),
    ("anmodningsvedtak nr. 612 av 12. juni 2020", None, ["stortingsvedtak/2019-2020/612"]),
    ("Stortinget ba i vedtak nr. 1044 om", None, ["stortingsvedtak/?/1044"]),
    ("Vedtak nr. 511, 30. mai 2022, oppheves", None, ["stortingsvedtak/2021-2022/511"]),
    (
        "Vedtak nr. 542, 9. mai 2023 og nr. 543, 9 mai oppheves",
        None,
        ["stortingsvedtak/2022-2023/542", "stortingsvedtak/2022-2023/543"],
    ),
    ("vedtak 87, 1. desember 2022", None, ["stortingsvedtak/2022-2023/87"]),
    ("oppmodingsvedtak nr. 35 (2021–2022)", None, ["stortingsvedtak/2021-2022/35"]),
    (
        "Innst. 391 S (2023–2024), jf. Dokument 8:148 S (2023–2024)",
        None,
        ["innst/2023-2024/391-s", "dok/2023-2024/8:148-s"],
    ),
    ("Innst. S. 116 (2004–2005)", None, ["innst-s/2004-2005/116"]),
    ("innstilling S nr. 116 (2004–2005)", None, ["innst-s/2004-2005/116"]),
    ("Innst. 351 L", None, ["innst/?/351-l"]),
    ("Innst. 10 og 11 S (2019–2020)", None, ["innst/2019-2020/10-s", "innst/2019-2020/11-s"]),
    ("representantforslag 8:94 S (2025–2026)", None, ["dok/2025-2026/8:94-s"]),
    ("Dok. 8:94 S (2025–2026)", None, ["dok/2025-2026/8:94-s"]),
    ("Dok 8:94 S", None, ["dok/?/8:94-s"]),
]


EUROPE: list[tuple[str, Context | None, list[str]]] = [
    ("Se direktiv 2009/65/EF her", None, ["eu/32009l0065"]),
    ("Se direktiv (EU) 2016/2284 her", None, ["eu/32016l2284"]),
    ("Se forordning (EF) nr. 883/2004 her", None, ["eu/32004r0883"]),
    ("Se (EU) nr. 910/2014 her", None, ["eu/32014r0910"]),
    ("Se 92/65/EØF her", None, ["eu/31992l0065"]),
    ("Se dir 2009/138 her", None, ["eu/32009l0138"]),
    ("Se MRV-forordningen (2015/757) her", None, ["eu/32015r0757"]),
    ("Se eurovignettdirektivet (1999/62/EF) her", None, ["eu/31999l0062"]),
    ("Se Rådets direktiv 2006/1127EC her", None, ["eu/32006l0112"]),
    ("Se forordning (EU-2017/2202) her", None, ["eu/32017r2202"]),
    ("Se forordninga (EU) 2019/1 her", None, ["eu/32019r0001"]),
    ("Se kommisjonsforordning (EU) nr. 142/2011 her", None, ["eu/32011r0142"]),
    ("Se delegert kommisjonsforordning (EU) 2019/945 her", None, ["eu/32019r0945"]),
    ("Se europaparlaments- og rådsforordning (EU) 2016/679 her", None, ["eu/32016r0679"]),
    ("Se Europaparlaments- og rådsdirektiv 2010/31/EU her", None, ["eu/32010l0031"]),
    ("Se rådsdirektiv 93/13/EØF her", None, ["eu/31993l0013"]),
    ("Se kommisjonsbeslutning 2006/771/EF her", None, ["eu/32006d0771"]),
    ("Se gjennomføringsforordning (EU) 2019/947 her", None, ["eu/32019r0947"]),
    ("Se forordning (EØF) nr. 3821/85 her", None, ["eu/31985r3821"]),
    ("Se direktiv 2009/65 her", None, ["eu/32009l0065"]),
    ("Se direktivene 2014/24/EU og 2014/25/EU her", None, ["eu/32014l0024", "eu/32014l0025"]),
    ("Se forordning 2018/1139/EU her", None, ["eu/32018r1139"]),
    ("Se forordning (EU) nr. 2016/679 her", None, ["eu/32016r0679"]),
    ("Se EU-direktiv 2019/904 her", None, ["eu/32019l0904"]),
    ("Se forordning 1107/2009 her", None, ["eu/32009r1107"]),
    ("Se Regulation (EU) 2016/679 her", None, ["eu/32016r0679"]),
    ("Se Directive 2009/28/EC her", None, ["eu/32009l0028"]),
    ("Se EU-forordning 2016/679 her", None, ["eu/32016r0679"]),
    (
        "artikkel 3 nr. 2 bokstav f) i forordning (EF) nr. 1333/2008",
        None,
        ["eu/32008r1333/a3/nummer/2/bokstav/f", "eu/32008r1333"],
    ),
]


CIRCULARS_AND_COURTS: list[tuple[str, Context | None, list[str]]] = [
    ("Se rundskriv R-112/15 her", None, ["rundskriv/r-2015-112"]),
    ("Se rundskriv I-2/2013 her", None, ["rundskriv/i-2013-2"]),
    ("Se rundskriv I-2008-1 her", None, ["rundskriv/i-2008-1"]),
    ("Se rundskriv F-2010-8 her", None, ["rundskriv/f-2010-8"]),
    ("Se rundskriv H-14/90 her", None, ["rundskriv/h-1990-14"]),
    ("Se rundskriv H-2016-2 her", None, ["rundskriv/h-2016-2"]),
    ("Se rundskriv G-03/2007 her", None, ["rundskriv/g-2007-3"]),
    ("Se rundskriv IS-18/2005 her", None, ["rundskriv/is-2005-18"]),
    ("Se rundskriv IK-1983/85 her", None, ["rundskriv/ik-1983-85"]),
    ("Se rundskriv T-1442/16 her", None, ["rundskriv/t-2016-1442"]),
    ("Se rundskriv T-2/ 09 her", None, ["rundskriv/t-2009-2"]),
    ("Se rundskriv M-1/2021 her", None, ["rundskriv/m-2021-1"]),
    ("Se rundskriv Q-0835 her", None, ["rundskriv/q-0835"]),
    ("Se rundskriv R-101 her", None, ["rundskriv/r-101"]),
    ("Se rundskriv V-6N her", None, ["rundskriv/v-6n"]),
    ("Se rundskriv F03-16 her", None, ["rundskriv/f-2016-3"]),
    ("Se rundskriv RS 2011-025 her", None, ["rundskriv/rs-2011-25"]),
    ("Se rundskriv nr. I-1061/1974 her", None, ["rundskriv/i-1974-1061"]),
    ("Se rundskriv nr. H-4/2020 her", None, ["rundskriv/h-2020-4"]),
    ("Se rundskriv IS-2015-2 her", None, ["rundskriv/is-2015-2"]),
    ("Se rundskriv T-1/05 her", None, ["rundskriv/t-2005-1"]),
    ("Se rundskriv AI-2010-1 her", None, ["rundskriv/ai-2010-1"]),
    ("Se rundskriv A-2010-1 her", None, ["rundskriv/a-2010-1"]),
    ("Se rundskriv UDI RS 2010-031 her", None, ["rundskriv/rs-2010-31"]),
    ("Nav rundskriv R14-00", None, ["rundskriv/nav-r14-00"]),
    ("støy etter T-1442/2021 gjelder", None, ["rundskriv/t-2021-1442"]),
    ("Q-0835 gjelder", None, ["rundskriv/q-0835"]),
    ("rundskrivet H-1/18", None, ["rundskriv/h-2018-1"]),
    ("rundskriv H-1/18 og H-2/19", None, ["rundskriv/h-2018-1", "rundskriv/h-2019-2"]),
    ("Rundskriv nr. H-1/18 og nr. I-2/2013", None, ["rundskriv/h-2018-1", "rundskriv/i-2013-2"]),
    ("IS-2500/15 prioriteringsveileder", None, ["rundskriv/is-2015-2500"]),
    ("R-109/14 gjelder", None, ["rundskriv/r-2014-109"]),
    ("G-03/2007 gjelder", None, ["rundskriv/g-2007-3"]),
    ("Se HR-2017-1130-A her", None, ["dom/hr-2017-1130-a"]),
    ("Se HR-2018-104-A her", None, ["dom/hr-2018-104-a"]),
    ("Se HR-2021-1453-S her", None, ["dom/hr-2021-1453-s"]),
    ("Se Rt. 2000 s. 1544 her", None, ["dom/rt-2000-1544"]),
    ("Se Rt. 2000 side 1544 her", None, ["dom/rt-2000-1544"]),
    ("Se Rt-2000-1544 her", None, ["dom/rt-2000-1544"]),
    ("Se Rt. 2000 s 1544 her", None, ["dom/rt-2000-1544"]),
    ("Se Rt.2000 s.1544 her", None, ["dom/rt-2000-1544"]),
    ("Se LB-2019-55123 her", None, ["dom/lb-2019-55123"]),
    ("Se LA-2012-1234 her", None, ["dom/la-2012-1234"]),
    ("Se TOSLO-2015-12345 her", None, ["dom/toslo-2015-12345"]),
    ("Se RG-1999-1234 her", None, ["dom/rg-1999-1234"]),
    ("Se RG 1999 s. 1234 her", None, ["dom/rg-1999-1234"]),
    ("Se HR-2011-1739-A her", None, ["dom/hr-2011-1739-a"]),
    ("Se SOM-2017-622 her", None, ["dom/som-2017-622"]),
    ("Se SOMB-2005-23 her", None, ["dom/somb-2005-23"]),
    ("Se LB-2019-55123-2 her", None, ["dom/lb-2019-55123-2"]),
    ("Se Rt. 2000 s. 1544 (Finanger I) her", None, ["dom/rt-2000-1544"]),
    ("Rt. 2000 s. 1544 og Rt. 2005 s. 833", None, ["dom/rt-2000-1544", "dom/rt-2005-833"]),
    ("Rt. 2000 s. 1544 og 2005 s. 833", None, ["dom/rt-2000-1544", "dom/rt-2005-833"]),
]


CASES: list[tuple[str, Context | None, list[str]]] = [
    ("Bystyret vedtok planen, sak 332/23.", CITY, ["bystyresak/fjordvik/332/2023"]),
    ("sak 206/19", CITY, ["sak/fjordvik/206/2019"]),
    ("Sak 184/24 viser", CITY, ["sak/fjordvik/184/2024"]),
    ("sak 378-20", CITY, ["sak/fjordvik/378/2020"]),
    ("21.06.2023 sak 23/23", CITY, ["sak/fjordvik/23/2023"]),
    ("i møte 21.06.2023, sak 234/23", CITY, ["sak/fjordvik/234/2023"]),
    ("Se Byrådssak 187/25 her", CITY, ["byrådssak/fjordvik/187/2025"]),
    ("Se Byrådssak 187/2025 her", CITY, ["byrådssak/fjordvik/187/2025"]),
    ("Se Byrådssak 187 av 17.12.2025 her", CITY, ["byrådssak/fjordvik/187/2025"]),
    ("Se byrådssak 1017/24 her", CITY, ["byrådssak/fjordvik/1017/2024"]),
    ("Se byrådssak 1164/2023 her", CITY, ["byrådssak/fjordvik/1164/2023"]),
    ("Se byrådssak 139-13 her", CITY, ["byrådssak/fjordvik/139/2013"]),
    ("Se Byrådssak 220 – 226 her", CITY, ["byrådssak/fjordvik/220..226/2025"]),
    ("Se Byrådssak 220–226/24 her", CITY, ["byrådssak/fjordvik/220..226/2024"]),
    ("Se Byrådssaken 12/24 her", CITY, ["byrådssak/fjordvik/12/2024"]),
    ("Se byrådsak 12/24 her", CITY, ["byrådssak/fjordvik/12/2024"]),
    ("Se byrådssak nr. 12/24 her", CITY, ["byrådssak/fjordvik/12/2024"]),
    ("Se Byrådssak 187 av 17. desember 2025 her", CITY, ["byrådssak/fjordvik/187/2025"]),
    ("Se Byrådssak 187/2025 - 3 her", CITY, ["byrådssak/fjordvik/187/2025"]),
    ("Se Byrådssak: 12/24 her", CITY, ["byrådssak/fjordvik/12/2024"]),
    ("Se byrådets sak 12/24 her", CITY, ["byrådssak/fjordvik/12/2024"]),
    ("Se bystyresak 57/24 her", CITY, ["bystyresak/fjordvik/57/2024"]),
    ("Se bystyresak 147-97 her", CITY, ["bystyresak/fjordvik/147/1997"]),
    ("Se bystyresak 131- 15 her", CITY, ["bystyresak/fjordvik/131/2015"]),
    ("Se bystyresak 334/ 24 her", CITY, ["bystyresak/fjordvik/334/2024"]),
    ("Se bystyresak 40/2000 her", CITY, ["bystyresak/fjordvik/40/2000"]),
    ("Se bystyresak\u202f271/2018 her", CITY, ["bystyresak/fjordvik/271/2018"]),
    ("Se bystyresak 271/\u202f2018 her", CITY, ["bystyresak/fjordvik/271/2018"]),
    ("Se bystyresaken 271/2018 her", CITY, ["bystyresak/fjordvik/271/2018"]),
    ("Se bystyrets sak 271/2018 her", CITY, ["bystyresak/fjordvik/271/2018"]),
    ("Se Bystyresak nr 271/2018 her", CITY, ["bystyresak/fjordvik/271/2018"]),
    ("Se bystyresaksnr. 271/2018 her", CITY, ["bystyresak/fjordvik/271/2018"]),
    ("Se kommunestyresak 129/23 her", CITY, ["ks-sak/fjordvik/129/2023"]),
    ("Se KST sak 93/23 her", CITY, ["ks-sak/fjordvik/93/2023"]),
    ("Se KST-sak 006/19 her", CITY, ["ks-sak/fjordvik/6/2019"]),
    ("Se K-sak 0184/18 her", CITY, ["ks-sak/fjordvik/184/2018"]),
    ("Se FSK-sak 28/23 her", CITY, ["fsk-sak/fjordvik/28/2023"]),
    ("Se formannskapssak 0317/98 her", CITY, ["fsk-sak/fjordvik/317/1998"]),
    ("Se utvalgssak 15/25 her", CITY, ["utvalgssak/fjordvik/15/2025"]),
    ("Se PS 78/2024 her", CITY, ["ps-sak/fjordvik/78/2024"]),
    ("Se PS124/2021 her", CITY, ["ps-sak/fjordvik/124/2021"]),
    ("Se PS 91/23 her", CITY, ["ps-sak/fjordvik/91/2023"]),
    ("Se DS 53/25 her", CITY, ["ds-sak/fjordvik/53/2025"]),
    ("Se sak PS 91/23 her", CITY, ["ps-sak/fjordvik/91/2023"]),
    ("Se Arkivsaknr. 23/14207 her", CITY, ["arkivsak/fjordvik/2023/14207"]),
    ("Se Arkivsaksnr. 24/16011-1 her", CITY, ["arkivsak/fjordvik/2024/16011/1"]),
    ("Se Arkivsak: 2023/220316 her", CITY, ["arkivsak/fjordvik/2023/220316"]),
    ("Se Arkivsak: 25/3174 - 2 her", CITY, ["arkivsak/fjordvik/2025/3174/2"]),
    ("Se Saksnr: 20/2107 -418 her", CITY, ["arkivsak/fjordvik/2020/2107/418"]),
    ("Se Vår referanse: 2023/51938-8 her", CITY, ["arkivsak/fjordvik/2023/51938/8"]),
    ("Se BYGG-2023/14807-8 her", CITY, ["arkivsak/fjordvik/BYGG-2023/14807/8"]),
    ("Se KLAGE-2024/13302-4 her", CITY, ["arkivsak/fjordvik/KLAGE-2024/13302/4"]),
    ("Se PLAN-2022/21877-86 her", CITY, ["arkivsak/fjordvik/PLAN-2022/21877/86"]),
    ("Se k-sak 21/1207 her", CITY, ["arkivsak/fjordvik/2021/1207"]),
    ("Se byrådssak 2017/03361-3 her", CITY, ["arkivsak/fjordvik/2017/3361/3"]),
    ("Se KS-sak 12/24 her", CITY, ["ks-sak/fjordvik/12/2024"]),
    ("Se KS sak 12/24 her", CITY, ["ks-sak/fjordvik/12/2024"]),
    ("Se KS 12/24 her", CITY, ["ks-sak/fjordvik/12/2024"]),
    ("Se FSK 12/24 her", CITY, ["fsk-sak/fjordvik/12/2024"]),
    ("Se FS-sak 12/24 her", CITY, ["fsk-sak/fjordvik/12/2024"]),
    ("Se kommunestyrets sak 12/24 her", CITY, ["ks-sak/fjordvik/12/2024"]),
    ("Se formannskapets sak 12/24 her", CITY, ["fsk-sak/fjordvik/12/2024"]),
    ("Se Saksnummer: 2023/1234 her", CITY, ["arkivsak/fjordvik/2023/1234"]),
    ("Se saksnr. 23/1234 her", CITY, ["arkivsak/fjordvik/2023/1234"]),
    ("Se Saksnr.: 2023/1234-5 her", CITY, ["arkivsak/fjordvik/2023/1234/5"]),
    ("Se Arkivref: 23/1234 her", CITY, ["arkivsak/fjordvik/2023/1234"]),
    ("Se Ref.: 23/1234-5 her", CITY, ["arkivsak/fjordvik/2023/1234/5"]),
    ("Se Deres ref.: 23/1234-5 her", CITY, ["arkivsak/fjordvik/2023/1234/5"]),
    ("Se Journalnr. 23/1234 her", CITY, ["arkivsak/fjordvik/2023/1234"]),
    ("Se sak 2023/1234 her", CITY, ["arkivsak/fjordvik/2023/1234"]),
    ("Se Sak nr. 12/24 her", CITY, ["sak/fjordvik/12/2024"]),
    ("Se saknr 12/24 her", CITY, ["sak/fjordvik/12/2024"]),
    ("Se Saksnr. 012/24 her", CITY, ["sak/fjordvik/12/2024"]),
    ("Se kommunedirektørens sak 12/24 her", CITY, ["sak/fjordvik/12/2024"]),
    ("Se Byrådsmelding 2/2024 her", CITY, ["byrådsmelding/fjordvik/2/2024"]),
    ("Se bystyremelding 3/2021 her", CITY, ["bystyremelding/fjordvik/3/2021"]),
    ("Se bystyremelding nr. 3/2021 her", CITY, ["bystyremelding/fjordvik/3/2021"]),
    ("Se privat forslag nr. 35/2025 her", CITY, ["privat-forslag/fjordvik/35/2025"]),
    ("Se Privat forslag 35/2025 her", CITY, ["privat-forslag/fjordvik/35/2025"]),
    ("Se sak KS 12/24 her", CITY, ["ks-sak/fjordvik/12/2024"]),
    ("Se Utv.saksnr: Å DS 99/551 her", CITY, ["arkivsak/fjordvik/1999/551"]),
    ("Se sak nr 12/2024 her", CITY, ["sak/fjordvik/12/2024"]),
    ("Se sak. 12/24 her", CITY, ["sak/fjordvik/12/2024"]),
    ("Se kommunestyresakene 12/24 her", CITY, ["ks-sak/fjordvik/12/2024"]),
    ("fylkestingssak 62/19", COUNTY, ["fylkestingssak/vestfjord/62/2019"]),
    ("fylkestingsak 62/19", COUNTY, ["fylkestingssak/vestfjord/62/2019"]),
    ("Saksnr. 201704011", AGENCY, ["arkivsak/oslo-pbe/2017/04011"]),
    ("saksnummer 202361004", AGENCY, ["arkivsak/oslo-pbe/2023/61004"]),
    ("arkivsak 200106022", AGENCY, ["arkivsak/oslo-pbe/2001/06022"]),
]


BUDGETS: list[tuple[str, Context | None, list[str]]] = [
    ("kap. 323 Musikk og scenekunst, post 70", BUDGET, ["statsbudsjettet/2026/kap/323/post/70"]),
    ("kap. 1320, post 30", BUDGET, ["statsbudsjettet/2026/kap/1320/post/30"]),
    ("kap. 451 post 45", BUDGET, ["statsbudsjettet/2026/kap/451/post/45"]),
    (
        "kap. 3410 postene 02 og 03",
        BUDGET,
        ["statsbudsjettet/2026/kap/3410/post/2", "statsbudsjettet/2026/kap/3410/post/3"],
    ),
    (
        "kap. 571 postene 01, 50 og 85",
        BUDGET,
        [
            "statsbudsjettet/2026/kap/571/post/1",
            "statsbudsjettet/2026/kap/571/post/50",
            "statsbudsjettet/2026/kap/571/post/85",
        ],
    ),
    ("kap. 2440/5440", BUDGET, ["statsbudsjettet/2026/kap/2440+5440"]),
    ("kapittel 5440", BUDGET, ["statsbudsjettet/2026/kap/5440"]),
    (
        "kap. 917, post 22, kap. 919, post 76 og kap. 923, post 22",
        BUDGET,
        [
            "statsbudsjettet/2026/kap/917/post/22",
            "statsbudsjettet/2026/kap/919/post/76",
            "statsbudsjettet/2026/kap/923/post/22",
        ],
    ),
    ("Kap. 323\nPost 70", BUDGET, ["statsbudsjettet/2026/kap/323/post/70"]),
    ("kap. 323 postene 70 til 75", BUDGET, ["statsbudsjettet/2026/kap/323/post/70..75"]),
    ("kap. 323 postene 70–75", BUDGET, ["statsbudsjettet/2026/kap/323/post/70..75"]),
    ("post 70 på kap. 323", BUDGET, ["statsbudsjettet/2026/kap/323/post/70"]),
    ("post 70 under kap. 323", BUDGET, ["statsbudsjettet/2026/kap/323/post/70"]),
    (
        "kap. 323, postene 70, 71 og kap. 325, post 1",
        BUDGET,
        [
            "statsbudsjettet/2026/kap/323/post/70",
            "statsbudsjettet/2026/kap/323/post/71",
            "statsbudsjettet/2026/kap/325/post/1",
        ],
    ),
    (
        "kap. 323 post 70 og post 78",
        BUDGET,
        ["statsbudsjettet/2026/kap/323/post/70", "statsbudsjettet/2026/kap/323/post/78"],
    ),
    (
        "kap. 323 post 70 og 78",
        BUDGET,
        ["statsbudsjettet/2026/kap/323/post/70", "statsbudsjettet/2026/kap/323/post/78"],
    ),
    ("kapittel 762, post 21", None, ["statsbudsjettet/?/kap/762/post/21"]),
    ("kap. 200 og 204 bevilgning", BUDGET, ["statsbudsjettet/2026/kap/200", "statsbudsjettet/2026/kap/204"]),
    ("kapitlene 200 og 204", BUDGET, ["statsbudsjettet/2026/kap/200", "statsbudsjettet/2026/kap/204"]),
    ("kap. 323 underpost 70.1", BUDGET, ["statsbudsjettet/2026/kap/323/post/70"]),
    ("statsbudsjettet for 2026", None, ["statsbudsjettet/2026"]),
    ("statsbudsjettet 2026", None, ["statsbudsjettet/2026"]),
    ("Gul bok 2026", None, ["statsbudsjettet/2026"]),
    ("Gul bok for 2026", None, ["statsbudsjettet/2026"]),
    ("revidert nasjonalbudsjett 2025", None, ["revidert-nasjonalbudsjett/2025"]),
    ("revidert nasjonalbudsjett for 2025", None, ["revidert-nasjonalbudsjett/2025"]),
    ("RNB 2025", None, ["revidert-nasjonalbudsjett/2025"]),
    ("nasjonalbudsjettet 2026 (Meld. St. 1 (2025–2026))", None, ["nasjonalbudsjettet/2026", "meld-st/2025-2026/1"]),
    (
        "Kommuneproposisjonen 2025 (Prop. 102 S (2023–2024))",
        None,
        ["kommuneproposisjonen/2025", "prop/2023-2024/102-s"],
    ),
    ("kommuneproposisjonen for 2025", None, ["kommuneproposisjonen/2025"]),
    ("statsbudsjett for 2026", None, ["statsbudsjettet/2026"]),
    ("Grønt hefte 2025", None, ["grønt-hefte/2025"]),
    ("Budsjett 2027 og økonomiplan 2027–2030 (Sak 1)", CITY, ["budsjett/fjordvik/2027"]),
    ("Handlings- og økonomiplan 2025-2028", CITY, ["økonomiplan/fjordvik/2025-2028"]),
    ("HØP 2024-2027", CITY, ["økonomiplan/fjordvik/2024-2027"]),
    ("økonomiplan 22-25", CITY, ["økonomiplan/fjordvik/2022-2025"]),
    ("budsjett 2025", CITY, ["budsjett/fjordvik/2025"]),
    ("Budsjett for 2014/Økonomiplan for 2014-2017", CITY, ["budsjett/fjordvik/2014"]),
    ("tjeneste 34120", CITY, ["tjeneste/fjordvik/34120"]),
    ("KOSTRA-funksjon 253 og 226", None, ["kostra/funksjon/253", "kostra/funksjon/226"]),
    (
        "KOSTRA-funksjon 253 Helse- og omsorgstjenester i institusjon og 226",
        None,
        ["kostra/funksjon/253", "kostra/funksjon/226"],
    ),
    ("funksjon 202", None, ["kostra/funksjon/202"]),
    ("KOSTRA f232", None, ["kostra/funksjon/232"]),
    ("KOSTRA-gruppe 12", None, ["kostra/gruppe/12"]),
    ("Kostragruppe 13", None, ["kostra/gruppe/13"]),
    ("KOSTRA gruppe 13", None, ["kostra/gruppe/13"]),
    ("funksjonene 232, 241 og 254", None, ["kostra/funksjon/232", "kostra/funksjon/241", "kostra/funksjon/254"]),
    ("kostra-funksjon 211", None, ["kostra/funksjon/211"]),
]


TABLES_AND_NUMBERS: list[tuple[str, Context | None, list[str]]] = [
    ("Statistikkbanken, HEL008:", None, ["statistikkbank/oslo/hel008"]),
    ("OK-HEL008.px", None, ["statistikkbank/oslo/hel008"]),
    ("Kilde: HEL008", None, ["statistikkbank/oslo/hel008"]),
    ("SSB tabell 06952", None, ["ssb/tabell/06952"]),
    ("SSB, tabell 07459", None, ["ssb/tabell/07459"]),
    ("SSBs tabell 07459", None, ["ssb/tabell/07459"]),
    ("Kilde: SSB (tabell 07459)", None, ["ssb/tabell/07459"]),
    ("Statistisk sentralbyrå, tabell 07459", None, ["ssb/tabell/07459"]),
    ("tabell 07459 fra SSB", None, ["ssb/tabell/07459"]),
    ("SSB tabell 07459 og 06913", None, ["ssb/tabell/07459", "ssb/tabell/06913"]),
    ("https://www.ssb.no/statbank/table/07459/", None, ["ssb/tabell/07459"]),
    ("KOSTRA-tabell 12362", None, ["ssb/tabell/12362"]),
    ("SSB: tabell 12362", None, ["ssb/tabell/12362"]),
    ("doi:10.1111/j.1540", None, ["doi/10.1111/j.1540"]),
    ("DOI 10.1016/S0140-6736(20)30183-5.", None, ["doi/10.1016/S0140-6736(20)30183-5"]),
    ("https://doi.org/10.1000/xyz123", None, ["doi/10.1000/xyz123"]),
    ("10.1093/eurpub/ckaa123 viser", None, ["doi/10.1093/eurpub/ckaa123"]),
    ("ISBN 978-82-452-1234-5", None, ["isbn/9788245212345"]),
    ("ISBN: 82-00-45123-0", None, ["isbn/8200451230"]),
    ("ISBN 978-82-452- 1234-5", None, ["isbn/9788245212345"]),
    ("ISBN (PDF): 978-82-452-1234-5", None, ["isbn/9788245212345"]),
    ("FNs bærekraftsmål nr. 3", None, ["fn/bærekraftsmål/3"]),
    ("bærekraftsmål 3", None, ["fn/bærekraftsmål/3"]),
    ("bærekraftsmål nr. 3 og 11", None, ["fn/bærekraftsmål/3", "fn/bærekraftsmål/11"]),
    ("SDG 13", None, ["fn/bærekraftsmål/13"]),
    ("bærekraftsmålene 3, 5 og 10", None, ["fn/bærekraftsmål/3", "fn/bærekraftsmål/5", "fn/bærekraftsmål/10"]),
    ("FNs bærekraftsmål", None, ["fn/bærekraftsmål"]),
    ("Agenda 2030", None, ["fn/bærekraftsmål"]),
    ("bærekraftmål 13", None, ["fn/bærekraftsmål/13"]),
    ("berekraftsmål nr. 13", None, ["fn/bærekraftsmål/13"]),
    ("bærekraftsmål nr 4: God utdanning", None, ["fn/bærekraftsmål/4"]),
]


LOOKALIKES: list[tuple[str, Context | None]] = [
    ("Stortinget sa nei. Formannskapets vedtak 1. Skatten økes.", None),
    ("Anmodningsvedtakene 3. juni 2021", None),
    ("Se VA-sak 2022/4945 her", CITY),
    ("Se KOFA-sak 11/26 her", CITY),
    ("Overlevering av representantforslag 11:35", None),
    ("svenske Prop. 2022/23:53", None),
    ("Prop. 2011/12 punkt 6.14", None),
    ("planen (2023–2033)", None),
    ("Dok8-forslag", None),
    ("vedtak nr. 4 i styret", None),
    ("Dokument 21 Kvalitetsprogram", None),
    ("Dokument 08 ROS", None),
    ("i målestokk 1:500", None),
    ("Forholdet er 8:2", None),
    ("NOU 2014-2025 planen", None),
    ("Nav R14-00 rundskriv", None),
    ("rom H-12/14 i bygget", None),
    ("bil T-2000 er", None),
    ("type R-12 lampe", None),
    ("Se gnr. 114 bnr. 131 her", CITY),
    ("Se eiendommen 114/131 her", CITY),
    ("Se gnr/bnr 14/611 her", CITY),
    ("Se gnr. 48 bnr. 139 her", CITY),
    ("Se EMDs saksnr. 20441/05 her", CITY),
    ("Se websak 15/1877 her", CITY),
    ("Se grønnsak 0-60 her", CITY),
    ("Se kl. 12/13 her", CITY),
    ("Se sak 0-60 her", CITY),
    ("Se saken 5-6 uker her", CITY),
    ("Se PS 5 her", CITY),
    ("Se PS5 spill her", CITY),
    ("Se DS 3 bil her", CITY),
    ("Se Innsak 12/24 her", CITY),
    ("(kap 7.6.2.) er", BUDGET),
    ("kap. 4.4 om", BUDGET),
    ("postene 50–89 gjelder", BUDGET),
    ("kap. 5 i loven", BUDGET),
    ("tabell 5 viser", None),
    ("varenummer 08.10.1023/1024", None),
    ("02.10.1101/1109/", None),
    ("ISSN 1234-5678", None),
]


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [*GOVERNMENT, *STORTING, *EUROPE, *CIRCULARS_AND_COURTS, *CASES, *BUDGETS, *TABLES_AND_NUMBERS],
)
def test_an_attested_form_has_its_id(text: str, context: Context | None, wanted: list[str]) -> None:
    assert ids(text, context) == wanted


@pytest.mark.parametrize(("text", "context"), LOOKALIKES)
def test_what_only_looks_like_a_reference_is_none(text: str, context: Context | None) -> None:
    assert ids(text, context) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Meld. St.\u00a05 (2022\u0096\n2023)", "meld-st/2022-2023/5"),  # U+0096 for a dash
        ("Stortings-\nmelding nr. 5 (2022–2023)", "meld-st/2022-2023/5"),  # a compound broken at its joint
        ("stortings\u00admelding nr. 5 (2022–2023)", "meld-st/2022-2023/5"),
        ("Ot.\nprp.\nnr.\n25\n(2007–\n2008)", "ot-prp/2007-2008/25"),
        ("Innst.\u202f351\u202fL\u202f(2019–2020)", "innst/2019-2020/351-l"),
        ("Innst.351L(2019−2020)", "innst/2019-2020/351-l"),  # no spaces, a minus
        ("Prop . 80 L (2018 – 2019 )", "prop/2018-2019/80-l"),
        ("Meld. St. 5 [2022–2023]", "meld-st/2022-2023/5"),
        ("Meld. St. 5 (2022–2023", "meld-st/2022-2023/5"),  # the bracket was cut off
        ("NOU 2022:\n\n20", "nou/2022/20"),
        ("NOU 2022: 20s", "nou/2022/20"),  # a genitive, no part letter
        ("anmodnings-\nvedtak nr. 12 (2021–2022)", "stortingsvedtak/2021-2022/12"),
        ("Dokument 8 :\n150 S (2023–2024)", "dok/2023-2024/8:150-s"),
        ("rund-\nskriv H-1/18", "rundskriv/h-2018-1"),
        ("byråds-\nsak 12/24", "byrådssak/?/12/2024"),
        ("Byrådssak 194/\n19", "byrådssak/?/194/2019"),
        ("PS\u00a078 / 2024", "ps-sak/?/78/2024"),
        ("kap.\n323\npost\n70", "statsbudsjettet/?/kap/323/post/70"),
        ("HR-2017-\n1130-A", "dom/hr-2017-1130-a"),
        ("ISBN 978-82-\n452-1234-5", "isbn/9788245212345"),
    ],
)
def test_damage_does_not_change_an_id(text: str, wanted: str) -> None:
    assert ids(f"Se {text} om dette.") == [wanted]


@pytest.mark.parametrize("text", ["etter stra elovens § 185", "etter straWeloven § 185"])
def test_a_lost_ligature_is_mended_with_a_flag(text: str) -> None:
    (citation,) = find_citations(text)
    assert (citation.id, citation.flags) == ("lov/2005-05-20-28/§185", ("ligature",))


def test_a_slip_in_the_year_is_malformed() -> None:
    (citation,) = find_citations("Se NOU 1023: 10 om dette.")
    assert (citation.id, citation.status) == ("nou/?/10", "malformed")


@pytest.mark.parametrize(
    ("text", "word", "rule", "wanted"),
    [
        ("Meld. St. 5 (2022–2023) kom sent. Meldingen sier lite.", "Meldingen", "short-melding", "meld-st/2022-2023/5"),
        (
            "Prop. 80 L (2018–2019) er vedteken. I proposisjonen står det.",
            "proposisjonen",
            "short-proposisjon",
            "prop/2018-2019/80-l",
        ),
        ("NOU 2022: 20 kapittel 4. Samme sted står det mer.", "Samme sted", "ibid", "nou/2022/20"),
        ("Rt. 1994 s. 610. Ibid. side 3.", "Ibid.", "ibid", "dom/rt-1994-610"),
    ],
)
def test_a_short_form_means_the_one_document_before_it(text: str, word: str, rule: str, wanted: str) -> None:
    short = find_citations(text)[-1]
    assert (text[short.start : short.end], short.rule, short.id, short.flags) == (word, rule, wanted, ("short",))


@pytest.mark.parametrize(
    "text",
    [
        "Prop. 80 L (2018–2019) og Prop. 81 L (2018–2019). Proposisjonen er god.",  # which of the two?
        "Prop. 80 L (2018–2019) er fulgt opp i denne proposisjonen.",  # the text itself, and nobody says which it is
        "NOU 2022: 20 viser det. Tjenestene bør ligge på samme sted.",  # a place, no text
        "Bekymringsmeldingen og meldingen til barnevernet.",  # no document before it
        "Meld. St. 5 (2022–2023) kom. Innstillingen ligger ikke ved.",  # of another kind
    ],
)
def test_a_short_form_that_may_mean_several_or_none_is_no_citation(text: str) -> None:
    assert not [c for c in find_citations(text) if "short" in c.flags]


def test_a_date_makes_no_decision_of_a_municipality_one_of_the_storting() -> None:
    assert ids("Vedtak nr. 41 av 6. mai 2022", CITY) == []
    assert ids("Stortingets vedtak nr. 41 av 6. mai 2022", CITY) == ["stortingsvedtak/2021-2022/41"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Innst. 7 S (2021–2022)", "inns-202122-007s/"),
        ("Innst. 351 L (2012–2013)", "inns-201213-351/"),  # no letter before 2016–2017
        ("Innst. 351 (2019–2020)", None),  # the letter is missing, so the address is unknown
        ("Representantforslag 94 S (2019–2020)", "dok8-201920-094s/"),
        ("Lovvedtak 31 (2021–2022)", "vedtak-202122-031"),
        ("Dokument 3:4 (2019–2020)", None),
        ("Meld. St. 5 (2022–2023)", None),  # its number at regjeringen.no cannot be computed
    ],
)
def test_an_address_is_given_only_where_it_can_be_computed(text: str, wanted: str | None) -> None:
    (citation,) = find_citations(text)
    assert citation.url is None if wanted is None else str(citation.url).endswith(wanted)


def test_the_year_of_a_chapter_is_that_of_the_one_budget_in_the_sentence() -> None:
    assert ids("I statsbudsjettet for 2023 er kap. 231 post 60 økt.")[-1] == "statsbudsjettet/2023/kap/231/post/60"
    assert ids("Budsjettet for 2023 og budsjettet for 2024 har kap. 231 post 60.")[-1] == (
        "statsbudsjettet/?/kap/231/post/60"
    )


def test_a_number_that_a_text_cites_elsewhere_is_split_from_the_mark_of_a_note() -> None:
    context = Context(footnotes={"16": "Les mer hos departementet."})
    found = find_citations("Meld. St. 5 (2022–2023) kom sist. I tråd med Meld. St. 516 er det gjort.", context=context)
    assert [c.id for c in found] == ["meld-st/2022-2023/5", "meld-st/2022-2023/5", "fn/16"]


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("Meld. St. 5 (2022–2023)", None, "full"),
        ("Meld. St. 5", Context(antecedents=("meld-st/2022-2023/5",)), "short"),
        ("Ibid.", None, None),
        ("Lovvedtak 11–14 (2022–2023)", None, "range"),
        ("Prop. 1 LS", Context(self_id="prop/2022-2023/1-ls"), "self"),  # a running head
        ("I denne proposisjonen foreslås mer.", Context(self_id="prop/2022-2023/1-ls"), "self"),
        ("https://example.org/side", None, "url"),
        ("2. juni 2025", None, "value"),
        ("Hurdalsplattformen", None, "name"),
    ],
)
def test_the_kind_says_how_a_text_cites(text: str, context: Context | None, wanted: str | None) -> None:
    assert [kind_of(c) for c in find_citations(text, context=context)] == ([wanted] if wanted else [])


def test_the_members_of_a_list_are_told_from_the_head() -> None:
    found = find_citations("anmodningsvedtak nr. 41, 42 og 43 (2021–2022)")
    assert [kind_of(c) for c in found] == ["full", "list_member", "list_member"]
