"""Where a noun phrase ends, told without a grammar: at a word that opens something else, or at a mark."""

import re

_WORD = re.compile(r"[\s\u00ad]{1,4}(?P<word>[A-Za-zÆØÅæøåéü\d-]+)")
_FIRST = re.compile(r"(?P<word>[A-Za-zÆØÅæøåéü\d-]+)")
_PREPOSITIONS = frozenset({"på", "i", "for", "mot", "av", "til", "blant", "hos"})
_STOP = frozenset({
    "som", "skal", "er", "har", "blir", "vil", "ble", "var", "og", "eller", "men", "med", "ved", "fra", "frå", "om",
    "etter", "under", "over", "at", "å", "ikke", "ikkje", "kan", "må", "bør", "slik", "der", "når", "før", "innen",
    "innan", "samt", "jf", "gjennom", "uten", "utan", "den", "det", "de", "dei", "denne", "dette", "en", "ein",
    "ei", "et", "eit", "vi", "du", "jeg", "inneholder", "viser", "ligger", "omfatter", "gir", "gjev", "legger",
    "får", "fikk", "skulle", "ville", "innebærer", "peker", "sier", "vedtas", "følges", "følge", "legge", "bli",
    "være", "verte", "blei", "vart", "også", "slår", "beskriver", "inkludert", "sammen", "saman", "hvor", "kor",
    "mens", "medan", "fordi", "dersom", "hvis", "blant", "annet", "hvordan", "korleis", "hva", "kva",
    "sikre", "styrke", "evaluere", "øke", "bygge", "gjennomføre", "utvikle", "utvikla", "opprette", "etablere",
    "sørge", "redusere", "videreføre", "vidareføre", "iverksette", "innføre", "fjerne", "stanse", "avvikle", "sitt",
    "sin", "sine", "forener", "tok", "bidrar", "bidreg", "treng", "trenger", "gjelder", "gjeld", "finnes", "finst",
})  # fmt: skip


def _ends_phrase(word: str) -> bool:
    """Whether a word opens something else, or is a verb in the passive: 'revideres', 'legges'."""
    low = word.lower()
    return low in _STOP or (len(low) > 4 and word.endswith("es") and word.islower())


def _is_no_noun(word: str) -> bool:
    """Whether a word after 'og' rather opens something else: a stop word, or an infinitive, 'og støtte …'."""
    low = word.lower()
    return low in _STOP or low in _PREPOSITIONS or (low.endswith("e") and not low.endswith("helse"))


def noun_phrase_end(text: str, position: int, *, prepositions: bool = False, most: int = 5) -> int:
    """Where the noun phrase that begins at a position ends: at most `most` words, 'og' between two nouns taken in.

    With `prepositions` one of them with its noun belongs to the phrase: 'støtte til kjøp | av'.
    """
    found = _FIRST.match(text, position)
    end, used = position, False
    words = 0
    while found and words < most:
        word = found["word"]
        low = word.lower()
        if low in ("og", "eller") and words:
            following = _WORD.match(text, found.end())
            if following is None or _is_no_noun(following["word"]) or words >= most - 1 or used:
                break
            end, words, used = following.end(), words + 1, True
        elif low in _PREPOSITIONS:
            following = _WORD.match(text, found.end()) if prepositions and not used and words else None
            if following is None or following["word"].lower() in _STOP | _PREPOSITIONS:
                break
            end, words, used = following.end(), words + 1, True
            break
        elif _ends_phrase(word) or word[0].isdigit():
            break
        else:
            end, words = found.end(), words + 1
        found = _WORD.match(text, end)
    return end
