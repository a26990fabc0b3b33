"""Pure arithmetic on tables and series: no pages, no database, no language."""
