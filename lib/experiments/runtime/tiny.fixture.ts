import { defineExperiment } from './contract.ts'

/** One of everything that an experiment can have. */
export const tiny = defineExperiment({
  title: 'Powers of two',
  question: 'Does doubling double?',
  paper: { title: 'Arithmetic', arxiv: '2507.16003' },
  parameters: { steps: { kind: 'integer', label: 'Steps', default: 4, min: 1, max: 100 } },
  seed: 1,
  budget: { seconds: 1, megabytes: 16 },
  agreement: 1e-6,
  claims: {
    doubles: {
      source: 'Equation (1)',
      statement: '$2^n$',
      measure: 'the last value',
      sense: 'near',
      expected: 16,
      tolerance: 0,
    },
    unasked: { source: '§2', statement: 's', measure: 'm', sense: 'at most', expected: 0, tolerance: 0 },
  },
  figures: {
    powers: {
      kind: 'lines',
      title: 'Powers',
      x: { label: 'n' },
      y: { label: '2^n', scale: 'log' },
      series: { value: { label: 'value' } },
    },
    table: { kind: 'table', title: 'Table', columns: [{ key: 'n', label: 'n' }] },
    image: { kind: 'image', title: 'Image' },
    timeline: { kind: 'timeline', title: 'Timeline', unit: 's', kinds: { work: { label: 'work' } } },
  },
  quick: { steps: 2 },
  async run({ jax, parameters, tick, point, row, image, timeline, measure, metric }) {
    let x = jax.numpy.array([1])
    for (let n = 1; n <= parameters.steps; n++) {
      x = x.mul(2)
      const [value = NaN] = await x.ref.data()
      point('powers', 'value', n, value)
      row('table', { n })
      await tick(n / parameters.steps, `2^${n}`)
    }
    image('image', { width: 1, height: 2, rgba: new Uint8ClampedArray([1, 2, 3, 4, 5, 6, 7, 8]) })
    timeline('timeline', [{ lane: 'a', start: 0, end: 1, kind: 'work' }])
    const [last = NaN] = await x.data()
    metric('last', last, 'units')
    measure('doubles', last)
  },
})
