"""The assistant as a LangChain Runnable: callbacks, tracing, batches and composition, for whoever wants them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig, run_in_executor

from assistant.chain import Chain
from assistant.types import Answer


class Assistant(Chain, Runnable[Any, Answer]):
    """Answers questions from a library. Input: a question, or {"question", "history", "as_of"}; output: an Answer."""

    def ask(self, question: str, history: Sequence[Any] = (), as_of: str | date | None = None) -> Answer:
        """The answer to `question`; `history` holds the earlier turns of the person, oldest first.

        Raises QuestionError for an empty or overlong question and for a day that is none.
        """
        return self.invoke({"question": question, "history": list(history), "as_of": as_of})

    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """The answer to one input."""
        return self._call_with_config(self._answered, input, config, run_type="chain")

    def stream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Any]:
        """Events in order: ("stage", name) while it works, ("statement", Statement) when checked, ("answer", Answer)."""
        yield from self._transform_stream_with_config(iter([input]), self._streamed, config, run_type="chain")

    async def astream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Any]:
        """The events of `stream`, while other tasks go on."""
        events, end = self.stream(input, config), object()
        while (event := await run_in_executor(config, next, events, end)) is not end:
            yield event

    def _answered(self, input: Any, run_manager: CallbackManagerForChainRun, config: RunnableConfig) -> Answer:
        return self._answer(input, config)

    def _streamed(
        self, inputs: Iterator[Any], run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Iterator[Any]:
        for input in inputs:
            yield from self._events(input, config)
