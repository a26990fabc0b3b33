"""What has been drawn once for a release and a language is not drawn again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

import queries
from handprint.session import language

P = ParamSpec("P")
T = TypeVar("T")


def remembered(draw: Callable[P, T]) -> Callable[P, T]:
    """Keep the answers of a pure function of release, language and its own arguments.

    Arguments must be hashable, and answers must not be changed by whoever gets them:
    they are shared between readers.
    """

    @lru_cache(maxsize=4096)
    def kept(folder: str, release_id: str, lang: str, *args: P.args, **kwargs: P.kwargs) -> T:
        return draw(*args, **kwargs)

    @wraps(draw)
    def answered(*args: P.args, **kwargs: P.kwargs) -> T:
        return kept(str(queries.data_folder()), queries.release().id, language(), *args, **kwargs)

    return answered
