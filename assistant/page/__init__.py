"""The page: the only rooms that know Gradio. `build_page` lays it out, `bind` takes its port, `launch` serves it."""

from __future__ import annotations

import os

# Read by Gradio when it is imported; nothing of this page may call elsewhere.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from assistant.page.layout import build_page
from assistant.page.listening import bind
from assistant.page.server import build_app, launch

__all__ = ["bind", "build_app", "build_page", "launch"]
