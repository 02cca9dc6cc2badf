"""The looks of the page: a calm theme with the system's own fonts, the style sheet, and the scripts."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from gradio.themes.utils import colors

HERE = Path(__file__).parent
STYLE = HERE / "style.css"
ICON = HERE / "icon.svg"
MARK = (
    '<svg class="mark" viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="15"/>'
    '<path d="M14 19a5 5 0 0 1 5-5h26a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5H31l-10 9v-9h-2a5 5 0 0 1-5-5z"/></svg>'
)
SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
SYSTEM_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")
_TEAL = colors.Color(
    "#eef7f6",
    "#d5ecea",
    "#aedad7",
    "#7fc3bf",
    "#4fa5a1",
    "#2c8783",
    "#1a6e6c",
    "#155957",
    "#124746",
    "#0e3534",
    "#082322",
)
_STONE = colors.Color(
    "#fafaf8",
    "#f3f4f1",
    "#e4e7e3",
    "#cfd5d1",
    "#9aa6a3",
    "#6b7976",
    "#4f5d5b",
    "#3a4746",
    "#243031",
    "#182122",
    "#10171a",
)


def build_theme() -> gr.themes.Base:
    """Teal on warm grey, in light and in dark."""
    theme = gr.themes.Base(
        primary_hue=_TEAL, secondary_hue=_TEAL, neutral_hue=_STONE, font=SYSTEM_FONTS, font_mono=SYSTEM_MONO
    )
    return theme.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        input_background_fill="white",
        input_background_fill_dark="*neutral_900",
        input_border_width="1px",
        input_border_width_dark="1px",
        input_border_color="#76847f",
        input_border_color_dark="#7b8b8b",
        input_radius="10px",
        block_label_text_color="*neutral_600",
        block_title_text_color="*neutral_600",
        block_title_text_color_dark="*neutral_300",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="white",
        button_large_radius="10px",
        button_medium_radius="10px",
        button_small_radius="8px",
    )


def script(name: str, **places: str) -> str:
    """The JavaScript of `scripts/<name>.js`; `places` fill what stands as `{{place}}` in it."""
    text = (HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8")
    for place, value in places.items():
        text = text.replace("{{" + place + "}}", value)
    return text
