/** Full or half width, capitals and spaces make no difference to a search. */
export function namedLike({ id, name }: { id: string; name: string }, typed: string): boolean {
  const sought = plain(typed);
  return plain(name).includes(sought) || plain(id).includes(sought);
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
