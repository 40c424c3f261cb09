"""The catalogues hold what the program says, and nothing that would be shown wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import modules, name_of, tree
from tests.words import catalogues
from tests.words.catalogues import TRANSLATED, collect, faults, template_faults, untranslated

# A language goes in here once every text of it is translated, and stays.
COMPLETE: tuple[str, ...] = ("ar", "de", "es", "fr")
_TOLD = "`python3 dev.py words` brings the catalogues up to date"


@pytest.fixture(scope="module")
def template():
    return collect()


def test_the_template_has_every_text_that_the_source_marks() -> None:
    assert [str(fault) for fault in template_faults()] == [], _TOLD


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_is_up_to_date_and_its_placeholders_fit(code: str, template) -> None:
    assert [str(fault) for fault in faults(code, template)] == [], _TOLD


@pytest.mark.parametrize("code", COMPLETE)
def test_every_text_is_translated(code: str) -> None:
    assert [catalogues.texts(message)[0] for message in untranslated(code)] == []


def looked_up_at_import(node: ast.AST) -> Iterator[int]:
    """The lines of all look-ups of texts that run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            defaults = [one for one in (*child.args.defaults, *child.args.kw_defaults) if one]
            for default in defaults:
                yield from looked_up_at_import(ast.Expression(default))
            continue
        if (
            isinstance(child, ast.Call)
            and isinstance(child.func, ast.Name)
            and child.func.id in {"_", "ngettext", "pgettext"}
        ):
            yield child.lineno
        yield from looked_up_at_import(child)


def test_no_text_is_looked_up_before_the_language_is_known() -> None:
    """A text in a table of a module is marked with `N_` and looked up where it is shown."""
    early = [
        f"{name_of(path)}:{line}" for path in modules() for line in looked_up_at_import(tree(path))
    ]
    assert early == []
