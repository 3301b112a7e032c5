"""Which of the names in a citation is the author, which the title, and where it stands: told by order and form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backchannel.documents.facts.people import is_paper, is_people, is_person
from backchannel.documents.facts.reference_cues import reference_cues
from backchannel.documents.facts.reference_marks import GAP, Words

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|will|would|should|said|says|reported|stated|signed|initialed|transmitted|"
    r"provided|sent|approved|drafted|met|referred|noted|wrote|recommended|constitutes|includes|replied|informed|concluded|"
    r"suggested|commented|remained|requested|instructed|printed|called|retired|served|gave|reads|bears|contains|shows|indicates|refers|carried|took|came|went)\b"
)
_NOT_AFTER = ("Vol", "No", "Pt", "Dr", "Mr", "Mrs", "St", "ed", "eds", "Jr", r"U\.S", "[A-Z]")
_UNABBREVIATED = "".join(rf"(?<!\b{word})" for word in _NOT_AFTER)
_SEPARATOR = re.compile(rf",|;|{GAP}+|{_UNABBREVIATED}\.\s+(?=[A-Z])")
_EDITOR = re.compile(r"\((?:eds?|trans|comp)\.?\)|,? \beds?\.")
_LABELLED = re.compile(r"\((?:blog|online|website|[a-z][^()]*|n\.d\.)\)|\[sic\]")
_DID = re.compile(r"\W*(?:The )?(?:[A-Z][\w’'.-]* ){1,4}[a-z]{3,}ed (?!by\b|at\b)\w")
_IN_BRACKETS = re.compile(r"\([^()]{0,400}\)")
_LOWER_WORD = re.compile(
    r"(?<![\w’'.-])(?!(?:and|of|the|for|de|del|della|der|den|van|von|bin|ibn|al|el|la|le|da|di|du|y|zu|des|et|und|in|on|at|to|a|an|e|os|as|do|dos)\b)[a-z][a-z]+"
)
_BY = re.compile(r"by (?P<v>[A-Z].*)")
_PLACED_KIND = re.compile(
    r".*\b(?:interviews?|speech|address|remarks|lecture|talk|statement|press conference)\b.*", re.IGNORECASE
)
_POSTED = frozenset({"Twitter", "X", "Facebook", "YouTube", "Telegram", "Instagram"})


def parts(text: str) -> list[str]:
    """The parts between commas and full stops before capitals, commas inside brackets aside."""
    return [text[start:end] for start, end in part_spans(text)]


def part_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts stand, without blanks and full stops around them."""
    at = 0
    masked = _IN_BRACKETS.sub(lambda bracket: "x" * len(bracket[0]), text)
    for match in [*_SEPARATOR.finditer(masked), None]:
        end = match.start() if match else len(text)
        piece = text[at:end]
        stripped = piece.strip(" .:*_\n\t") if not re.search(r"\b[A-Z]\.\s*$", piece) else piece.strip(" :*_\n\t")
        if any(map(str.isalnum, stripped)):
            start = at + piece.index(stripped)
            yield start, start + len(stripped)
        at = match.end() if match else end


def is_remark(words: str) -> bool:
    """Whether the words tell rather than cite."""
    plain = _IN_BRACKETS.sub(" ", words.replace(GAP, " "))
    told = [part for part in parts(plain) if not reference_cues().aside.fullmatch(part)]
    plain = ", ".join(told)
    longest = max((len(part.split()) for part in told), default=0)
    if FINITE.search(plain) and (longest > 4 or len(told) == 1 or len(plain.split()) > 12):
        return True
    return longest > 18 or len(plain.split()) > 45 or _runs_on(plain)


def tells(sentence: str) -> bool:
    """Whether a sentence after a citation tells something: a verb, or a run of words in lower case."""
    return (bool(FINITE.search(sentence)) and len(sentence.split()) > 3) or _runs_on(sentence)


def _runs_on(words: str) -> bool:
    """Somebody who did something, or nine words and more, most of them in lower case."""
    if _DID.match(words):
        return True
    every = re.findall(r"[^\W\d_][\w’'-]*", words)
    return len(every) > 8 and sum(word[0].islower() for word in every) > 0.62 * len(every)


def _clean(part: str) -> str:
    return _LABELLED.sub("", _EDITOR.sub("", part)).strip(" ,*_[]")


def before_title(words: Words, segments: Sequence[str]) -> None:
    """What stands before a title in quotation marks: who wrote it."""
    author = ", ".join(filter(None, map(_clean, segments)))
    if (
        author
        and len(author) <= 120
        and author[0].isalpha()
        and not re.search(r"\d", author)
        and not FINITE.search(author)
    ):
        words.keep("author", author)


def after_title(words: Words, segments: Sequence[str]) -> None:
    """What stands after a title: the book, paper or site that it is in, who keeps it, or who issued it."""
    left = _take_kept(words, [clean for part in segments if (clean := _without_book_editor(part, segments))])
    for part in list(left):
        if reference_cues().body.fullmatch(part) and "author" not in words.found:
            words.keep("author", part)
            left.remove(part)
    left = _take_platform(words, left)
    if re.search(r"\b(?:dissertation|thesis)\b", words.text) and left:
        words.keep("publisher", left.pop(0))
    if left and "container" in words.found:
        words.keep("publisher", left[0])
    elif left:
        words.keep("container", left[0])
        if len(left) > 1 and left[-1] in reference_cues().cities:
            words.keep("place", left[-1])


def _without_book_editor(part: str, segments: Sequence[str]) -> str | None:
    """A part after the title, or None for the editors of the book that it is in."""
    if part.startswith("in ") or (segments and segments[0].startswith("in ") and part is not segments[-1]):
        editors = _EDITOR.search(part) or (len(segments) > 1 and part is segments[0])
        if editors:
            return None
    return re.sub(r"\A(?:in|on|at|for)\s+", "", _clean(part)) or None


def _take_kept(words: Words, segments: Sequence[str]) -> list[str]:
    """The archive among the parts, and with it the file: what is left after it, or a file taken by its form."""
    keeper = next((i for i, part in enumerate(segments) if reference_cues().keeper.fullmatch(part)), None)
    if keeper is None or (keeper == 0 and len(segments) == 1 and "file" not in words.found):
        return list(segments)
    if any(reference_cues().platform.fullmatch(part) for part in segments):
        return list(segments)  # "Department of State, Office of Samples website": it issued what the site shows
    after = list(segments[keeper + 1 :])
    name = segments[keeper]
    if "file" in words.found and len(after) == 1 and len(after[0].split()) == 1:
        joined = f"{name}, {after.pop()}"
        name = joined if joined in words.text else name
    words.keep("archive", name)
    if after:
        joined = ", ".join(after)
        words.keep("file", joined if joined in words.text else after[0])
    return list(segments[:keeper])


def _take_platform(words: Words, segments: list[str]) -> list[str]:
    for part in segments:
        if reference_cues().platform.fullmatch(part):
            words.keep("container", part)
            return [other for other in segments if other is not part]
    return segments


def in_order(words: Words, segments: Sequence[str], *, imprint: bool, header: bool) -> None:
    """Names without quotation marks: author, title, and where it appeared."""
    editors = any(_EDITOR.search(part) for part in segments)
    left = [clean for part in segments if (clean := _clean(part))]
    left = _take_series(words, _take_platform(words, _take_kept(words, left)))
    for part in list(left[1:]):
        by = _BY.fullmatch(part)
        if by:
            words.keep("author", by["v"])
            left.remove(part)
    if not left:
        return
    if header and "title" not in words.found:
        _published(words, left)
    elif header:
        words.keep("container", left[0])
    elif imprint:
        _with_imprint(words, left, editors=editors)
    else:
        _by_commas(words, left)


def _take_series(words: Words, segments: list[str]) -> list[str]:
    """The series that a numbered report stands in, if it is not its title."""
    if "number" in words.found and len(segments) > 1:
        for part in segments[1:]:
            if reference_cues().series.fullmatch(part) and f"{part} No. {words.found['number']}" in words.text:
                words.keep("container", part)
                return [other for other in segments if other is not part]
    return segments


def _with_imprint(words: Words, left: list[str], *, editors: bool) -> None:
    """Before a publisher in brackets: title alone, or author and title; parts of a body belong to its name."""
    author = 0
    if len(left) > 1 and (editors or not reference_cues().kind.fullmatch(left[0])):
        author = 1
        while author < len(left) - 1 and (reference_cues().body.fullmatch(left[author]) or is_person(left[author])):
            author += 1
    if author:
        words.keep("author", ", ".join(left[:author]))
    words.keep("title", left[author])


def _published(words: Words, left: list[str]) -> None:
    """Title, publisher and place."""
    words.keep("title", left[0])
    _press(words, left[1:])


def _press(words: Words, left: list[str]) -> None:
    """Publisher and place in either order; a publisher's name may hold a comma ("Little, Brown")."""
    cities = [part for part in left if part in reference_cues().cities]
    if cities:
        words.keep("place", cities[-1])
    press = [part for part in left if part not in cities]
    joined = ", ".join(press[:2])
    short = len(press) == 2 and all(len(part.split()) <= 3 for part in press)
    words.keep("publisher", joined if short and joined in words.text else press[0] if press else None)


def _by_commas(words: Words, left: list[str]) -> None:
    day = words.found.get("date", "").count("-") > 0
    first = left[0]
    told = bool(reference_cues().kind.fullmatch(first)) or (len(left) < 3 and bool(_LOWER_WORD.search(first)))
    if len(left) == 1:
        _alone(words, first, day=day, told=told)
    elif told:
        joined = f"{first}, {left[1]}"
        if reference_cues().kind.fullmatch(left[1]) and joined in words.text:
            first, left = joined, left[1:]  # "Text message, Sample to Example"
        words.keep("title", re.sub(r"\A[Aa]uthor’s ", "", first))
        _where(words, left[1:], first)
    elif len(left) == 2 and not is_people(first) and is_paper(left[1]) and not _author_first(left) and day:
        words.keep("title", first)
        words.keep("container", left[1])
    elif len(left) == 2 or _author_first(left):
        words.keep("author", first)
        words.keep("title", left[1])
        if day or reference_cues().kind.fullmatch(left[1]):
            _where(words, left[2:], left[1])
        else:
            _press(words, left[2:])
    else:
        words.keep("title", first)
        _where(words, left[1:], first)


def _alone(words: Words, name: str, *, day: bool, told: bool) -> None:
    """One name: a paper of a day, a person before "op. cit.", or a title."""
    posted = words.found.get("container") in _POSTED
    if posted or "back" in words.found or ("pages" in words.found and is_person(name)):
        words.keep("author", name)
    elif day and not told and not re.search(r"\d", name) and "container" not in words.found:
        words.keep("container", name)
    elif len(words.found) or told:
        if told or {"date", "url", "volume", "number", "container"} & set(words.found):
            words.keep("title", re.sub(r"\A[Aa]uthor’s ", "", name))
        elif "pages" in words.found:
            words.keep("author", name)


def _where(words: Words, left: list[str], what: str) -> None:
    """Where a titled thing appeared or was said."""
    if not left:
        return
    if _PLACED_KIND.fullmatch(what) and len(left[0].split()) <= 3 and not is_paper(left[0]):
        words.keep("place", left[0])
    elif "container" in words.found:
        words.keep("publisher", left[0])
    else:
        words.keep("container", left[0])


def _author_first(left: list[str]) -> bool:
    """Whether the first part names an author: people, a body, or any capitalised name before a title and a place."""
    first = left[0]
    if is_people(first) or is_person(first) or reference_cues().body.fullmatch(first):
        return True
    tokens = first.split()
    return len(left) >= 2 and len(tokens) <= 8 and tokens[0][0].isupper()
