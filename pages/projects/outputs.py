"""What have the projects produced?"""

from handprint.views import frame
from handprint.words import t

frame.opening(t("frame.outputs"))
