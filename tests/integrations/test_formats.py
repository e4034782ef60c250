"""The formats for builds, read by others: SARIF by its schema, JUnit by junitparser."""

import json
import pathlib
import subprocess
import urllib.parse

import jsonschema
import junitparser
import pytest

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
PROJECT = ROOT / "crates/cli/tests/project"
NOTICE = ROOT / "fixtures/notices/gansu-2020.txt"
PLANS = [ROOT / f"fixtures/plans/{name}.txt" for name in ("wuwei", "qingyang", "zhangye")]
WORD = ROOT / "fixtures/formats/qingyang.docx"
LANGUAGES = ("zh-CN", "zh-TW", "en")
# Shipped with Microsoft's matchers for Jest; the OASIS schema of SARIF 2.1.0.
SCHEMA = FOLDER / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


def run(program, *arguments, cwd=ROOT, codes=(0, 1)):
    done = subprocess.run([program, *map(str, arguments)], cwd=cwd, capture_output=True, check=False)
    assert done.returncode in codes, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def schema():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft4Validator(schema)
    # A schema that takes anything would say nothing.
    assert list(checker.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))
    return checker


def check_sarif(schema, text):
    log = json.loads(text)
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in schema.iter_errors(log)]
    assert not errors, "\n".join(errors[:10])
    return log["runs"][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_is_valid_in_every_language(program, schema, language):
    sarif = ["check", *PLANS, WORD, "--notice", NOTICE, "--format", "sarif", "--lang", language]
    run_of = check_sarif(schema, run(program, *sarif))
    assert len(run_of["results"]) > 100
    assert run_of["language"] == language


def test_sarif_is_valid_with_errors_waivers_and_a_baseline(program, schema, tmp_path):
    baseline = tmp_path / "baseline.toml"
    wuwei, empty = PLANS[0], ROOT / "crates/cli/tests/inputs/empty.txt"
    run(program, "baseline", wuwei, "--notice", NOTICE, "-o", baseline)
    plan = tmp_path / "wuwei.txt"
    plan.write_text("<!-- yaodian-waive 1.2: 已有清单 -->\n" + wuwei.read_text(encoding="utf-8"), encoding="utf-8")
    arguments = ["check", wuwei, plan, empty, "--notice", NOTICE, "--baseline", baseline, "--format", "sarif"]
    run_of = check_sarif(schema, run(program, *arguments, codes=(2,)))
    states = {result["baselineState"] for result in run_of["results"]}
    kinds = {it["kind"] for result in run_of["results"] for it in result.get("suppressions", [])}
    assert (states, kinds) == ({"new", "unchanged"}, {"external", "inSource"})
    assert run_of["invocations"][0]["executionSuccessful"] is False


def test_regions_of_sarif_are_the_words_they_are_about(program, schema):
    for plan in PLANS:
        arguments = ["check", plan, "--notice", NOTICE]
        run_of = check_sarif(schema, run(program, *arguments, "--format", "sarif"))
        report = json.loads(run(program, *arguments, "--format", "json"))
        lines = plan.read_text(encoding="utf-8").splitlines()
        obligations = [one for point in report["points"] for one in point["obligations"]]
        words = {one["evidence"][0]["text"] for one in obligations if one["evidence"]}
        places = sum(one["required"] and one["status"] in ("weakened", "conflicting") for one in obligations)
        seen = 0
        for result in run_of["results"]:
            place = result["locations"][0]["physicalLocation"]
            assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == f"file://{plan}"
            if result["ruleId"] not in ("weakened", "conflicting"):
                continue
            region = place["region"]
            found = lines[region["startLine"] - 1 : region["endLine"]]
            # Python counts code points, as the columns do.
            found[-1] = found[-1][: region["endColumn"] - 1]
            found[0] = found[0][region["startColumn"] - 1 :]
            assert "\n".join(found) in words
            seen += 1
        assert seen == places > 0


def test_suggestions_of_sarif_can_be_put_in(program, schema):
    """Every weakened or conflicting sentence of the plan is replaced as the fixes say, and most gaps close."""
    plan = PROJECT / "plans/wuwei.txt"
    arguments = ["check", "plans/wuwei.txt", "--format", "sarif"]
    run_of = check_sarif(schema, run(program, *arguments, cwd=PROJECT))
    weakened = next(it for it in run_of["results"] if it["ruleId"] == "weakened")
    change = weakened["fixes"][0]["artifactChanges"][0]["replacements"][0]
    region, lines = change["deletedRegion"], plan.read_text(encoding="utf-8").splitlines()
    line = lines[region["startLine"] - 1]
    before, behind = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
    assert before + change["insertedContent"]["text"] + behind == "1.每季度组织一次食品安全工作督查。"


def test_an_office_file_has_paragraphs(program, schema):
    arguments = ["check", WORD, "--notice", NOTICE, "--format", "sarif"]
    run_of = check_sarif(schema, run(program, *arguments))
    places = [it["locations"][0] for it in run_of["results"]]
    named = [it["logicalLocations"][0]["name"] for it in places if "logicalLocations" in it]
    assert len(named) > len(places) / 2 and all("段" in name or "行" in name for name in named)
    assert not any("region" in it["physicalLocation"] for it in places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_is_read_with_the_figures_of_the_report(program, tmp_path, language):
    file = tmp_path / "report.xml"
    junit = ["--format", "junit", "--output", file, "--lang", language]
    text = run(program, "check", *PLANS, "--notice", NOTICE, *junit, "--format", "json")
    reports = json.loads(text)["reports"]
    suites = list(junitparser.JUnitXml.fromfile(str(file)))
    assert [suite.name for suite in suites] == [report["plan"]["name"] for report in reports]
    for suite, report in zip(suites, reports, strict=True):
        counts = report["summary"]["obligations"]
        gaps = counts["weakened"] + counts["conflicting"] + counts["missing"]
        kinds = [result.type for case in suite for result in case.result if isinstance(result, junitparser.Failure)]
        assert kinds.count("missing") == counts["missing"]
        assert sum(kind in ("missing", "weakened", "conflicting") for kind in kinds) == gaps
        assert (suite.failures, suite.errors, suite.skipped) == (len(kinds), 0, 0)
        required = gaps + counts["covered"]
        assert suite.tests == len(list(suite)) == required + len(report["observations"])


def test_junit_tells_what_is_waived_and_what_is_unreadable(program, tmp_path):
    baseline, file = tmp_path / "baseline.toml", tmp_path / "report.xml"
    empty = ROOT / "crates/cli/tests/inputs/empty.txt"
    run(program, "baseline", PLANS[0], "--notice", NOTICE, "-o", baseline)
    arguments = ["check", PLANS[0], empty, "--notice", NOTICE, "--baseline", baseline]
    run(program, *arguments, "--format", "junit", "--output", file, codes=(2,))
    known, unreadable = junitparser.JUnitXml.fromfile(str(file))
    assert known.failures == 0 and known.skipped > 50
    assert unreadable.errors == 1 and str(empty) == unreadable.name
