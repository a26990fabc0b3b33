"""What do we take to the meeting?

Area, as-of day, language, goals and sections are chosen here; the pack is made with its progress in
sight and taken along as PDF, slides and workbook. Below the files stands what they hold.
"""

from handprint.views import frame
from handprint.views import pack as furniture
from handprint.words import t


@frame.fragment
def pack() -> None:
    """Drawn again alone when a choice changes."""
    chosen = furniture.choices()
    frame.opening(furniture.title(chosen), t("pack.lede"))
    files = furniture.made(chosen)
    if files is not None:
        furniture.take(files)
        furniture.contents(files)


pack()
