"""How big is our handprint?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.handprint"))
