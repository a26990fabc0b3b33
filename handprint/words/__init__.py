"""Words on the screen, in the reader's language.

Everything takes the language in force from the session, unless `lang=` is given.
"""

from handprint.session import language
from handprint.words.catalogues import catalogue, t
from handprint.words.forms import capital, counted, listed, month_read, ordinal, shown, when
from handprint.words.places import COUNTRY, LEVELS, REGION, Place, place, place_codes
from handprint.words.tables import named

__all__ = [
    "COUNTRY",
    "LEVELS",
    "REGION",
    "Place",
    "capital",
    "catalogue",
    "counted",
    "language",
    "listed",
    "month_read",
    "named",
    "ordinal",
    "place",
    "place_codes",
    "shown",
    "t",
    "when",
]
