import type { ClaimSpec } from '#lib/experiments/runtime/contract.ts'

/** What the paper says, each put so that a number answers it. Numbers of theorems are those of its first version. */
export const claims = {
  learns: {
    source: 'Section 4, in-context linear regression',
    statement:
      'One block, trained on prompts $(x_1, \\langle w, x_1\\rangle), \\ldots, (x_N, \\langle w, x_N\\rangle), (x, 0)$, learns to find $w$ in its context.',
    measure:
      'Mean square error on held-out prompts after training, over that of always answering 0 (whose expectation is $d$).',
    sense: 'at most',
    expected: 0.25,
    tolerance: 0,
  },
  identity: {
    source: 'Theorem 2.2',
    statement:
      '$T_W(C, x) = T_{W + \\Delta W}(x)$ with $\\Delta W = \\dfrac{(W \\Delta A)\\, A(x)^\\top}{\\|A(x)\\|^2}$ and $\\Delta A = A(C, x) - A(x)$.',
    measure:
      'Greatest $|T_W(C, x) - T_{W + \\Delta W}(x)|$ over all held-out prompts and over every step of training, over the root mean square of $T_W(C, x)$, in float32.',
    sense: 'at most',
    expected: 1e-4,
    tolerance: 0,
  },
  curves: {
    source: 'Section 4, figure of the two losses',
    statement: 'The loss with the context and the loss with $W + \\Delta W$ in its place are one curve.',
    measure: 'Greatest difference of the two held-out losses at a drawn checkpoint, over the loss there.',
    sense: 'at most',
    expected: 1e-4,
    tolerance: 0,
  },
  skip: {
    source: 'Corollary on skip connections',
    statement:
      "With a skip connection the same $\\Delta W$ and a bias update $\\Delta b' = \\Delta A$ together do what the context does.",
    measure:
      'As for Theorem 2.2, in a second block that has a skip connection, trained on the same prompts; greatest over every step.',
    sense: 'at most',
    expected: 1e-4,
    tolerance: 0,
  },
  rank: {
    source: 'Theorem 2.2',
    statement: '$\\Delta W$ has rank one.',
    measure:
      'Second singular value of $\\Delta W$ over the first, the matrix written out in float32 and taken apart in float64; greatest over 16 prompts.',
    sense: 'at most',
    expected: 1e-5,
    tolerance: 0,
  },
  converges: {
    source: 'Section 4, figure of the convergence of ΔW',
    statement:
      'As the context grows by one token at a time, $\\|\\Delta W_{i+1} - \\Delta W_i\\|$ shrinks: the implicit learning comes to rest.',
    measure:
      'Mean Frobenius norm of the change over the last fifth of the examples, over that of the first fifth; median over prompts at each example.',
    sense: 'at most',
    expected: 0.25,
    tolerance: 0,
  },
  together: {
    source: 'Section 4, figure of implicit update and fine-tuning',
    statement:
      'The implicit update and explicit fine-tuning of $W$ on the same examples lower the test loss in a similar way.',
    measure: 'Correlation of the two test losses, as functions of how many examples were used.',
    sense: 'at least',
    expected: 0.7,
    tolerance: 0,
  },
  bothFall: {
    source: 'Section 4, figure of implicit update and fine-tuning',
    statement: 'Both test losses fall as examples are added.',
    measure:
      'Test loss after all examples over test loss before any: the greater (worse) of the implicit and the explicit ratio.',
    sense: 'at most',
    expected: 0.7,
    tolerance: 0,
  },
  secondToken: {
    source: 'Limitations: the first generated token only',
    statement:
      'The theorem speaks of one query: the same $\\Delta W$ does not carry the context on to the next answer.',
    measure:
      'Root mean square error of the second answer under the first answer’s $\\Delta W$, over the root mean square of the true second answers.',
    sense: 'at least',
    expected: 0.1,
    tolerance: 0,
  },
  secondBlock: {
    source: 'Limitations: a single block',
    statement: 'The theorem speaks of one block: its $\\Delta W$ does not replace the context of a second block.',
    measure:
      'Root mean square error after two passes through the block, both under the first pass’s $\\Delta W$, over the root mean square of the true answers.',
    sense: 'at least',
    expected: 0.1,
    tolerance: 0,
  },
} as const satisfies Record<string, ClaimSpec>
