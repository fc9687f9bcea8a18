'use client'

import { type ReactNode, useId } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { NumberParameter, ParameterSpec } from '#lib/gpu/contract.ts'
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
  return (
    <div>
      <Field
        label={
          <>
            {spec.label}
            {spec.unit && <span className="font-normal text-muted"> ({spec.unit})</span>}
          </>
        }
        hint={spec.help ? `${spec.help} ${bounds}.` : bounds}
        error={problem}
      >
        <Input
          id={id}
          name={name}
          inputMode={spec.kind === 'integer' && spec.min >= 0 ? 'numeric' : 'text'}
          autoComplete="off"
          value={text}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <input
        data-needs-js
        type="range"
        aria-label={`${spec.label}, by slider`}
        aria-valuetext={problem === undefined ? numberText(value, 4) : 'not a value'}
        className="mt-1.5 h-6 w-full accent-accent touch:h-11"
        min={slider.min}
        max={slider.max}
        step={slider.step}
        value={slider.at}
        disabled={disabled}
        onChange={(event) => onChange(String(slider.valueAt(Number(event.target.value))))}
      />
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
        <div className="sm:pt-6">
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
