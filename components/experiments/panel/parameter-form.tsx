'use client'

import { RotateCcw } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { DeviceChoice } from '../runner/types.ts'
import { type Device, DeviceField } from './device-field.tsx'
import { ParameterField } from './parameter-field.tsx'
import { type FormState, type Texts, defaultTexts } from './parameter-texts.ts'

/** Everything that a run depends on: parameters, seed, device. */
export function ParameterForm({
  description,
  texts,
  form,
  device,
  devices,
  disabled,
  onTexts,
  onDevice,
  onAskDevices,
}: {
  description: ExperimentDescription
  texts: Texts
  form: FormState
  device: Device
  devices: readonly DeviceChoice[] | null
  disabled: boolean
  onTexts(texts: Texts): void
  onDevice(device: Device): void
  onAskDevices(): void
}) {
  const set = (name: string) => (text: string) => onTexts({ ...texts, [name]: text })
  return (
    <div className="grid items-start gap-x-8 gap-y-5 pt-4 @md:grid-cols-2 @3xl:grid-cols-3">
      {Object.entries(description.parameters).map(([name, spec]) => (
        <ParameterField
          key={name}
          name={name}
          spec={spec}
          text={texts[name] ?? ''}
          problem={form.problems[name]}
          disabled={disabled}
          onChange={set(name)}
        />
      ))}
      <Field label="Seed" hint="The same seed draws the same numbers on every device." error={form.problems.seed}>
        <Input
          name="seed"
          inputMode="numeric"
          autoComplete="off"
          value={texts.seed ?? ''}
          disabled={disabled}
          onChange={(event) => set('seed')(event.target.value)}
        />
      </Field>
      <DeviceField device={device} devices={devices} disabled={disabled} onAsk={onAskDevices} onChange={onDevice} />
      <div data-needs-js className="@md:pt-6">
        <Button
          variant="ghost"
          size="sm"
          disabled={disabled || form.isDefault}
          onClick={() => onTexts(defaultTexts(description))}
        >
          <RotateCcw aria-hidden />
          Back to the defaults
        </Button>
      </div>
    </div>
  )
}
