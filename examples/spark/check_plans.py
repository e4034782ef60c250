#!/usr/bin/env python3
"""Checks a data set of plans with Spark: every partition is streamed through one `yaodian batch`.

    python check_plans.py PLANS.ndjson NOTICE OUTPUT_FOLDER [--yaodian PATH] [--partitions N]

PLANS.ndjson has a plan a line, as `yaodian batch` wants them: {"id": …, "text": …} or {"id": …, "path": …}, where a path is one that
all workers can read. OUTPUT_FOLDER gets a line a plan, as `yaodian batch` writes them, in files part-00000 and so on.

The program and the notice are sent to the workers by Spark (`addFile`), so that on a cluster of the same platform nothing has to be
installed on them. Whatever a partition's `yaodian batch` cannot read is a line with an "error"; only trouble of the program
itself, which leaves plans without a line, fails the job.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

from pyspark import SparkFiles
from pyspark.sql import SparkSession


def check(lines, program, notice):
    """The results of one partition, in the order of its plans. Runs on a worker."""
    binary = SparkFiles.get(program)
    os.chmod(binary, 0o755)
    lines = list(lines)
    if not lines:
        return
    with tempfile.TemporaryFile() as wanted, tempfile.TemporaryFile() as said:
        for line in lines:
            wanted.write(line.encode("utf-8") + b"\n")
        wanted.seek(0)
        # One job a partition: Spark runs as many partitions at a time as there are processors.
        command = [binary, "batch", "-", "--notice", SparkFiles.get(notice), "--jobs", "1"]
        process = subprocess.Popen(command, stdin=wanted, stdout=subprocess.PIPE, stderr=said)
        count = 0
        for line in process.stdout:
            count += 1
            yield line.decode("utf-8").rstrip("\n")
        code = process.wait()
        # 2 is also the code for plans that were skipped; each of them has a line that says why.
        if count != len(lines):
            said.seek(0)
            raise RuntimeError(f"yaodian ended with {code}: {said.read().decode('utf-8', 'replace')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plans", help="a plan a line, NDJSON")
    parser.add_argument("notice", help="the notice, a file")
    parser.add_argument("output", help="a folder that is not there yet")
    parser.add_argument("--yaodian", default=shutil.which("yaodian"), help="the program; that of PATH if left out")
    parser.add_argument("--partitions", type=int, default=8, help="into how many parts the plans are divided")
    wanted = parser.parse_args()
    if not wanted.yaodian or not os.path.isfile(wanted.yaodian):
        sys.exit("yaodian is not there; build it (cargo build --release -p yaodian) and name it with --yaodian")

    spark = SparkSession.builder.appName("yaodian").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    try:
        context = spark.sparkContext
        context.addFile(os.path.abspath(wanted.yaodian))
        context.addFile(os.path.abspath(wanted.notice))
        program, notice = os.path.basename(wanted.yaodian), os.path.basename(wanted.notice)
        # Divided as a table, row by row: an RDD is divided ten lines at a time.
        rows = spark.read.text(wanted.plans).repartition(wanted.partitions).rdd
        plans = rows.map(lambda row: row.value).filter(lambda line: line.strip())
        results = plans.mapPartitions(lambda lines: check(lines, program, notice))
        results.saveAsTextFile(wanted.output)

        # What the results are for: figures over all of them, by Spark.
        told = spark.read.text(wanted.output).rdd.map(lambda row: json.loads(row.value))
        checked = told.filter(lambda line: "error" not in line).cache()
        failed = told.filter(lambda line: "error" in line).count()
        count = checked.count()
        # Not mean(): that wants numpy on every worker.
        mean = checked.map(lambda line: line["coverage"]).sum() / count if count else float("nan")
        print(f"checked {count}, skipped {failed}, mean coverage {mean:.4f}")
        gaps = checked.flatMap(lambda line: [(gap["id"], 1) for gap in line["gaps"]]).reduceByKey(lambda one, other: one + other)
        for obligation, count in gaps.takeOrdered(5, key=lambda pair: (-pair[1], pair[0])):
            print(f"  {obligation}: a gap in {count} plans")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
