"""Person-level rows: a real extract if there is one, else the marked demonstration rows.

    rows(connection, data_dir, restricted.folder(data_dir))  -> Register, or None

Everything here stays in the restricted folder and in the publisher's process. What may be shown
of it is decided by the publication cube.
"""

from handprint.publish.register.contract import Note, Register
from handprint.publish.register.rows import rows

__all__ = ["Note", "Register", "rows"]
