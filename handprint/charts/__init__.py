"""Pictures drawn by plotly: tables in, plain specifications out; no language, no figure objects.

Only what gains from plotly's hover and click is drawn here (`docs/decisions/006-charts.md`);
everything else is our own SVG in `handprint.drawings`.
"""
