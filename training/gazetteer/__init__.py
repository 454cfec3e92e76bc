"""How the gazetteer that ships is made: ``python -m training.gazetteer``; README.md says from what."""
