import asyncio
import contextlib
import logging
import socket

import pytest
from aiohttp import web
from telegram.error import NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.telegram.request import AsarRequest, NeverSent, Ok, Refused, Transport, Unknown, is_token_refusal

TOKEN = "7654321:secret-secret-secret-secret-secret"


@contextlib.asynccontextmanager
async def serving(handler):
    """A server that answers everything with `handler`; its URL."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handler)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _call(handler, method="sendMessage", payload=None, **more):
    async with serving(handler) as url, Transport(TOKEN, url) as transport:
        return await transport.call(method, payload or {"text": "сәлем"}, **more)


def _answer(status, body, **headers):
    async def handler(_):
        return web.Response(status=status, body=body, headers=headers)

    return handler


@pytest.mark.parametrize(
    ("status", "body", "headers", "outcome"),
    [
        (200, b'{"ok":true,"result":{"message_id":5}}', {}, Ok({"message_id": 5})),
        (200, b'{"ok":true,"result":[]}', {}, Ok([])),
        (
            400,
            b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}',
            {},
            Refused(400, "Bad Request: chat not found"),
        ),
        (
            429,
            b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":7}}',
            {},
            Refused(429, "Too Many Requests", {"retry_after": 7}),
        ),
        (429, b"<html>slow down</html>", {"Retry-After": "9"}, Refused(429, "Too Many Requests", {"retry_after": 9})),
        (429, b"", {}, Refused(429, "Too Many Requests", {"retry_after": 1})),
        (413, b"<html>too large</html>", {}, Refused(413, "Request Entity Too Large")),
        (500, b'{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}', {}, Unknown("HTTP 500")),
        (200, b'{"ok":false,"error_code":502,"description":"Bad Gateway"}', {}, Unknown("error 502")),
        (502, b"<html>Bad Gateway</html>", {}, Unknown("HTTP 502")),
        (504, b"", {}, Unknown("HTTP 504")),
        (200, b"<html>Welcome to our hotel</html>", {}, Unknown("HTTP 200, not an answer of the Bot API")),
        (403, b"<html>blocked</html>", {}, Unknown("HTTP 403, not an answer of the Bot API")),
        (302, b"", {"Location": "http://elsewhere.invalid/"}, Unknown("HTTP 302, not an answer of the Bot API")),
        (200, b"[" * 100_000, {}, Unknown("HTTP 200, not an answer of the Bot API")),
        (200, b'{"ok":true}', {}, Unknown("HTTP 200, not an answer of the Bot API")),
        (200, b"\xff\xfe", {}, Unknown("HTTP 200, not an answer of the Bot API")),
    ],
)
async def test_what_an_answer_means(status, body, headers, outcome):
    assert await _call(_answer(status, body, **headers)) == outcome


async def test_a_payload_arrives_as_json_as_it_was():
    seen = []

    async def handler(request):
        seen.append((request.path, request.content_type, await request.json()))
        return web.json_response({"ok": True, "result": True})

    payload = {
        "text": "Әйгерім — й́ 👩‍👧",
        "reply_markup": {"inline_keyboard": [[{"text": "Иә", "callback_data": "1"}]]},
    }
    assert await _call(handler, payload=payload) == Ok(result=True)
    assert seen == [(f"/bot{TOKEN}/sendMessage", "application/json", payload)]


async def test_a_lone_surrogate_does_not_keep_a_message_from_going():
    async def handler(request):
        return web.json_response({"ok": True, "result": (await request.json())["text"]})

    assert await _call(handler, payload={"text": "a\ud800b"}) == Ok("a?b")


async def test_a_file_goes_as_multipart_with_its_name_readable():
    async def handler(request):
        fields = {}
        async for part in await request.multipart():
            fields[part.name] = (part.filename, (await part.read()).decode())
        return web.json_response({"ok": True, "result": fields})

    files = {"document": ("өтінімдер.csv", b"1047-3", "text/csv")}
    outcome = await _call(handler, "sendDocument", {"chat_id": 5, "caption": "есеп"}, files=files)
    assert outcome == Ok({"chat_id": [None, "5"], "caption": [None, "есеп"], "document": ["өтінімдер.csv", "1047-3"]})


async def test_a_connection_that_never_comes_about_was_never_sent(unused_tcp_port):
    async with Transport(TOKEN, f"http://127.0.0.1:{unused_tcp_port}") as transport:
        assert isinstance(await transport.call("getMe", {}), NeverSent)
    async with Transport(TOKEN, "http://nowhere.invalid") as transport:
        assert isinstance(await transport.call("getMe", {}), NeverSent)
    async with Transport(TOKEN, f"https://127.0.0.1:{unused_tcp_port}") as transport:
        assert isinstance(await transport.call("getMe", {}), NeverSent)


async def test_a_server_that_does_not_accept_in_time_was_never_sent_anything():
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        with contextlib.ExitStack() as full:
            for _ in range(3):  # fill the queue of connections nobody accepts
                waiting = full.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(deaf.getsockname())
            url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
            async with Transport(TOKEN, url, connect_timeout=0.2) as transport:
                assert await transport.call("getMe", {}) == NeverSent("ConnectionTimeoutError")


async def test_a_reset_before_or_after_processing_is_unknown(edge):
    for kind in ("reset", "lost"):
        await edge.town.fault(kind, method="getMe")
        assert isinstance(await edge.transport.call("getMe", {}), Unknown)
    assert isinstance(await edge.transport.call("getMe", {}), Ok)


async def test_a_server_that_does_not_answer_is_unknown_after_the_time_given():
    async def silent(_):
        await asyncio.Event().wait()

    async with asyncio.timeout(5):
        assert isinstance(await _call(silent, timeout=0.1), Unknown)


async def test_an_answer_that_breaks_off_is_unknown():
    async def torn(request):
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok":true,"result":')
        request.transport.close()
        return response

    assert isinstance(await _call(torn), Unknown)


async def test_a_poll_has_connections_of_its_own():
    open_polls = asyncio.Event()

    async def handler(request):
        if request.path.endswith("getUpdates"):
            open_polls.set()
            await asyncio.Event().wait()
        return web.json_response({"ok": True, "result": request.path.rsplit("/", 1)[1]})

    async with serving(handler) as url, Transport(TOKEN, url) as transport:
        poll = asyncio.create_task(transport.call("getUpdates", {}))
        await open_polls.wait()
        outcomes = await asyncio.gather(*(transport.call("sendMessage", {}) for _ in range(200)))
        assert outcomes == [Ok("sendMessage")] * 200
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)


async def test_the_proxy_of_the_environment_is_used_and_its_refusal_was_never_sent(monkeypatch):
    asked = []

    async def proxy(request):
        asked.append((request.method, str(request.url)))
        return web.json_response({"ok": True, "result": "by proxy"})

    async with serving(proxy) as url:
        monkeypatch.setenv("http_proxy", url)
        async with Transport(TOKEN, "http://telegram.invalid") as transport:
            assert await transport.call("getMe", {}) == Ok("by proxy")
    assert asked == [("POST", f"http://telegram.invalid/bot{TOKEN}/getMe")]
    async with serving(_answer(407, b"who are you?")) as url:
        monkeypatch.setenv("https_proxy", url)
        async with Transport(TOKEN, "https://telegram.invalid") as transport:
            assert isinstance(await transport.call("getMe", {}), NeverSent)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("http_proxy", "http://proxy.invalid")
    assert await _call(_answer(200, b'{"ok":true,"result":1}')) == Ok(1)


def test_only_a_refusal_of_the_token_is_one():
    assert is_token_refusal(Refused(401, "Unauthorized"))
    assert is_token_refusal(Refused(404, "Not Found"))
    assert not is_token_refusal(Refused(404, "Not Found: method not found"))
    assert not is_token_refusal(Refused(403, "Forbidden: bot was blocked by the user"))


async def test_the_token_is_in_no_outcome_no_error_and_no_log(edge, caplog, unused_tcp_port):
    caplog.set_level(logging.DEBUG)
    outcomes = []
    async with Transport(TOKEN, f"http://127.0.0.1:{unused_tcp_port}") as away:
        outcomes += [repr(away), await away.call("getMe", {})]
        with pytest.raises(NetworkError) as caught:
            await ExtBot(TOKEN, base_url=f"http://127.0.0.1:{unused_tcp_port}/bot", request=AsarRequest(away)).get_me()
        outcomes += [caught.value, caught.value.__cause__, caught.value.__context__]
    for fault in ("reset", "lost", "html", "error"):
        await edge.town.fault(fault, method="getMe")
        outcomes.append(await edge.transport.call("getMe", {}))
    async with Transport(TOKEN, edge.telegram.url) as wrong:
        outcomes.append(await wrong.call("getMe", {}))
    said = "".join(map(repr, outcomes)) + "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("telegram")
    )
    assert "secret-secret" not in said
    assert "tests-of-the-edge" not in said


# -- python-telegram-bot over it


@pytest.fixture
def ptb(edge):
    base = f"{edge.telegram.url}/bot"
    token = edge.telegram.world.token
    files = f"{edge.telegram.url}/file/bot"
    return ExtBot(
        token,
        base_url=base,
        base_file_url=files,
        request=AsarRequest(edge.transport),
        get_updates_request=AsarRequest(edge.transport),
    )


async def test_ptb_makes_its_calls_and_downloads_through_the_transport(edge, ptb):
    mother = await edge.person()
    async with ptb:
        assert ptb.username == edge.telegram.world.bot.username
        assert await ptb.set_my_commands([("help", "Көмек")])
        sent = await ptb.send_document(mother, b"1047-3", filename="a.csv", caption="<b>есеп</b>", parse_mode="HTML")
        file = await sent.document.get_file()
        assert bytes(await file.download_as_bytearray()) == b"1047-3"
    assert isinstance(await edge.transport.call("getMe", {}), Ok), "the transport outlives ptb"


async def test_ptb_hears_of_timeouts_and_broken_connections_in_its_own_words(edge, ptb):
    await edge.town.fault("hang", method="getMe")
    with pytest.raises(TimedOut):
        await ptb.get_me(read_timeout=0.1)
    await edge.town.fault("reset", method="getMe")
    with pytest.raises(NetworkError):
        await ptb.get_me()
