"""Handprint: the social handprint of Lapland, from raw statistics to pages one can project."""
