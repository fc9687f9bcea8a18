/** KaTeX macros of a list: {"\\R": "\\mathbb{R}"}. */
export type Macros = Record<string, string>
