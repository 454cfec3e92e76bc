"""A spaCy pipeline as a :class:`~dragoman.language.protocol.Parser`.

The pipeline's relations must be those of Universal Dependencies v2 and its tags the Penn tags; spaCy's own English
pipelines (``en_core_web_*``) have another scheme of relations and are refused. spaCy is no requirement of dragoman
and is imported only here, when a pipeline is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from hashlib import sha256
from importlib import import_module
from itertools import islice
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.language.protocol import CLASSES, NOTHING, RELATIONS, Parsed, Tagged

#: Sentences that go through the pipeline at once; its memory is given back after each batch.
AT_ONCE = 128
#: What is written where the pipeline says nothing of a word: its class, and its Penn tag for "unknown".
NO_CLASS, NO_TAG = "X", "XX"
#: The kinds of name, by what CoNLL and OntoNotes call them. What is not here (dates, sums) is no name.
KINDS = {
    **dict.fromkeys(("PER", "PERSON"), "PER"),
    **dict.fromkeys(("ORG",), "ORG"),
    **dict.fromkeys(("LOC", "GPE", "FAC"), "LOC"),
    **dict.fromkeys(("MISC", "NORP", "EVENT", "LAW", "LANGUAGE", "PRODUCT", "WORK_OF_ART"), "MISC"),
}
_INSTALL = "Install it with `pip install spacy`, in the environment that runs dragoman."


class SpacyParser:
    """A loaded pipeline (``spacy.language.Language``). spaCy has no attribution tags: all are ``O``, scored 0.

    Names are scored 1, because spaCy does not say how sure it is.
    """

    def __init__(self, nlp: Any) -> None:
        """
        Raises:
            KnowledgeError: when spaCy is not installed, or the pipeline's relations are not those of UD.
        """
        self._doc = _spacy("spacy.tokens").Doc
        self._nlp = nlp
        self._pipeline = (
            f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')} {nlp.meta.get('version', '')}"
        )
        for component in nlp.pipe_names:
            if "parser" in nlp.get_pipe_meta(component).factory:
                for label in nlp.pipe_labels.get(component, ()):
                    self._relation(label)
        self._digest = f"spaCy {_spacy('spacy').__version__}, {self._pipeline}, sha256 {_hash(nlp)}"

    @property
    def digest(self) -> str:
        """Versions of spaCy and of the pipeline, its name, and a SHA-256 over its weights and settings."""
        return self._digest

    def parse(
        self,
        sentences: Sequence[Sequence[str]],
        *,
        quoted: Sequence[bool] | None = None,  # noqa: ARG002 - asked by the protocol
    ) -> tuple[Parsed, ...]:
        """One answer a sentence, in order; see :class:`~dragoman.language.protocol.Parser`.

        ``quoted`` is not looked at. Where spaCy gives several roots, the first that is no punctuation stays.

        Raises:
            KnowledgeError: when the pipeline gives no relations, or one that UD has not.
        """
        out: list[Parsed] = []
        rest = iter(sentences)
        while batch := list(islice(rest, AT_ONCE)):
            # Without the zone spaCy would remember every new word for good. It has one since 3.8.
            with getattr(self._nlp, "memory_zone", nullcontext)():
                docs = self._nlp.pipe((self._made(words) for words in batch if words), batch_size=AT_ONCE)
                out += [self._parsed(next(docs)) if words else NOTHING for words in batch]
        return tuple(out)

    def _made(self, words: Sequence[str]) -> Any:
        starts = [True] + [False] * (len(words) - 1)
        return self._doc(self._nlp.vocab, words=list(words), sent_starts=starts)

    def _parsed(self, doc: Any) -> Parsed:
        tokens = list(doc)
        if not any(token.dep_ for token in tokens):
            raise KnowledgeError(f"{self._pipeline}: gives no relations. Add a parser to the pipeline.")
        upos = tuple(token.pos_ if token.pos_ in CLASSES else NO_CLASS for token in tokens)
        heads = [0 if token.head.i == token.i else token.head.i + 1 for token in tokens]
        heads, relations = one_tree(heads, [self._relation(token.dep_) for token in tokens], upos)
        none = Tagged(tags=("O",) * len(tokens), scores=(0.0,) * len(tokens))
        return Parsed(
            upos=upos,
            xpos=tuple(token.tag_ or NO_TAG for token in tokens),
            lemmas=tuple(token.lemma_ or token.text for token in tokens),
            heads=tuple(heads),
            relations=tuple(relations),
            names=Tagged(tags=tuple(_names(tokens)), scores=(1.0,) * len(tokens)),
            source=none,
            cue=none,
            content=none,
        )

    def _relation(self, label: str) -> str:
        relation = label.lower() if label == "ROOT" else label or "dep"
        if relation.partition(":")[0] not in RELATIONS:
            raise KnowledgeError(
                f"{self._pipeline}: gives the relation {label!r}, which Universal Dependencies v2 has not. "
                "Use a pipeline that was trained on a UD treebank."
            )
        return relation


def read_pipeline(place: str) -> SpacyParser:
    """The pipeline of an installed package or a folder, by name or path, as a parser.

    Raises:
        KnowledgeError: when spaCy or the pipeline is not installed, or the pipeline is not one of UD.
    """
    try:
        nlp = _spacy("spacy").load(place)
    except (OSError, ValueError, ImportError) as error:
        raise KnowledgeError(f"spaCy pipeline {place!r}: cannot be loaded: {error}") from error
    return SpacyParser(nlp)


def one_tree(
    heads: Sequence[int], relations: Sequence[str], upos: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads (counted from 1, 0 the root) and relations mended to a tree with one root.

    A head that is no word, and the first word of a circle, become roots; of several roots the first that is no
    punctuation stays, the others hang on it as ``parataxis`` or ``punct``. What is a tree already stays as it is.
    """
    up = [head if 0 <= head <= len(heads) else 0 for head in heads]
    _open_circles(up)
    roots = [at for at, head in enumerate(up) if head == 0]
    root = next((at for at in roots if upos[at] != "PUNCT"), roots[0])
    names = []
    for at, relation in enumerate(relations):
        if at != root and up[at] == 0:
            up[at] = root + 1
            names.append("punct" if upos[at] == "PUNCT" else "parataxis")
        else:
            names.append("root" if at == root else "dep" if relation == "root" else relation)
    return up, names


def _open_circles(up: list[int]) -> None:
    """Makes a root of one word in each circle; each word is walked over once."""
    settled = [False] * len(up)
    for start in range(len(up)):
        way: set[int] = set()
        at = start
        while not settled[at]:
            settled[at] = True
            way.add(at)
            above = up[at] - 1
            if above in way:
                up[above] = 0
            elif above >= 0:
                at = above


def _names(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        kind = KINDS.get(token.ent_type_) if token.ent_iob_ in {"B", "I"} else None
        yield f"{token.ent_iob_}-{kind}" if kind else "O"


def _hash(nlp: Any) -> str:
    """A SHA-256 over what decides the answers, in hex: not the tokenizer, for the words come divided."""
    digest = sha256(nlp.to_bytes(exclude=["vocab", "tokenizer"]))
    # The vocabulary as a whole grows while it is used; these parts of it do not.
    for part in (nlp.vocab.vectors, nlp.vocab.lookups):
        digest.update(part.to_bytes())
    return digest.hexdigest()


def _spacy(module: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise KnowledgeError(f"spaCy is not installed ({error}). {_INSTALL}") from error
