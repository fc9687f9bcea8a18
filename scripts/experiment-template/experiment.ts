import { defineExperiment } from '#lib/experiments/runtime/contract.ts'

export default defineExperiment({
  title: 'The mean of many draws',
  question: 'Does the mean of n standard normal numbers have the variance 1/n?',
  paper: { title: 'Name the paper here, and give its arXiv id or DOI' },
  parameters: {
    draws: { kind: 'integer', label: 'Numbers in a mean', default: 64, min: 1, max: 1024 },
    means: { kind: 'integer', label: 'Means', default: 4000, min: 100, max: 20_000, step: 100 },
  },
  seed: 1,
  budget: { seconds: 5, megabytes: 64 },
  agreement: 1e-4,
  claims: {
    variance: {
      source: 'Theorem 1',
      statement: 'The mean of $n$ independent standard normal numbers has the variance $1/n$.',
      measure: 'The variance of the means, times $n$.',
      sense: 'near',
      expected: 1,
      tolerance: 0.1,
    },
  },
  figures: {
    variance: {
      kind: 'lines',
      title: 'Variance of the means so far, times n',
      x: { label: 'means' },
      y: { label: 'variance × n' },
      series: { measured: { label: 'measured' }, expected: { label: 'expected', dashed: true } },
    },
  },
  quick: { means: 1000 },
  async run({ jax, parameters, random, tick, point, measure }) {
    const np = jax.numpy
    const { draws, means } = parameters
    const batch = 100
    let sum = 0
    for (let done = batch; done <= means; done += batch) {
      const numbers = np.array(random.normals(batch * draws)).reshape([batch, draws])
      // The expected value is zero, so the mean square is the variance.
      const square = np.mean(np.square(np.mean(numbers, 1)))
      const [value = NaN] = await square.data()
      sum += value * draws * batch
      point('variance', 'measured', done, sum / done)
      point('variance', 'expected', done, 1)
      await tick(done / means, 'drawing')
    }
    measure('variance', sum / (means - (means % batch)))
  },
})
