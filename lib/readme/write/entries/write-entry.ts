import { type Bench, plainBench } from '#lib/readme/write/fields/trial-read.ts'
import { houseForms } from './house-style.ts'
import { type Reading, bodyEnd } from '#lib/readme/write/fields/reading.ts'
import { type Settled, settle } from './settle.ts'
import { fillTemplate, templateCost } from '#lib/readme/write/fields/template.ts'
import type { Wanted } from '#lib/readme/write/fields/wanted.ts'

/** A neighbour whose form an entry may take, and where it can be tried in that form. */
export type Model = { reading: Reading; bench: () => Bench | null }

const nearest = (forms: readonly Settled[]) =>
  forms.reduce<Settled | null>((best, form) => (best && best.distance <= form.distance ? best : form), null)

/** The models that have a place for most of what is to be said, each with the text made after it. */
function* afterModels(wanted: Wanted, models: readonly Model[]): Generator<Settled> {
  const ranked = models
    .map((model, at) => ({ model, at, cost: templateCost(model.reading, wanted) }))
    .sort((a, b) => a.cost - b.cost || a.at - b.at)
  const readings = models.map(({ reading }) => reading)
  for (const { model } of ranked.slice(0, 3)) {
    const bench = model.bench()
    if (bench) yield settle(bench, fillTemplate(model.reading, wanted, readings), wanted, readings)
  }
}

/** The text of a paper that the source does not have, in the style of its neighbours, else in that of the house. */
export function writeNewEntry(
  wanted: Wanted,
  models: readonly Model[],
  headings: readonly string[],
  mark: string,
): string {
  const tried: Settled[] = []
  for (const form of afterModels(wanted, models)) {
    if (form.distance === 0) return form.text
    tried.push(form)
  }
  const style = models[0]?.reading.style
  if (style === 'row' || style === 'html-row' || style === 'bibtex') {
    const best = nearest(tried)
    if (best && best.distance < Infinity) return best.text
    return models[0] ? fillTemplate(models[0].reading, wanted, []) : (houseForms(wanted, mark)[0] ?? '')
  }
  const bench = plainBench(headings)
  for (const form of houseForms(wanted, mark)) {
    const settled = settle(bench, form, wanted, [])
    if (settled.distance === 0) return settled.text
    tried.push(settled)
  }
  const best = nearest(tried)
  return best && best.distance < Infinity ? best.text : (houseForms(wanted, mark)[0] ?? '')
}

/**
 * An entry's text with other fields: in place where that can be read back, else the whole entry in
 * its neighbours' style. Its note stays as it is.
 */
export function rewriteEntry(reading: Reading, bench: Bench, wanted: Wanted, models: readonly Model[]): string {
  const readings = models.map((model) => model.reading)
  const inPlace = settle(bench, reading.text, wanted, readings)
  if (inPlace.distance === 0) return inPlace.text
  const end = bodyEnd(reading)
  const rest = reading.text.slice(end)
  const lead = /^\s*(?:[-*+•]|\d+[.)])\s+/.exec(reading.text)?.[0] ?? ''
  const wholes: Settled[] = [inPlace]
  const own: Model = { reading, bench: () => bench }
  const others = models.filter((model) => model.reading.style === reading.style)
  for (const { reading: form } of [own, ...others.slice(0, 3)]) {
    const filled = fillTemplate(form, wanted, readings)
    const text = lead === '' ? filled : filled.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, lead)
    const settled = settle(bench, text + rest, wanted, readings)
    if (settled.distance === 0) return settled.text
    wholes.push(settled)
  }
  if (reading.style === 'item' || reading.style === 'paragraph') {
    for (const text of houseForms(wanted, lead)) {
      const settled = settle(bench, text + rest, wanted, readings)
      if (settled.distance === 0) return settled.text
      wholes.push(settled)
    }
  }
  return nearest(wholes)?.text ?? reading.text
}
