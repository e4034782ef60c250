#!/usr/bin/env python3
"""Spark's result is that of one process: the same line for every plan, to the byte.

    python test.py YAODIAN PLANS.ndjson NOTICE

Run by `cargo xtask spark`. A plan that cannot be read is added to those given, so that skipping is tested as well.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    yaodian, plans, notice = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        wanted = folder / "plans.ndjson"
        lines = Path(plans).read_text("utf-8").splitlines()
        lines.insert(len(lines) // 2, json.dumps({"id": "empty", "text": ""}))
        wanted.write_text("".join(line + "\n" for line in lines), "utf-8")

        alone = subprocess.run(
            [yaodian, "batch", str(wanted), "--notice", notice], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert alone.returncode == 2, f"a plan cannot be read, and the exit code is {alone.returncode}"
        one = alone.stdout.decode("utf-8").splitlines()
        assert len(one) == len(lines), f"{len(one)} lines for {len(lines)} plans"

        example = Path(__file__).with_name("check_plans.py")
        output = folder / "results"
        subprocess.run(
            [sys.executable, example, wanted, notice, output, "--yaodian", yaodian, "--partitions", "3"], check=True
        )
        parts = sorted(output.glob("part-*"))
        used = [part for part in parts if part.stat().st_size]
        assert len(used) > 1, "the plans were not divided"
        many = [line for part in parts for line in part.read_text("utf-8").splitlines()]
        assert sorted(many) == sorted(one), "Spark gives another result than one process"
        assert any('"error"' in line and '"empty"' in line for line in many)
        print(f"{len(many)} plans, the same results from {len(used)} partitions as from one process")


if __name__ == "__main__":
    main()
