"""The recipes in the repository can be read and hang together."""

from pathlib import Path

import pytest

from training.recipe import Recipe, read_recipe

RECIPES = sorted((Path(__file__).resolve().parents[3] / "training").glob("recipe*.toml"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_a_recipe_in_the_repository_hangs_together(path: Path) -> None:
    recipe = read_recipe(path)
    assert sum(recipe.shares.values()) == pytest.approx(1.0)
    assert ("polnear" in recipe.shares) == recipe.with_polnear
    assert recipe.schedule.warm < recipe.schedule.total * (1 - recipe.schedule.decay)


def test_there_is_a_recipe_without_polnear() -> None:
    assert any(not read_recipe(path).with_polnear for path in RECIPES)


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "recipe.toml").write_text("seeds = 1\n", encoding="utf-8")
    with pytest.raises(TypeError, match="seeds"):
        read_recipe(tmp_path / "recipe.toml")


def test_the_recipe_is_plain_values() -> None:
    assert Recipe().plain()["seed"] == 1
