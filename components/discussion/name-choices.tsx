import clsx from 'clsx'

/** The names that a comment can call, below where it is typed. */
export function NameChoices({
  id,
  names,
  active,
  onChoose,
}: {
  id: string
  names: readonly string[]
  active: number
  onChoose: (name: string) => void
}) {
  return (
    <>
      <ul
        id={id}
        role="listbox"
        aria-label="People to call"
        hidden={names.length === 0}
        className="absolute top-full left-0 z-20 mt-1 max-h-64 w-72 max-w-full overflow-y-auto rounded-md border border-line bg-raised p-1.5 shadow-lg"
      >
        {names.map((name, at) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard stays in the text and chooses from there
          <li
            key={name}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            // The text keeps the keyboard.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(name)}
            className={clsx(
              'flex min-h-9 cursor-pointer items-center rounded-sm px-2.5 py-1 text-[0.9375rem] touch:min-h-11',
              at === active ? 'bg-accent-soft font-medium text-accent-strong' : 'hover:bg-sunken',
            )}
          >
            {name}
          </li>
        ))}
      </ul>
      <span role="status" className="sr-only">
        {names.length > 0 &&
          `${names.length} ${names.length === 1 ? 'name' : 'names'}: ${names[active]}. Arrows choose, Enter takes.`}
      </span>
    </>
  )
}
