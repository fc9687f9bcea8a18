'use client'

import { useEffect } from 'react'

/** Makes a copied formula arrive as its TeX. Loads on its own, after the page; without it the page reads the same. */
export function CopyTex() {
  useEffect(() => {
    void import('katex/contrib/copy-tex')
  }, [])
  return null
}
