"""Measurements: predictions for the scorers, quality on the examples, speed as ratios."""
