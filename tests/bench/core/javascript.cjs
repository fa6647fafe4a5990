// What a planner written in JavaScript would do instead of the core: plain objects, the parsers of
// V8, straightforward loops. Called by javascript.cpp; `bytes` is a view of the wasm memory.
'use strict';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

let made; // the last result stays alive as the core's does
let plan;
let accounts;

exports.open = (bytes) => {
  made = JSON.parse(decoder.decode(bytes));
};

exports.keep_plan = (bytes) => {
  plan = JSON.parse(decoder.decode(bytes));
};

exports.save = () => {
  made = encoder.encode(JSON.stringify(plan));
};

exports.forget = () => {
  made = plan = accounts = undefined;
};

exports.read_csv = (bytes) => {
  const { parse } = require(process.cwd() + '/web/node_modules/papaparse');
  made = parse(decoder.decode(bytes), { header: true, skipEmptyLines: true });
  return made.data.length;
};

// ---- The whole portfolio -------------------------------------------------------------------------
// The arithmetic of src/core/analysis for calendar years and a base currency of EUR, on records that
// are grouped by account and have their dates as day numbers already.

const today = Math.floor(Date.UTC(2025, 10, 22) / 86_400_000);
const planYear = 2026;
const dayOf = (text) => (text ? Math.floor(Date.parse(text) / 86_400_000) : undefined);
const planEnd = dayOf('2026-12-31');
const planStart = dayOf('2026-01-01');
const chances = { prospecting: 10, engaging: 30, proposal: 50, negotiation: 75 };
let rates;

exports.group = (bytes) => {
  const records = JSON.parse(decoder.decode(bytes)).records;
  const byId = new Map();
  rates = new Map();
  for (const [id, record] of Object.entries(records)) {
    if (record.kind === 'account') {
      byId.set(id, { record, renewal: dayOf(record.renewal), revenue: [], deals: [], actions: [], people: [] });
    } else if (record.kind === 'rate') {
      if (!rates.has(record.currency)) rates.set(record.currency, []);
      rates.get(record.currency).push({ from: dayOf(record.date), rate: record.rate });
    }
  }
  for (const list of rates.values()) list.sort((a, b) => a.from - b.from);
  for (const record of Object.values(records)) {
    const account = byId.get(record.account);
    if (record.kind === 'revenue') {
      account.revenue.push({ ...record, year: Number(record.period), day: dayOf(record.period + '-12-31') });
    } else if (record.kind === 'opportunity') {
      account.deals.push({ ...record, ...record.progress, opened: dayOf(record.opened), close: dayOf(record.close) });
    } else if (record.kind === 'action') {
      account.actions.push({ ...record, due: dayOf(record.due) });
    } else if (record.kind === 'person') {
      account.people.push({ ...record, lastContact: dayOf(record.last_contact) });
    }
  }
  accounts = [...byId.values()];
  return accounts.length;
};

function inBase(money, day) {
  if (money.currency === 'EUR') return money.amount;
  let valid;
  for (const rate of rates.get(money.currency) ?? []) {
    if (rate.from <= day) valid = rate;
    else break;
  }
  return valid ? Math.round(money.amount * valid.rate) : undefined;
}

function addsOf(deal, isNew, account) {
  switch (deal.type) {
    case 'new': return 'new_customer';
    case 'cross_sell': return 'cross_sell';
    case 'up_sell': return 'up_sell';
    case 'existing':
    case 'renewal': return 'kept';
  }
  if (isNew) return 'new_customer';
  return account.revenue.some((entry) => entry.offering === deal.offering) ? 'up_sell' : 'cross_sell';
}

function computeAccount(account) {
  const result = {
    account: account.record, years: new Map(), firstYear: 0,
    deals: { byStage: {}, openAmount: 0, won: 0, lost: 0, wonThisYear: 0 },
    pipeline: { parts: {}, quarters: [0, 0, 0, 0], later: 0, undated: 0, pastClose: 0 },
    cycles: [], openActions: 0, overdue: 0, nextAction: undefined, lastActivity: -Infinity,
    renewalIn: account.renewal === undefined ? undefined : account.renewal - today, attention: [],
  };
  const active = (day) => {
    if (day <= today && day > result.lastActivity) result.lastActivity = day;
  };
  for (const entry of account.revenue) {
    const amount = inBase(entry.amount, entry.day);
    if (amount === undefined) continue;
    let year = result.years.get(entry.year);
    if (!year) result.years.set(entry.year, (year = { total: 0, byKind: {}, cost: 0, withCost: 0 }));
    year.total += amount;
    const kind = entry.type ?? 'existing';
    year.byKind[kind] = (year.byKind[kind] ?? 0) + amount;
    if (entry.cost) {
      year.cost += inBase(entry.cost, entry.day) ?? 0;
      year.withCost += amount;
    }
  }
  for (const [year, { total }] of result.years) {
    if (total > 0 && (!result.firstYear || year < result.firstYear)) result.firstYear = year;
  }
  const isNew = !result.firstYear || result.firstYear >= planYear;
  for (const deal of account.deals) {
    const { deals, pipeline } = result;
    deals.byStage[deal.stage] = (deals.byStage[deal.stage] ?? 0) + 1;
    active(deal.opened);
    const amount = deal.amount ? (inBase(deal.amount, deal.close ?? today) ?? 0) : 0;
    if (deal.stage === 'won') {
      active(deal.close);
      deals.won += amount;
      if (deal.close >= planStart && deal.close <= planEnd) deals.wonThisYear += amount;
      if (deal.close >= deal.opened) result.cycles.push(deal.close - deal.opened);
    } else if (deal.stage === 'lost') {
      active(deal.close);
      deals.lost += amount;
    } else {
      deals.openAmount += amount;
      if (deal.close === undefined) ++pipeline.undated;
      else if (deal.close < today) ++pipeline.pastClose;
      const weighted = Math.round((amount * (deal.probability ?? chances[deal.stage] ?? 0)) / 100);
      if (deal.close > planEnd) {
        pipeline.later += weighted;
        continue;
      }
      const kind = addsOf(deal, isNew, account);
      const part = (pipeline.parts[kind] ??= { deals: 0, amount: 0, weighted: 0 });
      ++part.deals;
      part.amount += amount;
      part.weighted += weighted;
      if (kind !== 'kept' && deal.close !== undefined) {
        const quarter = Math.max(0, Math.floor((deal.close - planStart) / 91.25));
        pipeline.quarters[Math.min(3, quarter)] += weighted;
      }
    }
  }
  for (const action of account.actions) {
    if (action.status === 'done') active(action.due);
    if (action.status === 'done' || action.status === 'dropped') continue;
    ++result.openActions;
    if (action.due < today) ++result.overdue;
    if (!result.nextAction || action.due < result.nextAction.due) result.nextAction = action;
  }
  for (const person of account.people) active(person.lastContact);
  if (result.pipeline.pastClose) result.attention.push(['deals', result.pipeline.pastClose]);
  if (result.overdue) result.attention.push(['actions', result.overdue]);
  if (result.renewalIn < 0) result.attention.push(['renewal passed', result.renewalIn]);
  if (result.renewalIn >= 0 && result.renewalIn <= 90 && !result.openActions) result.attention.push(['renewal', result.renewalIn]);
  if (!account.record.owner) result.attention.push(['owner', 0]);
  return result;
}

function addYears(totals, result) {
  const totalOf = (year) => {
    let total = totals.get(year);
    if (!total) {
      totals.set(year, (total = {
        revenue: 0, byKind: {}, cost: 0, customers: 0, opening: 0, lost: 0, contraction: 0, expansion: 0, arrived: 0,
      }));
    }
    return total;
  };
  for (const [year, own] of result.years) {
    const total = totalOf(year);
    const before = result.years.get(year - 1)?.total ?? 0;
    total.revenue += own.total;
    total.cost += own.cost;
    for (const kind in own.byKind) total.byKind[kind] = (total.byKind[kind] ?? 0) + own.byKind[kind];
    total.opening += before;
    if (own.total > 0) {
      ++total.customers;
      if (before <= 0) total.arrived += own.total;
      else if (own.total >= before) total.expansion += own.total - before;
      else total.contraction += before - own.total;
    } else {
      total.lost += before;
    }
    if (!result.years.has(year + 1)) {
      const next = totalOf(year + 1);
      next.opening += own.total;
      next.lost += own.total;
    }
  }
}

// Returns all that was won, for comparison with the core.
exports.recompute = () => {
  const results = accounts.map(computeAccount);
  const years = new Map();
  const portfolio = { won: 0, lost: 0, open: 0, weighted: 0, openActions: 0, overdue: 0, risks: 0, checks: 0, cycles: [] };
  for (const result of results) {
    addYears(years, result);
    portfolio.won += result.deals.won;
    portfolio.lost += result.deals.lost;
    portfolio.open += result.deals.openAmount;
    for (const kind in result.pipeline.parts) portfolio.weighted += result.pipeline.parts[kind].weighted;
    portfolio.openActions += result.openActions;
    portfolio.overdue += result.overdue;
    portfolio.cycles.push(...result.cycles);
    const last = result.years.get(planYear - 1)?.total ?? 0;
    const before = result.years.get(planYear - 2)?.total ?? 0;
    if (last < before * 0.95) ++portfolio.risks;
    else if (result.attention.length) ++portfolio.checks;
  }
  portfolio.cycles.sort((a, b) => a - b);
  const shares = results.map((result) => result.years.get(planYear - 1)?.total ?? 0);
  const all = shares.reduce((sum, share) => sum + share, 0);
  portfolio.concentration = shares.reduce((sum, share) => sum + (share / all) ** 2, 0) * 10_000;
  portfolio.top = shares.sort((a, b) => b - a).slice(0, 10);
  made = { results, years, portfolio };
  return portfolio.won;
};

// ---- A simulation of the plan year ---------------------------------------------------------------
// The model of src/core/simulation on the same numbers. Inlined by hand: typed arrays, a cheap hash
// of a counter for random words (three multiplications less than Philox would need), both halves of
// Box and Muller, everything in one loop. Plainly: as one would write it, with Math.random.

function readSimulation(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trials = Number(view.getBigUint64(0, true));
  const counts = [52, 56, 60].map((at) => view.getUint32(at, true)); // accounts, deals, shocks
  const model = { trials, price: view.getFloat64(24, true), fixed: Number(view.getBigInt64(32, true)), count: counts[0] };
  for (const name of ['base', 'median', 'spread']) model[name] = new Float64Array(counts[0]);
  for (const name of ['lost', 'sector', 'region']) model[name] = new Int32Array(counts[0]);
  let at = 64;
  for (let i = 0; i < counts[0]; ++i, at += 40) {
    model.base[i] = view.getFloat64(at + 8, true);
    model.median[i] = view.getFloat32(at + 16, true) * Math.LN2;
    model.spread[i] = view.getFloat32(at + 20, true) * Math.LN2;
    model.lost[i] = view.getUint32(at + 24, true);
    model.sector[i] = view.getUint32(at + 28, true);
    model.region[i] = view.getUint32(at + 32, true);
  }
  model.shocks = [];
  for (let i = 0; i < counts[2]; ++i, at += 16) {
    model.shocks.push({ median: view.getFloat32(at + 8, true) * Math.LN2, spread: view.getFloat32(at + 12, true) * Math.LN2 });
  }
  return model;
}

const mean = (results) => results.reduce((sum, result) => sum + result, 0) / results.length;
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

function shockFactors(model) {
  return model.shocks.map(({ median, spread }) => Float64Array.from({ length: model.trials }, () => Math.exp(median + spread * normal())));
}

exports.simulate_inlined = (bytes) => {
  const model = readSimulation(bytes);
  const { trials, base, median, spread, lost } = model;
  const factors = shockFactors(model);
  const sums = new Float64Array(trials);
  for (let i = 0; i < model.count; ++i) {
    const b = base[i], m = median[i], s = spread[i], chance = lost[i];
    const sector = factors[model.sector[i]], region = factors[model.region[i]];
    const key = Math.imul(i + 1, 0x9e3779b9);
    for (let t = 0; t < trials; t += 2) {
      let x = (t * 3 + key) | 0;
      x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
      x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
      x ^= x >>> 16;
      let y = (t * 3 + 1 + key) | 0;
      y = Math.imul(y ^ (y >>> 16), 0x7feb352d);
      y = Math.imul(y ^ (y >>> 15), 0x846ca68b);
      y ^= y >>> 16;
      let z = (t * 3 + 2 + key) | 0;
      z = Math.imul(z ^ (z >>> 16), 0x7feb352d);
      z = Math.imul(z ^ (z >>> 15), 0x846ca68b);
      z ^= z >>> 16;
      const radius = Math.sqrt(-2 * Math.log(((x >>> 8) + 0.5) * 5.9604644775390625e-8));
      const angle = (y >>> 0) * 1.4629180792671596e-9;
      if ((z & 0xffff) >= chance) sums[t] += b * Math.exp(m + s * radius * Math.cos(angle)) * sector[t] * region[t];
      if (z >>> 16 >= chance) sums[t + 1] += b * Math.exp(m + s * radius * Math.sin(angle)) * sector[t + 1] * region[t + 1];
    }
  }
  return mean(sums.map((sum) => Math.round(sum * model.price + model.fixed)));
};

exports.simulate_plainly = (bytes) => {
  const model = readSimulation(bytes);
  const results = [];
  for (let t = 0; t < model.trials; ++t) {
    const factors = model.shocks.map(({ median, spread }) => Math.exp(median + spread * normal()));
    let sum = 0;
    for (let i = 0; i < model.count; ++i) {
      if (Math.random() * 65536 < model.lost[i]) continue;
      sum += model.base[i] * Math.exp(model.median[i] + model.spread[i] * normal()) * factors[model.sector[i]] * factors[model.region[i]];
    }
    results.push(Math.round(sum * model.price + model.fixed));
  }
  return mean(results);
};
