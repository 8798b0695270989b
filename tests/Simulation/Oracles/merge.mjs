// How fast each library merges what ten replicas wrote: { operations: [[{ key, value }]] } -> { loro, yjs, automerge: operations a second }
import fs from 'node:fs';
import * as Automerge from '@automerge/automerge';
import { LoroDoc } from 'loro-crdt';
import * as Y from 'yjs';

const { operations } = JSON.parse(fs.readFileSync(0, 'utf8'));
const count = operations.reduce((sum, replica) => sum + replica.length, 0);
// Its merge grows with the square of the writes to one key: of all of them it would take ten minutes.
const automergeShare = 10;

/** The best of three merges, in operations a second; each library gets its updates as it exports them, a whole replica in one. */
function rate(merge, count) {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const since = process.hrtime.bigint();
    merge();
    best = Math.min(best, Number(process.hrtime.bigint() - since) / 1e9);
  }
  return count / best;
}

const loro = operations.map((replica, number) => {
  const doc = new LoroDoc();
  doc.setPeerId(BigInt(number + 1));
  const map = doc.getMap('members');
  for (const { key, value } of replica) map.set(key, value);
  doc.commit();
  return doc.export({ mode: 'update' });
});
const yjs = operations.map(replica => {
  const doc = new Y.Doc();
  const map = doc.getMap('members');
  doc.transact(() => { for (const { key, value } of replica) map.set(key, value); });
  return Y.encodeStateAsUpdate(doc);
});
const automerge = operations.map(replica => Automerge.change(Automerge.init(), doc => { for (const { key, value } of replica.slice(0, replica.length / automergeShare)) doc[key] = value; }));

console.log(JSON.stringify({
  loro: rate(() => { const doc = new LoroDoc(); for (const update of loro) doc.import(update); if (doc.getMap('members').size === 0) throw new Error('nothing was merged'); }, count),
  yjs: rate(() => { const doc = new Y.Doc(); for (const update of yjs) Y.applyUpdate(doc, update); if (doc.getMap('members').size === 0) throw new Error('nothing was merged'); }, count),
  automerge: rate(() => { let doc = Automerge.init(); for (const replica of automerge) doc = Automerge.merge(doc, replica); if (Object.keys(doc).length === 0) throw new Error('nothing was merged'); }, count / automergeShare),
}));
