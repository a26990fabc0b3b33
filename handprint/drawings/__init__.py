"""Own SVG pictures: pure functions from tables of numbers and finished words to a `Picture`."""
