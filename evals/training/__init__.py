"""Trains the small components that ship with the assistant, from the repository's own data, reproducibly.

    python -m evals.training.adapter     assistant/adapter.npz: a linear map on the embeddings (about 300 kB, about a minute)
    python -m evals.training.weights     assistant/weights.json: ranking, premises, confidence (a minute or two)

The adapter learns from the library's phrasings only; the weights from the cases of the tuning split. What they bring is
measured on the reporting split, whose questions were written without sight of the phrasings.
"""
