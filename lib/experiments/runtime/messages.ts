import { z } from 'zod'
import type { DeviceKind, ParameterValues } from './contract.ts'
import { EVENTS_PER_MESSAGE, LIMITS, MESSAGE_CHARACTERS } from './limits.ts'

/**
 * What the page, the sealed frame and the worker in it say to one another. From the worker comes text
 * only (JSON): its size is known before anything is read, and whatever an author sends instead means
 * nothing. The frame passes texts on and holds the rates down; the page believes only what parses here.
 */
export type ToWorker =
  | {
      type: 'run'
      compute: string
      code: string
      parameters: ParameterValues
      seed: number
      device: 'auto' | DeviceKind
      megabytes: number
    }
  | { type: 'describe'; code: string }
  | { type: 'cancel' }
  | { type: 'pause' }
  | { type: 'resume' }

const name = z.string().max(40)
const note = z.string().max(2000)
const cell = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
const row = z.record(z.string().max(60), cell).refine((cells) => Object.keys(cells).length <= 48)
const span = z.object({
  lane: z.string().max(120),
  start: z.number(),
  end: z.number(),
  kind: name,
  label: z.string().max(200).optional(),
})
const side = z.int().min(1).max(LIMITS.pixels)

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    fraction: z.number().nullable(),
    doing: z.string().max(300).nullable(),
  }),
  z.object({ type: z.literal('point'), figure: name, series: name, x: z.number(), y: z.number() }),
  z.object({ type: z.literal('row'), figure: name, row }),
  z.object({ type: z.literal('timeline'), figure: name, spans: z.array(span).max(LIMITS.spans) }),
  z
    .object({ type: z.literal('drawn'), figure: name, width: side, height: side, rgba: z.base64() })
    .refine(({ width, height, rgba }) => rgba.length === Math.ceil((width * height * 4) / 3) * 4),
  z.object({
    type: z.literal('verdict'),
    verdict: z.object({
      claim: name,
      outcome: z.enum(['holds', 'does not hold', 'undecided']),
      value: z.number().nullable(),
      note: note.nullable(),
    }),
  }),
  z.object({
    type: z.literal('metric'),
    name: z.string().max(120),
    value: z.number(),
    unit: z.string().max(40).nullable(),
  }),
])
/** A run's event as it crosses to the page; an image is base64 by then. */
export type WireEvent = z.infer<typeof eventSchema>

const deviceSchema = z.object({
  kind: z.enum(['webgpu', 'wasm', 'plain']),
  label: z.string().min(1).max(200),
  fallbackAdapter: z.boolean(),
})

const place = z.object({ line: z.int().min(1), column: z.int().min(1) })
const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), device: deviceSchema }),
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('paused') }),
  z.object({ type: z.literal('resumed') }),
  z.object({ type: z.literal('events'), events: z.array(eventSchema).max(EVENTS_PER_MESSAGE) }),
  z.object({ type: z.literal('described'), description: z.unknown() }),
  z.object({ type: z.literal('finished') }),
  z.object({ type: z.literal('cancelled') }),
  z.object({
    type: z.literal('failed'),
    kind: z.enum(['author', 'memory', 'device-lost', 'blocked']),
    message: z.string().max(4000),
    /** In the compiled text. */
    place: place.nullable(),
  }),
])
export type FromWorker = z.infer<typeof fromWorkerSchema>

/** What the frame itself says, and what it passes on. */
const fromFrameSchema = z.discriminatedUnion('type', [
  /** The port has arrived. */
  z.object({ type: z.literal('open') }),
  z.object({ type: z.literal('worker'), text: z.string().max(MESSAGE_CHARACTERS) }),
  /** Something that is no text, or too long: dropped. */
  z.object({ type: z.literal('junk') }),
  /** More than the rates allow: the frame has ended the worker. */
  z.object({ type: z.literal('flood') }),
  /** The worker could not be started. */
  z.object({ type: z.literal('broken'), message: z.string().max(4000) }),
])
export type FromFrame = z.infer<typeof fromFrameSchema>

/** What the frame sent, or null where it means nothing. */
export function readFrameMessage(data: unknown): FromFrame | null {
  const parsed = fromFrameSchema.safeParse(data)
  return parsed.success ? parsed.data : null
}

/** What the worker's text says, or null where it means nothing. */
export function readWorkerMessage(text: string): FromWorker | null {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = fromWorkerSchema.safeParse(data)
  return parsed.success ? parsed.data : null
}
