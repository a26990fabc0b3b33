"""The accessibility statement, section by section, from the facts in `data/accessibility.toml`."""

from html import escape

from handprint import glossary, numbers
from handprint.session import language
from handprint.views import listing
from handprint.words import t


def opening(said: glossary.Statement) -> str:
    """The answer: how far the requirements are met, how many failings, what is missing."""
    count = len(said.failings)
    failings = {0: "failings_none", 1: "failings_one"}.get(count, "failings_many")
    return t(
        "accessibility.opening",
        status=t(f"accessibility.status_{said.status}"),
        failings=t(f"accessibility.{failings}", count=count),
        feedback="" if said.feedback else t("accessibility.feedback_missing"),
    )


def lede(said: glossary.Statement) -> str:
    """Which law, whose assessment, when."""
    lang = language()
    return t(
        "accessibility.lede",
        assessed=numbers.date(said.assessed, lang),
        written=numbers.date(said.written, lang),
    )


def failings(said: glossary.Statement) -> str:
    """Each failing: where, what, why, and how to get the information all the same."""
    return listing.entries(_failing(one) for one in said.failings)


def _failing(one: glossary.Failing) -> str:
    lang = language()
    line = t(
        "accessibility.failing_line",
        criterion=one.criterion,
        level=one.level,
        origin=t(f"accessibility.origin_{one.origin}"),
        since=numbers.date(one.since, lang),
    )
    return listing.entry(
        one.says("where", lang),
        listing.words(line, quiet=True),
        listing.words(one.says("what", lang)),
        listing.facts(
            [
                (t("accessibility.why"), escape(one.says("why", lang))),
                (t("accessibility.alternative"), escape(one.says("alternative", lang))),
            ]
        ),
        anchor=one.code,
    )


def assessment(said: glossary.Statement) -> str:
    """When and how it was assessed, against what, and what was not done."""
    lang = language()
    steps = "".join(f"<li>{escape(step)}</li>" for step in said.method[lang])
    return listing.facts(
        [
            (t("accessibility.assessed"), numbers.date(said.assessed, lang)),
            (t("accessibility.written"), numbers.date(said.written, lang)),
            (t("accessibility.level"), escape(said.standard[lang])),
            (t("accessibility.law"), listing.link(said.law, t("accessibility.law_name"))),
            (t("accessibility.method"), f"<ul>{steps}</ul>"),
            (t("accessibility.not_done"), escape(said.not_done[lang])),
        ]
    )


def feedback(said: glossary.Statement) -> str:
    """Where to send feedback and who answers, or that the Council must still say so."""
    absent = listing.missing(t("accessibility.feedback_absent"))
    address = f"mailto:{said.feedback}" if "@" in said.feedback else said.feedback
    return (
        listing.words(t("accessibility.feedback_text"))
        + listing.facts(
            [
                (
                    t("accessibility.feedback_channel"),
                    listing.link(address) if said.feedback else absent,
                ),
                (t("accessibility.feedback_answered"), escape(said.answered_by) or absent),
            ]
        )
        + (
            ""
            if said.feedback and said.answered_by
            else listing.words(t("accessibility.feedback_absent_text"))
        )
    )


def supervision(said: glossary.Statement) -> str:
    """Who supervises, how to complain, and where these facts stand."""
    lang, office = language(), said.supervisor
    contact = t(
        "accessibility.contact_line",
        post=office["post"],
        telephone=office["telephone"],
        email=office["email"],
    )
    return listing.words(t("accessibility.supervision_text")) + listing.facts(
        [
            (t("accessibility.supervisor"), escape(office[lang])),
            (t("accessibility.procedure"), listing.link(office["procedure"])),
            (t("accessibility.contact"), escape(contact)),
            (t("accessibility.contact_source"), listing.link(office["contact_source"])),
            (
                t("accessibility.basis"),
                listing.link(office["basis"], t("accessibility.basis_text")),
            ),
        ]
    )


def keyboard() -> str:
    """Which key does what."""
    return listing.facts(
        (t(f"accessibility.key_{key}"), escape(t(f"accessibility.key_{key}_does")))
        for key in ("tab", "arrows", "enter", "escape")
    )


def otherwise() -> str:
    """Languages, pictures, sizes and print."""
    return listing.facts(
        (t(f"accessibility.{topic}"), escape(t(f"accessibility.{topic}_text")))
        for topic in ("languages", "pictures", "sizes", "print")
    )
