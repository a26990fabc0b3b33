"""The publisher: raw files in `data/` in, a checked release in `data/releases/` out.

    build(progress=print)      -> "2026-11-24T0310Z-1f2e3d4c5b6a"
    is_current()               -> True when the newest release already says what the files say
    rollback("2026-11-…")      -> serve an older release

A release is made whole in a hidden folder and then named; a build that is refused or killed
leaves what is served as it was.
"""

from handprint.publish.publication import build, is_current, rollback
from handprint.publish.wording import Refused

__all__ = ["Refused", "build", "is_current", "rollback"]
