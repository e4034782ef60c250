"""What the tests share: where the repository and the program are. `cargo xtask integrations` names the program."""

import os
import pathlib
import shutil

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTICE = ROOT / "fixtures/notices/gansu-2020.txt"


@pytest.fixture(scope="session")
def program() -> pathlib.Path:
    """The binary under test."""
    path = os.environ.get("YAODIAN")
    assert path, "run these tests by `cargo xtask integrations`, which builds the program and names it in YAODIAN"
    return pathlib.Path(path)


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder with the notice and a plan, as an office has it."""
    (tmp_path / "plans").mkdir()
    shutil.copy(NOTICE, tmp_path / "notice.txt")
    shutil.copy(ROOT / "fixtures/plans/wuwei.txt", tmp_path / "plans/wuwei.txt")
    return tmp_path
