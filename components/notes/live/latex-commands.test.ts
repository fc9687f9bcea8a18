import { expect, it } from 'vitest'
import { renderTex } from '#lib/markdown/math/tex.ts'
import { LATEX_COMMANDS } from './latex-commands.ts'

/** What a command needs around it to stand alone. */
function sample(template: string): string {
  if (/^\\(?:limits|nolimits)$/.test(template)) return `\\sum${template}_a`
  if (/^\\(?:nonumber|hline|\\)$/.test(template)) return `\\begin{aligned}a ${template} \\end{aligned}`
  if (/^\\[bB]igg?$/.test(template)) return `${template}(`
  if (template.startsWith('\\begin{array}')) return '\\begin{array}{c}a\\end{array}'
  if (template.startsWith('\\color')) return '\\color{red} a'
  return template.replaceAll('#{}', 'x')
}

it('everything that is offered can be typeset', () => {
  const failing = LATEX_COMMANDS.filter(({ template }) => template !== '\\hline')
    .map(({ template }) => ({ template, result: renderTex(sample(template), { display: true }) }))
    .filter(({ result }) => !result.ok)
  expect(failing).toEqual([])
})

it('nothing is offered twice', () => {
  expect(new Set(LATEX_COMMANDS.map(({ template }) => template)).size).toBe(LATEX_COMMANDS.length)
})
