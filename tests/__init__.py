"""Sentences about how the assistant behaves; run with `python -m pytest`."""
