"""How fast: this assistant and the textbook chain over the same texts, in one run (`python -m evals speed`)."""
