"""Sentences of the page of outputs: what is known, what is missing, and who could tell it."""

from collections.abc import Sequence

from handprint import numbers
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Few, capital, listed
from handprint.words.sentences import Sentence

_FUNDS = {"ESR": "outputs.esf", "EAKR": "outputs.erdf", "ESR+": "outputs.esf_plus"}


def fund(code: object) -> str:
    """A fund as the language calls it; one without such a name as it is; unknown ones say so."""
    if not isinstance(code, str):
        return t("outputs.fund_unknown")
    return t(_FUNDS[code]) if code in _FUNDS else code


def opening(publications: int, projects: int, asked: int, told: int) -> Sentence:
    """The answer: publications that are known, results that are told and those that are missing.

    `asked` figures should be told of the projects that have started, `told` of them are.
    """
    lang = language()
    known = _many("publications", publications)
    if not asked:
        return Sentence(capital(t("outputs.title_none_asked", known=known)), "")
    if not told:
        title = t("outputs.title_nothing", known=known)
        lede = t("outputs.lede_nothing", asked=numbers.count(asked, lang))
    else:
        slots = {
            "known": known,
            "asked": numbers.count(asked, lang),
            "told": numbers.count(told, lang),
            "missing": numbers.count(asked - told, lang),
        }
        title = t("outputs.title_all" if told == asked else "outputs.title_some", **slots)
        lede = t("outputs.lede_some")
    return Sentence(capital(title), lede)


def one_project(name: str, asked: int, told: int, reporter: str) -> str:
    """One project's part of the answer: how much of it is told, and who could tell the rest."""
    if not asked:
        return t("outputs.one_not_started", name=name)
    if told == asked:
        return t("outputs.one_told", name=name)
    slots = {"name": name, "missing": Few(asked - told, language())}
    if not reporter:
        return t("outputs.one_nobody", **slots)
    return t("outputs.one_missing", reporter=reporter, **slots)


def matrix(asked: int, told: int, fullest: Sequence[str]) -> str:
    """The finding of who has told what; `fullest` names the projects that have told something."""
    lang = language()
    if not told:
        return t("outputs.matrix_nothing", asked=numbers.count(asked, lang))
    slots = {"told": numbers.count(told, lang), "asked": numbers.count(asked, lang)}
    if len(fullest) <= 3:
        return t("outputs.matrix_some", names=listed(fullest), **slots)
    return t("outputs.matrix_many", projects=numbers.count(len(fullest), lang), **slots)


def codes(asked: int, told: int, projects: Sequence[str]) -> str:
    """The finding of the ESF+ indicators."""
    lang = language()
    if not projects:
        return t("outputs.codes_nobody")
    names = listed(projects)
    if not told:
        key = "outputs.codes_nothing_one" if len(projects) == 1 else "outputs.codes_nothing"
        return t(key, names=names)
    return t(
        "outputs.codes_some",
        told=numbers.count(told, lang),
        asked=numbers.count(asked, lang),
        names=names,
    )


def shelf(publications: int, first: int, last: int, unlicensed: int) -> str:
    """The finding of the publications: how many, from when, and how many state no licence."""
    lang = language()
    if not publications:
        return t("outputs.shelf_none")
    years = numbers.period_range(str(first), str(last), lang)
    known = capital(_many("publications", publications))
    if not unlicensed:
        return t("outputs.shelf_licensed", known=known, years=years)
    return t("outputs.shelf", known=known, years=years, unlicensed=Few(unlicensed, lang).adessive)


def waiting(organisation: str, projects: int, missing: int) -> str:
    """Who could tell how much: the head over an organisation's projects."""
    lang = language()
    return t(
        "outputs.waiting" if missing else "outputs.nothing_waits",
        organisation=organisation,
        projects=_many("projects", projects),
        missing=numbers.count(missing, lang),
    )


def _many(thing: str, count: int) -> str:
    key = f"outputs.{thing}_one" if count == 1 else f"outputs.{thing}_many"
    return t(key, count=Few(count, language()))
