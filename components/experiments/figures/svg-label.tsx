import { Fragment } from 'react'
import { labelParts } from './label-parts.ts'

const DOWN = { none: 0, sub: 3.5, super: -4.5 }

/** The inside of an SVG text: a label with its indices and exponents. */
export function SvgLabel({ text }: { text: string }) {
  const parts = labelParts(text)
  return parts.map((part, at) => {
    const before = at === 0 ? 0 : DOWN[parts[at - 1]?.shift ?? 'none']
    const dy = DOWN[part.shift] - before
    if (dy === 0 && part.shift === 'none') return <Fragment key={at}>{part.text}</Fragment>
    return (
      <tspan key={at} dy={dy} style={part.shift === 'none' ? {} : { fontSize: 9.5 }}>
        {part.text}
      </tspan>
    )
  })
}

/** The same in running text. */
export function HtmlLabel({ text }: { text: string }) {
  return labelParts(text).map(({ text: part, shift }, at) =>
    shift === 'sub' ? <sub key={at}>{part}</sub> : shift === 'super' ? <sup key={at}>{part}</sup> : part,
  )
}
