const units = ["B", "KB", "MB", "GB"] as const;

/** 1536 → 1.5 KB */
export function sizeWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const size = bytes / 1024 ** power;
  return `${power === 0 || size >= 100 ? Math.round(size) : Math.round(size * 10) / 10} ${units[power]}`;
}
