"""Does a text hold what leads to a person: an e-mail address, a telephone number, an identity code?

Shapes only, the same as in the register's extract. A name cannot be told from other words, so names
of persons are kept out by there being no field for one.
"""

from __future__ import annotations

import re

from handprint.publish.register.personal import IDENTITY, MAIL, contacts

_ADDRESS = re.compile(r"https?://\S+")
# As project cards write it, so that machines do not find it: name(at)example.fi.
_HIDDEN_MAIL = re.compile(r"[\w.+-]+\s?(?:\(at\)|\[at\])\s?[\w-]+", re.IGNORECASE)


def personal(text: str) -> str | None:
    """`email`, `phone` or `identity` if the text holds one, else None.

    Digits inside web addresses are not taken for telephone numbers or codes.
    """
    if MAIL.search(text) or _HIDDEN_MAIL.search(text):
        return "email"
    plain = _ADDRESS.sub(" ", text)
    if IDENTITY.search(plain):
        return "identity"
    return "phone" if contacts(plain) else None
