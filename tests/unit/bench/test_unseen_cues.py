from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import unseen_cues

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Berg had  Hinted that rain would come. Lunde said that it would not."
HINT = {"id": "1", "source": [[0, 4]], "cue": [[5, 8], [10, 16]], "content": [[17, 37]]}
SAID = {"id": "2", "source": [[39, 44]], "cue": [[45, 49]], "content": [[50, 67]]}
GOLD = {"id": "a", "text": TEXT, "attributions": [HINT, SAID]}


def test_a_cue_is_its_words() -> None:
    assert unseen_cues.counted([GOLD]) == {"had hinted": 1, "said": 1}


@pytest.mark.parametrize(
    ("times", "kind"),
    [
        (0, "never"),
        (1, "1 to 9 times"),
        (9, "1 to 9 times"),
        (10, "10 to 99 times"),
        (4000, "100 times or more"),
    ],
)
def test_the_class_of_a_cue(times: int, kind: str) -> None:
    assert unseen_cues.class_of(times) == kind


def test_contents_are_counted_by_their_cue(shared: Path) -> None:
    answer = {"id": "a", "attributions": [SAID | {"cue": [[0, 4]]}, HINT | {"content": [[33, 37]]}]}
    rates = unseen_cues.recalls([GOLD], [answer], {"said": 12})
    assert rates["never"] == (0, 1)
    assert rates["10 to 99 times"] == (1, 1)
    assert unseen_cues.recalls([GOLD], [], {})["never"] == (0, 2)
