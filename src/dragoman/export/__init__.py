"""The ways out: the record as JSON, a report to read, the page painted with what was seen, and the reasons of a row;
events as PLOVER's JSON, as a table, and as the tables of POLECAT and GDELT; statements and events as Web Annotations; all
rows as Parquet, networks as GEXF and GraphML, pages as BibTeX and CSL-JSON."""

from dragoman.export.annotations import encode_annotations
from dragoman.export.choosing import FACTS, Chosen, Export, Status, Undated, choose, status_of
from dragoman.export.citations import encode_bibtex, encode_csl
from dragoman.export.crosswalk import Crosswalk
from dragoman.export.explain import explain, rules_of
from dragoman.export.gdelt import GDELT_COLUMNS, Numbers, encode_gdelt
from dragoman.export.gdelt_mentions import MENTION_COLUMNS, encode_gdelt_mentions
from dragoman.export.gexf import encode_gexf
from dragoman.export.graph import By, Graph
from dragoman.export.graphml import encode_graphml
from dragoman.export.network import Per, dyads_of
from dragoman.export.paint import paint_terminal
from dragoman.export.parquet import write_parquet
from dragoman.export.plover import encode_plover
from dragoman.export.polecat import POLECAT_COLUMNS, encode_polecat
from dragoman.export.pseudonyms import Mask, Names, mask_of
from dragoman.export.record import decode_record, dump_record, encode_record
from dragoman.export.report import report
from dragoman.export.rows import Row, row_named, rows_of
from dragoman.export.table import COLUMNS, csv_line, encode_csv
from dragoman.export.tsv import tsv_line
from dragoman.export.voices import voices_of
from dragoman.export.webpage import paint_html

__all__ = [
    "COLUMNS",
    "FACTS",
    "GDELT_COLUMNS",
    "MENTION_COLUMNS",
    "POLECAT_COLUMNS",
    "By",
    "Chosen",
    "Crosswalk",
    "Export",
    "Graph",
    "Mask",
    "Names",
    "Numbers",
    "Per",
    "Row",
    "Status",
    "Undated",
    "choose",
    "csv_line",
    "decode_record",
    "dump_record",
    "dyads_of",
    "encode_annotations",
    "encode_bibtex",
    "encode_csl",
    "encode_csv",
    "encode_gdelt",
    "encode_gdelt_mentions",
    "encode_gexf",
    "encode_graphml",
    "encode_plover",
    "encode_polecat",
    "encode_record",
    "explain",
    "mask_of",
    "paint_html",
    "paint_terminal",
    "report",
    "row_named",
    "rows_of",
    "rules_of",
    "status_of",
    "tsv_line",
    "voices_of",
    "write_parquet",
]
