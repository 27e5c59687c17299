"""What a short follow-up may mean after a question."""

from __future__ import annotations

import pytest

from assistent.conversation.readings import readings

_SWAPS = (("vuggestue", "børnehave"), ("gruppeforløb", "individuelle forløb"))


@pytest.mark.parametrize(
    ("question", "message", "wanted"),
    [
        (
            "hvor mange forløb var der i 2016?",
            "og i 2015?",
            ["hvor mange forløb var der i 2015?", "hvor mange forløb var der i 2016? 2015?"],
        ),
        (
            "gælder det i vuggestuen?",
            "hvad med børnehaven?",
            ["gælder det i børnehave?", "gælder det i vuggestuen? børnehaven?"],
        ),
        (
            "hvor mange gruppeforløb var der",
            "og individuelle forløb?",
            [
                "hvor mange individuelle forløb var der",
                "hvor mange gruppeforløb var der individuelle forløb?",
            ],
        ),
        ("", "og i 2015?", ["og i 2015?"]),
        (
            "hvem skriver planen",
            "hvor tit skal man følge op på handleplanen?",
            [
                "hvem skriver planen hvor tit skal man følge op på handleplanen?",
                "hvor tit skal man følge op på handleplanen?",
            ],
        ),
    ],
)
def test_readings(question: str, message: str, wanted: list[str]) -> None:
    assert readings(question, message, _SWAPS) == wanted
