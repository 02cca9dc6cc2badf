"""A question on the command line is answered without the heavy packages that only building and the page need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant

ROOT = Path(__file__).resolve().parent.parent
# Every package, besides the standard library and this one, that a question to a built index may load. What is added here
# makes every question on the command line slower: importing LangChain's Runnable takes half a second, Chroma's client as long.
ALLOWED = {"chromadb_rust_bindings", "numpy", "onnxruntime", "rapidfuzz", "Stemmer", "tokenizers"}
# Traces of the compiler in compiled modules, and of how packages are installed.
NOT_PACKAGES = (
    "_cython_",
    "cython_runtime",
    "__editable__",
    "_distutils_hack",
    "_virtualenv",
    "__mp_main__",
    "_editable",
)
ASK = """
import json, sys
# What this machine's Python itself brings along (sitecustomize) is not loaded for the question.
before = set(sys.modules)
from assistant.cli import main
status = main(["ask", "--json", "Is ISO 9002 still valid?"])
print(json.dumps([status, sorted({name.split(".")[0] for name in sys.modules.keys() - before} - sys.stdlib_module_names)]))
"""


@pytest.mark.usefixtures("environment")
def test_a_question_to_a_built_index_loads_only_what_it_needs(iso: Assistant) -> None:
    # What the first question works out from the library is kept for the next ones.
    iso.ask("Is ISO 9001 still valid?")
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    answer, after = done.stdout.strip().splitlines()
    status, loaded = json.loads(after)
    assert status == 0
    assert json.loads(answer)["citations"]
    foreign = {name for name in loaded if not name.startswith(NOT_PACKAGES)}
    assert foreign - {"assistant", "evals", "__main__"} <= ALLOWED


def test_help_loads_next_to_nothing() -> None:
    code = "import sys\nfrom assistant.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    heavy = {"torch", "sentence_transformers", "transformers", "gradio", "chromadb", "langchain_core", "pydantic"}
    assert (ALLOWED | heavy) & loaded <= {"Stemmer"}
