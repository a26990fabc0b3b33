"""Does everything hang together, and where are the holes?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.thread"))
