"""Who works with whom, and who holds it together?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.actors"))
