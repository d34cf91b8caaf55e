/** Where the sound of recordings is; wired to the telephone provider. */
export interface RecordingStore {
  /** `range` as the browser asks for it; null: the provider has no such recording. */
  open(sid: string, range: string | null): Promise<Sound | null>;
  /** Succeeds also if the provider has deleted it already. */
  delete(sid: string): Promise<void>;
}

export interface Sound {
  /** 200, or 206 for a part. */
  status: number;
  /** Type, length and range, as the provider gives them. */
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array>;
}
