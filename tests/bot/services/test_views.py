import pytest

from bot.services.views import DEFAULT_LEVEL, LEVELS, LOOKING, Action, Panel, View, can_lengthen, can_shorten, turn

LAST = len(LEVELS) - 1


@pytest.mark.parametrize(
    ("action", "panel"),
    [
        (Action.PROOF, Panel.PROOF),
        (Action.QUOTES, Panel.QUOTES),
        (Action.SOURCE, Panel.SOURCE),
        (Action.BACK, Panel.BRIEFING),
    ],
)
def test_a_look_leads_to_its_side_however_often_it_is_asked_for(action: Action, panel: Panel) -> None:
    view = turn(View(level=2), action)
    assert (view.panel, view.level) == (panel, 2)
    assert turn(view, action) == view
    assert action in LOOKING


def test_a_change_of_length_shows_the_briefing_again() -> None:
    quotes = View(level=2, panel=Panel.QUOTES)
    assert turn(quotes, Action.LONGER) == View(level=3)
    assert turn(quotes, Action.SHORTER) == View(level=1)


def test_there_is_nothing_beyond_the_ends() -> None:
    assert not can_shorten(View(level=0))
    assert not can_lengthen(View(level=LAST), whole=False)
    assert not can_lengthen(View(level=0), whole=True)
    assert turn(View(level=0), Action.SHORTER) == View(level=0)
    assert turn(View(level=LAST), Action.LONGER) == View(level=LAST)


def test_shorter_skips_the_lengths_that_a_short_story_fills_anyway() -> None:
    assert turn(View(level=LAST), Action.SHORTER, sentences=3) == View(level=1)


def test_every_step_around_the_default_changes_the_figures() -> None:
    around = [View(level=level).key_lines for level in (DEFAULT_LEVEL - 1, DEFAULT_LEVEL, DEFAULT_LEVEL + 1)]
    assert around == [3, 4, 5]
    assert View(level=0).key_lines == 2


@pytest.mark.parametrize("level", range(LAST))
def test_longer_shows_no_fewer_figures_and_people(level: int) -> None:
    short, long = View(level=level), View(level=level + 1)
    assert short.key_lines <= long.key_lines <= 5
    assert short.person_lines <= long.person_lines


def test_hidden_blocks_show_nothing_at_any_length() -> None:
    hidden = View(level=LAST, figures=False, people=False)
    assert (hidden.key_lines, hidden.person_lines) == (0, 0)


def test_a_level_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        View(level=LAST + 1)
