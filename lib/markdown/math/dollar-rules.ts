import type {} from 'micromark-extension-math'
import type { Code, Construct, Extension, State, TokenizeContext, Tokenizer } from 'micromark-util-types'
import type { Processor } from 'unified'

const DOLLAR = 36
const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57
const isSpace = (code: Code) => code === 32 || code === -1 || code === -2
const isLineEnd = (code: Code) => code === null || (code < -2 && code > -6)

/** `$…$` is a formula only where nobody can have meant money: "costs $5 and $10" stays text. */
function isFormula(source: string, next: Code): boolean {
  if (source.startsWith('$$')) return true
  const inner = source.slice(1, -1)
  return !/^\s|\s$|\\$/.test(inner) && !isDigit(next)
}

function withDollarRules(base: Construct): Construct {
  const tokenize: Tokenizer = function (effects, ok, nok) {
    const start = this.now()
    const accept: State = (code) => {
      const source = this.sliceSerialize({ start, end: this.now() })
      return isFormula(source, code) ? ok(code) : nok(code)
    }
    return base.tokenize.call(this, effects, accept, nok)
  }
  return { ...base, tokenize }
}

/** Succeeds on a line of nothing but dollars. */
const bareFence: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const dollars: State = (code) => {
      if (code === DOLLAR) {
        effects.consume(code)
        return dollars
      }
      return spaces(code)
    }
    const spaces: State = (code) => {
      if (isSpace(code)) {
        effects.consume(code)
        return spaces
      }
      effects.exit('mathFlowFence')
      return isLineEnd(code) ? ok(code) : nok(code)
    }
    return (code) => {
      effects.enter('mathFlowFence')
      return dollars(code)
    }
  },
}

function withBareFence(base: Construct): Construct {
  const tokenize: Tokenizer = function (this: TokenizeContext, effects, ok, nok) {
    return effects.check(bareFence, base.tokenize.call(this, effects, ok, nok), nok)
  }
  return { ...base, tokenize }
}

const changed = (constructs: Construct | Construct[] | undefined, change: (base: Construct) => Construct) =>
  Array.isArray(constructs) ? constructs.map(change) : constructs && change(constructs)

/**
 * Brings remark-math's reading of dollars nearer to GitHub's. Comes after remark-math in the pipeline.
 * A `$$` with something behind it ("$$\begin{aligned}") is not the fence of a block, whose first line
 * remark-math would drop as an info string and whose end it would miss: it is read as text math.
 */
export function dollarRules(this: Processor): void {
  const extensions: Extension[] = this.data('micromarkExtensions') ?? []
  for (const extension of extensions) {
    const text = changed(extension.text?.[DOLLAR], withDollarRules)
    const flow = changed(extension.flow?.[DOLLAR], withBareFence)
    if (text) extension.text = { ...extension.text, [DOLLAR]: text }
    if (flow) extension.flow = { ...extension.flow, [DOLLAR]: flow }
  }
}
