// Checks plan files against assets/schema/plan.schema.json with a validator that is not ours.
//   node tests/schema/validate.mjs [PLAN...]     without names: the plans of tests/data and assets
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(root, "web/package.json"));
const Ajv = require("ajv/dist/2020").default;

const filesIn = (folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name));
const plans = process.argv.length > 2
  ? process.argv.slice(2)
  : [...filesIn("tests/data/plans"), join(root, "assets/samples/sample.keyplan.json"),
     join(root, "assets/library/library.keyplan.json")];

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, strictTuples: false });
ajv.addVocabulary(["x-kind", "x-privacy"]);
const schema = JSON.parse(readFileSync(join(root, "assets/schema/plan.schema.json"), "utf8"));
const validate = ajv.compile(schema);

let faults = 0;
const expect = (condition, sentence) => {
  if (condition) return;
  faults += 1;
  console.error(sentence);
};

for (const path of plans) {
  const text = readFileSync(path, "utf8");
  expect(validate(JSON.parse(text)), `${path}: ${ajv.errorsText(validate.errors, { separator: "\n  " })}`);
}

// The schema must also refuse: one change to a good plan at a time.
const good = JSON.parse(readFileSync(join(root, "assets/samples/sample.keyplan.json"), "utf8"));
const anAccount = Object.keys(good.records).find((id) => good.records[id].kind === "account");
const changes = {
  "a record id of the wrong form": (plan) => { plan.records.UPPER = plan.records[anAccount]; },
  "a record without a kind": (plan) => { delete plan.records[anAccount].kind; },
  "a record without stamps": (plan) => { delete plan.records[anAccount]["~"]; },
  "stamps of the wrong form": (plan) => { plan.records[anAccount]["~"] = "yesterday"; },
  "a name that is a number": (plan) => { plan.records[anAccount].name = 5; },
  "money with a fraction of a cent": (plan) => {
    plan.records[anAccount].company_revenue = { amount: 1.5, currency: "EUR" };
  },
  "a tier that does not exist": (plan) => { plan.records[anAccount].tier = "platinum"; },
  "another major version": (plan) => { plan.keyplan.format = [2, 0]; },
};
for (const [what, change] of Object.entries(changes)) {
  const plan = structuredClone(good);
  change(plan);
  expect(!validate(plan), `The schema accepts ${what}.`);
}

console.log(faults === 0
  ? `${plans.length} plans fit the schema; ${Object.keys(changes).length} changed ones are refused.`
  : `${faults} faults.`);
process.exitCode = faults === 0 ? 0 : 1;
