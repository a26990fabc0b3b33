"""Writes entries until it is killed, and says each number once it has been acknowledged."""

import os
import sys
from pathlib import Path

from handprint.records.journal import Journal

path, name, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Journal(path) as journal:
    for one in range(most):
        entry = journal.append("test", {"writer": name, "one": one})
        os.write(1, f"{entry.number} {one}\n".encode())
