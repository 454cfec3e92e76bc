"""Every layout of exports against the samples it carries."""

import pytest

from dragoman.kit import load_kit
from dragoman.pages.export_layouts import ExportLayout, Sample
from dragoman.pages.export_samples import failures, sample_page
from dragoman.pages.exports import divide_export

LAYOUTS = load_kit().layouts.exports
SAMPLES = [
    pytest.param(layout, sample, id=f"{layout.name}-{number}")
    for layout in LAYOUTS
    for number, sample in enumerate(layout.samples)
]


@pytest.mark.parametrize("layout", [pytest.param(layout, id=layout.name) for layout in LAYOUTS])
def test_a_layout_carries_a_sample(layout: ExportLayout) -> None:
    assert layout.samples


@pytest.mark.parametrize(("layout", "sample"), SAMPLES)
def test_a_sample_is_cut_as_it_says(layout: ExportLayout, sample: Sample) -> None:
    assert not list(failures(layout, sample))


@pytest.mark.parametrize(("layout", "sample"), SAMPLES)
def test_among_all_layouts_its_own_is_chosen(layout: ExportLayout, sample: Sample) -> None:
    export = divide_export(sample_page(sample), LAYOUTS)
    assert export is not None
    assert export.layout.name == layout.name


@pytest.mark.parametrize(("layout", "sample"), SAMPLES)
def test_a_sample_with_an_error_in_it_is_told(layout: ExportLayout, sample: Sample) -> None:
    wrong = Sample(
        text=sample.text,
        declared=sample.declared,
        front=sample.front,
        titles=("Another headline", *sample.titles[1:]),
        expected=sample.expected,
    )
    ((key, message),) = failures(layout, wrong)
    assert key == "title"
    assert "Another headline" in message
