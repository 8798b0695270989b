// What independent CRDT libraries make of the same operations. Standard input: one JSON object; standard output: one JSON object.
// { seed, registers: [{ key, value, version }], replicas: [[{ key, delta }]] } -> { registers: { key: value }, yjs: { key: total }, loro: { key: total } }
import fs from 'node:fs';
import { createRequire } from 'node:module';
import initCrSqlite from '@vlcn.io/crsqlite-wasm';
import { LoroDoc } from 'loro-crdt';
import * as Y from 'yjs';

const given = JSON.parse(fs.readFileSync(0, 'utf8'));

// mulberry32: the same seed shuffles alike everywhere.
let state = given.seed >>> 0;
function chance() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** Every item at least once, a third of them twice, in any order. */
function shuffledAndDoubled(items) {
  const all = [...items, ...items.filter(() => chance() < 1 / 3)];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

// cr-sqlite keeps of each cell the greatest column version; ours is written there, so it decides by our clock and by its own rules.
async function registers() {
  const wasm = createRequire(import.meta.url).resolve('@vlcn.io/crsqlite-wasm').replace(/dist\/.*$/, 'dist/crsqlite.wasm');
  // The package is made for browsers: it fetches its code, and opens a store of the browser's that nothing here uses.
  globalThis.fetch = async () => new Response(fs.readFileSync(wasm), { headers: { 'content-type': 'application/wasm' } });
  globalThis.indexedDB = { open: () => ({ addEventListener() {} }) };
  const sqlite = await initCrSqlite(() => wasm);
  const db = await sqlite.open(':memory:');
  await db.exec('create table member (id text primary key not null, name text)');
  await db.exec("select crsql_as_crr('member')");
  for (const [number, { key, value, version }] of shuffledAndDoubled(given.registers).entries())
    // The version has more digits than a number of this language holds, so it stands in the statement.
    await db.exec(`insert into crsql_changes ("table", pk, cid, val, col_version, db_version, site_id, cl, seq)
      values ('member', crsql_pack_columns(?), 'name', ?, ${BigInt(version)}, ${number + 1}, x'01000000000000000000000000000000', 1, 0)`, [key, value]);
  return Object.fromEntries((await db.execA('select id, name from member')).map(([id, name]) => [id, name]));
}

function yjs() {
  const updates = [];
  for (const operations of given.replicas) {
    const doc = new Y.Doc();
    doc.on('update', update => updates.push(update));
    for (const { key, delta } of operations) doc.getArray(key).push([delta]);
  }
  const merged = new Y.Doc();
  for (const update of shuffledAndDoubled(updates)) Y.applyUpdate(merged, update);
  return Object.fromEntries(keys().map(key => [key, merged.getArray(key).toArray().reduce((sum, delta) => sum + delta, 0)]));
}

function loro() {
  const updates = [];
  for (const [replica, operations] of given.replicas.entries()) {
    const doc = new LoroDoc();
    doc.setPeerId(BigInt(replica + 1));
    for (const { key, delta } of operations) {
      const before = doc.version();
      doc.getCounter(key).increment(delta);
      doc.commit();
      updates.push(doc.export({ mode: 'update', from: before }));
    }
  }
  const merged = new LoroDoc();
  for (const update of shuffledAndDoubled(updates)) merged.import(update);
  return Object.fromEntries(keys().map(key => [key, merged.getCounter(key).value]));
}

const keys = () => [...new Set(given.replicas.flat().map(operation => operation.key))];

console.log(JSON.stringify({ registers: await registers(), yjs: yjs(), loro: loro() }));
