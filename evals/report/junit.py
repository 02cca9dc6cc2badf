"""The run as JUnit XML, which every CI system shows; without times, so that equal runs give equal files."""

from __future__ import annotations

import re
from xml.etree import ElementTree as xml

from evals.runner import Result, Run

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _add(suite: xml.Element, result: Result) -> None:
    file, _, line = result.case.place.partition(":")
    case = xml.SubElement(
        suite, "testcase", name=result.case.id, classname=f"evals.{result.case.split}", file=file, line=line
    )
    if result.error:
        xml.SubElement(case, "error", message=_clean(result.error)[:300])
    elif not result.passed:
        why = "; ".join(f"{name}: {result.scores[name].why}" for name in result.failed) or "no check applied"
        failure = xml.SubElement(case, "failure", message=_clean(why)[:300], type=",".join(result.failed))
        answer = result.answer.text if result.answer else ""
        failure.text = _clean(f"Question: {result.case.question}\n\nAnswer: {answer}\n\n{why}")


def junit(run: Run) -> bytes:
    """The XML of `run`, one test case a case, one suite a split."""
    root = xml.Element("testsuites", name="evals")
    for split in sorted({result.case.split for result in run.results}):
        results = [result for result in run.results if result.case.split == split]
        failures = sum(not result.passed and not result.error for result in results)
        errors = sum(bool(result.error) for result in results)
        counts = {"tests": str(len(results)), "failures": str(failures), "errors": str(errors)}
        suite = xml.SubElement(root, "testsuite", {"name": split, **counts})
        for result in results:
            _add(suite, result)
    xml.indent(root)
    body: str = xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()
