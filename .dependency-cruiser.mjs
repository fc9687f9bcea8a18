// Imports run one way: docs/architecture.md. `npm run lint` runs this; scripts/layers.test.ts plants
// a violation of each rule and sees it caught.

const DOORS = '^(server|realtime|cli|scripts|e2e|bench)/'
/** Rooms in the order in which they may build on each other: none imports one that stands further down. */
const LINES = {
  lib: [
    'access',
    'accounts',
    'lists',
    'members',
    'papers',
    'experiments',
    'jobs',
    ['notes', 'readme', 'assets'],
    ['intake', 'discussion'],
    'sharing',
    'search',
  ],
  'lib/experiments': ['runtime', 'authored', 'runs'],
  'lib/readme': ['parse', 'plan', 'report', 'apply', 'write'],
  'lib/intake': [['fetch', 'bibliography'], 'archive', ['metadata', 'upstream']],
}

const lineRules = Object.entries(LINES).flatMap(([folder, rooms]) =>
  rooms.slice(0, -1).map((entry, index) => {
    const names = [entry].flat()
    const further = rooms.slice(index + 1).flat()
    return {
      name: `line:${folder}/${names.join('|')}`,
      comment: `Imports run one way: ${rooms.map((room) => [room].flat().join(', ')).join(' ← ')}.`,
      severity: 'error',
      from: { path: `^${folder}/(${names.join('|')})/`, pathNot: '\\.(test|fixture)\\.ts$' },
      to: { path: `^${folder}/(${further.join('|')})/` },
    }
  }),
)

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'components-below-app',
      comment: 'app → components → experiments → lib → prisma',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: `^app/|${DOORS}` },
    },
    {
      name: 'components-get-data-as-props',
      comment: 'Data and actions arrive as props: components never reach for queries or commands.',
      severity: 'error',
      from: { path: '^(components|experiments)/' },
      to: { path: '^lib/.*(queries|commands)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'experiments-know-only-the-contract',
      comment:
        'An experiment is pure code: what it may use comes by its context (lib/experiments/runtime/contract.ts).',
      severity: 'error',
      from: { path: '^experiments/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(experiments|lib/experiments/runtime)/' },
    },
    {
      name: 'lib-below-all',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: `^(app|components|experiments)/|${DOORS}`, pathNot: '^scripts/test/' },
    },
    {
      name: 'lib-knows-no-next-or-react',
      comment: 'lib is plain TypeScript; lib/web is its glue to Next.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/web/' },
      to: { path: 'node_modules/(next|next-auth|react|react-dom)/' },
    },
    {
      name: 'database-only-in-queries-and-commands',
      severity: 'error',
      from: {
        path: '^(lib|app|components|experiments)/',
        pathNot:
          '(queries|commands)\\.ts$|^lib/access/(open|change)-list\\.ts$|\\.(test|fixture)\\.ts$|^lib/web/auth-adapter\\.ts$',
      },
      to: { path: '^prisma/(client|direct)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-prisma-touches-the-generated-client',
      severity: 'error',
      from: { pathNot: '^prisma/|(queries|commands)\\.ts$' },
      to: { path: '^prisma/generated/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'doors-never-import-pages',
      severity: 'error',
      from: { path: DOORS, pathNot: '^scripts/.*\\.test\\.ts$' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'realtime-knows-no-server',
      comment: 'The notes’ socket is mounted by the server; it knows lib and prisma.',
      severity: 'error',
      from: { path: '^realtime/', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { path: '^(server|cli|scripts|e2e|bench)/' },
    },
    {
      name: 'prisma-at-the-bottom',
      severity: 'error',
      from: { path: '^prisma/', pathNot: '^prisma/seed/' },
      to: { path: `^(app|components|experiments|lib)/|${DOORS}` },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'fixtures-are-for-tests',
      severity: 'error',
      from: { pathNot: '\\.(test|fixture|spec)\\.tsx?$|^(scripts|e2e|bench)/' },
      to: { path: '\\.fixture\\.tsx?$' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(hast|mdast|unist)$' },
    },
    ...lineRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|prisma/generated/internal|bench/(next-baseline|next-bare|peers))' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
