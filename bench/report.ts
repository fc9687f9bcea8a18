export type Goal = { name: string; value: number; goal: string; ok: boolean }

/** Prints rows as a table with aligned columns. */
export function printTable(header: string[], rows: (string | number)[][]): void {
  const lines = [header, ...rows.map((row) => row.map(String))]
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
  console.log()
}

/** Prints the goals, then the one JSON object that closes a bench; returns whether all were met. */
export function closeBench(bench: string, goals: Goal[], extra: Record<string, unknown> = {}): boolean {
  printTable(
    ['goal', 'value', 'wanted', 'met'],
    goals.map((goal) => [goal.name, goal.value, goal.goal, goal.ok ? 'yes' : 'NO']),
  )
  const ok = goals.every((goal) => goal.ok)
  console.log(JSON.stringify({ bench, ok, goals, ...extra }))
  return ok
}
