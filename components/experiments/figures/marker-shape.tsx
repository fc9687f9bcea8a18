import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolTriangle, symbolWye } from 'd3-shape'
import type { Marker } from './series-look.ts'

const SHAPES = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
  cross: symbolCross,
  wye: symbolWye,
}
const PATHS = Object.fromEntries(
  Object.entries(SHAPES).map(([name, shape]) => [name, symbol(shape, 38)() ?? '']),
) as Record<Marker, string>

/** The mark of a series at one place of a figure. */
export function MarkerShape({ marker, x, y, color }: { marker: Marker; x: number; y: number; color: string }) {
  return <path d={PATHS[marker]} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} style={{ fill: color }} />
}
