// 要点: what is asked for, synonyms, waivers and review files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { checked, coverage, example, expectedFiles, fileAddress, give, notice, open, program, read, root, savedJson, setText, statusOf, test, wuwei } from "./browser.mjs";

test("requirements can be changed and are kept as the file the command line reads", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  await page.click("#tab-requirements");
  await page.uncheck('[data-require="1.2"]');
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-toml")]);
  const toml = readFileSync(await download.path(), "utf8");
  assert.match(toml, /required = false/);
  await page.click("#tab-check");
  await page.waitForFunction(() => /unasked/.test(document.querySelector('[data-id="1.2"]').className));
  await page.click("#tab-requirements");
  await page.setInputFiles("#load-toml", { name: "a.toml", mimeType: "", buffer: Buffer.from(toml.replace("required = false", "")) });
  await page.click("#tab-check");
  await page.waitForFunction(() => /missing/.test(document.querySelector('[data-id="1.2"]').className));
});

test("synonyms change verdicts, and stand in the file the command line reads", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  await setText(page, `${wuwei}\n（十七）编制凉都包保台账，压实各级责任。`);
  await checked(page);
  assert.match(await statusOf(page, "1.2"), /missing/);
  const write = async (text) => {
    await page.click("#tab-requirements");
    await page.fill("#synonyms", text);
    await page.locator("#synonyms").blur();
    await page.click("#tab-check");
  };
  const becomes = (status) =>
    page.waitForFunction((status) => document.querySelector('[data-id="1.2"]').classList.contains(status), status, { timeout: 20000 });
  await write("党政领导干部食品安全责任清单、凉都包保台账");
  await becomes("covered");
  await page.click("#tab-requirements");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-toml")]);
  assert.match(readFileSync(await download.path(), "utf8"), /\[\[synonym\]\]\s+terms = \[\s*"党政领导干部食品安全责任清单",\s*"凉都包保台账",?\s*\]/);
  await write("");
  await becomes("missing");
  assert.deepEqual(page.faults, []);
});

test("requirements as saved give the command line the report of the page, and its own can be read here", async (browser) => {
  assert.ok(program, "YAODIAN_PROGRAM is not set: run cargo xtask browser");
  const run = (...words) => execFileSync(program, words, { cwd: root });
  const page = await open(browser, fileAddress);
  await example(page);
  await page.click("#tab-requirements");
  await page.uncheck('[data-require="1.2"]');
  const reach = page.locator(".asked-row", { has: page.locator('[data-require="2.1"]') }).locator("select");
  await reach.selectOption("province");
  await page.fill("#synonyms", "铁锤行动、专项整治铁锤行动");
  await page.locator("#synonyms").blur();
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-toml")]);
  await page.click("#tab-check");
  for (const id of ["1.2", "2.1"]) await page.waitForSelector(`[data-id="${id}"].unasked`);
  await checked(page);
  const got = await savedJson(page);
  const wanted = JSON.parse(run("check", "fixtures/plans/wuwei.txt", "--requirements", await download.path(), "--format", "json"));
  got.plan.name = wanted.plan.name;
  assert.deepEqual(got, wanted);
  await page.click("#tab-requirements");
  const own = run("requirements", "fixtures/notices/gansu-2020.txt", "--format", "toml");
  await page.setInputFiles("#load-toml", { name: "要求.toml", mimeType: "", buffer: own });
  await page.waitForFunction(() => document.querySelector('[data-require="1.2"]').checked && document.querySelector("#synonyms").value === "");
  assert.equal(await reach.inputValue(), "counterpart");
  assert.deepEqual(page.faults, []);
});

test("a gap is waived with a reason and a name, until the words change, and the file is that of the command line", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  const gaps = async () => Number((await page.textContent(".filter .toggle span")).match(/\d+/)[0]);
  const saved = async (id) => {
    await page.click(".menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
    return readFileSync(await download.path(), "utf8");
  };
  const [share, open_] = [await coverage(page), await gaps()];
  await page.click('[data-id="8.2"]');
  await page.click("details.waiver > summary");
  await page.click("#waive-yes");
  assert.equal(await page.locator("section.waiver").count(), 0, "waived without reason and name");
  await page.fill("#waive-why", "每半年一次<已够>");
  await page.fill("#waive-who", "张三");
  await page.click("#waive-yes");
  await page.waitForSelector("section.waiver");
  assert.match(await page.textContent("section.waiver"), /每半年一次<已够>.*张三，\d{4}-\d\d-\d\d/s);
  assert.match(await page.textContent('[data-id="8.2"]'), /已豁免/);
  // Verdict and coverage stay; what is left to do is one less.
  assert.match(await statusOf(page, "8.2"), /weakened/);
  assert.equal(await coverage(page), share);
  assert.equal(await gaps(), open_ - 1);
  assert.match(await page.textContent("#coverage-waived"), /豁免1项后 \d+\.\d%/);
  assert.equal(JSON.parse(await saved("#export-json")).review.waived, 1);
  // The next one is signed with the same name.
  await page.click('[data-id="1.2"]');
  assert.equal(await page.inputValue("#waive-who"), "张三");
  await page.waitForTimeout(1200);
  await page.reload();
  await checked(page);
  assert.equal(await gaps(), open_ - 1);
  // Other words, and it does not hold.
  await setText(page, wuwei.replace("每半年组织一次", "每年组织一次"));
  await page.waitForFunction(() => document.querySelector(".overview")?.textContent.includes("8.2：计划已改动"));
  assert.equal(await gaps(), open_);
  await setText(page, wuwei);
  await page.waitForFunction(() => document.querySelector("#coverage-waived"));
  await page.click("#tab-requirements");
  assert.match(await page.textContent(".accepted"), /8\.2.*武威市.*张三.*每半年一次/s);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-review")]);
  const file = readFileSync(await download.path(), "utf8");
  assert.match(file, /^schema = "yaodian.review\/1"/);
  assert.match(file, /\[\[accept\]\]\s+plan = "武威市\.txt"\s+finding = "8\.2"\s+fingerprint = "[0-9a-f]{16}-[0-9a-f]{16}"\s+who = "张三"/);
  await page.click(".accepted .link");
  assert.equal(await page.locator(".accepted").count(), 0);
  for (const round of [1, 2]) {
    await give(page, "#load-review", "审核意见.toml", file);
    await page.waitForSelector(".accepted");
    assert.equal(await page.locator(".accepted").count(), 1, `read ${round} times`);
  }
  await give(page, "#load-review", "坏.toml", file.replace("who =", "whom ="));
  await page.waitForSelector(".trouble");
  assert.match(await page.textContent(".trouble"), /审核文件的内容不对.*whom/s);
  await page.click(".trouble .button");
  await page.click("#tab-check");
  await page.click('[data-id="8.2"]');
  await page.click("#unwaive");
  await page.waitForSelector("details.waiver");
  assert.equal(await gaps(), open_);
  assert.deepEqual(page.faults, []);
});

test("a review file of the command line is honoured: waiver, note and sign-off", async (browser) => {
  assert.ok(expectedFiles, "YAODIAN_FILES is not set: run cargo xtask browser");
  const page = await open(browser, fileAddress);
  await give(page, "#pick-notice", "notice.txt", notice);
  await page.waitForSelector(".step.given");
  await page.setInputFiles("#pick-plan", path.join(expectedFiles, "武威市.txt"));
  await checked(page);
  // The stubs of one finding, of one remark and of the sign-off, filled in as the file tells people to.
  const stubs = readFileSync(path.join(expectedFiles, "review.toml"), "utf8");
  const filled = (mark) => {
    const block = stubs.split(/\n\n/).find((block) => block.includes(mark));
    assert.ok(block?.includes("送审/武威市.txt"), `${mark}: ${block}`);
    const lines = block.split("\n").filter((line) => /^# (\[\[|\w+ = )/.test(line)).map((line) => line.slice(2));
    const given = { who: "李四", when: "2020-04-01", why: "已另行部署", text: "同意上报" };
    return lines.map((line) => line.replace(/^(\w+) = ""$/, (all, key) => (given[key] ? `${key} = "${given[key]}"` : all))).join("\n");
  };
  const note = '[[note]]\nplan = "送审/武威市.txt"\nabout = "8.1"\nwho = "王五"\nwhen = "2020-04-02"\ntext = "请写明责任科室"';
  const head = stubs.split("\n").find((line) => line.startsWith("schema"));
  const file = [head, filled('finding = "8.2"'), filled('finding = "copied"'), note, `${filled("[[sign-off]]")}\ntext = "同意上报"`].join("\n\n");
  await page.click("#tab-requirements");
  await give(page, "#load-review", "审核意见.toml", file);
  await page.waitForSelector(".accepted");
  await page.click("#tab-check");
  assert.match(await page.textContent('[data-id="8.2"]'), /已豁免/);
  assert.match(await page.textContent("#coverage-waived"), /豁免1项后/);
  const seen = await page.textContent(".overview");
  assert.match(seen, /李四，2020-04-01签署\s*同意上报/);
  assert.match(seen, /8\.1\s*请写明责任科室\s*王五，2020-04-02/);
  assert.match(await page.textContent(".waived-remark"), /已豁免 已另行部署（李四 2020-04-01）/);
  const { review } = await savedJson(page);
  assert.deepEqual([review.waived, review.remarks, review.notes.length, review.signed[0].stands], [1, 1, 1, true]);
  // Taken back here, whatever folder the file named.
  await page.click('[data-id="8.2"]');
  await page.click("#unwaive");
  await page.waitForSelector("details.waiver");
  assert.deepEqual(page.faults, []);
});
