declare module '@citation-js/core' {
  export const plugins: {
    input: {
      /** Reads `input` as the format `type`, and as nothing else: no guessing, no fetching. */
      data: (input: unknown, type: string) => unknown
      /** The format that an object looks like. */
      type: (input: unknown) => string
    }
  }
}
declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
