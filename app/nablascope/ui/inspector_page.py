"""The inspector's page: an inspection as markup in the theme's colours."""

from html import escape

from nablascope.core.scene.inspection import Fact, Formula, Inspection, Line, Piece, Row, Section, Tone
from nablascope.core.scene.text import cells
from nablascope.core.scene.theme import Theme
from nablascope.ui.formulas import Formulas
from nablascope.ui.links import link_target
from nablascope.ui.style import CODE_PIXELS, MONO_FAMILIES, UI_PIXELS

LINE_SCHEME = "line"

_HEADING_PIXELS, _TITLE_PIXELS, _DETAIL_PIXELS = 11, 16, 14
_PITCH = 3
"""Above and below a row."""

_LEAD = 12
"""Above a row that begins something of its own."""

_ROOM = 2
"""More above a formula, which is higher than a line of text."""

_SECTION = 16
_UNBROKEN = 26
"""Characters of a text that stays in one line: a number in full."""

_LONGEST_HEAD = 18
"""Characters of a sign and a name that stand beside each other."""

_COLUMN_GAP = 12
_FAMILIES = ", ".join(f"'{family}'" for family in MONO_FAMILIES)


def page(inspection: Inspection, theme: Theme, formulas: Formulas) -> str:
    """The whole page; every text stands in it letter for letter, and `formulas` collects its pictures."""
    head = [_head(inspection, theme)] if inspection.sign else []
    rows = "".join((*head, *(_section(section, theme, formulas) for section in inspection.sections)))
    return f'<body style="font-size: {UI_PIXELS}px">{_table(rows)}</body>'


def hint_page(hint: str, theme: Theme) -> str:
    """A page that only says what to do."""
    return f'<body style="font-size: {UI_PIXELS}px; color: {theme.muted}">{escape(hint)}</body>'


def _head(inspection: Inspection, theme: Theme) -> str:
    sign = (
        f'<span style="font-family: {_FAMILIES}; font-size: {_TITLE_PIXELS}px; font-weight: 600">'
        f"{escape(inspection.sign)}</span>"
    )
    detail = (
        f'<span style="font-size: {_DETAIL_PIXELS}px; font-weight: 600">{escape(inspection.detail)}</span>'
    )
    if cells(inspection.sign + inspection.detail) > _LONGEST_HEAD:
        return _columns(sign, _place(inspection, theme)) + _whole(detail)
    return _apart(_unbroken(f"{sign}&nbsp;&nbsp;{detail}"), _place(inspection, theme))


def _place(inspection: Inspection, theme: Theme) -> str:
    place = inspection.place
    if place is None:
        return ""
    text = escape(place.text)
    if place.span is None:
        return f'<span style="color: {theme.muted}">{text}</span>'
    return _anchor(LINE_SCHEME, text, theme.value)


def _section(section: Section, theme: Theme, formulas: Formulas) -> str:
    rows = "".join(_row(row, theme, formulas, index == 0) for index, row in enumerate(section.rows))
    if not section.title:
        return rows
    line = f"border-top: 1px solid {theme.line}; padding-top: {_SECTION - 4}px; padding-bottom: {_PITCH}px"
    name = (
        f'<span style="color: {theme.muted}; font-size: {_HEADING_PIXELS}px; font-weight: 600">'
        f"{escape(section.title.upper())}</span>"
    )
    gap = f'<tr><td colspan="2" style="padding-top: {_SECTION - 4}px; font-size: 1px"></td></tr>'
    return f'{gap}<tr><td colspan="2" style="{line}">{name}</td></tr>{rows}'


def _row(row: Row, theme: Theme, formulas: Formulas, first: bool) -> str:
    if not isinstance(row, Line):
        above = _LEAD if row.leads and not first else _PITCH
        return _fact(row, theme, above) if isinstance(row, Fact) else _formula(row, theme, formulas, above)
    colour = _colour(row.tone, theme)
    text = _mono(row.text, colour) if row.mono else f'<span style="color: {colour}">{escape(row.text)}</span>'
    return _whole(text)


def _fact(fact: Fact, theme: Theme, above: int) -> str:
    """Side by side where it is one line, else below each other; a name links to what has numbers."""
    label = f'<span style="color: {theme.muted}">{escape(fact.label)}</span>'
    text = _mono(fact.text, _colour(fact.tone, theme))
    if cells(fact.text) <= _UNBROKEN:
        text = _unbroken(text)
    if fact.link is not None and fact.tone == "ink":
        text = _anchor(link_target(fact.link), text, theme.ink)
    elif fact.link is not None:
        label = _anchor(link_target(fact.link), escape(fact.label), theme.ink)
    if fact.leads:
        return _apart(label, text, above)
    if "\n" not in fact.text:
        return _columns(label, text, above)
    return _whole(label, above) + _whole(text)


def _formula(formula: Formula, theme: Theme, formulas: Formulas, above: int) -> str:
    """As pictures where it can be set, else as text; beside it what it comes to."""
    colour = _colour(formula.tone, theme)
    shown = formulas.markup(formula, colour) or "".join(_piece(piece, colour) for piece in formula.pieces)
    if not formula.number:
        return _whole(shown, above + _ROOM)
    return _apart(shown, _unbroken(_mono(formula.number, theme.gradient)), above + _ROOM)


def _piece(piece: Piece, colour: str) -> str:
    text = _mono(piece.text, colour)
    if piece.link is None:
        return text
    return f'<a href="{link_target(piece.link)}" style="text-decoration: none">{text}</a>'


def _columns(left: str, right: str, above: int = _PITCH) -> str:
    pitch = f"padding-top: {above}px; padding-bottom: {_PITCH}px"
    return (
        f'<tr><td style="{pitch}; vertical-align: middle; padding-right: {_COLUMN_GAP}px">{left}</td>'
        f'<td align="right" style="{pitch}; vertical-align: middle">{right}</td></tr>'
    )


def _apart(left: str, right: str, above: int = _PITCH) -> str:
    """Two columns of their own: what cannot be broken would widen those of all rows past the page."""
    return f'<tr><td colspan="2">{_table(_columns(left, right, above))}</td></tr>'


def _table(rows: str) -> str:
    frame = 'width="100%" cellspacing="0" cellpadding="0" style="border-collapse: collapse"'
    return f"<table {frame}>{rows}</table>"


def _whole(markup: str, above: int = _PITCH) -> str:
    pitch = f"padding-top: {above}px; padding-bottom: {_PITCH}px"
    return f'<tr><td colspan="2" style="{pitch}">{markup}</td></tr>'


def _unbroken(markup: str) -> str:
    return f'<p style="margin: 0; white-space: nowrap">{markup}</p>'


def _mono(text: str, colour: str) -> str:
    lines = escape(text).replace("\n", "<br>").replace("  ", "&nbsp;&nbsp;")
    return (
        f'<span style="font-family: {_FAMILIES}; font-size: {CODE_PIXELS}px; color: {colour}">{lines}</span>'
    )


def _anchor(target: str, markup: str, colour: str) -> str:
    return f'<a href="{target}" style="color: {colour}; text-decoration: underline">{markup}</a>'


def _colour(tone: Tone, theme: Theme) -> str:
    colours = {"muted": theme.muted, "value": theme.value, "gradient": theme.gradient, "error": theme.error}
    return colours.get(tone, theme.ink)
