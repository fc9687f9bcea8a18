import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { roundtrip } from '#lib/readme/write/roundtrip.ts'
import { unaccountedLines } from '#lib/readme/report/account.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { type Accuracy, LABELLED, accuracies } from './import/accuracy.ts'
import { type CorpusFile, readCorpus } from './import/corpus.ts'
import { fuzz } from './import/fuzz.ts'
import { importIntoPostgres } from './import/store.ts'
import { growth, timeReading } from './import/time.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * The importer on real lists: how many papers it finds, what it reads right, whether nothing is lost,
 * how long it takes. `--corpus FOLDER` (see readCorpus), `--json` for the closing line alone.
 */
const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    json: { type: 'boolean', default: false },
    fuzz: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '20260101' },
  },
})
if (!values.corpus) throw new Error('Name the folder of READMEs: npm run bench:import -- --corpus FOLDER')
const folder = resolve(values.corpus)
const rounds = Number(values.rounds)
const LARGE = 50_000
const round = (value: number, digits = 2) => Number(value.toFixed(digits))
const percent = (part: number, whole: number) => (whole === 0 ? 100 : round((100 * part) / whole, 1))
const say = (header: string[], rows: (string | number)[][]) => (values.json ? undefined : printTable(header, rows))

type Reading = {
  file: CorpusFile
  found: number
  offBy: number | null
  isSame: boolean
  isAccounted: boolean
  time: { ours: number; remark: number } | null
}

function read(file: CorpusFile): Reading {
  const document = readDocument(file.text)
  const found = document.entries.length
  return {
    file,
    found,
    offBy: file.papers === null ? null : Math.abs(found - file.papers) / Math.max(1, file.papers),
    isSame: Buffer.from(roundtrip(file.bytes)).equals(Buffer.from(file.bytes)),
    isAccounted: unaccountedLines(file.text, document).length === 0,
    time: file.bytes.byteLength > LARGE ? timeReading(file.text, rounds) : null,
  }
}

function total(all: readonly Accuracy[], field: (typeof LABELLED)[number]): number {
  const sum = (of: (each: Accuracy) => number) => all.reduce((before, each) => before + of(each), 0)
  return percent(
    sum((each) => each[field]),
    sum((each) => each.labels),
  )
}

async function main(): Promise<boolean> {
  const files = readCorpus(folder)
  const readings = files.map(read)
  const counted = readings.filter(({ file, offBy }) => offBy !== null && !file.isControl)
  say(
    ['file', 'bytes', 'papers', 'found', 'off by %', 'round trip', 'ms', 'remark-parse ms', 'times'],
    readings
      .filter(({ offBy, time }) => offBy !== null || time)
      .map(({ file, found, offBy, isSame, time }) => [
        file.name,
        file.bytes.byteLength,
        file.papers ?? '',
        found,
        offBy === null ? '' : round(offBy * 100, 1),
        isSame ? 'same' : 'CHANGED',
        time ? round(time.ours, 1) : '',
        time ? round(time.remark, 1) : '',
        time ? round(time.ours / time.remark) : '',
      ]),
  )
  const labels = accuracies(folder, files)
  say(
    ['hand labels', 'labels', ...LABELLED],
    labels.map((each) => [each.name, each.labels, ...LABELLED.map((field) => each[field])]),
  )

  const largest = [...files].sort((a, b) => b.bytes.byteLength - a.bytes.byteLength)
  const stored = await importIntoPostgres(
    readings.filter(({ found, file }) => found > 0 && file.papers !== null).map(({ file }) => file),
  )
  const importOf = stored.find(
    ({ name }) => name === largest.find((file) => stored.some((each) => each.name === file.name))?.name,
  )
  say(
    ['through PostgreSQL', 's', 'exported'],
    stored.map(({ name, seconds, isSame }) => [name, round(seconds), isSame ? 'same' : 'CHANGED']),
  )

  const middle = readings.find(({ file }) => file.bytes.byteLength > LARGE)?.file ?? files[0]
  const grown = growth(middle?.text ?? '', rounds)
  say(['one file given', '1 time', '2 times', '4 times'], [['time per copy', ...grown.map((each) => round(each))]])

  const fuzzed = fuzz(
    files.map(({ text }) => text),
    Number(values.fuzz),
    Number(values.seed),
  )
  if (fuzzed.failure) console.error(fuzzed.failure)

  const near = counted.filter(({ offBy }) => (offBy ?? 1) <= 0.03).length
  const slowest = Math.max(...readings.flatMap(({ time }) => (time ? [time.ours / time.remark] : [])))
  const same = readings.filter(({ isSame }) => isSame).length
  const labelCount = labels.reduce((sum, each) => sum + each.labels, 0)
  const goal = (name: string, value: number, relation: '>=' | '<=' | '=', wanted: number): Goal => ({
    name,
    value,
    goal: `${relation} ${wanted}`,
    ok: relation === '>=' ? value >= wanted : relation === '<=' ? value <= wanted : value === wanted,
  })
  const goals = [
    goal('lists counted within 3 %, %', percent(near, counted.length), '>=', 90),
    goal('hand labels', labelCount, '>=', 100),
    goal('title right, %', total(labels, 'title'), '>=', 98),
    goal('url right, %', total(labels, 'url'), '>=', 98),
    goal('authors right, %', total(labels, 'authors'), '>=', 93),
    goal('venue right, %', total(labels, 'venue'), '>=', 93),
    goal('year right, %', total(labels, 'year'), '>=', 93),
    goal('round trip byte-identical, %', percent(same, readings.length), '=', 100),
    goal(
      'exported from PostgreSQL byte-identical, %',
      percent(stored.filter(({ isSame }) => isSame).length, stored.length),
      '=',
      100,
    ),
    goal('files with a line unaccounted for', readings.filter(({ isAccounted }) => !isAccounted).length, '=', 0),
    goal('slowest reading / remark-parse, files over 50 kB', round(slowest), '<=', 2.5),
    goal('largest file into PostgreSQL, s', round(importOf?.seconds ?? Infinity), '<=', 10),
    goal('time per copy, 4 copies / 1', round(grown[2] ?? Infinity), '<=', 1.3),
    goal('mutated READMEs read', fuzzed.failure ? 0 : fuzzed.runs, '>=', Number(values.fuzz)),
    goal('slowest mutated README, ms', Math.round(fuzzed.slowestMs), '<=', 2000),
  ]
  return closeBench('import', goals, {
    files: readings.map(({ file, found, isSame, time }) => ({
      name: file.name,
      papers: file.papers,
      found,
      isSame,
      time,
    })),
    labels,
    stored,
    growth: grown,
  })
}

process.exitCode = (await main()) ? 0 : 1
