"""Evals of the evals: answers known to be right must pass, answers known to be wrong must be failed by the right check."""
