/** Whether a file's name says that it is Markdown: then it is no bibliography, whatever it holds. */
export const isNamedAsMarkdown = (name: string): boolean => /\.(?:md|markdown|mdown|mkd)$/i.test(name)
