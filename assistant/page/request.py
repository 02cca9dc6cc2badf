"""Who asks, in which language: what a request tells, as far as log-in is switched on."""

from __future__ import annotations

import ipaddress
from typing import Any

import gradio as gr

from assistant.page.text import Words, preferred_language, words


def asked_by(request: gr.Request) -> tuple[str, Words]:
    """The name of the person who is logged in (else empty), and the words in the language of that browser."""
    language = preferred_language(request.headers.get("accept-language"))
    return getattr(request, "username", None) or "", words(language)


def visitor(request: gr.Request) -> str:
    """Whose questions count together: the person who is logged in, else everyone at one address."""
    return getattr(request, "username", None) or address_of(request)


def address_of(request: Any) -> str:
    """Where a request comes from; of an IPv6 address only the network, since people have many of those."""
    host = request.client.host if request.client else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
