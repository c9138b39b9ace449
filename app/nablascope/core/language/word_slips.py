"""Words at the start of a statement that are misspelt, or another language's."""

import re
from difflib import SequenceMatcher

from nablascope.core.language.failure import Failure, Fix
from nablascope.core.language.refusal import Refusal, Rule

_STATEMENTS = {
    "for": r"\s.+\sin\s.+:",
    "while": r"[\s(].+:",
    "if": r"[\s(].+:",
    "elif": r"[\s(].+:",
    "else": r"\s*:",
    "with": r"[\s(].+:",
    "def": r"\s+\w+\s*\(.*:",
    "return": r"\s+\S",
    "import": r"\s+\S",
    "from": r"\s+\S+\s+import\s",
}
"""What follows each word."""

_ELSEWHERE = {"function": "def", "func": "def", "fun": "def", "fn": "def", "elseif": "elif"}
_LIKENESS = 0.75
_FIRST = re.compile(r"\s*([^\W\d]\w*)")
_DECLARED = re.compile(
    r"\s*((?:let|const|var|val|set|auto|int|float|double)[ \t]+)(\w+[ \t]*(?:\([^=]*\))?[ \t]*=(?!=).*)"
)
_ELSE_IF = re.compile(r"\s*(else[ \t]+if)\b.+:")


def _misspelt(refusal: Refusal) -> Failure | None:
    match = _FIRST.match(refusal.line)
    if match is None or match[1] in _STATEMENTS:
        return None
    word, rest = match[1], refusal.line[match.end() :]
    near = max(_STATEMENTS, key=lambda known: _likeness(word, known))
    for known in dict.fromkeys((near, *_STATEMENTS)):
        if _likeness(word, known) >= _LIKENESS and re.match(_STATEMENTS[known], rest):
            span = refusal.part(match.start(1), match.end(1))
            fix = Fix(f"Write {known}", span, known)
            return Failure(f"Python has no word {word}. Did you mean {known}?", f"write {known}", span, fix)
    return None


def _likeness(word: str, known: str) -> float:
    """1 for ``retrun``, whose letters are those of ``return``."""
    if _ELSEWHERE.get(word) == known or sorted(word) == sorted(known):
        return 1
    return SequenceMatcher(None, word, known).ratio() if word[0] == known[0] else 0


def _declared(refusal: Refusal) -> Failure | None:
    """``let x = 2``."""
    match = _DECLARED.match(refusal.line)
    if match is None:
        return None
    word, rest = match[1].strip(), match[2].strip()
    span = refusal.part(match.start(1), match.end(1))
    return Failure(f"Python needs no {word}", f"write {rest}", span, Fix(f"Remove {word}", span, ""))


def _else_if(refusal: Refusal) -> Failure | None:
    match = _ELSE_IF.match(refusal.line)
    if match is None:
        return None
    span = refusal.part(match.start(1), match.end(1))
    return Failure("else if is one word in Python", "write elif", span, Fix("Write elif", span, "elif"))


WORDS: tuple[Rule, ...] = (_declared, _else_if, _misspelt)
"""What is said of them."""
