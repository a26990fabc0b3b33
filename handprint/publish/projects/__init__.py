"""The network, the project family and the strategy: hand-edited files in, `projects.duckdb` out.

`write(path, data_dir)` is the one call: it reads `network/`, `projects/` and `strategy/` of a data
folder, asks every rule, and writes a fresh file. Refused, with file, row and field, if anything is
wrong; then there is no file.
"""

from handprint.publish.projects.writing import FOLDERS, Report, write

__all__ = ["FOLDERS", "Report", "write"]
