'use client'

import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import type { DeviceChoice } from '../runner/types.ts'

export type Device = 'auto' | DeviceKind

export const DEVICE_WORDS: Record<DeviceKind, string> = {
  webgpu: 'GPU (WebGPU)',
  wasm: 'CPU (WebAssembly)',
  plain: 'CPU (plain JavaScript, slow)',
}
const KINDS: readonly DeviceKind[] = ['webgpu', 'wasm', 'plain']

export const isDevice = (text: string): text is Device => text === 'auto' || KINDS.some((kind) => kind === text)

function optionText(kind: DeviceKind, devices: readonly DeviceChoice[] | null): string {
  const known = devices?.find((each) => each.kind === kind)
  if (!known) return DEVICE_WORDS[kind]
  if (!known.available) return `${DEVICE_WORDS[kind]}: not in this browser`
  return `${known.label}${known.fallbackAdapter ? ' (emulated by the CPU)' : ''}`
}

/** Where it computes. What there is here is found out when somebody looks. */
export function DeviceField({
  device,
  devices,
  disabled,
  onAsk,
  onChange,
}: {
  device: Device
  devices: readonly DeviceChoice[] | null
  disabled: boolean
  onAsk(): void
  onChange(device: Device): void
}) {
  const taken = devices?.find((each) => each.isDefault)
  return (
    <Field label="Device" hint="Automatic takes the GPU where there is a real one, else the CPU by WebAssembly.">
      <Select
        name="device"
        value={device}
        disabled={disabled}
        onFocus={onAsk}
        onPointerDown={onAsk}
        onChange={(event) => isDevice(event.target.value) && onChange(event.target.value)}
      >
        <option value="auto">{taken ? `Automatic: ${taken.label}` : 'Automatic'}</option>
        {KINDS.map((kind) => (
          <option
            key={kind}
            value={kind}
            disabled={devices?.some((each) => each.kind === kind && !each.available) ?? false}
          >
            {optionText(kind, devices)}
          </option>
        ))}
      </Select>
    </Field>
  )
}
