"""The page of outputs around its figures: one project in focus, how to report, cost avoided."""

from html import escape

import streamlit as st

from handprint import numbers, session
from handprint.figures import connections, ledger, outputs
from handprint.session import language
from handprint.views import figure, links, listing
from handprint.views.frame import escaped
from handprint.words import t


def project() -> str:
    """One project, or an empty text for all of them."""
    names = outputs.projects()
    return session.choice(
        "project",
        ["", *names],
        label=t("choices.project"),
        shown_as=lambda code: names.get(code) or t("outputs.all_projects"),
    )


def connected(code: str) -> None:
    """What hangs together with the project in focus."""
    name = outputs.projects()[code]
    links.connected(
        t("outputs.tied", name=name), connections.of("project", code), key=f"outputs-{code}"
    )


def how_to_report() -> None:
    """What would have to be told, by whom, in which file and form; the missing rows to fill in."""
    waiting = outputs.waiting()
    with st.container(key="figure-outputs-report"):
        st.header(escaped(t("outputs.report_title")), anchor=False)
        st.markdown(f":small[:gray[{escaped(t('outputs.report_sub'))}]]")
        measures = "".join(
            f"<li>{escape(t(f'outputs.column_{one}'))} (<code>{one}</code>): "
            f"{escape(t(f'outputs.means_{one}'))}</li>"
            for one in ledger.MEASURES
        )
        st.html(
            listing.facts(
                [
                    (t("outputs.report_who"), escape(t("outputs.report_who_is"))),
                    (t("outputs.report_which"), f"<ul>{measures}</ul>"),
                    (t("outputs.report_evidence"), escape(t("outputs.report_grades"))),
                    (t("outputs.report_file"), escape(t("outputs.report_fields"))),
                    (t("outputs.report_after"), escape(t("outputs.report_after_is"))),
                ]
            )
        )
        if waiting:
            st.markdown(f":small[:gray[{escaped(t('outputs.report_example'))}]]")
            st.code(outputs.rows_to_fill(waiting[:1]).strip(), language=None, wrap_lines=True)
            st.download_button(
                t("outputs.report_rows", count=numbers.count(len(waiting), language())),
                outputs.rows_to_fill(waiting).encode(),
                file_name="outputs.csv",
                mime="text/csv",
                key="outputs-rows",
                on_click="ignore",
            )


def cost_avoided() -> None:
    """The range, or why there is none; what it would be computed from; nobody counted twice."""
    found = ledger.avoided()
    with st.container(key="figure-outputs-avoided"):
        title = t("outputs.avoided_none") if found.reason else None
        st.header(escaped(title or t("outputs.avoided_some", text=found.text)), anchor=False)
        if found.reason:
            st.markdown(escaped(found.reason))
        else:
            st.markdown(escaped(t("outputs.avoided_of", persons=found.persons)))
        if found.basis:
            st.markdown(escaped(t("outputs.avoided_rest", basis=found.basis)))
        for address in found.sources:
            st.markdown(f":small[{escaped(t('outputs.avoided_source', address=address))}]")
    with st.container(key="figure-outputs-rule"):
        st.header(escaped(t("outputs.rule_title")), anchor=False)
        st.markdown(escaped(ledger.rule()))


def indicators(narrow: bool) -> None:
    """The ESF+ indicators, and under them what is not shown of them and why."""
    found = outputs.codes(narrow)
    figure.show(found)
    for note in found.notes:
        st.markdown(f":small[:gray[{escaped(note)}]]")
