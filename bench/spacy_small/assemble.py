"""The trained parts as one pipeline: ``python -m bench.spacy_small.assemble SYNTAX NAMES OUT`` (needs spaCy).

SYNTAX and NAMES are the folders ``model-best`` of the two trainings; the names keep the layers of their own that
they were trained with. What only training again would need stays behind.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module


def main(arguments: Sequence[str]) -> None:
    """Writes the pipeline."""
    syntax, names, out = arguments
    load = import_module("spacy").load
    nlp = load(syntax)
    nlp.add_pipe("ner", source=load(names))
    nlp.meta.update(name="ud_small", version="1.0.0", description="UD syntax and names, spaCy's small CNN")
    nlp.to_disk(out)
    print(f"{out}: {', '.join(nlp.pipe_names)}")


if __name__ == "__main__":
    main(sys.argv[1:])
