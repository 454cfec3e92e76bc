"""spaCy's small CNN pipeline, trained on the data of our own model: the peer of :mod:`bench.beside_spacy`."""
