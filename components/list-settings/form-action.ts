/** An action of a form, as app/ hands it to the forms here. */
export type FormAction = (
  form: FormData,
) => Promise<{ ok: true } | { ok: false; message: string; fields: Record<string, string> }>
