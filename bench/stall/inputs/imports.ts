import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { callWithForm } from '../forms.ts'
import { judge, send } from '../http.ts'
import { type Kind, type Played, type World, fill } from '../input.ts'
import { zipBomb } from './zip.ts'

const MB = 1024 * 1024

const readme = (length: number) => {
  const papers = Array.from({ length: Math.ceil(length / 160) }, (_, at) => {
    const id = `${2000 + (at % 26)}.${String(10_000 + at)}`
    return `${at % 40 === 0 ? `\n## Section ${at / 40}\n\n` : ''}- [A paper on the ${at}th question of attention](https://arxiv.org/abs/${id}) - Ada Noether, Emmy Lovelace. *NeurIPS ${2000 + (at % 26)}*.\n`
  })
  return `# Papers\n${papers.join('')}`
}
const paper = '\n# Papers\n\n- [A paper](https://arxiv.org/abs/2401.00001)\n\n'

const bibtex = (entries: number, title: (at: number) => string) =>
  Array.from(
    { length: entries },
    (_, at) =>
      `@article{k${at},\n  title = {${title(at)}},\n  author = {Noether, Emmy and Lovelace, Ada},\n  year = {2020},\n  doi = {10.1000/x${at}}\n}\n`,
  ).join('\n')

const ris = (entries: number) =>
  Array.from(
    { length: entries },
    (_, at) => `TY  - JOUR\nTI  - A paper ${at}\nAU  - Noether, Emmy\nPY  - 2020\nER  - \n`,
  ).join('\n')

function stringChain(length: number): string {
  const steps = Math.max(2, Math.floor(length / 40))
  const chain = Array.from({ length: steps }, (_, at) => `@string{s${at + 1} = s${at} # s${at}}`).join('\n')
  return `@string{s0 = "ab"}\n${chain}\n@article{k, title = s${Math.min(steps, 28)}, year = 2020}\n`
}

const TEXTS: [
  name: string,
  unit: string,
  from: number,
  to: number,
  file: string,
  write: (size: number) => string | Buffer,
][] = [
  ['*a_ ', 'characters', 10_000, 160_000, 'README.md', (size) => paper + fill('*a_ ', size)],
  ['[a](', 'characters', 50_000, 400_000, 'README.md', (size) => paper + fill('[a](', size)],
  ['|x|y|', 'characters', 50_000, 400_000, 'README.md', (size) => `${paper}|a|b|\n|-|-|\n${fill('|x|y|\n', size)}`],
  ['a good README', 'characters', 250_000, 2_000_000, 'README.md', readme],
  [
    'lists in lists',
    'characters',
    25_000,
    200_000,
    'README.md',
    (size) =>
      paper + Array.from({ length: Math.floor(Math.sqrt(size)) }, (_, at) => `${' '.repeat(2 * at)}- a\n`).join(''),
  ],
  [
    'lists in HTML',
    'characters',
    50_000,
    800_000,
    'README.md',
    (size) =>
      `${paper}<ul>${fill('<li><a href="https://arxiv.org/abs/2401.00002">A paper</a>, Noether, 2020</li>\n', size)}</ul>`,
  ],
  [
    'tags that stay open',
    'characters',
    25_000,
    400_000,
    'README.md',
    (size) => paper + fill('<div><b><table><tr>', size),
  ],
  ['BibTeX', 'entries', 1_250, 10_000, 'refs.bib', (size) => bibtex(size, (at) => `A paper about ${at}`)],
  [
    'BibTeX with deep braces',
    'levels',
    1_000,
    64_000,
    'refs.bib',
    (size) => bibtex(1, () => '{'.repeat(size) + 'x' + '}'.repeat(size)),
  ],
  ['BibTeX with chained strings', 'characters', 500, 8_000, 'refs.bib', stringChain],
  [
    'BibTeX with formulas',
    'entries',
    500,
    4_000,
    'refs.bib',
    (size) => bibtex(size, () => `{$\\frac{a}{b}$ \\textbf{\\"{a}} ${'\\alpha '.repeat(40)}}`),
  ],
  ['RIS', 'entries', 2_500, 20_000, 'refs.ris', ris],
  ['a zip bomb', 'bytes unpacked', 64 * MB, 1024 * MB, 'list.zip', zipBomb],
  [
    'a zip of many entries',
    'entries',
    4_000,
    64_000,
    'list.zip',
    (size) =>
      Buffer.from(
        zipSync(
          Object.fromEntries([
            ['README.md', Buffer.from(paper)],
            ...Array.from({ length: size }, (_, at): [string, Uint8Array] => [`f/${at}.md`, new Uint8Array(1)]),
          ]),
          { level: 0 },
        ),
      ),
  ],
  ['a preview of 24 MB', 'bytes', 3 * MB, 24 * MB, 'README.md', readme],
  ['one line without an end', 'characters', MB, 8 * MB, 'README.md', (size) => paper + '-'.repeat(size)],
  [
    'bytes that are no text',
    'bytes',
    MB,
    16 * MB,
    'README.md',
    (size) => (deflateRawSync(Buffer.from(String(Math.PI))).length ? Buffer.alloc(size, 0xfe) : ''),
  ],
]

/** Uploads the file, and where a preview of it was made opens that. */
async function importFile(world: World, name: string, content: string | Buffer): Promise<Played> {
  const path = `/l/${world.list.slug}/import`
  const call = { action: 'l/[list]/import/actions.ts#startImportAction', path, as: 'admin' as const }
  const given = await send(
    world,
    callWithForm(world, call, [
      ['list', world.list.slug],
      ['files[]', content, name],
      ['paths', JSON.stringify([name])],
    ]),
  )
  const played = judge(given)
  const target = /\/l\/[^"\s;?]+\/import\/[\w-]+/.exec(
    String(given.headers['x-action-redirect'] ?? given.headers.location ?? '') || given.body,
  )?.[0]
  if (played.isRefused || !target) return played
  const preview = judge(await send(world, { path: target, as: 'admin' }))
  return { ...preview, ms: Math.max(played.ms, preview.ms) }
}

export const importKinds: Kind[] = TEXTS.map(([name, unit, from, to, file, write]) => ({
  name: `import: ${name}`,
  who: 'admin',
  unit,
  from,
  to,
  play: (world, size) => importFile(world, file, write(size)),
}))
