import { defineExperiment } from '#lib/experiments/runtime/contract.ts'
import { type Arm, type Plan, type Watch, ablate, pretrain, tune } from './arms.ts'
import { SIZES, claims, figures } from './description.ts'
import { lossGradients } from './mask.ts'
import { countWeights, drawWeights, logitsOf, shapeOf, upload } from './model.ts'
import { type SizeResult, conclude, reportSize } from './reporting.ts'
import { PLACES, type Tuning, drawTuningRow, toBatch } from './rows.ts'
import { createScorer } from './scoring.ts'
import { ALL_TASKS, CLUSTERS, clusterNamed, tuningClusters } from './tasks.ts'
import { createTrainer } from './training.ts'

export default defineExperiment({
  title: 'Does tuning on instructions carry over to tasks never tuned on?',
  question:
    'Is a tiny language model, tuned on instructions for some clusters of tasks, better on a cluster held out, and do the smallest models lose by it?',
  paper: { title: 'Finetuned language models are zero-shot learners', arxiv: '2109.01652' },
  parameters: {
    heldOut: {
      kind: 'choice',
      label: 'Cluster held out',
      default: 'extremes',
      options: CLUSTERS.map(({ name, label }) => ({ value: name, label })),
      help: 'No row of tuning has a task of it.',
    },
    clusters: {
      kind: 'integer',
      label: 'Clusters in tuning',
      default: CLUSTERS.length - 1,
      min: 1,
      max: CLUSTERS.length - 1,
    },
    instructions: {
      kind: 'switch',
      label: 'Instructions in tuning',
      default: true,
      help: 'Off: tuning sees bare inputs and outputs; testing asks by instruction all the same.',
    },
    stated: {
      kind: 'switch',
      label: 'Raw text tells of the held-out cluster',
      default: true,
      help: 'Off: the words of its tasks occur only in questions that nobody answers.',
    },
    largest: {
      kind: 'choice',
      label: 'Width of the largest model',
      default: '32',
      options: ['16', '32', '64', '128'].map((value) => ({ value, label: value })),
      help: 'The others have a half and a quarter of it.',
    },
    rawSteps: { kind: 'integer', label: 'Steps on raw text', default: 700, min: 10, max: 8000 },
    tuningSteps: { kind: 'integer', label: 'Steps of tuning', default: 150, min: 10, max: 4000 },
    seeds: { kind: 'integer', label: 'Seeds', default: 3, min: 1, max: 8 },
    ablations: {
      kind: 'switch',
      label: 'Ablations',
      default: true,
      help: 'Tunes the largest model twice more: on a third of the clusters, and with instructions the other way.',
    },
  },
  seed: 1,
  budget: { seconds: 120, megabytes: 256 },
  // Hundreds of steps of training turn a rounding error of 1e-7 into another model, about as far as another seed's.
  agreement: 0.5,
  claims,
  figures,
  quick: { largest: '16', rawSteps: 20, tuningSteps: 10, seeds: 1, ablations: false },
  async run(context) {
    const { jax, parameters, random } = context
    const heldOut = clusterNamed(parameters.heldOut)
    const tuning = {
      clusters: tuningClusters(heldOut.name, parameters.clusters),
      instructions: parameters.instructions,
    }
    const plan: Plan = {
      rawSteps: parameters.rawSteps,
      tuningSteps: parameters.tuningSteps,
      text: {
        stated: parameters.stated ? ALL_TASKS : ALL_TASKS.filter((task) => !heldOut.tasks.includes(task)),
        statements: 0.75,
        answered: 0.4,
      },
      tuning,
    }
    const fewer = Math.max(1, Math.floor(parameters.clusters / 3))
    const ablations: Record<string, Tuning> = parameters.ablations
      ? {
          fewer: { ...tuning, clusters: tuning.clusters.slice(0, fewer) },
          otherwise: { ...tuning, instructions: !tuning.instructions },
        }
      : {}

    const largest = Number(parameters.largest)
    const widths = [largest / 4, largest / 2, largest]
    // A step takes about as long as width + 20: the narrow ones are mostly overhead.
    const steps = (width: number) =>
      plan.rawSteps + plan.tuningSteps * (1 + (width === largest ? Object.keys(ablations).length : 0))
    const whole = parameters.seeds * widths.reduce((sum, width) => sum + steps(width) * (width + 20), 0)
    let spent = 0

    const results: SizeResult[] = []
    for (const [at, width] of widths.entries()) {
      const size = SIZES[at] ?? 'largest'
      const shape = shapeOf(width)
      const trainer = createTrainer(jax, shape)
      const scorer = createScorer(jax, shape)
      const arms: Arm[] = []
      for (let number = 1; number <= parameters.seeds; number++) {
        const seeded = random.fork(`seed ${number}`).fork(`width ${width}`)
        const doing = `Width ${width}, seed ${number} of ${parameters.seeds}`
        const watch = (what: string, curve: 'Raw' | 'Tuning' | null): Watch => ({
          every: context.device.kind === 'webgpu' ? 10 : 1,
          step: () => context.tick((spent += width + 20) / whole, `${doing}: ${what}`),
          loss(step: number, loss: number) {
            if (curve === null || number > 1) return
            context.point('loss', `${size}${curve}`, curve === 'Raw' ? step : plan.rawSteps + step, loss)
          },
        })
        const base = await pretrain(jax, shape, trainer, seeded, plan, watch('reading raw text', 'Raw'))
        const tuned = await tune(jax, shape, trainer, base, {
          random: seeded.fork('tuning'),
          tuning,
          steps: plan.tuningSteps,
          watch: watch('tuning', 'Tuning'),
        })
        arms.push({
          untuned: await scorer.score(base, 'instruction'),
          stated: await scorer.score(base, 'statement'),
          tuned: await scorer.score(tuned, 'instruction'),
          ablations:
            width === largest
              ? await ablate(jax, shape, trainer, scorer, base, {
                  random: seeded,
                  steps: plan.tuningSteps,
                  watch: watch('ablations', null),
                  tunings: ablations,
                })
              : [],
        })
        jax.tree.dispose(base)
        jax.tree.dispose(tuned)
      }
      const weights = countWeights(drawWeights(random, shape))
      const result = { size, width, weights, arms }
      results.push(result)
      reportSize(context, result, heldOut)
    }
    conclude(context, results, { heldOut, tuning, fewer })

    const probe = random.fork('mask')
    const rows = Array.from({ length: 64 }, () => drawTuningRow(probe, tuning))
    const shape = shapeOf(largest / 4)
    const logits = logitsOf(
      jax,
      shape,
      upload(jax, drawWeights(probe, shape), shape),
      jax.numpy.array(toBatch(rows).inputs).reshape([rows.length, PLACES]),
    )
    const gradients = await lossGradients(jax, rows, (await logits.data()) as Float32Array<ArrayBuffer>)
    context.measure(
      'maskIsExact',
      gradients.before,
      `After the separator the greatest is ${gradients.after.toExponential(2)}.`,
    )
    context.metric('greatest gradient after the separator', gradients.after)
  },
})
