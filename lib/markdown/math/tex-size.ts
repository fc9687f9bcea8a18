/**
 * How many characters of HTML KaTeX makes of one node of a formula's tree, its children apart: an upper
 * bound, measured with a margin (htmlAndMathml). What is not named here makes as much as `OTHER`.
 */
const PER_NODE: Record<string, number> = {
  mathord: 130,
  textord: 130,
  atom: 220,
  spacing: 200,
  kern: 200,
  rule: 350,
  ordgroup: 150,
  styling: 200,
  text: 150,
  font: 150,
  color: 150,
  sizing: 200,
  phantom: 150,
  align: 350,
  separator: 350,
  operatorname: 350,
  mathchoice: 100,
  supsub: 800,
  genfrac: 1100,
  sqrt: 2000,
  leftright: 3000,
  middle: 1500,
  delimsizing: 1500,
  accent: 1600,
  accentUnder: 1600,
  horizBrace: 2800,
  xArrow: 2500,
  enclose: 1400,
  array: 1500,
}
const OTHER = 900
/** An entry of a list that is no node: a row, a rule, the space below a row. */
const PER_ENTRY = 300

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/**
 * At most how many characters of HTML a formula makes, by what KaTeX's parser made of it: known before
 * anything is typeset, which takes fifty times longer. Stops counting above `most`.
 * @param tree from KaTeX's `__parse`.
 */
export function htmlSizeOf(tree: unknown, most: number): number {
  let size = 0
  // A colour's name is written at every node inside it.
  const stack: { value: unknown; colour: number }[] = [{ value: tree, colour: 0 }]
  for (let next = stack.pop(); next && size <= most; next = stack.pop()) {
    const { value } = next
    let { colour } = next
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) {
        if (!isFields(item) || Array.isArray(item)) size += PER_ENTRY
        stack.push({ value: item, colour })
      }
    } else if (isFields(value)) {
      if (typeof value.type === 'string') size += (PER_NODE[value.type] ?? OTHER) + colour
      for (const [name, field] of Object.entries(value)) {
        if (typeof field === 'string' && /color/i.test(name)) colour += 2 * field.length
      }
      for (const [name, field] of Object.entries(value)) if (name !== 'loc') stack.push({ value: field, colour })
    }
  }
  return size
}
