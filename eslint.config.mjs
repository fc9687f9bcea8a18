import next from '@next/eslint-plugin-next'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const CLOCK = 'A test reads no clock: count the work, or compare CPU times (scripts/test/cpu-growth.ts).'

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '.next*/',
      '.data*/',
      'prisma/generated/',
      'next-env.d.ts',
      'public/',
      'bench/next-baseline/',
      'bench/next-bare/',
    ],
  },
  ...tseslint.configs.recommended,
  // Only where React is: these compile each file that they look at.
  { ...reactHooks.configs.flat.recommended, files: ['{app,components}/**/*.{ts,tsx}'] },
  { ...jsxA11y.flatConfigs.recommended, files: ['**/*.tsx'] },
  {
    plugins: { '@next/next': next },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Public pages use plain links on purpose: no prefetch, no client router.
      '@next/next/no-html-link-for-pages': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      // A box that scrolls must be reachable by keyboard; it carries role=region and a name.
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { roles: ['region', 'group', 'tabpanel', 'figure'], tags: ['main', 'pre'] },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[object.name='performance'][property.name='now']", message: CLOCK },
        { selector: "MemberExpression[object.name='process'][property.name='hrtime']", message: CLOCK },
        // Elapsed time; a date some time ago or ahead is data.
        {
          selector:
            "BinaryExpression[operator='-'][left.callee.object.name='Date'][left.callee.property.name='now'][right.type=/Identifier|MemberExpression/]",
          message: CLOCK,
        },
      ],
    },
  },
  { files: ['cli/**', 'scripts/**', 'bench/**', 'server/**'], rules: { 'no-console': 'off' } },
)
