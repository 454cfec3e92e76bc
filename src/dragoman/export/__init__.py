"""The ways out: the record as JSON, a report to read, the page painted with what was seen, and the reasons of a row."""

from dragoman.export.explain import explain, rules_of
from dragoman.export.paint import paint_terminal
from dragoman.export.pseudonyms import Mask, Names, mask_of
from dragoman.export.record import decode_record, dump_record, encode_record
from dragoman.export.report import report
from dragoman.export.rows import Row, row_named, rows_of
from dragoman.export.webpage import paint_html

__all__ = [
    "Mask",
    "Names",
    "Row",
    "decode_record",
    "dump_record",
    "encode_record",
    "explain",
    "mask_of",
    "paint_html",
    "paint_terminal",
    "report",
    "row_named",
    "rows_of",
    "rules_of",
]
