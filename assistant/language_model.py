"""A LangChain chat model, asked within hard limits; what goes wrong is one sentence without keys or questions."""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from contextvars import copy_context
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableConfig, RunnableSequence

from assistant.errors import LanguageModelFault, SettingsError
from assistant.settings import Settings

MOST_TOKENS = 2000
MOST_CHARACTERS = 40_000
# Tries again after the first; the limit on time holds over all of them.
RETRIES = 1
# Calls on their way. One that hangs keeps its thread until the server lets go, so their number is bounded.
AT_ONCE = 16
EXTRAS = ("openai", "anthropic", "ollama")
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_STATUS = {
    400: "refused the request",
    401: "refused the key",
    403: "refused the key",
    404: "knows no such model",
    429: "is overloaded, or its quota is used up",
}


class LanguageModel:
    """A chat model with its name, `provider:model`."""

    def __init__(self, model: BaseChatModel, name: str) -> None:
        self.name = name
        self._model = model
        self._slots = threading.BoundedSemaphore(AT_ONCE)

    def reply(
        self,
        messages: Sequence[BaseMessage],
        until: float,
        config: RunnableConfig | None = None,
        schema: dict[str, Any] | None = None,
        enough: int = 0,
    ) -> str:
        """The text of the reply, at the latest when `time.monotonic()` reaches `until`.

        With `schema` the provider is held to it where it can be. After `enough` characters, if given, the rest is not
        waited for. Raises LanguageModelFault for whatever goes wrong.
        """
        if not self._slots.acquire(blocking=False):
            raise LanguageModelFault("is busy with other questions")
        outcome: queue.SimpleQueue[str | BaseException] = queue.SimpleQueue()
        stopped = threading.Event()

        def work() -> None:
            try:
                outcome.put(self._read(messages, config, schema, enough, stopped))
            except BaseException as error:  # the caller, who waits in another thread, raises it again as a fault
                outcome.put(error)
            finally:
                self._slots.release()

        # A thread of its own, because no client bounds the whole of a reply that comes drop by drop.
        threading.Thread(target=copy_context().run, args=(work,), daemon=True, name="language model").start()
        try:
            result = outcome.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise LanguageModelFault("did not answer in time") from None
        finally:
            stopped.set()
        if isinstance(result, BaseException):
            raise LanguageModelFault(explain(result)) from result
        return result

    def _read(
        self,
        messages: Sequence[BaseMessage],
        config: RunnableConfig | None,
        schema: dict[str, Any] | None,
        enough: int,
        stopped: threading.Event,
    ) -> str:
        text = ""
        try:
            with closing(self._bound(schema).stream(list(messages), config)) as chunks:  # type: ignore[type-var]
                for chunk in chunks:
                    text += str(chunk.text)
                    if len(text) > MOST_CHARACTERS:
                        raise LanguageModelFault(f"sent more than {MOST_CHARACTERS} characters")
                    if stopped.is_set() or (enough and len(text) >= enough):
                        break
        except Exception as error:
            # OpenAI's client refuses a reply that reached the limit on tokens; what of it is whole may be read.
            if type(error).__name__ != "LengthFinishReasonError":
                raise
        return text

    def _bound(self, schema: dict[str, Any] | None) -> Runnable[Any, Any]:
        """The model held to `schema`; without LangChain's parser after it, which would refuse a reply as a whole."""
        if schema is None:
            return self._model
        try:
            structured = self._model.with_structured_output(schema, method="json_schema")
        except (NotImplementedError, ValueError, TypeError):
            return self._model
        return structured.first if isinstance(structured, RunnableSequence) else self._model


def open_language_model(settings: Settings) -> LanguageModel:
    """The model that `settings.llm` names. Nothing is sent yet. Raises SettingsError when it cannot be opened."""
    from langchain.chat_models import init_chat_model

    name = settings.llm
    provider, separator, model = name.partition(":")
    if not (provider and separator and model):
        raise SettingsError(f"--llm {name}: write provider:model, such as openai:gpt-5.5 or ollama:llama3.2.")
    key = _KEYS.get(provider)
    if key and not os.environ.get(key) and not settings.llm_base_url:
        raise SettingsError(f"--llm {name}: {provider} needs a key; set {key}.")
    _keep_quiet()
    try:
        return LanguageModel(init_chat_model(name, **_arguments(provider, settings)), name)
    except ImportError as error:
        package = f"iso-assistant[{provider}]" if provider in EXTRAS else f"langchain-{provider.replace('_', '-')}"
        raise SettingsError(f"--llm {name}: a package is missing; run: pip install '{package}'.") from error
    except ValueError as error:
        known = ", ".join(EXTRAS)
        raise SettingsError(
            f"--llm {name}: cannot be opened; is {provider!r} a provider of LangChain ({known} …), and is its key set?"
        ) from error
    except Exception as error:  # each provider's package has errors of its own, and their texts may hold the key
        raise SettingsError(f"--llm {name}: cannot be opened ({type(error).__name__}); is its key set?") from error


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    address = {"base_url": settings.llm_base_url} if settings.llm_base_url else {}
    if provider == "ollama":
        limits = {"num_predict": MOST_TOKENS, "client_kwargs": {"timeout": settings.llm_timeout}}
        return {**address, **limits, "temperature": 0}
    limits = {"max_tokens": MOST_TOKENS, "timeout": settings.llm_timeout, "max_retries": RETRIES}
    if not address:
        return limits  # newer hosted models refuse a temperature
    # Servers of one's own mostly need no key, but the client insists on one.
    variable = _KEYS.get(provider)
    key = {} if variable is None or os.environ.get(variable) else {"api_key": "none"}
    return {**address, **limits, **key, "temperature": 0}


def _keep_quiet() -> None:
    """Keeps the clients from logging requests, which hold the question, unless somebody has set their level."""
    for name in ("openai", "anthropic", "ollama", "httpx", "httpx2", "httpcore", "httpcore2"):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.WARNING)


def where(settings: Settings) -> str:
    """The host of the server, for a message; empty when it is the provider's own."""
    host = urlsplit(settings.llm_base_url).netloc.rpartition("@")[2]
    return f" at {host}" if host else ""


def explain(error: BaseException) -> str:
    """What went wrong, as the end of a sentence; of the error's own text nothing, since it may quote key or question.

    >>> explain(TimeoutError("sk-secret"))
    'did not answer in time'
    """
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and len(chain) < 8:
        chain.append(cause)
    for item in chain:
        if isinstance(item, LanguageModelFault):
            return str(item)
        status = getattr(item, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return f"{_STATUS.get(status, 'failed')} (HTTP {status})"
    names = [parent.__name__ for item in chain for parent in type(item).__mro__]
    if any("Timeout" in name for name in names):
        return "did not answer in time"
    if "ConnectError" in names or "ConnectionRefusedError" in names:
        return "could not be reached"
    if any(name in {"RemoteProtocolError", "ReadError", "ConnectionError", "APIConnectionError"} for name in names):
        return "broke off"
    return f"sent what cannot be read ({type(error).__name__})"
