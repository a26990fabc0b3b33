"""What is under way, and what ends before its successor starts?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.family"))
