"""Attacks on the publication cube and on everything the web sends (marked `attack`)."""
