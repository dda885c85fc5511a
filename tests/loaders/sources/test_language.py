"""English is told from other languages, and short English news with foreign names is never taken for another one."""

from __future__ import annotations

import pytest

from graphkit_loaders.sources.item import Unfit
from graphkit_loaders.sources.language import english


@pytest.mark.parametrize(
    "text",
    [
        "Ashe quits cabinet",
        "Tory MP resigns",
        "Plaid Cymru AM Sian Penrhyn backs Llanfair vote",
        "Sinn Fein TD Padraig Dunmore meets Taoiseach",
        "Taoiseach Micheal Dunmore meets the Dail in Dublin.",
        "SNP MSP Alasdair MacTavish backs Holyrood bill",
        "Labour battle plan 'hides mayor'",
        "Former NI minister dies",
        "Guantanamo pair's passport ban",
        "Bürgermeister Jürgen Müller meets Präsident François Lefèvre",
        "Mayor Zoë Ashe quits",
    ],
)
def test_short_english_news_is_not_rejected(text: str) -> None:
    assert english(text) in ("en", None)


@pytest.mark.parametrize(
    "text",
    [
        "Der Bundestag hat heute ein neues Gesetz beschlossen.",
        "Le parlement a voté la loi hier après un long débat.",
        "El Gobierno aprobó ayer la nueva ley de presupuestos.",
        "Il governo ha approvato la legge di bilancio ieri sera.",
        "De minister was in Den Haag om te praten over het plan.",
        "Cafodd y llywodraeth ei beirniadu gan y gwrthbleidiau ddoe.",
        "Tha an Riaghaltas air lagh ùr aontachadh an-diugh.",
        "Правительство приняло закон.",
        "政府は昨日、新しい法律を可決した。",
        "Η κυβέρνηση ψήφισε τον νόμο.",
    ],
)
def test_a_sentence_of_another_language_is_rejected(text: str) -> None:
    with pytest.raises(Unfit, match="not in English"):
        english(text)


def test_the_text_outweighs_what_it_declares() -> None:
    text = "The mayor of Selmouth has resigned after a row with the leader of the council over the harbour."
    assert english(text, "de") == "en"
    assert english("Ashe quits today", "en-GB") == "en"
    assert english("Ashe quits today") is None
    with pytest.raises(Unfit, match="given as 'cy'"):
        english("Ashe quits today", "cy")
