"""The two commands of the README are the ones that CI and the door know."""

from __future__ import annotations

import re

from tests.house.source import ROOT


def fenced(text: str) -> list[str]:
    """The commands that a Markdown text shows in its blocks of code."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_the_readme_names_the_two_commands_and_ci_runs_its_test_command() -> None:
    shown = fenced((ROOT / "README.md").read_text(encoding="utf-8"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    done = [line for line in script if line.startswith("python")]
    assert done == ["python3 dev.py test"]
    # Beside a command the README may say what it does.
    first_words = [line.split("#")[0].strip() for line in shown]
    assert "python3 dev.py run" in first_words
    assert done[0] in first_words
