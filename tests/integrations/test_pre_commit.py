"""The hook, run by the real pre-commit on a scratch repository."""

import os
import subprocess

import pytest

from conftest import ROOT


def git(folder, *arguments):
    identity = ["-c", "user.name=甲", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, timeout=300, env=environment(folder)
    )
    return done


def environment(folder):
    """Nothing of the user's git and pre-commit, and the program under test in the path."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    path = os.pathsep.join([str(os.path.dirname(os.environ["YAODIAN"])), own["PATH"]])
    return own | {
        "PATH": path,
        "HOME": str(folder.parent),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit-home"),
    }


@pytest.fixture
def hooks(tmp_path_factory):
    """A repository with the hooks of this one as they are in the work tree, committed or not."""
    folder = tmp_path_factory.mktemp("hooks")
    (folder / ".pre-commit-hooks.yaml").write_bytes((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    assert git(folder, "commit", "-qm", "hooks").returncode == 0
    git(folder, "tag", "v0")
    return folder


@pytest.fixture
def office(folder, hooks):
    """A scratch repository with the hook switched on, as docs/integrations.md says."""
    (folder / ".pre-commit-config.yaml").write_text(
        f"""
repos:
  - repo: {hooks.as_uri()}
    rev: v0
    hooks:
      - id: yaodian
        args: [--notice, notice.txt, --fail-under, "75"]
""",
        encoding="utf-8",
    )
    (folder / "README.md").write_text("# 不是计划\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    installed = subprocess.run(
        ["pre-commit", "install"], cwd=folder, capture_output=True, text=True, env=environment(folder), timeout=120
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr
    git(folder, "add", "-A")
    return folder


def test_a_commit_is_refused_until_the_plan_is_good_enough(office):
    refused = git(office, "commit", "-m", "计划")
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "yaodian 要点核对" in said and "Failed" in said
    # What is wrong is told, and the file that is no plan was not checked.
    assert "每半年" in said and "wuwei.txt" in said and "README.md" not in said
    assert git(office, "rev-parse", "--verify", "-q", "HEAD").returncode != 0, "nothing was committed"
    # A plan that pastes the notice covers everything; that it does so is another matter.
    (office / "plans/wuwei.txt").write_bytes((office / "notice.txt").read_bytes())
    git(office, "add", "-A")
    taken = git(office, "commit", "-m", "计划")
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert "Passed" in taken.stdout + taken.stderr


def test_other_files_are_none_of_its_business(office):
    git(office, "reset", "-q", "--", "plans")
    done = git(office, "commit", "-m", "别的")
    assert done.returncode == 0 and "no files to check" in done.stdout + done.stderr
