// node recognizers_peer.mjs TEXT OUT: CPU time, in ms, that the npm package takes for the numbers,
// percentages, amounts and dates of a text, by paragraphs, after one paragraph to warm up.
import { readFileSync, writeFileSync } from 'node:fs';
import suite from '@microsoft/recognizers-text-suite';

const [, , file, out] = process.argv;
const paragraphs = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '');
const models = [
  suite.recognizeNumber,
  suite.recognizePercentage,
  suite.recognizeCurrency,
  suite.recognizeDateTime,
];
const read = (text) => models.reduce((n, model) => n + model(text, suite.Culture.English).length, 0);
read(paragraphs[0]);
const before = process.cpuUsage();
const found = paragraphs.reduce((n, text) => n + read(text), 0);
const { user, system } = process.cpuUsage(before);
if (found === 0) throw new Error('it found nothing');
writeFileSync(out, String((user + system) / 1000));
