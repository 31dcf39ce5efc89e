import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { loadEmbedding } from '../../../src/recognizer/signs/movement/embedding.ts';
import { licensedTakes } from './takes.ts';
import { bankOf, without } from './store.ts';
import { isIdle } from './words.ts';
import { teachMovements } from '../../../src/teaching/movements/teach.ts';
import { toSampleHands } from '../../../src/recognizer/signs/movement/sample.ts';
import { loadOpenSet, classifyFeatures } from '../../../src/recognizer/signs/open-set.ts';
import { leads } from '../../../src/recognizer/signs/movement/features.ts';
await startNodeBackend();
const f=process.argv[2]!; const k=Number(process.argv[3]);
const e=loadEmbedding(JSON.parse(readFileSync('build/movements/'+readdirSync('build/movements').find(x=>x.includes('without-'+f))!,'utf8')));
const all=licensedTakes('/work/shared/data'); const bank=bankOf(without(all,f),e);
const mine=all.filter(t=>t.file===f&&!isIdle(t)); const labels=[...new Set(mine.map(t=>t.label))];
for(const set of [labels.slice(0,6),labels.slice(6,12)]) {
const r=await teachMovements(set.map(key=>({key,name:key,samples:mine.filter(t=>t.label===key).slice(0,k).map((t,i)=>({id:key+i,take:key+i,recordedAt:0,hands:toSampleHands(t.movement)}))})),[],{embedding:e,bank},{seed:1});
const m=loadOpenSet(r.classifier,e);
console.log(r.classifier.thresholds, r.classifier.distance.near, r.classifier.distance.far);
for(const l of set) { const rows=mine.filter(t=>t.label===l).slice(12).map(t=>{ const x=classifyFeatures(m,e.embed(t.movement),1); const o=classifyFeatures({...m,near:1e3,far:2e3},e.embed(t.movement),1); const best=Object.entries(o.scores).sort((a,b)=>b[1]-a[1])[0]!; return `${x.gesture===l?'+':x.gesture??'-'}:${best[0]===l?'':best[0]}${best[1].toFixed(2)}/${(x.scores[l]!).toFixed(2)}${leads(t.movement.left,t.movement.right)?'L':'R'}${t.movement.left.length}/${t.movement.right.length}`; }); console.log(l.padEnd(10),rows.join(' ')); }
}
