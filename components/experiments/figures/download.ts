const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-variant-numeric',
]

/**
 * The drawing as a file of its own: the colours that it has now, the ground it stands on, and fonts that
 * every machine has.
 */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.querySelectorAll('[data-cursor]').forEach((cursor) => cursor.remove())
  const originals = [...svg.querySelectorAll('*')].filter((element) => !element.closest('[data-cursor]'))
  for (const [at, element] of [...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const original = originals[at]
    if (!original) continue
    const style = getComputedStyle(original)
    element.removeAttribute('style')
    element.removeAttribute('class')
    for (const name of COPIED) {
      const value = style.getPropertyValue(name)
      if (value) element.setAttribute(name, value)
    }
    if (element.tagName === 'text')
      element.setAttribute('font-family', 'system-ui, "Helvetica Neue", Arial, sans-serif')
  }
  const { width, height } = svg.viewBox.baseVal
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('x', '-16')
  ground.setAttribute('y', '-16')
  ground.setAttribute('width', String(width + 32))
  ground.setAttribute('height', String(height + 32))
  ground.setAttribute('fill', groundOf(svg))
  copy.prepend(ground)
  copy.removeAttribute('style')
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `-16 -16 ${width + 32} ${height + 32}`)
  copy.setAttribute('width', String(width + 32))
  copy.setAttribute('height', String(height + 32))
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`
}

/** The first colour behind an element that is not seen through. */
function groundOf(element: Element | null): string {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor
    if (color && color !== 'transparent' && !/[,/]\s*0\)$/.test(color)) return color
  }
  return '#ffffff'
}

/** An image as a drawing that holds it. */
export function imageSvg(address: string, width: number, height: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><image href="${address}" width="${width}" height="${height}" style="image-rendering:pixelated"/></svg>\n`
}

/** Hands a text to the reader as a file. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
