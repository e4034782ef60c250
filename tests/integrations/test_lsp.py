"""`yaodian lsp`, driven by a real client (pygls, through pytest-lsp): what an editor gets to see."""

import asyncio
import pathlib

import pytest
from lsprotocol import types as lsp
from pytest_lsp import LanguageClient, make_test_lsp_client

from conftest import ROOT

PATIENCE = 30  # seconds that a check may take on a busy machine


class Editor:
    """An editor with one workspace folder."""

    def __init__(self, client: LanguageClient, folder: pathlib.Path):
        self.client = client
        self.folder = folder

    @classmethod
    async def start(cls, program, folder, options=None, encodings=None, arguments=(), locale="zh-cn"):
        client = make_test_lsp_client()
        await client.start_io(str(program), "lsp", *arguments)
        result = await client.initialize_session(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(
                    general=lsp.GeneralClientCapabilities(position_encodings=encodings),
                    text_document=lsp.TextDocumentClientCapabilities(
                        hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
                    ),
                    workspace=lsp.WorkspaceClientCapabilities(
                        workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
                    ),
                ),
                workspace_folders=[lsp.WorkspaceFolder(uri=folder.as_uri(), name="work")],
                initialization_options=options,
                locale=locale,
            )
        )
        editor = cls(client, folder)
        editor.result = result
        return editor

    async def stop(self):
        await self.client.shutdown_session()
        await asyncio.wait_for(self.client._server.wait(), PATIENCE)
        assert self.client._server.returncode == 0, "after shutdown and exit the program ends well"

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language="plaintext"):
        item = lsp.TextDocumentItem(uri=self.uri(name), language_id=language, version=1, text=text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))

    def change(self, name: str, version: int, *changes):
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                text_document=lsp.VersionedTextDocumentIdentifier(uri=self.uri(name), version=version),
                content_changes=list(changes),
            )
        )

    async def diagnostics(self, name: str, wanted=lambda found: True):
        """Those published next that are as wanted."""
        async with asyncio.timeout(PATIENCE):
            while True:
                params = await self.client.wait_for_notification(
                    lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
                )
                if params.uri == self.uri(name) and wanted(params.diagnostics):
                    return params.diagnostics

    async def opened(self, name: str, text: str, language="plaintext"):
        """Opens a document and waits for what is marked in it."""
        waiting = asyncio.ensure_future(self.diagnostics(name))
        await asyncio.sleep(0)
        self.open(name, text, language)
        return await waiting

    async def changed(self, name: str, version: int, *changes):
        waiting = asyncio.ensure_future(self.diagnostics(name))
        await asyncio.sleep(0)
        self.change(name, version, *changes)
        return await waiting

    async def hover(self, name: str, position: lsp.Position):
        return await self.client.text_document_hover_async(
            lsp.HoverParams(
                text_document=lsp.TextDocumentIdentifier(uri=self.uri(name)), position=position
            )
        )

    async def actions(self, name: str, where: lsp.Range):
        return await self.client.text_document_code_action_async(
            lsp.CodeActionParams(
                text_document=lsp.TextDocumentIdentifier(uri=self.uri(name)),
                range=where,
                context=lsp.CodeActionContext(diagnostics=[]),
            )
        )


def text_at(text: str, where: lsp.Range) -> str:
    """The words of a range in units of UTF-16, counted here without the help of the server."""
    lines = text.split("\n")
    units = [line.encode("utf-16-le") for line in lines]
    if where.start.line == where.end.line:
        raw = units[where.start.line][where.start.character * 2 : where.end.character * 2]
        return raw.decode("utf-16-le")
    raw = [units[where.start.line][where.start.character * 2 :]]
    raw += units[where.start.line + 1 : where.end.line]
    raw += [units[where.end.line][: where.end.character * 2]]
    return "\n".join(part.decode("utf-16-le") for part in raw)


def carried_out(text: str, action: lsp.CodeAction) -> str:
    (change,) = action.edit.document_changes
    (edit,) = change.edits
    lines = text.split("\n")

    def offset(position: lsp.Position) -> int:
        line = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(before) + 1 for before in lines[: position.line]) + len(line)

    start, end = offset(edit.range.start), offset(edit.range.end)
    return text[:start] + edit.new_text + text[end:]


def findings(diagnostics, code: str) -> dict:
    return {one.data["finding"]: one for one in diagnostics if one.code == code}


@pytest.fixture
def plan(folder) -> str:
    return (folder / "plans/wuwei.txt").read_text(encoding="utf-8")


async def test_gaps_are_marked_where_they_stand(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    assert editor.result.capabilities.position_encoding == lsp.PositionEncodingKind.Utf16
    found = await editor.opened("plans/wuwei.txt", plan)
    weakened, conflicting, missing = (findings(found, code) for code in ("weakened", "conflicting", "missing"))
    # The plan says half-yearly where the notice says quarterly, and names another city's contingency plan.
    half = next(one for one in weakened.values() if "每半年" in text_at(plan, one.range))
    assert "每季度" in half.message and half.severity == lsp.DiagnosticSeverity.Warning
    assert any("金昌市" in text_at(plan, one.range) for one in conflicting.values())
    assert all(one.severity == lsp.DiagnosticSeverity.Error for one in conflicting.values())
    # What is missing is marked at the end of the paragraph behind which it would stand.
    assert missing and all(text_at(plan, one.range) == "。" for one in missing.values())
    assert all(one.source == "yaodian" for one in found)
    await editor.stop()


async def test_emoji_and_rare_characters_shift_nothing(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    before = await editor.opened("plans/wuwei.txt", plan)
    half = next(one for one in before if "每半年" in text_at(plan, one.range))
    # Two units of UTF-16 each, in front of the clause and on its line.
    changed = plan.replace("（八）", "（八）𠮷😀")
    found = await editor.changed(
        "plans/wuwei.txt", 2, lsp.TextDocumentContentChangeWholeDocument(text=changed)
    )
    same = findings(found, half.code)[half.data["finding"]]
    assert text_at(changed, same.range) == text_at(plan, half.range)
    assert same.range.start.character == half.range.start.character + 4
    await editor.stop()


async def test_positions_count_as_the_editor_likes(program, folder, plan):
    utf8 = await Editor.start(
        program, folder, {"notice": "notice.txt"}, encodings=[lsp.PositionEncodingKind.Utf8]
    )
    assert utf8.result.capabilities.position_encoding == lsp.PositionEncodingKind.Utf8
    found = await utf8.opened("plans/wuwei.txt", plan)
    line = plan.encode("utf-8").split(b"\n")
    words = [
        line[one.range.start.line][one.range.start.character : one.range.end.character].decode("utf-8")
        for one in found
        if one.range.start.line == one.range.end.line
    ]
    assert any("每半年" in word for word in words)
    await utf8.stop()


async def test_hover_shows_what_the_notice_asks_for(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    found = await editor.opened("plans/wuwei.txt", plan)
    half = next(one for one in found if "每半年" in text_at(plan, one.range))
    shown = await editor.hover("plans/wuwei.txt", half.range.start)
    assert shown.contents.kind == lsp.MarkupKind.Markdown
    assert "通知要求：" in shown.contents.value and "每季度" in shown.contents.value
    assert f"**弱化 {half.data['finding']}**" in shown.contents.value
    # What is covered tells as well what it answers.
    clauses = [number for number, own in enumerate(plan.split("\n")) if own.startswith("（")]
    shown = [await editor.hover("plans/wuwei.txt", lsp.Position(number, 16)) for number in clauses]
    assert any(one and "**已覆盖 " in one.contents.value for one in shown)
    title = await editor.hover("plans/wuwei.txt", lsp.Position(0, 1))
    assert "覆盖率" in title.contents.value
    empty = next(number for number, own in enumerate(plan.split("\n")) if not own)
    assert await editor.hover("plans/wuwei.txt", lsp.Position(empty, 0)) is None
    await editor.stop()


@pytest.mark.parametrize("code, sign", [("weakened", "每半年"), ("missing", "。")])
async def test_suggested_wording_closes_the_gap(program, folder, plan, code, sign):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    found = await editor.opened("plans/wuwei.txt", plan)
    gap = next(one for one in found if one.code == code and sign in text_at(plan, one.range))
    actions = await editor.actions("plans/wuwei.txt", gap.range)
    own = [one for one in actions if one.diagnostics[0].data == gap.data]
    assert len(own) == 1 and own[0].kind == lsp.CodeActionKind.QuickFix
    mended = carried_out(plan, own[0])
    assert mended != plan
    after = await editor.changed(
        "plans/wuwei.txt", 2, lsp.TextDocumentContentChangeWholeDocument(text=mended)
    )
    gaps = [one for one in after if one.code in ("weakened", "conflicting", "missing")]
    assert gap.data not in [one.data for one in gaps], own[0].title
    await editor.stop()


async def test_markdown_is_marked_in_its_own_text(program, folder):
    # 武威's plan in Markdown: the same clauses among marks of emphasis, links and a table.
    plan = (ROOT / "fixtures/plans/wuwei.txt").read_text(encoding="utf-8")
    text = "# 计划\n\n" + plan.replace("\n", "\n\n").replace("每半年", "**每半年**").replace(
        "金昌市", "[金昌市](https://example.com/金昌市)"
    )
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    found = await editor.opened("plans/wuwei.md", text, "markdown")
    weakened = [one for one in found if one.code == "weakened"]
    half = next(one for one in weakened if "每半年**" in text_at(text, one.range))
    assert any("[金昌市](https" in text_at(text, one.range) for one in found if one.code == "conflicting")
    (fix,) = [
        one
        for one in await editor.actions("plans/wuwei.md", half.range)
        if one.diagnostics[0].data == half.data
    ]
    mended = carried_out(text, fix)
    assert "**每季度**" in mended and "**每半年**" not in mended, "the emphasis stays"
    gap = next(one for one in found if one.code == "missing")
    (fix,) = [
        one
        for one in await editor.actions("plans/wuwei.md", gap.range)
        if one.diagnostics[0].data == gap.data
    ]
    after = await editor.changed(
        "plans/wuwei.md", 2, lsp.TextDocumentContentChangeWholeDocument(text=carried_out(text, fix))
    )
    assert gap.data["finding"] not in findings(after, "missing")
    await editor.stop()


async def test_typing_is_followed_change_by_change(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    before = await editor.opened("plans/wuwei.txt", plan)
    half = next(one for one in before if "每半年" in text_at(plan, one.range))
    lines = plan.split("\n")
    number = next(number for number, own in enumerate(lines) if "每半年组织" in own)
    at = lines[number].index("每半年") + 1
    # Key by key: 每半年 → 每季度. Only the text at rest is checked.
    steps = [("半年", ""), ("", "季"), ("", "度")]
    waiting = asyncio.ensure_future(editor.diagnostics("plans/wuwei.txt"))
    await asyncio.sleep(0)
    place = at
    for version, (out, into) in enumerate(steps, start=2):
        where = lsp.Range(lsp.Position(number, place), lsp.Position(number, place + len(out)))
        editor.change(
            "plans/wuwei.txt", version, lsp.TextDocumentContentChangePartial(range=where, text=into)
        )
        place += len(into)
    found = await waiting
    assert half.data["finding"] not in findings(found, half.code)
    assert len(found) == len(before) - 1, "one gap less, and nothing else has changed"
    await editor.stop()


async def test_a_changed_notice_is_read_again(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    found = await editor.opened("plans/wuwei.txt", plan)
    assert any("每季度" in one.message for one in found if one.code == "weakened")
    notice = folder / "notice.txt"
    notice.write_text(notice.read_text(encoding="utf-8").replace("每季度", "每半年"), encoding="utf-8")
    waiting = asyncio.ensure_future(editor.diagnostics("plans/wuwei.txt"))
    await asyncio.sleep(0)
    editor.client.text_document_did_save(
        lsp.DidSaveTextDocumentParams(
            text_document=lsp.TextDocumentIdentifier(uri=editor.uri("notice.txt"))
        )
    )
    assert not any("每季度" in one.message for one in await waiting)
    await editor.stop()


async def test_what_cannot_be_checked_says_so(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "not-there.txt"})
    (trouble,) = await editor.opened("plans/wuwei.txt", plan)
    assert trouble.severity == lsp.DiagnosticSeverity.Error
    assert "not-there.txt" in trouble.message and "找不到" in trouble.message
    # Another notice is set while the editor runs.
    waiting = asyncio.ensure_future(editor.diagnostics("plans/wuwei.txt"))
    await asyncio.sleep(0)
    editor.client.workspace_did_change_configuration(
        lsp.DidChangeConfigurationParams(settings={"yaodian": {"notice": "notice.txt"}})
    )
    assert findings(await waiting, "weakened")
    # The notice itself is no plan, and closing takes the marks away.
    assert not await editor.opened("notice.txt", (folder / "notice.txt").read_text(encoding="utf-8"))
    waiting = asyncio.ensure_future(editor.diagnostics("plans/wuwei.txt"))
    await asyncio.sleep(0)
    editor.client.text_document_did_close(
        lsp.DidCloseTextDocumentParams(
            text_document=lsp.TextDocumentIdentifier(uri=editor.uri("plans/wuwei.txt"))
        )
    )
    assert not await waiting
    await editor.stop()


async def test_without_a_notice_the_user_is_told(program, folder, plan):
    editor = await Editor.start(program, folder, {"notce": "notice.txt"})
    assert not await editor.opened("plans/wuwei.txt", plan)
    said = [message.message for message in editor.client.messages]
    assert any("notce" in message for message in said), said
    assert any("--notice" in message for message in said), said
    await editor.stop()


async def test_the_notice_may_come_from_the_command_line(program, folder, plan):
    editor = await Editor.start(
        program, folder, arguments=["--notice", str(folder / "notice.txt")], locale="en"
    )
    found = await editor.opened("plans/wuwei.txt", plan)
    weakened = findings(found, "weakened")
    assert weakened and all(one.message.startswith("weakened ") for one in weakened.values())
    await editor.stop()


async def test_waivers_in_the_plan_are_heeded(program, folder, plan):
    editor = await Editor.start(program, folder, {"notice": "notice.txt"})
    found = await editor.opened("plans/wuwei.txt", plan)
    half = next(one for one in found if "每半年" in text_at(plan, one.range))
    number = half.data["finding"]
    waived = plan + f"\n<!-- yaodian-waive {number}: 市里已另文明确 -->\n<!-- yaodian-waive 99.9: 没有这一项 -->\n"
    after = await editor.changed(
        "plans/wuwei.txt", 2, lsp.TextDocumentContentChangeWholeDocument(text=waived)
    )
    assert number not in findings(after, half.code)
    (unused,) = findings(after, "unused-waiver").values()
    assert text_at(waived, unused.range) == "<!-- yaodian-waive 99.9: 没有这一项 -->"
    await editor.stop()
