"""How do we show it to a room?

A story is chosen, and its slides are shown full screen with live figures; below stand the slides
of a saved story in order, the file that the audience may open on a phone, the form of a new story.
"""

from handprint.views import frame, storyboard
from handprint.views import present as furniture
from handprint.words import t

told = furniture.choices()
frame.opening(furniture.title(told), t("present.lede"))
furniture.show(told)
storyboard.show(told)
furniture.take(told)
storyboard.new()
