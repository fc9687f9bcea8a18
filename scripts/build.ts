export async function buildIfNeeded(): Promise<void> {}
