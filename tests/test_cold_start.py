"""A question on the command line is answered without the heavy packages that only building and the page need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"torch", "sentence_transformers", "transformers", "gradio", "pandas"}
ASK = """
import json, sys
from assistant.cli import main
status = main(["ask", "--json", "Is ISO 9002 still valid?"])
print(json.dumps([status, sorted({name.split(".")[0] for name in sys.modules})]))
"""


@pytest.mark.usefixtures("environment")
def test_a_question_to_a_built_index_loads_no_heavy_package() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    answer, after = done.stdout.strip().splitlines()
    status, loaded = json.loads(after)
    assert status == 0
    assert json.loads(answer)["citations"]
    assert HEAVY & set(loaded) == set()


def test_help_loads_next_to_nothing() -> None:
    code = "import sys\nfrom assistant.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert (HEAVY | {"chromadb", "langchain_core", "onnxruntime"}) & loaded == set()
