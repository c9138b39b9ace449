"""What is pasted into the editor."""

from nablascope.core.language.bounds import MAX_BYTES, MAX_LINES


def refusal(text: str) -> str | None:
    """Why `text` stays on the clipboard alone: no program can be as long; None where one can."""
    lines = text.count("\n") + 1
    if len(text) > MAX_BYTES:
        return f"this text has {len(text):,} characters, and a program has at most {MAX_BYTES:,}"
    if lines > MAX_LINES:
        return f"this text has {lines:,} lines, and a program has at most {MAX_LINES:,}"
    return None
