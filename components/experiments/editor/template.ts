/** The paper that a new experiment is about, as far as the library knows it. */
export type TemplatePaper = { title: string; arxiv: string | null; doi: string | null }

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll(/\s+/g, ' ')}'`

function paperText({ title, arxiv, doi }: TemplatePaper): string {
  const parts = [`title: ${quoted(title.slice(0, 300))}`]
  if (arxiv) parts.push(`arxiv: ${quoted(arxiv)}`)
  if (doi) parts.push(`doi: ${quoted(doi)}`)
  return `{ ${parts.join(', ')} }`
}

/**
 * What a new experiment begins as: a small one that runs at once, with one of everything that most need.
 * Its claim is Theorem 2.1.15 of Nesterov, Introductory Lectures on Convex Optimization (2004), for one step.
 */
export const newExperiment = (paper: TemplatePaper) => `import { type ComputeArray, defineExperiment } from 'colloquium'

export default defineExperiment({
  title: 'How fast does gradient descent close in?',
  question: 'Does gradient descent on a quadratic shrink its error as fast as the theory promises?',
  paper: ${paperText(paper)},
  explanation: \`
Gradient descent on $f(x) = \\\\tfrac{1}{2} \\\\sum_i h_i x_i^2$ with curvatures $h_i$ from $1$ to $\\\\kappa$ and the
step $2 / (1 + \\\\kappa)$ shrinks the error by at least $\\\\rho = (\\\\kappa - 1) / (\\\\kappa + 1)$ in every step.
\`,
  parameters: {
    dimension: { kind: 'integer', label: 'Dimension', default: 32, min: 2, max: 512 },
    kappa: { kind: 'number', label: 'Condition number', default: 20, min: 2, max: 200, step: 1 },
    steps: { kind: 'integer', label: 'Steps', default: 100, min: 10, max: 1000, help: 'More show more of the tail.' },
  },
  seed: 1,
  budget: { seconds: 10, megabytes: 64 },
  // How far a run on the GPU may be from one on the CPU.
  agreement: 1e-3,
  claims: {
    rate: {
      // Where your paper says it: "Theorem 2", "Equation (4)", "Figure 3".
      source: 'Nesterov (2004), Theorem 2.1.15',
      statement: 'Every step shrinks the error by the factor $\\\\rho$ at least.',
      measure: 'The greatest factor of any step, over $\\\\rho$.',
      sense: 'at most',
      expected: 1,
      tolerance: 1e-4,
    },
  },
  figures: {
    error: {
      kind: 'lines',
      title: 'Distance to the minimum',
      x: { label: 'step' },
      y: { label: 'distance', scale: 'log' },
      series: { measured: { label: 'gradient descent' }, promised: { label: 'promised', dashed: true } },
    },
  },

  async run(context) {
    const { jax, parameters, random } = context
    const { dimension, kappa, steps } = parameters
    const np = jax.numpy

    const curvatures = np.linspace(1, kappa, dimension)
    const rate = 2 / (1 + kappa)
    const rho = (kappa - 1) / (kappa + 1)

    // Using an array consumes it: x.ref keeps it for one more use.
    const f = (x: ComputeArray, h: ComputeArray) => np.sum(np.square(x).mul(h)).mul(0.5)
    const descend = jax.jit((x: ComputeArray, h: ComputeArray) => x.ref.sub(jax.grad(f)(x, h).mul(rate)))
    const distanceOf = async (x: ComputeArray) => Number(await np.sqrt(np.sum(np.square(x))).jsAsync())

    let x = np.array(random.normals(dimension))
    const start = await distanceOf(x.ref)
    let before = start
    let worst = 0
    context.point('error', 'measured', 0, start)
    context.point('error', 'promised', 0, start)
    for (let step = 1; step <= steps; step++) {
      x = descend(x, curvatures.ref)
      const distance = await distanceOf(x.ref)
      // Below this, rounding of 32-bit numbers is all that there is to see.
      if (distance > 1e-5 * start) worst = Math.max(worst, distance / before)
      before = distance
      context.point('error', 'measured', step, distance)
      context.point('error', 'promised', step, start * rho ** step)
      await context.tick(step / steps, \`Step \${step} of \${steps}\`)
    }
    x.dispose()
    curvatures.dispose()

    context.measure('rate', worst / rho)
    context.metric('distance at the end', before)
  },
})
`
