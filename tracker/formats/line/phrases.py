"""The words of a line that are left over: names of credentials, an activity, and the topic.

Words that belong together are a phrase; `+` parts phrases, as do commas, `&`, `/` and «and» where
both sides name something. Within a phrase the words that name a credential are found, and what is
left becomes the topic, in the person's own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.domain.study import Share
from tracker.errors import Problem
from tracker.formats.line.edges import bare, with_brackets
from tracker.formats.line.matching import Hit, find_hits, is_unclear
from tracker.formats.line.model import LineContext, Match, Question, TokenKind
from tracker.formats.line.names import index_of, words_of
from tracker.formats.line.sheet import Sheet, plain
from tracker.formats.line.words import WordTable
from tracker.i18n import _

_ATOM = re.compile(r"https?://[^\s\x00]+|[^\s\x00,;|·•()\[\]{}+&/]+\+*|[,;|·•()\[\]{}+&/]")
_SEPARATORS = frozenset(",;|·•()[]{}+&/")
# Signs within one name: the AT of AT&T and the IO of I/O are no names of their own.
_WITHIN = frozenset("&/")
_WEIGHT = re.compile(r"(?P<name>.*?[^\W\d_].*?)(?::|[:]?[x×*])(?P<n>\d{1,6})")
# A weight that is none, behind a name: `CKA:-1`, `CKA:0`, `CKA:1.5`, and more than six digits.
_NO_WEIGHT = re.compile(r"(?P<name>.*?[^\W\d_].*?):?[:x×*](?P<n>[-−+]\d[\d.]*|0+|\d{7,}|\d+\.\d+)")
_WEIGHT_ALONE = re.compile(r"(?:[x×*:](?P<a>\d{1,6})|(?P<b>\d{1,6})[x×*%]|(?P<c>\d{1,6}))")
_EDGES = ".:!?'’…-–—"
# A second name after a comma or an «and» must be as sure as a whole word of it is.
_SURE = 80.0
_MOST_MATCHES = 5


class Atom(NamedTuple):
    """A word or a separator; `run` counts the gaps before it in which something else was read."""

    start: int
    end: int
    text: str
    run: int


@dataclass(slots=True)
class Phrases:
    """What the left-over words say. `label` is the activity or the kind of an expense."""

    shares: list[Share] = field(default_factory=list)
    topic: str = ""
    label: str = ""
    matches: list[tuple[Match, ...]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_phrases(
    sheet: Sheet,
    context: LineContext,
    table: WordTable,
    labels: Mapping[str, str],
    label: TokenKind,
) -> Phrases:
    """Read all that is left of the line. `labels` are words that may stand for a label."""
    return _Reader(sheet, context, table, labels, label).read()


class _Reader:
    def __init__(
        self,
        sheet: Sheet,
        context: LineContext,
        table: WordTable,
        labels: Mapping[str, str],
        label_kind: TokenKind,
    ) -> None:
        self.sheet = sheet
        self.context = context
        self.table = table
        self.labels = labels
        self.label_kind = label_kind
        self.said = Phrases()
        self.rest: list[Atom] = []
        self.hits: dict[tuple[str, ...], list[Hit]] = {}

    def read(self) -> Phrases:
        groups, signs = self._groups()
        are_many = sum(map(bool, groups)) > 1
        named: list[bool] = []
        for group in groups:
            count = len(self.said.shares)
            if group:
                self._read_group(group, are_many=are_many)
            named.append(not group or len(self.said.shares) > count)
        for at, sign in enumerate(signs):
            # Between two stretches that name no credential a plus is a word of the topic.
            if named[at] or named[at + 1]:
                self.sheet.claim(sign.start, sign.end, TokenKind.JOINER, sign.text)
            else:
                self.rest.append(sign)
        self._claim_topic()
        return self.said

    def _groups(self) -> tuple[list[list[Atom]], list[Atom]]:
        """The words between the plus signs, and the signs: one fewer than the groups."""
        groups: list[list[Atom]] = [[]]
        signs: list[Atom] = []
        for atom in self._atoms():
            if atom.text == "+":
                signs.append(atom)
                groups.append([])
            else:
                groups[-1].append(atom)
        return groups, signs

    def _atoms(self) -> list[Atom]:
        """The words and separators in order. `CKA+` is a name only where the record has one."""
        atoms: list[Atom] = []
        run, at = 0, 0
        known = index_of(self.context.candidates).postings
        for match in _ATOM.finditer(self.sheet.rest):
            start, end = match.span()
            if "\x00" in self.sheet.rest[at:start]:
                run += 1
            at = end
            name = match[0].rstrip("+")
            words = words_of(match[0])
            # `C++` is no two names, and `CKA+AWS` is no name that ends in a plus.
            is_followed = bool(self.sheet.rest[end : end + 1].strip("\x00 \t\n,;"))
            is_name = bool(words) and words[-1] in known and not is_followed
            if name and len(match[0]) == len(name) + 1 and not is_name:
                middle = start + len(name)
                atoms.append(Atom(start, middle, name, run))
                atoms.append(Atom(middle, end, "+", run))
            else:
                atoms.append(Atom(start, end, match[0], run))
        return atoms

    def _read_group(self, group: list[Atom], *, are_many: bool) -> None:
        """One stretch between plus signs; a weight ends a phrase within it."""
        part: list[Atom] = []
        for atom in group:
            self._refuse_no_weight(atom)
            match = _WEIGHT.fullmatch(atom.text)
            middle = atom.start + (match.end("name") if match else 0)
            if match is None or not int(match["n"]) or self.sheet.is_held(middle, atom.end):
                part.append(atom)
                continue
            part.append(Atom(atom.start, middle, match["name"], atom.run))
            sign = Atom(middle, atom.end, self.sheet.text[middle : atom.end], atom.run)
            self._read_phrase(part, int(match["n"]), sign)
            part = []
        weight, sign = None, None
        if len(part) > 1:
            weight, sign = self._weight_at_end(part, are_many=are_many)
        self._read_phrase(part if sign is None else part[:-1], weight, sign)

    def _refuse_no_weight(self, atom: Atom) -> None:
        """`CKA:-1`: what follows a credential like a weight and is none must not be dropped."""
        match = _NO_WEIGHT.fullmatch(atom.text)
        if match is None or self.sheet.is_held(atom.start + match.end("name"), atom.end):
            return
        name = Atom(atom.start, atom.start + match.end("name"), match["name"], atom.run)
        if self._is_sure([name]):
            told = _("“{text}” is no weight: a weight is a whole number from 1 to 999999.")
            self.said.problems.append(Problem(told.format(text=match["n"]), "shares"))

    def _weight_at_end(self, part: list[Atom], *, are_many: bool) -> tuple[int | None, Atom | None]:
        """The weight that a phrase ends with, unless the number is part of a name.

        A number without a sign is a weight only where there are several phrases.
        """
        last = part[-1]
        match = _WEIGHT_ALONE.fullmatch(last.text)
        if match is None or self._is_held(last):
            return None, None
        number = int(next(text for text in match.groups() if text is not None))
        before = plain(part[-2].text)
        if number == 0 or (match["c"] and (before in self.table.counters or not are_many)):
            return None, None
        return number, last

    def _read_phrase(self, part: list[Atom], weight: int | None, sign: Atom | None) -> None:
        """One phrase: its label, then what it names."""
        part = self._without_fillers(part)
        part = self._without_label(part)
        part = self._without_fillers(part)
        count = len(self.said.shares)
        for words in self._parts(part):
            self._name(words, weight or 1)
        if sign is None or weight is None:
            return
        if len(self.said.shares) > count:
            self.sheet.claim(sign.start, sign.end, TokenKind.WEIGHT, f"× {weight}")
        else:
            self.rest.append(sign)

    def _without_fillers(self, part: list[Atom]) -> list[Atom]:
        """`part` without the small words and marks at its edges, which say nothing."""
        first, last = 0, len(part)
        while first < last and self._is_filler(part[first], self.table.fillers):
            first += 1
        while last > first and self._is_filler(part[last - 1], self.table.trailing_fillers):
            last -= 1
        first, last = with_brackets([atom.text for atom in part], first, last)
        for atom in (*part[:first], *part[last:]):
            self.sheet.claim(atom.start, atom.end, TokenKind.JOINER, atom.text)
        return part[first:last]

    def _is_filler(self, atom: Atom, fillers: frozenset[str]) -> bool:
        if self._is_held(atom):
            return False
        return atom.text in _SEPARATORS or plain(atom.text.strip(_EDGES)) in fillers | {""}

    def _is_held(self, atom: Atom) -> bool:
        return self.sheet.is_held(atom.start, atom.end)

    def _without_label(self, part: list[Atom]) -> list[Atom]:
        """`part` without the word for an activity, unless it is needed to name a credential."""
        if self.said.label or not self.labels:
            return part
        for first in range(len(part)):
            for last in range(min(len(part), first + 3), first, -1):
                words = part[first:last]
                label = self.labels.get(plain(" ".join(a.text.strip(_EDGES) for a in words)))
                if label is None or any(self._is_held(a) or a.run != words[0].run for a in words):
                    continue
                rest = part[:first] + part[last:]
                if self._is_part_of_name(part, rest, first, last):
                    continue
                self.said.label = label
                if self._counts(part, last):
                    return part  # «lab 3»: the activity is said, and the words stay the topic.
                self.sheet.claim(words[0].start, words[-1].end, self.label_kind, label)
                return rest
        return part

    def _is_part_of_name(self, part: list[Atom], rest: list[Atom], first: int, last: int) -> bool:
        """Whether a credential is named no worse with the words from `first` to `last`."""
        whole = self._hits(part)
        if not whole:
            return False
        reach = self._span(part, whole[0])
        if reach[0] >= last or reach[1] <= first:
            return False
        without = self._hits(rest)
        return not without or whole[0].score >= without[0].score

    def _counts(self, part: list[Atom], last: int) -> bool:
        """Whether a number follows, which needs the word before it."""
        if last >= len(part) or plain(part[last - 1].text) not in self.table.counters:
            return False
        return part[last].text.strip(_EDGES).isdecimal()

    def _hits(self, part: list[Atom]) -> list[Hit]:
        words = tuple(word for atom in part for word in _words(atom))
        if words not in self.hits:
            self.hits[words] = find_hits(words, self.context.candidates)
        return self.hits[words]

    def _span(self, part: list[Atom], hit: Hit) -> tuple[int, int]:
        """The atoms, from the first up to the last (exclusive), that the words of `hit` lie in."""
        owners = [at for at, atom in enumerate(part) for _word in _words(atom)]
        return owners[hit.first], owners[hit.last - 1] + 1

    def _parts(self, part: list[Atom]) -> list[list[Atom]]:
        """`part` in pieces where commas or an «and» part two names; else in one piece."""
        cuts = [at for at, atom in enumerate(part) if self._is_soft(atom)]
        if not cuts:
            return [part]
        whole = self._hits(part)
        if whole and whole[0].is_name:
            first, last = self._span(part, whole[0])
            if any(first < cut < last for cut in cuts):
                return [part]
        pieces: list[list[Atom]] = [[]]
        for at, atom in enumerate(part):
            if at in cuts and self._is_sure(self._until_cut(part, at, cuts)):
                self.sheet.claim(atom.start, atom.end, TokenKind.JOINER, atom.text)
                pieces.append([])
            else:
                pieces[-1].append(atom)
        return pieces

    def _until_cut(self, part: list[Atom], cut: int, cuts: list[int]) -> list[Atom]:
        """The words after the separator at `cut`, up to the next one."""
        return part[cut + 1 : next((at for at in cuts if at > cut), len(part))]

    def _is_soft(self, atom: Atom) -> bool:
        if self._is_held(atom):
            return False
        return atom.text in _SEPARATORS or plain(atom.text) in self.table.and_

    def _is_sure(self, part: list[Atom]) -> bool:
        """Whether all of `part` surely names a credential."""
        hits = self._hits(part)
        if not hits:
            return False
        return hits[0].score >= _SURE and self._span(part, hits[0]) == (0, len(part))

    def _name(self, part: list[Atom], weight: int) -> None:
        """Note the credential that `part` names; what names nothing is kept for the topic."""
        hits = self._hits(part) if part else []
        if not hits:
            self.rest.extend(part)
            return
        hit = hits[0]
        first, last = self._span(part, hit)
        beside = {atom.text for atom in (*part[max(0, first - 1) : first], *part[last : last + 1])}
        if hit.is_vague and beside & _WITHIN:
            self.rest.extend(part)
            return
        before, after = part[:first], part[last:]
        while before and self._is_filler(before[-1], self.table.trailing_fillers):
            filler = before.pop()
            self.sheet.claim(filler.start, filler.end, TokenKind.JOINER, filler.text)
        self._name_if_exact(before, weight)
        self._note(part[first:last], hits, weight)
        self._name_if_exact(after, weight)

    def _name_if_exact(self, part: list[Atom], weight: int) -> None:
        """`CKA AWS`: words beside a credential are another one only where they are its name."""
        hits = self._hits(part) if part else []
        if hits and hits[0].is_name and self._span(part, hits[0]) == (0, len(part)):
            self._note(part, hits, weight)
        else:
            self.rest.extend(part)

    def _note(self, part: list[Atom], hits: list[Hit], weight: int) -> None:
        said, hit = self.said, hits[0]
        said.shares.append(Share(hit.candidate.id, weight))
        meaning = hit.candidate.short_title or hit.candidate.title
        spans = self._stretches(part)
        for start, end in spans:
            self.sheet.claim(start, end, TokenKind.CREDENTIAL, meaning, len(said.matches))
        said.matches.append(tuple(hit.match for hit in hits[:_MOST_MATCHES]))
        if is_unclear(hits) or hit.is_vague:
            words = " ".join(self.sheet.text[slice(*span)] for span in spans)
            told = _("“{words}” fits more than one credential. Which one is it?")
            if hit.is_vague:
                told = _("“{words}” is too short to tell a credential. Which one is it?")
            said.questions.append(
                Question(
                    "ambiguous",
                    told.format(words=words),
                    tuple(dict.fromkeys(hit.candidate.title for hit in hits[:_MOST_MATCHES])),
                )
            )

    def _claim_topic(self) -> None:
        """The rest in the person's words: each stretch as it was typed."""
        texts: list[str] = []
        for start, end in self._stretches(sorted(self.rest)):
            text = self.sheet.text[start:end]
            stripped = bare(text)
            if stripped:
                texts.append(stripped)
                begin = start + text.index(stripped)
                self.sheet.claim(begin, begin + len(stripped), TokenKind.TOPIC, stripped)
        self.said.topic = " ".join(texts)

    def _stretches(self, part: list[Atom]) -> list[tuple[int, int]]:
        """From where to where the atoms stand side by side with nothing read between them."""
        spans: list[tuple[int, int]] = []
        for atom in part:
            if spans and "\x00" not in self.sheet.rest[spans[-1][1] : atom.start]:
                spans[-1] = (spans[-1][0], atom.end)
            else:
                spans.append((atom.start, atom.end))
        return spans


def _words(atom: Atom) -> tuple[str, ...]:
    """The words that may be of a name; an address has none."""
    return () if "://" in atom.text else words_of(atom.text)
