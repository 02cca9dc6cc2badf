"""Fits assistant/wording.json: a logistic regression that tells loaded questions of the library from plain ones."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from pathlib import Path

from assistant.library import Library, load_library
from assistant.settings import Settings
from assistant.wording import FILE, wording

# Rarer words and pairs would be learned by heart.
SEEN_AT_LEAST = 5
STRENGTH = 4.0
# The half of the weights that moves least is left out; average precision on questions not trained on stays the same.
KEPT = 0.5


def fit(library: Library) -> dict[str, object]:
    """The model as it is stored: {"intercept", "weights" by word or pair of words}."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    texts: list[tuple[str, bool]] = []
    for fact in library.facts:
        texts += [(text, False) for text in (*fact.asked_as, *fact.asked_yes, *fact.asked_no)]
        texts += [(text, True) for text in fact.corrects if text.rstrip().endswith("?")]
    seen = Counter(gram for text, _ in texts for gram in wording(text)[0])
    names = sorted(gram for gram, count in seen.items() if count >= SEEN_AT_LEAST)
    column = {name: number for number, name in enumerate(names)}
    values, rows, columns = [], [], []
    for row, (text, _) in enumerate(texts):
        grams, length = wording(text)
        for gram in sorted(grams & column.keys()):
            values.append(1 / math.sqrt(max(1, length)))
            rows.append(row)
            columns.append(column[gram])
    table = csr_matrix((values, (rows, columns)), shape=(len(texts), len(names)))
    labels = np.array([loaded for _, loaded in texts])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced").fit(table, labels)
    weights = model.coef_[0]
    least = float(np.quantile(np.abs(weights), 1 - KEPT))
    kept = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= least}
    return {"intercept": round(float(model.intercept_[0]), 4), "weights": kept}


def main() -> int:
    """Fit on the library's phrasings and write the file."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.wording", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, help="file to write (default: the one the assistant uses)")
    options = parser.parse_args()
    library = load_library(Settings.from_environment().knowledge)
    model = fit(library)
    options.out.write_text(json.dumps(model, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(model['weights'])} words and pairs", file=sys.stderr)  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    sys.exit(main())
