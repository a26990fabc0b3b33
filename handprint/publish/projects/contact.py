"""Does a text hold what leads to a person: an e-mail address, a telephone number, an identity code?

Shapes only, the same as in the register's extract. A name cannot be told from other words, so names
of persons are kept out by there being no field for one.
"""

from __future__ import annotations

import re
import unicodedata

from handprint.publish.register.personal import IDENTITY, MAIL, contacts

_ADDRESS = re.compile(r"https?://\S+")
# As project cards write it, so that machines do not find it: name(at)example.fi, name @ example.fi.
_HIDDEN_MAIL = re.compile(
    r"[\w.+-]+\s?(?:[(\[]at[)\]]\s?[\w-]|(?:[(\[](?:a|ät|miuku)[)\]]\s?|@\s|\s@)[\w-]+\.[a-z])",
    re.IGNORECASE,
)
# 040.123.4567 and 040/1234567, which no date is: a date has its year in the last place.
_DOTTED_PHONE = re.compile(r"(?<![\w.,/-])(?:\+358|0)\d{1,2}[./]\d{3}[./ ]?\d{2,4}(?!\w|[.,/-]\w)")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def personal(text: str) -> str | None:
    """`email`, `phone` or `identity` if the text holds one, else None.

    Digits inside web addresses are not taken for telephone numbers or codes. Hard spaces, long
    dashes and wide signs count as plain ones.
    """
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if MAIL.search(text) or _HIDDEN_MAIL.search(text):
        return "email"
    plain = _ADDRESS.sub(" ", text)
    if IDENTITY.search(plain):
        return "identity"
    return "phone" if contacts(plain) or _DOTTED_PHONE.search(plain) else None
