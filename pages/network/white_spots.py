"""Where is the need greatest and the network thinnest?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.white_spots"))
