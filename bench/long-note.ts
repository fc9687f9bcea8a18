const FORMULAS = [
  String.raw`\Delta W = \frac{(W \Delta A)\, A(x)^\top}{\lVert A(x) \rVert^2}`,
  String.raw`\mathcal{L}(\theta) = -\sum_{t=1}^{T} \log p_\theta(x_t \mid x_{<t})`,
  String.raw`\mathrm{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right) V`,
  String.raw`\nabla_\theta \, \mathbb{E}_{z \sim q}\bigl[ f(z) \bigr]`,
  String.raw`\int_{0}^{1} x^{n} \, dx = \frac{1}{n+1}`,
]
const WORDS =
  'the implicit update of a layer is a matrix of low rank which the context determines and the weights do not'

/**
 * A note as somebody writes it over months: headings, paragraphs, lists, a table now and then. In each of
 * its `parts` stands a formula, no two the same, until `formulas` of them are spent; after that words of
 * about their length. Cut or filled up with words to `length` characters.
 */
export function longNote(parts: number, formulas: number, length?: number): string {
  const blocks: string[] = []
  for (let part = 0; part < parts; part++) {
    const tex = `${FORMULAS[part % FORMULAS.length]} + c_{${part}}`
    const isFormula = part < formulas
    const inline = isFormula ? `$${tex}$` : WORDS.slice(0, tex.length + 2)
    if (part % 25 === 0) blocks.push(`## Section ${part / 25 + 1}`)
    if (part % 5 === 4) blocks.push(isFormula ? `$$\n${tex}\n$$` : `> ${WORDS.slice(0, tex.length)}`)
    else if (part % 7 === 3) blocks.push(`- first, ${WORDS}\n- then ${inline}\n- last, ${WORDS.slice(0, 40)}`)
    else blocks.push(`Part ${part}: ${WORDS}, so that ${inline} holds, and **${WORDS.slice(0, 30)}** as well.`)
    if (part % 50 === 49) blocks.push('| Setting | Loss |\n|---|---:|\n| linear | 0.12 |\n| softmax | 0.17 |')
  }
  const text = `${blocks.join('\n\n')}\n`
  if (length === undefined) return text
  const missing = length - text.length
  return missing <= 0
    ? text.slice(0, length)
    : `${text}\n${`${WORDS}.\n\n`.repeat(Math.ceil(missing / WORDS.length))}`.slice(0, length)
}
