// What goes out of a plan.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { checked, example, expectedFiles, fileAddress, give, notice, onExpectedDay, open, root, setText, test, wuwei } from "./browser.mjs";

test("reports go out: print, page, text", async (browser) => {
  const page = await open(browser, fileAddress);
  await example(page);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 30000 && pdf.subarray(0, 5).toString() === "%PDF-");
  assert.ok((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length >= 3, "the report has several pages");
  for (const [id, pattern] of [["#export-html", /<article class="yd-report">/], ["#export-markdown", /^# 要点核对/]]) {
    await page.click(".menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
    assert.match(readFileSync(await download.path(), "utf8"), pattern);
  }
});

test("comments and work papers are those of the command line to the byte, the plan edited here or not", async (browser) => {
  assert.ok(expectedFiles, "YAODIAN_FILES is not set: run cargo xtask browser");
  const wanted = readFileSync(path.join(expectedFiles, "annotated.docx"));
  const plan = readFileSync(path.join(root, "fixtures/formats/zhangye.docx"));
  const page = await open(browser, fileAddress);
  await onExpectedDay(page);
  await give(page, "#pick-notice", "notice.txt", notice);
  await page.waitForSelector(".step.given");
  await page.setInputFiles("#pick-plan", { name: "张掖市.docx", mimeType: "", buffer: plan });
  await checked(page);
  const annotated = async () => {
    await page.click(".menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export-annotated")]);
    assert.equal(download.suggestedFilename(), "张掖市-批注.docx");
    return readFileSync(await download.path());
  };
  assert.ok(wanted.length > plan.length && wanted.equals(await annotated()), "not the file of the command line");
  for (const format of ["docx", "html", "xlsx"]) {
    await page.click(".menu summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#export-${format}`)]);
    assert.equal(download.suggestedFilename(), `张掖市-要点核对.${format}`);
    const own = readFileSync(path.join(expectedFiles, `report.${format}`));
    assert.ok(own.equals(readFileSync(await download.path())), `not the ${format} of the command line`);
  }
  assert.equal(await page.locator("#export-annotated-note").count(), 0);
  // What was written here is no part of the file; the page says so, after a reload as well.
  await setText(page, "一、别的工作。每季度组织一次督查。");
  await checked(page);
  await page.waitForTimeout(1500);
  for (const round of ["edited", "reloaded"]) {
    assert.match(await page.textContent("#export-annotated-note"), /不含在这里的改动/, round);
    assert.ok(wanted.equals(await annotated()), round);
    await page.reload();
    await checked(page);
    assert.match(await page.textContent("#plan-text"), /别的工作/);
  }
  // A plan that is no Word document takes none.
  await give(page, "#replace-plan", "武威市.txt", wuwei);
  await page.waitForFunction(() => document.querySelector(".files strong")?.textContent === "武威市.txt");
  await page.click(".menu summary");
  assert.ok(await page.isDisabled("#export-annotated"));
  assert.match(await page.textContent("#export-annotated-note"), /docx/);
  assert.deepEqual(page.faults, []);
});
