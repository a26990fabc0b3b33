"""The rules of the house that neither ruff nor import-linter can say."""

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(
    path
    for folder in ("pages", "queries", "handprint")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
) + [ROOT / "dashboard.py"]
PAGES = sorted((ROOT / "pages").glob("*/*.py"))
SCRIPTS = [*PAGES, ROOT / "pages" / "_app.py"]
ASSETS = sorted(p for p in (ROOT / "assets").rglob("*") if p.suffix in (".js", ".css", ".svg"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def relative(path: Path) -> str:
    """A path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def holding(paths: list[Path], pattern: str) -> list[str]:
    """Where a pattern stands in these files: path, line and what was found."""
    return [
        f"{relative(path)}:{number}: {found[0]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := re.search(pattern, line))
    ]


def calls(module: ast.Module, *names: str) -> list[ast.Call]:
    """Calls of anything with one of these names, plain or as a method."""
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", None)) in names
    ]


def built_at_run_time(node: ast.expr) -> bool:
    """Whether a string is put together from parts: f-string, +, % or .format()."""
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        return True
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_call and node.func.attr in ("format", "join", "replace")


def test_pages_lie_one_level_down_so_that_no_deep_link_runs_one_bare() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["_app.py"]


def test_a_page_reads_in_one_minute() -> None:
    lines = {relative(p): len(p.read_text(encoding="utf-8").splitlines()) for p in SCRIPTS}
    assert {path: count for path, count in lines.items() if count > 60} == {}


def test_a_page_says_which_question_it_answers() -> None:
    silent = []
    for path in PAGES:
        said = ast.get_docstring(tree(path)) or ""
        first_sentence = re.split(r"(?<=[.?!])\s", said, maxsplit=1)[0]
        if path.stem != "home" and not first_sentence.endswith("?"):
            silent.append(relative(path))
    assert silent == []


def test_sql_is_never_put_together_from_parts() -> None:
    """One exception, attaching a file the program itself found: that has no parameter form.

    The publisher is left out: it makes tables from its own list of names, never from input.
    """
    loose = [
        f"{relative(path)}: {ast.unparse(call)}"
        for path in CODE
        if not path.is_relative_to(ROOT / "handprint" / "publish")
        for call in calls(tree(path), "execute", "executemany", "sql", "query")
        if call.args and built_at_run_time(call.args[0])
    ]
    assert [sql for sql in loose if "attach '" not in sql] == []


def test_neither_html_nor_code_nor_pickles_are_ever_trusted() -> None:
    words = ("unsafe_allow_html", "unsafe_allow_javascript", "import pickle")
    assert holding(CODE, "|".join(words)) == []
    assert [relative(path) for path in CODE if calls(tree(path), "eval", "exec")] == []


def test_no_code_names_another_host() -> None:
    """Addresses that are only names (XML's own) may stand; so may this machine's."""
    names = r"www\.w3\.org/|127\.0\.0\.1|localhost"
    assert holding([*CODE, *ASSETS], rf"https?://(?!{names})[\w.-]+\.\w") == []


def test_no_module_is_a_drawer_for_whatever() -> None:
    drawers = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    named = [p for p in [*CODE, *TESTS] if drawers & {p.stem, *p.relative_to(ROOT).parts}]
    assert [relative(path) for path in named] == []


def test_what_is_left_to_do_is_an_issue_and_not_a_comment() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"))
    assert holding([*CODE, *TESTS, *ASSETS], rf"\b(?:{marks})\b") == []


def test_every_option_of_the_server_gives_its_reason() -> None:
    """Look keys come in families with one reason each; the others each have their own."""
    lines = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8").splitlines()
    section, before, bare = "", "", []
    for line in lines:
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#") and not section.startswith("theme"):
            bare += [] if before.startswith("#") else [line]
        before = line
    assert bare == []


def test_streamlit_knows_every_key_of_the_configuration() -> None:
    from streamlit import config

    def keys(table: dict, prefix: str = "") -> list[str]:
        found = []
        for name, value in table.items():
            found += keys(value, f"{prefix}{name}.") if isinstance(value, dict) else [prefix + name]
        return found

    text = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    unknown = [key for key in keys(tomllib.loads(text)) if key not in config.get_config_options()]
    assert unknown == []


def test_the_theme_says_the_colours_of_the_design_tokens() -> None:
    """The two places that hold colours agree, so that widgets and drawings do."""
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    tokens = tomllib.loads((ROOT / "handprint/drawings/tokens.toml").read_text(encoding="utf-8"))
    scales = tokens["scale"]
    for name in ("light", "dark"):
        assert theme[name]["chartSequentialColors"] == scales[name]["sequential_10"]
        assert theme[name]["chartDivergingColors"] == scales[name]["diverging_10"]
        assert len(theme[name]["chartSequentialColors"]) == 10


def test_what_the_readme_names_exists() -> None:
    """Links lead to files, and each `make` command it shows is one the Makefile has."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#][^)]*)\)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.M)[1].split())
    assert set(re.findall(r"\bmake (\w+)", text)) <= targets
