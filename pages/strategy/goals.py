"""Are we on pace?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.goals"))
