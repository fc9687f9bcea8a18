/** SQLSTATE classes of what is wrong with the data, not with the moment: data exceptions, constraints, limits. */
const ABOUT_DATA = /^(22|23|54)/

/** Whether the database has refused what it was given, and would again. */
export const isAboutData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && ABOUT_DATA.test(error.code)
