"""The look of the outline and of the search bar."""

from nablascope.core.scene.theme import Theme


def outline_sheet(theme: Theme) -> str:
    """Their part of the application's style sheet."""
    return f"""
    QTableView {{ background: {theme.panel}; border: 2px solid transparent; outline: 0; }}
    QTableView:focus {{ border-color: {theme.value}; }}
    QTableView::item {{ padding: 0 8px; border: none; }}
    QHeaderView {{ background: {theme.panel}; border: none; }}
    QHeaderView::section {{ background: {theme.panel}; color: {theme.muted}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 0 11px;
        min-height: 22px; font-size: 11px; }}
    QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
    QHeaderView::section:hover {{ color: {theme.ink}; }}
    QFrame#searchBar {{ background: {theme.panel}; border: 1px solid {theme.border}; border-radius: 8px; }}
    """
