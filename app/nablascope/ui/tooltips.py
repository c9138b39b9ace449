"""Tooltips that show a text letter for letter: Qt takes for markup whatever looks like it."""

import html


def plain(text: str, *, wraps: bool = True) -> str:
    """`text` as markup; its lines are broken only where `wraps`."""
    space = "pre-wrap" if wraps else "pre"
    return f'<p style="white-space: {space}; margin: 0">{html.escape(text)}</p>' if text else ""
