"""The made-up library as a fixture."""

import pytest
from made_up import write_knowledge

from assistant.library import Library, load_library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The made-up library."""
    return load_library(write_knowledge(tmp_path_factory.mktemp("made-up") / "knowledge"))
