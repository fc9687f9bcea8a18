'use client'

import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { NumberParameter, ParameterSpec } from '#lib/experiments/runtime/contract.ts'
import { numberText } from '../figures/number-text.ts'
import { sliderFor } from './slider.ts'

type Props<Spec> = {
  name: string
  spec: Spec
  text: string
  problem: string | undefined
  disabled: boolean
  onChange(text: string): void
}

function NumberField({ name, spec, text, problem, disabled, onChange }: Props<NumberParameter>) {
  const id = useId()
  const value = Number(text)
  const slider = sliderFor(spec, problem === undefined ? value : spec.default)
  const bounds = `${numberText(spec.min, 4)} to ${numberText(spec.max, 4)}`
  const described = [`${id}-hint`, problem ? `${id}-problem` : ''].join(' ').trim()
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {spec.label}
        {spec.unit && <span className="font-normal text-muted"> ({spec.unit})</span>}
      </label>
      <div className="flex items-center gap-3">
        <Input
          id={id}
          name={name}
          className="w-24! shrink-0 tabular-nums"
          inputMode={spec.kind === 'integer' && spec.min >= 0 ? 'numeric' : 'text'}
          autoComplete="off"
          value={text}
          disabled={disabled}
          aria-describedby={described}
          aria-invalid={problem !== undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        <input
          data-needs-js
          type="range"
          aria-label={`${spec.label}, by slider`}
          aria-valuetext={problem === undefined ? numberText(value, 4) : 'not a value'}
          className="h-6 min-w-0 flex-1 accent-accent touch:h-11"
          min={slider.min}
          max={slider.max}
          step={slider.step}
          value={slider.at}
          disabled={disabled}
          onChange={(event) => onChange(String(slider.valueAt(Number(event.target.value))))}
        />
      </div>
      <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
        {spec.help ? `${spec.help.replace(/([^.!?])$/, '$1.')} ${bounds}.` : bounds}
      </p>
      {problem && (
        <p id={`${id}-problem`} className="mt-1 flex items-start gap-1.5 text-sm font-medium text-danger">
          <CircleAlert aria-hidden className="mt-[0.2em] size-[1em] shrink-0" />
          {problem}
        </p>
      )}
    </div>
  )
}

/** One parameter's control. */
export function ParameterField(props: Props<ParameterSpec>): ReactNode {
  const { name, spec, text, problem, disabled, onChange } = props
  switch (spec.kind) {
    case 'integer':
    case 'number':
      return <NumberField {...props} spec={spec} />
    case 'switch':
      return (
        <div className="@md:pt-6">
          <Checkbox
            name={name}
            label={spec.label}
            {...(spec.help ? { hint: spec.help } : {})}
            checked={text === 'true'}
            disabled={disabled}
            onChange={(event) => onChange(String(event.target.checked))}
          />
        </div>
      )
    case 'choice':
      return (
        <Field label={spec.label} error={problem} {...(spec.help ? { hint: spec.help } : {})}>
          <Select name={name} value={text} disabled={disabled} onChange={(event) => onChange(event.target.value)}>
            {spec.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      )
  }
}
