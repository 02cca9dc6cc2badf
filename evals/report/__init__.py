"""A run on paper: terminal table, JSON, JUnit XML, Markdown for a CI summary, and one self-contained page."""
