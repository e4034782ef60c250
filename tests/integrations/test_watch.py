"""`yaodian check --watch` on a terminal. crates/cli/tests/watch.rs has the rest."""

import os
import pty
import select
import signal
import subprocess
import time

CLEAR = b"\x1b[2J"


def read_until(terminal, wanted, patience=60):
    seen, end = b"", time.monotonic() + patience
    while wanted not in seen:
        assert time.monotonic() < end, seen.decode(errors="replace")
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536)
    return seen


def test_a_terminal_is_cleared_before_each_check(program, folder):
    terminal, inside = pty.openpty()
    running = subprocess.Popen(
        [program, "check", "plans/wuwei.txt", "--notice", "notice.txt", "--concise", "--watch"],
        cwd=folder,
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    os.close(inside)
    try:
        first = read_until(terminal, b"Ctrl-C")
        assert first.startswith(CLEAR) and first.count(CLEAR) == 1
        plan = folder / "plans/wuwei.txt"
        plan.write_text(plan.read_text(encoding="utf-8").replace("每半年组织", "每季度组织"), encoding="utf-8")
        second = read_until(terminal, b"Ctrl-C")
        assert second.count(CLEAR) == 1 and "覆盖率".encode() in second
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == -signal.SIGINT
    finally:
        running.kill()
        os.close(terminal)
