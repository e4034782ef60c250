"""The script of the GitHub Action, run as a runner runs it."""

import os
import subprocess

from conftest import ROOT


def run(folder, **inputs):
    environment = os.environ | {
        "PATH": os.pathsep.join([os.path.dirname(os.environ["YAODIAN"]), os.environ["PATH"]]),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "NOTICE": "notice.txt",
    }
    return subprocess.run(
        ["bash", str(ROOT / ".github/scripts/check.sh")],
        cwd=folder,
        env=environment | inputs,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_findings_become_annotations_and_the_exit_code_an_output(folder):
    done = run(folder, PLANS="plans/*.txt", FAIL_UNDER="75")
    assert done.returncode == 1, done.stdout + done.stderr
    errors = [line for line in done.stdout.splitlines() if line.startswith(("::error ", "::warning "))]
    assert any("file=plans/wuwei.txt,line=" in line for line in errors), done.stdout
    assert (folder / "output").read_text() == "exit-code=1\n"
    assert (folder / "summary").read_text(encoding="utf-8").startswith("# 要点核对：")
    assert run(folder, PLANS="plans/*.txt").returncode == 0


def test_inputs_are_never_commands(folder):
    (folder / "plans/两 份.txt").write_bytes((folder / "plans/wuwei.txt").read_bytes())
    done = run(folder, PLANS="plans/两 份.txt\n", ARGUMENTS="--concise\n$(touch broken)", SUMMARY="false")
    assert not (folder / "broken").exists()
    assert done.returncode == 2, "an argument that yaodian does not know"
    assert run(folder, PLANS="plans/两 份.txt", ARGUMENTS="--concise", SUMMARY="false").returncode == 0


def test_a_pattern_without_files_is_no_success(folder):
    done = run(folder, PLANS="plan/*.txt")
    assert done.returncode == 2 and "plan/*.txt" in done.stdout
    assert run(folder, PLANS="").returncode == 2
