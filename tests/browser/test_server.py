"""The server for other programs and operators: API, MCP, health, log-in, headers, settings."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
import textwrap
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Response, expect
from proxy import proxied
from scripted import ScriptedAssistant
from serving import Server, ask, serving

from assistant import cli
from assistant.errors import SettingsError
from assistant.page import bind, build_app, server
from assistant.settings import Settings

Visit = Callable[..., Page]
AUDITS = "How often do we have to do internal audits?"
README = Path(__file__).resolve().parents[2] / "README.md"
# A page in a process of its own, which a signal can reach.
LAUNCH = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from proxy import proxied
from scripted import ScriptedAssistant
from assistant.page import launch
from assistant.settings import Settings
launch(ScriptedAssistant(), Settings(port=int(sys.argv[1]), feedback="off"))
"""


def test_health_names_the_library(served: Server) -> None:
    answer = httpx.get(served.address + "/health")
    assert answer.json() == {"status": "ok", "library": served.iso.library.hash, "facts": len(served.iso.library.facts)}
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    head = httpx.head(served.address + "/health")
    assert (head.status_code, head.content) == (200, b"")


def test_only_ask_and_show_passage_are_public(served: Server) -> None:
    info = httpx.get(served.address + "/gradio_api/info").json()
    assert set(info["named_endpoints"]) == {"/ask", "/show_passage"}
    assert info["unnamed_endpoints"] == {}
    parameters = info["named_endpoints"]["/ask"]["parameters"]
    assert [parameter["parameter_name"] for parameter in parameters] == ["question", "as_of", "history"]


def test_what_the_public_functions_take_and_give_is_typed_and_described(served: Server) -> None:
    info = httpx.get(served.address + "/gradio_api/info").json()["named_endpoints"]
    for endpoint in info.values():
        assert endpoint["description"]
        for parameter in endpoint["parameters"]:
            assert parameter["python_type"]["type"] != "Any"
            assert len(parameter["python_type"]["description"]) > 20
    assert "YYYY-MM-DD" in info["/ask"]["parameters"][1]["python_type"]["description"]
    called = {"/ask": [AUDITS, "", []], "/show_passage": ["fact:iso-9002-status"]}
    for name, data in called.items():
        given = httpx.post(f"{served.address}/gradio_api/run{name}", json={"data": data}).json()["data"][0]
        schema = info[name]["returns"][0]["type"]
        assert set(schema["properties"]) == set(schema["required"]) == set(given)
    citation = info["/ask"]["returns"][0]["type"]["properties"]["citations"]["items"]["properties"]
    assert citation["start"] == {"type": "integer"}


def test_the_examples_of_the_readme_work(served: Server, capfd: pytest.CaptureFixture[str]) -> None:
    python, curl, _ = readme_examples(served.address)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        left: dict[str, Any] = {}
        exec(python, left)
        left["page"].close()
    assert "9002" in left["answer"]["text"]
    assert left["then"]["as_of"] == "1998-05-01"
    said = capfd.readouterr().out
    assert left["answer"]["citations"][0]["quote"] in said
    assert left["passage"]["references"][0] in said
    asked = subprocess.run(curl, shell=True, capture_output=True, text=True)
    assert json.loads(asked.stdout)["data"][0]["text"] == left["answer"]["text"]


def readme_examples(address: str) -> list[str]:
    """The examples in the README's section for other programs, over the page at `address`."""
    section = README.read_text(encoding="utf-8").split("\n## For other programs\n")[1].split("\n## ")[0]
    indented = re.findall(r"(?:^(?:    .*)?\n)+", section, re.MULTILINE)
    examples = [textwrap.dedent(block).strip() for block in indented if block.strip()]
    return [example.replace("http://127.0.0.1:7860", address) for example in examples]


def test_programs_get_the_published_contract(served: Server) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        client = Client(served.address, verbose=False)
        answer = client.predict(question=AUDITS, as_of="1998-05-01", history=["What is an audit?"], api_name="/ask")
        assert answer["question"] == AUDITS
        assert answer["as_of"] == "1998-05-01"
        assert served.iso.asked[-1]["history"] == ["What is an audit?"]
        citation = answer["citations"][0]
        passage = client.predict(citation["passage_id"], api_name="/show_passage")
        assert passage["text"][citation["start"] : citation["end"]] == citation["quote"]
        with pytest.raises(Exception, match="no such passage"):
            client.predict("fact:none", api_name="/show_passage")
        with pytest.raises(Exception, match="cannot be taken"):
            client.predict("fail", api_name="/ask")
        client.close()


def test_the_page_can_be_installed_and_says_its_name(served: Server) -> None:
    manifest = httpx.get(served.address + "/manifest.json").json()
    assert manifest["name"] == "ISO Assistant"
    icon = httpx.get(f"{served.address}/{manifest['icons'][0]['src']}")
    assert icon.headers["content-type"].startswith("image/svg")


def test_a_proxy_names_the_user_in_a_header() -> None:
    with serving(ScriptedAssistant(), feedback="off", auth_header="X-User") as address:
        assert httpx.get(address + "/config").status_code == 401
        assert httpx.get(address + "/config", headers={"X-User": "anna"}).status_code == 200


def test_another_users_conversation_in_the_same_browser_is_not_shown(visit: Visit) -> None:
    with serving(ScriptedAssistant(), feedback="off", auth_header="X-User") as address:
        page = visit(address=address, extra_http_headers={"X-User": "anna"})
        ask(page, AUDITS)
        page.wait_for_timeout(500)
        page.context.set_extra_http_headers({"X-User": "bert"})
        page.reload()
        page.wait_for_selector(".welcome")
        assert AUDITS not in page.locator("#conversation").inner_text()
        page.context.close()


def test_behind_a_path_prefix_the_whole_page_works_and_can_be_installed(visit: Visit) -> None:
    with serving(ScriptedAssistant(), feedback="off", root_path="/iso") as hidden, proxied(hidden, "/iso") as address:
        page = visit("/iso/", address)
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.reload()
        page.wait_for_selector(".welcome")
        ask(page, AUDITS)
        page.get_by_role("tab", name="Library").click()
        expect(page.locator("#found .entry")).to_have_count(30)
        assert page.context.request.get(f"{address}/iso/report").status in (200, 404)
        browser = page.context.new_cdp_session(page)
        manifest = browser.send("Page.getAppManifest")
        assert manifest["url"] == f"{address}/iso/manifest.json"
        assert manifest["errors"] == []
        # A window of a test is a private one, in which nothing can be installed; that must be all that is in the way.
        errors = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in errors] == ["in-incognito"]
        assert [answer.url for answer in answers if answer.status >= 400] == []
        assert [answer.url for answer in answers if not answer.url.startswith(f"{address}/iso/")] == []
        page.context.close()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"auth_file": "/nowhere/users"}, "/nowhere/users: the users file cannot be read"),
        ({"auth_file": "users", "auth_header": "X-User"}, "not both"),
    ],
)
def test_a_log_in_that_cannot_be_set_up_is_refused(settings: dict[str, str], said: str, served: Server) -> None:
    with pytest.raises(SettingsError, match=said):
        build_app(served.iso, Settings(feedback="off", **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "header", "warned"),
    [
        ("127.0.0.1", "", False),
        ("::1", "", False),
        ("0.0.0.0", "", True),
        ("192.0.2.7", "", True),
        ("0.0.0.0", "X-User", False),
    ],
)
def test_listening_beyond_this_machine_without_log_in_is_warned_of(
    host: str, header: str, warned: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "bind", lambda host, port: [])
    monkeypatch.setattr(server.PageServer, "run", lambda self, sockets: None)
    server.launch(ScriptedAssistant(), Settings(host=host, auth_header=header, feedback="off"))
    assert ("Warning" in capsys.readouterr().err) == warned


def test_a_port_in_use_is_said_in_one_sentence_before_the_index_is_opened(
    served: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_open", lambda *arguments, **options: pytest.fail("the index was opened"))
    port = served.address.rsplit(":", 1)[1]
    assert cli.main(["chat", "--port", port]) == 2
    assert capsys.readouterr().err == (
        f"iso-assistant: Port {port} of 127.0.0.1 is in use; end the program that listens there, or give another "
        "with --port.\n"
    )
    assert cli.main(["chat", "--port", "99999"]) == 2
    assert (
        capsys.readouterr().err == "iso-assistant: ISO_ASSISTANT_PORT: found 99999; expected a port from 1 to 65535.\n"
    )


def test_a_host_that_is_not_this_machine_is_said_in_one_sentence() -> None:
    # In a process of its own: in this one every connection but loopback is blocked.
    command = [sys.executable, "-m", "assistant.cli", "chat", "--host", "192.0.2.7"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr == "iso-assistant: 192.0.2.7 is no address of this machine; give another with --host.\n"


def test_a_port_taken_while_the_index_was_built_is_not_announced_as_open(
    served: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SettingsError, match="is in use"):
        server.launch(served.iso, Settings(port=int(served.address.rsplit(":", 1)[1]), feedback="off"))
    assert "is open" not in capsys.readouterr().err


def test_localhost_is_served_at_each_of_its_addresses() -> None:
    port = free_port()
    listeners = bind("localhost", port)
    assert {listener.getsockname()[:2] for listener in listeners} <= {("127.0.0.1", port), ("::1", port)}
    assert ("127.0.0.1", port) in {listener.getsockname() for listener in listeners}
    for listener in listeners:
        listener.close()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_server_ends_when_told_to_although_a_page_is_open(browser: Browser, sent: signal.Signals) -> None:
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", LAUNCH, str(port)], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            assert f"is open on http://127.0.0.1:{port} " in process.stderr.readline()
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            page.wait_for_selector(".welcome")
            process.send_signal(sent)
            process.wait(15)
            assert process.stderr.read() == ""
            page.close()
        finally:
            process.kill()


def test_the_tools_of_the_mcp_server_are_ask_and_show_passage_and_they_give_json() -> None:
    with serving(ScriptedAssistant(), feedback="off", mcp=True) as address:
        asked = ("ask", {"question": AUDITS, "as_of": "1998-05-01"})
        tools, results = use_tools(address, asked, ("show_passage", {"passage_id": "fact:iso-9002-status"}))
    assert set(tools) == {"ask", "show_passage"}
    assert "YYYY-MM-DD" in tools["ask"]["properties"]["as_of"]["description"]
    answer, passage = (json.loads(result.content[0].text) for result in results)
    assert (answer["question"], answer["as_of"], answer["id"]) == (AUDITS, "1998-05-01", None)
    assert passage["id"] == "fact:iso-9002-status"


def test_limits_hold_over_mcp_too() -> None:
    with serving(ScriptedAssistant(), feedback="off", mcp=True, questions_per_minute=1) as address:
        _, results = use_tools(address, *[("ask", {"question": AUDITS})] * 2)
    assert [result.isError for result in results] == [False, True]


def use_tools(address: str, *calls: tuple[str, dict[str, str]]) -> tuple[dict[str, Any], list[Any]]:
    """The tools' input schemas and the results of `calls`, by a real client set up as the README says."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    url = json.loads(readme_examples(address)[2])["mcpServers"]["iso-assistant"]["url"]

    async def use() -> tuple[dict[str, Any], list[Any]]:
        async with streamablehttp_client(url) as (read, write, _), ClientSession(read, write) as session:
            await session.initialize()
            tools = {tool.name: tool.inputSchema for tool in (await session.list_tools()).tools}
            return tools, [await session.call_tool(name, arguments) for name, arguments in calls]

    # In a thread of its own: the browser's driver keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, use()).result(60)


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
